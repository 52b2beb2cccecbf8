"""What is kept of decisions about incidents is what counting the decisions anew gives, whatever happens in between."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from tests.ledger.linked import Story, groups, keep
from tests.ledgers import copied

from sitrep.desk.review import Reviewer, accept, correct, reject, undo
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.decisions import Review
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_tables import linked_items, linked_readings
from sitrep.ledger.incident_views import refresh_views, views
from sitrep.ledger.judged_incidents import EVERY
from sitrep.ledger.opening import Book, Ledger, open_ledger
from sitrep.ledger.reviews import judged, reviews_of
from sitrep.ledger.view_tables import current_readings, event_views, judged_incidents, unlinked_readings
from sitrep_eval.made_stories import stories

Rows = dict[str, tuple[int, ...]]
VERDICTS: tuple[Review, ...] = ("accepted", "corrected", "rejected")
STORIES = list(stories(14, seed=5))
#: What may happen to a ledger: somebody decides, a story is read anew, or what is stale is told anew.
HAPPENS = st.tuples(
    st.sampled_from(["accept", "reject", "correct", "undo", "read anew", "read and not linked", "refresh"]),
    st.integers(0, 20),
)  # fmt: skip


def told_now(ledger: Ledger) -> Rows:
    with ledger.reading() as book:
        return rows_of(book, views(book).judged)


def rows_of(book: Book, table: object) -> Rows:
    return {id_: tuple(numbers) for id_, *numbers in book.execute(select(table))}  # type: ignore[call-overload]


def counted_anew(ledger: Ledger) -> Rows:
    """Of each incident the reports of each standing, counted one by one."""
    with ledger.reading() as book:
        rows = book.execute(select(linked_items.c.item, linked_items.c.event).order_by(linked_items.c.seq))
        events = {row.item: row.event for row in rows}
        told = set(book.scalars(select(event_views.c.id)))
        standing = reviews_of(book, told)
    found: Rows = {}
    for incident, items in groups(ledger).items():
        counted = Counter(standing[events[item]] for item in items if events[item] in told)
        numbers = tuple(counted[verdict] for verdict in VERDICTS)
        found |= {incident: numbers} if any(numbers) else {}
    return found


def gated_now(ledger: Ledger) -> dict[tuple[str, str], tuple[Any, ...]]:
    with ledger.reading() as book:
        rows = views(book).gated.c
        asked = select(rows.gate, rows.id, rows.reports, rows.type, rows.start_day, rows.killed_low, rows.killed_high)
        return {(gate, id_): tuple(told) for gate, id_, *told in book.execute(asked)}


def fused_anew(ledger: Ledger) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Of each incident what the reports let out together tell, where they are not all, or not as they were read."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for gate in get_args(Gate):
        with ledger.reading() as book:
            shown = shown_incidents(book, groups(ledger), gate)
        for id_, one in shown.items():
            if one.incident and (one.waiting or one.rejected or "corrected" in one.reviews.values()):
                fused = one.incident.fused
                killed = next((figure for figure in fused.figures if figure.outcome == "killed"), None)
                found[gate, id_] = (
                    len(one.incident.reports), fused.type, fused.when.start[:10] if fused.when and fused.when.start
                    else None, killed.low if killed else None, killed.high if killed else None,
                )  # fmt: skip
    return found


def newer(story: Story, engine: str, *, linked: bool, ledger: Ledger) -> None:
    """The story is read anew and surer; its events have other contents."""
    document, report = story
    surer = float(f"0.9{len(engine):02}{len(engine) % 7}")
    anew = tuple(event.model_copy(update={"confidence": surer}) for event in report.events)
    told = document, report.model_copy(update={"events": anew})
    if linked:
        keep(ledger, [told], engine=engine)
    else:
        with ledger.transaction() as book:
            append(book, *told, engine=engine, run=begin_run(book, Run("now", engine, "{}", ())))


def decide(ledger: Ledger, how: str, at: int, second: int) -> None:
    reviewer = Reviewer("Ana", f"2026-01-01T00:{second // 60:02}:{second % 60:02}+00:00")
    with ledger.reading() as book:
        attacks = select(event_views.c.id).where(event_views.c.type == "ASSAULT")
        ids = list(book.scalars(attacks.order_by(event_views.c.id)))
        found = judged(book, ids[at % len(ids)])
    if how == "correct":
        correct(ledger, found.id, "casualties.0.count", 100 + at, reviewer)
    elif how != "undo":
        {"accept": accept, "reject": reject}[how](ledger, found.id, reviewer)
    elif found.standing.decision:
        undo(ledger, found.id, reviewer)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    ledger = open_ledger(tmp_path_factory.mktemp("made") / "war.db")
    keep(ledger, STORIES)
    return ledger


@settings(max_examples=12, deadline=None)
@given(happens=st.lists(HAPPENS, max_size=12))
def test_what_is_told_of_decisions_is_always_what_stands(
    made: Ledger, tmp_path_factory: pytest.TempPathFactory, happens: list[tuple[str, int]]
) -> None:
    ledger = copied(made, tmp_path_factory.mktemp("judged"))
    for second, (what, at) in enumerate(happens):
        if what == "refresh":
            with ledger.transaction() as book:
                refresh_views(book)
        elif what.startswith("read"):
            newer(STORIES[at % len(STORIES)], f"e{'.' * second}", linked=what == "read anew", ledger=ledger)
        else:
            decide(ledger, what, at, second)
        assert told_now(ledger) == counted_anew(ledger)
        assert gated_now(ledger) == fused_anew(ledger)
    assert waiting(ledger) == not_linked(ledger)
    with ledger.transaction() as book:
        refresh_views(book)
        kept = rows_of(book, judged_incidents)
        book.execute(judged_incidents.delete())
        book.execute(text(EVERY))
        assert kept == rows_of(book, judged_incidents)
    assert kept == counted_anew(ledger)


def waiting(ledger: Ledger) -> set[int]:
    with ledger.reading() as book:
        return set(book.scalars(select(unlinked_readings.c.reading)))


def not_linked(ledger: Ledger) -> set[int]:
    with ledger.reading() as book:
        newest = set(book.scalars(select(current_readings.c.reading)))
        return newest - set(book.scalars(select(linked_readings.c.reading)))


def test_a_reading_waits_until_it_is_linked_or_a_newer_one_comes(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "war.db")
    keep(ledger, STORIES[:4])
    assert waiting(ledger) == set()
    newer(STORIES[1], "two", linked=False, ledger=ledger)
    newer(STORIES[1], "three", linked=False, ledger=ledger)
    newer(STORIES[2], "two", linked=False, ledger=ledger)
    assert waiting(ledger) == not_linked(ledger)
    assert len(waiting(ledger)) == 2
    newer(STORIES[1], "four", linked=True, ledger=ledger)

    assert waiting(ledger) == not_linked(ledger)
    assert len(waiting(ledger)) == 1
