"""Peace efforts on the command line: listed, shown, and what people say of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Sitrep

from sitrep.cli.exits import Exit

SERIES = Path(__file__).parents[1] / "processes" / "series" / "one-story-two-meetings.json"
ANA = ("--by", "Ana", "--reason", "I read the papers")


@pytest.fixture
def talks(sitrep: Sitrep, tmp_path: Path) -> Path:
    """A ledger with three stories of one effort."""
    stories = json.loads(SERIES.read_text(encoding="utf-8"))["stories"]
    lines = [json.dumps({key: story[key] for key in ("text", "outlet", "published")}) for story in stories]
    (tmp_path / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert sitrep("ingest", tmp_path / "stories.jsonl", "--ledger", tmp_path / "talks.db").code == Exit.DONE
    return tmp_path / "talks.db"


def efforts(sitrep: Sitrep, talks: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sitrep("process", "--ledger", talks, "--format", "json", *options).out)
    return found


def effort(sitrep: Sitrep, talks: Path, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sitrep("process", reference, "--ledger", talks, "--format", "json").out)
    return found


def test_the_meetings_of_one_story_are_two_happenings_of_one_effort(sitrep: Sitrep, talks: Path) -> None:
    (one,) = efforts(sitrep, talks)
    told = effort(sitrep, talks, one["id"])

    assert [(each["venue"]["name"], each["standing"]) for each in told["meetings"]] == [
        ("Kigali", "recalled"), ("Kinshasa", "held"),
    ]  # fmt: skip
    assert len({each["id"] for each in told["meetings"]}) == 2


def test_only_efforts_that_a_person_confirmed_come_through_the_gate(sitrep: Sitrep, talks: Path) -> None:
    (one,) = efforts(sitrep, talks)
    reviewed = ("--gate", "reviewed", "--ledger", talks)
    assert one["standing"] == "proposed"
    assert [sitrep("process", *words, *reviewed).code for words in ([], [one["id"]])] == [Exit.NOTHING, Exit.LEDGER]

    assert sitrep("process", "confirm", one["id"], *ANA, "--ledger", talks).code == Exit.DONE
    assert [each["standing"] for each in efforts(sitrep, talks, "--gate", "reviewed")] == ["confirmed"]


def test_a_position_can_be_traced_to_its_words(sitrep: Sitrep, talks: Path) -> None:
    said = effort(sitrep, talks, efforts(sitrep, talks)[0]["id"])["positions"][0]["said"][0]
    trail = json.loads(sitrep("show", f"{said['statement']}#content", "--ledger", talks, "--format", "json").out)

    assert [quote["text"] for quote in trail["traced"][0]["quotations"]] == [said["words"]]


def test_the_matrix_marks_a_position_that_changed(sitrep: Sitrep, talks: Path) -> None:
    shown = sitrep("process", efforts(sitrep, talks)[0]["id"], "--ledger", talks).out

    assert "accepts 2026-01-20 Paul Kagame ↻" in shown
    assert "planned 2025-12-04 (Great Lakes Wire" in shown


def test_an_effort_is_found_by_its_name_and_by_its_meetings(sitrep: Sitrep, talks: Path) -> None:
    (one,) = efforts(sitrep, talks)
    meeting = effort(sitrep, talks, one["id"])["meetings"][0]

    for reference in (one["name"].lower(), meeting["id"], meeting["events"][0], one["id"][:12]):
        assert effort(sitrep, talks, reference)["id"] == one["id"]


def test_a_confirmed_and_renamed_effort_stays_so(sitrep: Sitrep, talks: Path) -> None:
    (one,) = efforts(sitrep, talks)

    assert sitrep("process", "confirm", one["id"], "--ledger", talks, *ANA).out.strip() == one["id"]
    assert sitrep("process", "rename", one["id"], "The Kivu track", "--ledger", talks, *ANA).code == Exit.DONE

    (now,) = efforts(sitrep, talks)
    assert (now["id"], now["name"], now["standing"]) == (one["id"], "The Kivu track", "confirmed")
    assert "I read the papers" in sitrep("process", one["id"], "--ledger", talks).out


def test_a_meeting_moved_into_an_effort_of_its_own_and_back_is_where_the_last_word_put_it(
    sitrep: Sitrep, talks: Path
) -> None:
    (one,) = efforts(sitrep, talks)
    meeting = effort(sitrep, talks, one["id"])["meetings"][0]["id"]

    own = sitrep("process", "move", meeting, "new", "--ledger", talks, *ANA).out.strip()
    assert [each["id"] for each in effort(sitrep, talks, own)["meetings"]] == [meeting]
    assert len(efforts(sitrep, talks, "--all")) == 2

    sitrep("process", "move", meeting, one["id"], "--ledger", talks, *ANA)
    assert len(effort(sitrep, talks, one["id"])["meetings"]) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("confirm", "process-nothing", *ANA), Exit.LEDGER),
        (("process-nothing",), Exit.LEDGER),
        (("move", "event-nothing", "new", *ANA), Exit.LEDGER),
        (("rename", "process-", " ", *ANA), Exit.USAGE),
        (("confirm", "process-"), Exit.USAGE),
        (("confirm", *ANA), Exit.USAGE),
        (("one", "two"), Exit.USAGE),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_check(
    sitrep: Sitrep, talks: Path, words: tuple[str, ...], code: int
) -> None:
    ended = sitrep("process", *words, "--ledger", talks)

    assert ended.code == code
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") >= 2


def test_a_ledger_without_talks_has_no_efforts(sitrep: Sitrep, war: Path) -> None:
    assert sitrep("process", "--ledger", war).code == Exit.NOTHING
