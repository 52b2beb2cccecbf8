"""Stories put into a ledger and linked, and how their events stand there."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from sitrep.documents.document import Document
from sitrep.ledger.book import Run, append, begin_run
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.linker import Linkable, Linker
from sitrep.ledger.opening import Book, Ledger
from sitrep.records.report import Report

ENGINE = "made"
Story = tuple[Document, Report]


def keep(ledger: Ledger, told: Iterable[Story], linker: Linker | None = None, *, engine: str = ENGINE) -> None:
    """All stories in one transaction."""
    with ledger.transaction() as book:
        keep_in(book, told, linker or Linker(), engine=engine)


def keep_in(book: Book, told: Iterable[Story], linker: Linker, *, engine: str = ENGINE) -> None:
    """All stories inside an open transaction."""
    run = begin_run(book, Run("now", engine, "{}", ("made",)))
    for document, report in told:
        append(book, document, report, engine=engine, run=run)
        take(book, (document, report), linker, engine=engine)


def take(book: Book, story: Story, linker: Linker, *, engine: str = ENGINE) -> bool:
    """One story linked."""
    document, report = story
    return linker.take(book, Linkable.of(report, document.text), engine=engine, at="2026-01-01")


def seats_of(ledger: Ledger) -> dict[str, str]:
    """In which incident every item is that is still told."""
    with ledger.reading() as book:
        rows = book.execute(select(linked_items.c.item, linked_items.c.event).order_by(linked_items.c.seq))
        told = {row.item: row.event for row in rows}
        rows = book.execute(select(seats.c.item, seats.c.incident).order_by(seats.c.seq))
        return {row.item: row.incident for row in rows if told[row.item] is not None}


def groups(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The items of every incident of which something is told."""
    found: dict[str, set[str]] = {}
    for item, incident in seats_of(ledger).items():
        found.setdefault(incident, set()).add(item)
    return {incident: frozenset(items) for incident, items in found.items()}
