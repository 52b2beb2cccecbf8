"""The verbs that ask about incidents, and those that judge them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Sitrep
from tests.stand_in import read

from sitrep.cli.exits import Exit
from sitrep.codebook.incident_linking import incident_linking
from sitrep.desk.ingest import Engine, ingest
from sitrep.documents.source import Given
from sitrep.ledger.opening import open_ledger

STORIES = {
    "AP": "Russia struck Odesa on 2025-12-03, 6 wounded. Vilkul said the port still works.",
    "Reuters": "Russia struck Odesa on 2025-12-03, 8 wounded. A port stands by the sea, Kiper said so.",
    "The Ledger": "Russia struck Odesa on 2025-12-04, 2 wounded. It was the second night.",
    "Daily Sun": "Israel struck Gaza on 2025-12-03. Nobody said anything.",
}


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A ledger in which two stories tell of one strike, one of the next night's and one of another."""
    return ledger_of(tmp_path)


def ledger_of(tmp_path: Path) -> Path:
    path = tmp_path / "told.db"
    engine = Engine(read, "1", "{}", lambda: datetime(2025, 12, 5, tzinfo=UTC))
    for outlet, text in STORIES.items():
        story = tmp_path / f"{outlet}.txt"
        story.write_text(text, encoding="utf-8")
        ingest([story], open_ledger(path), engine=engine, given=Given(date(2025, 12, 4), outlet))
    return path


def listed(sitrep: Sitrep, told: Path, *options: str) -> list[dict[str, Any]]:
    shown = sitrep("incidents", "--ledger", told, "--format", "json", *options).out
    found: list[dict[str, Any]] = json.loads(shown)
    return found


def odesa(sitrep: Sitrep, told: Path) -> list[str]:
    return [one["id"] for one in listed(sitrep, told, "--place", "odesa")]


def test_two_stories_of_one_strike_are_one_incident_and_the_next_night_is_another(sitrep: Sitrep, told: Path) -> None:
    found = listed(sitrep, told)

    assert [(one["where"]["name"], one["when"]["start"], one["reports"]) for one in found] == [
        ("Gaza", "2025-12-03", 1), ("Odesa", "2025-12-03", 2), ("Odesa", "2025-12-04", 1),
    ]  # fmt: skip


def test_a_figure_is_shown_with_its_range_and_its_rule(sitrep: Sitrep, told: Path) -> None:
    (wounded,) = listed(sitrep, told, "--place", "odesa", "--until", "2025-12-03")[0]["figures"]

    assert wounded["outcome"] == "wounded"
    assert "newest whole count of each side" in wounded["rule"]


def test_incidents_come_as_tab_separated_lines_in_a_stable_order(sitrep: Sitrep, told: Path) -> None:
    header, *rows = [line.split("\t") for line in sitrep("incidents", "--ledger", told).out.splitlines()]

    assert header[:4] == ["when", "type", "status", "where"]
    assert [row[3] for row in rows] == ["Gaza, PS", "Odesa, UA", "Odesa, UA"]
    assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--since", "2025-12-04"], 1),
        (["--until", "2025-12-03"], 2),
        (["--country", "ps"], 1),
        (["--type", "assault", "--actor", "israel"], 1),
        (["--min-killed", "1"], 0),
        (["--limit", "2"], 2),
    ],
)
def test_incidents_are_filtered(sitrep: Sitrep, told: Path, options: list[str], count: int) -> None:
    assert len(listed(sitrep, told, *options)) == count


def test_finding_no_incident_has_an_exit_code_of_its_own(sitrep: Sitrep, told: Path) -> None:
    assert sitrep("incidents", "--ledger", told, "--country", "SD").code == Exit.NOTHING
    assert sitrep("tally", "--ledger", told, "--country", "SD").code == Exit.NOTHING


def test_why_tells_the_words_the_reasons_and_every_figure(sitrep: Sitrep, told: Path) -> None:
    said = sitrep("incident", odesa(sitrep, told)[0], "--why", "--ledger", told).out

    assert "“Russia struck Odesa on 2025-12-03”" in said
    assert "both at Odesa" in said
    assert {"· 6 ", "· 8 "} <= {line.strip()[:4] for line in said.splitlines()}
    assert "AP, 2025-12-04" in said


def test_why_comes_as_json_too(sitrep: Sitrep, told: Path) -> None:
    value = json.loads(sitrep("incident", odesa(sitrep, told)[0], "--ledger", told, "--format", "json").out)

    assert [one["document"]["outlet"] for one in value["told"]] == ["AP", "Reuters"]
    assert all(reason["words"] and reason["weight"] for one in value["told"] for reason in one["reasons"])


def test_an_event_leads_to_its_incident_and_a_beginning_is_enough(sitrep: Sitrep, told: Path) -> None:
    id_ = odesa(sitrep, told)[0]
    event = json.loads(sitrep("incident", id_[:16], "--ledger", told, "--format", "json").out)["told"][0]["event"]

    assert sitrep("incident", event, "--ledger", told).out.startswith(f"incident  {id_}")


def test_a_merge_sticks_and_the_old_id_leads_on(sitrep: Sitrep, told: Path) -> None:
    first, second = odesa(sitrep, told)
    merged = sitrep("merge", first, second, "--reason", "one long night", "--by", "Ana", "--ledger", told)
    said = sitrep("incident", second, "--why", "--ledger", told).out

    assert (merged.code, merged.out) == (Exit.DONE, f"{first}\n")
    assert odesa(sitrep, told) == [first]
    assert f"{second} leads here" in said
    assert "one long night" in said


def test_a_split_takes_an_event_out_and_what_was_split_can_be_merged_again(sitrep: Sitrep, told: Path) -> None:
    id_ = odesa(sitrep, told)[0]
    value = json.loads(sitrep("incident", id_, "--ledger", told, "--format", "json").out)
    event = value["told"][1]["event"]
    parts = sitrep("split", id_, event, "--reason", "two streets", "--by", "Ana", "--ledger", told).out.split()

    assert parts[0] == id_
    assert set(parts) <= set(odesa(sitrep, told))
    assert sitrep("merge", *parts, "--reason", "one after all", "--by", "Bo", "--ledger", told).out == f"{id_}\n"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["incident", "incident-ffffffffffffffff"], "[ledger.unknown-id]"),
        (["incident", ""], "[ledger.unknown-id]"),
        (["incident", "incident-"], "[ledger.unknown-id]"),
        (["merge", "incident-f0", "incident-f1", "--reason", "x", "--by", "Ana"], "[ledger.unknown-id]"),
        (["merge", "ONE", "ONE", "--reason", "x", "--by", "Ana"], "[option.judgement]"),
        (["merge", "ONE", "TWO", "--reason", " ", "--by", "Ana"], "[option.judgement]"),
        (["merge", "ONE", "TWO", "--reason", "x", "--by", "Sitrep"], "[option.judgement]"),
        (["split", "ONE", "event-ffffffffffffffff", "--reason", "x", "--by", "Ana"], "[ledger.unknown-id]"),
        (["split", "ONE", "OTHERS", "--reason", "x", "--by", "Ana"], "[option.judgement]"),
        (["split", "TWO", "OTHERS", "--reason", "x", "--by", "Ana"], "[option.judgement]"),
    ],
)
def test_what_cannot_be_judged_is_refused(sitrep: Sitrep, told: Path, args: list[str], code: str) -> None:
    one, two = odesa(sitrep, told)
    value = json.loads(sitrep("incident", two, "--ledger", told, "--format", "json").out)
    known = {"ONE": one, "TWO": two, "OTHERS": value["told"][0]["event"]}
    ended = sitrep(*[known.get(arg, arg) for arg in args], "--ledger", told)

    assert ended.err.startswith(code)
    assert ended.code in (Exit.LEDGER, Exit.USAGE)


def test_who_gives_no_name_signs_with_that_of_the_login(
    sitrep: Sitrep, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "olena")
    sitrep("merge", *odesa(sitrep, told), "--reason", "one long night", "--ledger", told)
    value = json.loads(sitrep("incident", odesa(sitrep, told)[0], "--ledger", told, "--format", "json").out)

    assert {one["by"] for one in value["judgements"] if one["kind"] == "merge"} == {"olena"}


def test_judging_makes_no_ledger(sitrep: Sitrep, tmp_path: Path) -> None:
    ended = sitrep("merge", "a", "b", "--reason", "x", "--by", "Ana", "--ledger", tmp_path / "none.db")

    assert ended.err.startswith("[input.missing]")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("day", ["2025-12-03", "2025-12-04", "total"]),
        ("place", ["Gaza, PS", "Odesa, UA", "total"]),
        ("side", ["Israel", "Russia", "total"]),
    ],
)
def test_incidents_are_tallied_with_the_rule_beside_them(
    sitrep: Sitrep, told: Path, by: str, groups: list[str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(sitrep("tally", "--by", by, "--ledger", told, "--format", "csv").out)))

    assert [row[by] for row in rows] == groups
    assert rows[-1]["incidents"] == "3"
    assert all("newest of each side" in row["rule"] for row in rows)


def test_a_ledger_is_weighed_again_when_the_weights_are_others(
    sitrep: Sitrep, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listed(sitrep, told)
    assert sitrep("link", "--again", "--ledger", told).out == "linked 0 stories\nweighed 0 events anew\n"
    monkeypatch.setattr("sitrep.ledger.linker.basis", lambda: "basis-newer")
    monkeypatch.setattr("sitrep.ledger.seating.basis", lambda: "basis-newer")

    assert sitrep("link", "--again", "--ledger", told).out == "linked 0 stories\nweighed 4 events anew\n"
    assert listed(sitrep, told) == before


def test_a_likely_duplicate_is_told_of_both_and_counts_as_two(
    sitrep: Sitrep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = incident_linking()
    strict = rules.model_copy(update={"events": rules.events.model_copy(update={"join": 1.0})})
    monkeypatch.setattr("sitrep.ledger.linker.incident_linking", lambda: strict)
    told = ledger_of(tmp_path)
    ids = [one["id"] for one in listed(sitrep, told, "--place", "odesa", "--until", "2025-12-03")]

    assert len(ids) == 2
    for one, other in (ids, ids[::-1]):
        assert f"may be    {other} too (0." in sitrep("incident", one, "--ledger", told).out
