"""Questions about a range of days: its incidents, and the engines that read their stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sitrep.ledger.filters import EventFilter
from sitrep.ledger.incident_queries import IncidentFilter, incident_conditions
from sitrep.ledger.incident_views import views
from sitrep.ledger.portions import some
from sitrep.ledger.tables import documents, readings
from sitrep.ledger.view_tables import current_readings


def incidents_of_days(connection: Connection, wanted: EventFilter) -> list[str]:
    """The ids of the incidents of the filter's days, by day, place and id.

    One of which no report gives a day is of the days on which its stories were published, and comes last.
    """
    rows = views(connection).rows
    dated = incident_conditions(rows, IncidentFilter(event=wanted))
    anyhow = incident_conditions(rows, IncidentFilter(event=replace(wanted, since=None, until=None)))
    undated: list[ColumnElement[bool]] = [rows.c.start_day.is_(None), rows.c.end_day.is_(None), *anyhow]
    if wanted.since:
        undated.append(func.substr(rows.c.last_published, 1, 10) >= wanted.since)
    if wanted.until:
        undated.append(func.substr(rows.c.first_published, 1, 10) <= wanted.until)
    asked = select(rows.c.id).where(or_(and_(*dated), and_(*undated))).order_by(rows.c.by_day)
    return list(connection.scalars(asked))


def engines_of(connection: Connection, wanted: Iterable[str]) -> list[str]:
    """The engines whose readings of these documents are the newest."""
    found: set[str] = set()
    for ids in some(sorted(set(wanted))):
        asked = (
            select(readings.c.engine).distinct()
            .join_from(readings, current_readings, current_readings.c.reading == readings.c.seq)
            .join(documents, documents.c.seq == readings.c.document)
            .where(documents.c.id.in_(ids))
        )  # fmt: skip
        found.update(connection.scalars(asked))
    return sorted(found)
