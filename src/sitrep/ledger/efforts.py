"""What peace efforts are made of in the ledger: the reports that tell of talks, and people's word on efforts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, or_, select

from sitrep.ledger.homes import HOMES
from sitrep.ledger.incident_tables import incidents, linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some
from sitrep.ledger.process_tables import process_decisions
from sitrep.ledger.tables import documents, events, readings, statement_issues, statements
from sitrep.ledger.view_tables import current_readings, event_views
from sitrep.processes.decisions import Decision
from sitrep.records.report import Report


def talking(connection: Connection, types: Collection[str]) -> list[int]:
    """The newest readings with an event of these types or a word on what talks turn on, as their documents came in.

    Where none has such an event there are no talks to speak of: then there are none.
    """
    of_types = events.c.type.in_(sorted(types))
    met = select(events.c.seq).where(of_types, events.c.reading.in_(select(current_readings.c.reading)))
    if connection.scalar(met.limit(1)) is None:
        return []
    told = exists().where(events.c.reading == readings.c.seq, of_types)
    said = exists().where(statements.c.reading == readings.c.seq, statement_issues.c.statement == statements.c.seq)
    asked = (
        select(readings.c.seq)
        .join_from(readings, current_readings, current_readings.c.reading == readings.c.seq)
        .where(or_(told, said)).order_by(current_readings.c.document)
    )  # fmt: skip
    return list(connection.scalars(asked))


def reports_of(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Report, str]]:
    """The report of each of these readings, and the text of its story."""
    asked = select(readings.c.seq, readings.c.report, documents.c.text).join_from(readings, documents)
    for wanted in some(numbers):
        for row in connection.execute(asked.where(readings.c.seq.in_(wanted))):
            yield row.seq, Report.model_validate_json(row.report), row.text


def seated(connection: Connection, types: Collection[str]) -> dict[str, str]:
    """In which incident each event of these types is."""
    asked = HOMES.join(events, events.c.id == linked_items.c.event).where(events.c.type.in_(sorted(types)))
    return {row.event: row.incident for row in connection.execute(asked)}


def became(connection: Connection) -> dict[str, str]:
    """Where the id of every incident leads that is no incident any more."""
    asked = (
        select(incidents.c.id, seats.c.incident)
        .join_from(incidents, seats, seats.c.item == incidents.c.founder)
        .where(newest_of(seats, "item"), incidents.c.id != seats.c.incident)
    )
    return {row.id: row.incident for row in connection.execute(asked)}


def decisions(connection: Connection) -> list[Decision]:
    """What people said of efforts, in that order."""
    return [
        Decision(row.kind, row.process, tuple(json.loads(row.meetings)), row.value, row.by, row.reason, row.at)
        for row in connection.execute(select(process_decisions).order_by(process_decisions.c.seq))
    ]


@dataclass(frozen=True, slots=True)
class Outside:
    """What was done or said beside the talks, as one story tells it; ``country`` is where, ``dead`` how many died."""

    incident: str
    type: str
    dead: int
    country: str | None
    day: str | None
    parties: str
    published: str | None


def outside(connection: Connection, stories: Collection[str], types: Collection[str]) -> list[Outside]:
    """The events of these types that these stories tell as news, as they came in."""
    rows = event_views.c
    asked = (
        select(seats.c.incident, rows.type, rows.dead, rows.country, rows.start_day, rows.actors_folded,
               documents.c.published)
        .join_from(documents, event_views, rows.document == documents.c.seq)
        .join(linked_items, (linked_items.c.event == rows.id) & (linked_items.c.document == documents.c.seq))
        .join(seats, seats.c.item == linked_items.c.item)
        .where(documents.c.id.in_(stories), rows.type.in_(sorted(types)), ~rows.background,
               newest_of(linked_items, "item"), newest_of(seats, "item"))
        .order_by(rows.event)
    )  # fmt: skip
    return [
        Outside(row.incident, row.type, row.dead, row.country, row.start_day, row.actors_folded, row.published)
        for row in connection.execute(asked)
    ]


def keep(connection: Connection, said: Sequence[Decision]) -> None:
    """These words stand in the ledger for ever."""
    rows = [
        {
            "kind": one.kind,
            "process": one.process,
            "meetings": json.dumps(one.meetings),
            "value": one.value,
            "by": one.by,
            "reason": one.reason,
            "at": one.at,
        }
        for one in said
    ]
    connection.execute(process_decisions.insert(), rows)


def mark(connection: Connection) -> tuple[int, ...]:
    """Numbers that grow whenever an effort may have become another: of readings, seats, items and people's word."""
    grown = (readings.c.seq, seats.c.seq, linked_items.c.seq, process_decisions.c.seq)
    return tuple(connection.scalar(select(func.max(column))) or 0 for column in grown)
