"""How many events wait for review, as a server counts them."""

from pathlib import Path

import pytest

from sitrep.desk import waiting
from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.review import Reviewer, accept, undo
from sitrep.desk.waiting import Counted
from sitrep.ledger.opening import Book, open_ledger
from sitrep.ledger.review_queue import review_queue
from sitrep.ledger.reviews import ReviewCounts, review_counts

BY = Reviewer("ana", "2026-01-20T12:00:00+00:00")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was counted, each time that the ledger was."""
    found: list[int] = []

    def counting(book: Book) -> ReviewCounts:
        counts = review_counts(book)
        found.append(counts.waiting)
        return counts

    monkeypatch.setattr(waiting, "review_counts", counting)
    return found


def test_events_are_counted_again_only_when_something_was_decided_or_read(
    tmp_path: Path, stories: Path, engine: Engine, counted: list[int]
) -> None:
    ledger, held = open_ledger(tmp_path / "war.db"), Counted()

    def asked() -> int:
        with ledger.reading() as book:
            return held.counts(book).waiting

    ingest([stories / "a.txt"], ledger, engine=engine)
    first = asked()
    with ledger.reading() as book:
        event = review_queue(book).rows[0].event.id
    assert (asked(), counted) == (first, [first])
    accept(ledger, event, BY)
    assert asked() == first - 1
    undo(ledger, event, BY)
    assert asked() == first
    ingest([stories / "b.txt"], ledger, engine=engine)
    assert asked() > first
    assert len(counted) == 4
