"""The verbs that ask a ledger."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit


def test_events_come_as_tab_separated_lines_when_piped(sitrep: Sitrep, war: Path) -> None:
    header, *rows = [line.split("\t") for line in sitrep("events", "--ledger", war).out.splitlines()]

    assert header[:4] == ["when", "type", "status", "where"]
    assert [row[:4] for row in rows] == [
        ["2025-12-01", "ASSAULT/aerial", "occurred", "Gaza, PS"],
        ["2025-12-03", "ASSAULT/aerial", "occurred", "Odesa, UA"],
    ]
    assert all(len(row) == len(header) for row in rows)


def test_events_come_as_json_with_their_document(sitrep: Sitrep, war: Path) -> None:
    (event,) = json.loads(sitrep("events", "--ledger", war, "--country", "UA", "--format", "json").out)

    assert event["document"]["outlet"] == "AP"
    assert event["casualties"][0]["count"]["best"] == 6


def test_events_come_as_csv(sitrep: Sitrep, war: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sitrep("events", "--ledger", war, "--format", "csv").out)))

    assert [row["harm"] for row in rows] == ["", "6 wounded"]


@pytest.mark.parametrize(
    ("options", "places"),
    [
        (["--from", "2025-12-02"], ["Odesa, UA"]),
        (["--to", "2025-12-02"], ["Gaza, PS"]),
        (["--type", "assault", "--actor", "israel"], ["Gaza, PS"]),
        (["--news", "--place", "odes"], ["Odesa, UA"]),
        (["--text", "wounded"], ["Odesa, UA"]),
        (["--limit", "1"], ["Gaza, PS"]),
        (["--min-confidence", "0"], ["Gaza, PS", "Odesa, UA"]),
        (["--min-confidence", "1"], []),
    ],
)
def test_events_are_filtered(sitrep: Sitrep, war: Path, options: list[str], places: list[str]) -> None:
    lines = sitrep("events", "--ledger", war, *options).out.splitlines()[1:]

    assert [line.split("\t")[3] for line in lines] == places


@pytest.mark.parametrize(
    "args", [["events", "--country", "SD"], ["claims", "--speaker", "nobody"], ["search", "nonsense"]]
)
def test_finding_nothing_has_an_exit_code_of_its_own(sitrep: Sitrep, war: Path, args: list[str]) -> None:
    assert sitrep(*args, "--ledger", war).code == Exit.NOTHING


@pytest.mark.parametrize("day", ["2025-02-30", "yesterday", "2025-13-01", ""])
def test_an_impossible_day_is_a_bad_date(sitrep: Sitrep, war: Path, day: str) -> None:
    ended = sitrep("events", "--ledger", war, "--from", day)

    assert (ended.code, ended.err[:13]) == (Exit.USAGE, "[option.date]")


def test_claims_tell_who_said_what_and_through_whom(sitrep: Sitrep, war: Path) -> None:
    (claim,) = sitrep("claims", "--ledger", war, "--issue", "ceasefire").out.splitlines()[1:]

    assert claim.split("\t")[0] == "Zelenskyy"
    assert "talks on the ceasefire go on" in claim
    assert "Telegram" in claim


def test_search_finds_words_whatever_their_diacritics(sitrep: Sitrep, war: Path) -> None:
    found = sitrep("search", "--ledger", war, "kucukcekmece", "--format", "json")

    assert [hit["kind"] for hit in json.loads(found.out)] == ["statement", "document"]


def test_show_traces_a_value_to_its_words(sitrep: Sitrep, war: Path) -> None:
    id_ = json.loads(sitrep("events", "--ledger", war, "--country", "UA", "--format", "json").out)[0]["id"]
    said = sitrep("show", "--ledger", war, f"{id_}#casualties.0.count").out

    assert "AP, 2025-12-04" in said
    assert "engine 0.1.0+test" in said
    assert "⟦6⟧ wounded" in said


def test_show_lists_every_value_of_an_event(sitrep: Sitrep, war: Path) -> None:
    id_ = json.loads(sitrep("events", "--ledger", war, "--country", "UA", "--format", "json").out)[0]["id"]
    said = sitrep("show", "--ledger", war, id_[:14]).out
    shown = {line.partition(" = ")[0] for line in said.splitlines()}

    assert {"anchor", "where", "when", "participants.0", "casualties.0", "casualties.0.count"} <= shown


def test_show_prints_a_whole_document_with_its_text(sitrep: Sitrep, war: Path) -> None:
    id_ = json.loads(sitrep("events", "--ledger", war, "--format", "json").out)[0]["document"]["id"]
    said = sitrep("show", "--ledger", war, id_).out

    assert "Russia struck Odesa on 2025-12-03, 6 wounded." in said
    assert json.loads(sitrep("show", "--ledger", war, id_, "--format", "json").out)["document"]["id"] == id_


def test_an_unknown_id_is_refused(sitrep: Sitrep, war: Path) -> None:
    ended = sitrep("show", "--ledger", war, "event-ffffffffffffffff")

    assert (ended.code, ended.err[:19]) == (Exit.LEDGER, "[ledger.unknown-id]")


def test_the_quarantine_says_what_was_refused_and_why(sitrep: Sitrep, war: Path) -> None:
    (refusal,) = sitrep("quarantine", "--ledger", war).out.splitlines()[1:]

    assert refusal.split("\t")[0].endswith("empty.txt")
    assert "input.empty" in refusal


def test_the_schema_is_that_of_the_reports(sitrep: Sitrep) -> None:
    schema = json.loads(sitrep("schema").out)

    assert {"document", "events", "statements", "actors", "warnings"} <= set(schema["required"])
    assert schema["properties"]["schema"]["const"] == "sitrep.report/1"
