"""How events of one story hang together, as the story says: which other events one of these brought about."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from sitrep.ledger.tables import documents, events
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Event


def caused_by(connection: Connection, told_in: Collection[str], causes: Collection[str]) -> list[str]:
    """The events of these documents that one of the causes brought about, in the order of their stories."""
    asked = (
        select(events.c.json)
        .join_from(documents, current_readings).join(events, events.c.reading == current_readings.c.reading)
        .where(documents.c.id.in_(told_in), events.c.json.contains("caused-by"))
        .order_by(documents.c.id, events.c.position)
    )  # fmt: skip
    found = [Event.model_validate_json(text) for text in connection.scalars(asked)]
    return [one.id for one in found if any(link.relation == "caused-by" and link.event in causes for link in one.links)]
