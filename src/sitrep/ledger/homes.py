"""In which incident each event is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some

#: Every event that is told, and its incident; whoever asks for some adds which.
HOMES: Final = (
    select(linked_items.c.event, seats.c.incident)
    .join_from(linked_items, seats, seats.c.item == linked_items.c.item)
    .where(newest_of(linked_items, "item"), newest_of(seats, "item"))
)


def homes_of(connection: Connection, events: Iterable[str]) -> dict[str, str]:
    """The incident of each of these events; one that is not linked is not in it."""
    found: dict[str, str] = {}
    for wanted in some(sorted(set(events))):
        rows = connection.execute(HOMES.where(linked_items.c.event.in_(wanted)))
        found |= {row.event: row.incident for row in rows}
    return found
