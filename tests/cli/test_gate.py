"""Lists of the desk say of each row how it stands with reviewers, and show only what was reviewed when asked to."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Sitrep
from tests.cli.test_incidents import ledger_of

from sitrep.cli.exits import Exit

LISTS = (["events"], ["claims"], ["incidents"], ["search", "odesa", "--in", "event"])


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A ledger of which nobody reviewed anything."""
    return ledger_of(tmp_path)


def values(sitrep: Sitrep, told: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(sitrep(*words, "--ledger", told, "--format", "json").out)
    return found


def rows(sitrep: Sitrep, told: Path, *words: str) -> list[dict[str, str]]:
    said = sitrep(*words, "--ledger", told, "--format", "csv").out
    return list(csv.DictReader(io.StringIO(said)))


def judge(sitrep: Sitrep, told: Path, verdict: str, *ids: str) -> None:
    assert sitrep("review", verdict, *ids, "--by", "Ana", "--ledger", told).code == Exit.DONE


def events_of(sitrep: Sitrep, told: Path, *words: str) -> list[str]:
    return [one["id"] for one in values(sitrep, told, "events", *words)]


@pytest.mark.parametrize("words", LISTS)
def test_rows_of_a_list_that_nobody_reviewed_say_so(sitrep: Sitrep, told: Path, words: list[str]) -> None:
    assert {row["review"] for row in rows(sitrep, told, *words)} == {"unreviewed"}
    assert {one["review"] for one in values(sitrep, told, *words)} == {"unreviewed"}


@pytest.mark.parametrize("words", LISTS)
def test_nothing_that_nobody_reviewed_comes_through_the_gate(sitrep: Sitrep, told: Path, words: list[str]) -> None:
    assert sitrep(*words, "--ledger", told, "--gate", "reviewed").code == Exit.NOTHING


def test_events_come_through_the_gate_as_they_were_corrected(sitrep: Sitrep, told: Path) -> None:
    first, second, third, *_ = events_of(sitrep, told)
    judge(sitrep, told, "accept", first)
    judge(sitrep, told, "reject", third)
    sitrep("review", "correct", second, "background", "true", "--by", "Ana", "--ledger", told)

    standing = {row["id"]: row["review"] for row in rows(sitrep, told, "events")}
    assert (standing[first], standing[second], standing[third]) == ("reviewed", "reviewed, corrected", "rejected")
    reviewed = {one["id"]: one["background"] for one in values(sitrep, told, "events", "--gate", "reviewed")}
    assert reviewed == {first: False, second: True}


def test_claims_come_through_the_gate_when_they_were_accepted(sitrep: Sitrep, told: Path) -> None:
    first, second, *_ = (one["id"] for one in values(sitrep, told, "claims"))
    judge(sitrep, told, "accept", first)
    judge(sitrep, told, "reject", second)

    standing = {row["id"]: row["review"] for row in rows(sitrep, told, "claims")}
    assert (standing[first], standing[second]) == ("reviewed", "rejected")
    assert [one["id"] for one in values(sitrep, told, "claims", "--gate", "reviewed", "--limit", "3")] == [first]


def test_an_incident_says_how_many_of_its_reports_wait(sitrep: Sitrep, told: Path) -> None:
    night = ("--place", "odesa", "--until", "2025-12-03")
    first, second = events_of(sitrep, told, "--place", "odesa", "--to", "2025-12-03")
    judge(sitrep, told, "accept", first)
    (partly,) = rows(sitrep, told, "incidents", *night)
    (reviewed,) = values(sitrep, told, "incidents", *night, "--gate", "reviewed")

    assert (partly["reports"], partly["review"]) == ("2", "1 of 2 unreviewed")
    assert (reviewed["reports"], reviewed["review"], reviewed["unreviewed_reports"]) == (1, "accepted", 0)
    judge(sitrep, told, "accept", second)
    assert [one["review"] for one in rows(sitrep, told, "incidents", *night)] == ["reviewed"]


def test_an_incident_is_told_without_what_was_rejected_unless_all_of_it_was(sitrep: Sitrep, told: Path) -> None:
    night = ("--place", "odesa", "--until", "2025-12-03")
    first, second = events_of(sitrep, told, "--place", "odesa", "--to", "2025-12-03")
    judge(sitrep, told, "reject", first)
    (left,) = values(sitrep, told, "incidents", *night)
    assert (left["reports"], left["review"], left["unreviewed_reports"]) == (1, "unreviewed", 1)

    judge(sitrep, told, "reject", second)
    (none,) = rows(sitrep, told, "incidents", *night)
    assert (none["reports"], none["review"]) == ("2", "rejected")


def test_a_tally_says_how_many_incidents_of_each_group_nobody_reviewed(sitrep: Sitrep, told: Path) -> None:
    first, second = events_of(sitrep, told, "--place", "odesa", "--to", "2025-12-03")
    judge(sitrep, told, "accept", first, second)

    every = {
        row["place"]: (row["incidents"], row["unreviewed"]) for row in rows(sitrep, told, "tally", "--by", "place")
    }
    assert every == {"Gaza, PS": ("1", "1"), "Odesa, UA": ("2", "1"), "total": ("3", "2")}
    reviewed = values(sitrep, told, "tally", "--by", "place", "--gate", "reviewed")
    assert [(one["group"], one["incidents"], one["unreviewed"]) for one in reviewed] == [
        ("Odesa, UA", 1, 0), ("total", 1, 0),
    ]  # fmt: skip


def test_stories_are_found_through_every_gate_and_have_no_review(sitrep: Sitrep, told: Path) -> None:
    every = values(sitrep, told, "search", "port", "--in", "document", "--in", "statement")
    reviewed = values(sitrep, told, "search", "port", "--in", "document", "--in", "statement", "--gate", "reviewed")

    assert {one["kind"] for one in every} == {"document", "statement"}
    assert reviewed == [one for one in every if one["kind"] == "document"]
    assert {one["review"] for one in reviewed} == {None}
