"""What a ledger holds, apart from row numbers and the runs that brought it."""

from typing import Any

from sqlalchemy import Executable, select, text

from sitrep.ledger.incident_tables import likenesses, linked_items, linked_readings, seats
from sitrep.ledger.opening import Ledger
from sitrep.ledger.tables import documents, events, evidence, quarantine, readings, statements


def contents(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row as content, in an order of its own: two ledgers that hold the same give the same."""
    asked: dict[str, Executable] = {
        "documents": select(documents.c.id, documents.c.text, documents.c.outlet, documents.c.published),
        "readings": select(readings.c.id, readings.c.report),
        "events": select(readings.c.id, events.c.id, events.c.json).join_from(events, readings),
        "statements": select(readings.c.id, statements.c.id, statements.c.json).join_from(statements, readings),
        "evidence": select(
            readings.c.id, evidence.c.owner, evidence.c.path, evidence.c.position, evidence.c.start, evidence.c.end
        ).join_from(evidence, readings),
        "quarantine": select(quarantine.c.id),
        "seats": select(seats.c.item, seats.c.incident),
        "items": select(linked_items.c.item, linked_items.c.event, linked_items.c.packed),
        "likenesses": select(likenesses.c.item, likenesses.c.other, likenesses.c.probability),
        "imprints": select(readings.c.id, linked_readings.c.sketch).join_from(linked_readings, readings),
        "words": text("SELECT kind, title, body FROM words"),
    }
    with ledger.reading() as book:
        return {name: sorted(map(str, book.execute(question).all())) for name, question in asked.items()}
