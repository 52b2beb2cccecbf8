"""Incidents are listed and counted as the gate lets them out, and nothing that was rejected is of any figure."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ledgers import copied

from sitrep.desk.gated import gated_count
from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.reading import read_document
from sitrep.desk.review import Reviewer, accept, correct, reject
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.gate import Gate
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.queries import find_events

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
ANA = Reviewer("ana", NOW.isoformat())
STORIES = (
    "A drone killed two people in Sumy on Wednesday, the mayor said.",
    "Shelling killed three people in Kherson on Wednesday, officials said.",
    "A drone killed one person in Nikopol on Wednesday, officials said.",
)
ALL = IncidentFilter()
GATES: tuple[Gate, ...] = ("all", "reviewed")
FOUR = {"low": 4, "best": 4, "high": 4, "text": "two people"}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("gated")
    rows = [json.dumps({"text": text, "published": "2026-01-15"}) for text in STORIES]
    (folder / "stories.jsonl").write_text("\n".join(rows), encoding="utf-8")
    opened = open_ledger(folder / "war.db")
    ingest([folder / "stories.jsonl"], opened, engine=Engine(read_document, "test", "{}", lambda: NOW))
    return opened


@pytest.fixture
def ledger(read_once: Ledger, tmp_path: Path) -> Ledger:
    return copied(read_once, tmp_path)


def event_at(ledger: Ledger, place: str) -> str:
    with ledger.reading() as book:
        (found,) = find_events(book, EventFilter(place=place))
        return found.event.id


def killed(ledger: Ledger, gate: Gate) -> tuple[int, int]:
    """How many incidents are counted, and how many were killed in them."""
    with ledger.reading() as book:
        _, total = gated_count(book, ALL, "day", gate)
    return total.incidents, total.killed.best


def test_what_a_reviewer_rejected_is_counted_through_no_gate(ledger: Ledger) -> None:
    assert (killed(ledger, "all"), killed(ledger, "reviewed")) == ((3, 6), (0, 0))
    reject(ledger, event_at(ledger, "Kherson"), ANA)
    accept(ledger, event_at(ledger, "Nikopol"), ANA)

    assert (killed(ledger, "all"), killed(ledger, "reviewed")) == ((2, 3), (1, 1))


def test_a_tally_says_how_many_of_its_incidents_nobody_reviewed(ledger: Ledger) -> None:
    accept(ledger, event_at(ledger, "Nikopol"), ANA)
    with ledger.reading() as book:
        ((_, everything), (_, reviewed)) = (gated_count(book, ALL, "day", gate) for gate in GATES)

    assert (everything.incidents, everything.unreviewed) == (3, 2)
    assert (reviewed.incidents, reviewed.unreviewed) == (1, 0)


def test_a_corrected_figure_is_counted_through_every_gate(ledger: Ledger) -> None:
    correct(ledger, event_at(ledger, "Sumy"), "casualties.0.count", FOUR, ANA)

    assert (killed(ledger, "all"), killed(ledger, "reviewed")) == ((3, 8), (1, 4))
