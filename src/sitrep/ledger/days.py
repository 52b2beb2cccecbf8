"""What is new on a day: which incidents were first or again reported on it, and what was published around it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from sitrep.incidents.tallying import HAPPENED
from sitrep.ledger.day_texts import long_before, next_day
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import through_gate
from sitrep.ledger.incident_tables import duplicate_warnings
from sitrep.ledger.incident_views import views
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.tables import documents, readings
from sitrep.ledger.view_tables import current_readings

#: So many stories of a day are asked for their warnings.
_STORIES: Final = 100
#: What the sort orders of dated incidents come after, and those of undated ones before.
_FIRST: Final = "0"


@dataclass(frozen=True, slots=True)
class News:
    """The incidents first reported on a day, and those of before of which more was reported on it."""

    new: tuple[str, ...]
    grown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many stories were published on the day, and on it and the 29 days before."""

    on_the_day: int
    in_thirty: int


@dataclass(frozen=True, slots=True)
class Warned:
    """What the reading of a story warns of."""

    document: str
    title: str | None
    outlet: str | None
    code: str
    message: str


def newest_day(connection: Connection, *, before: str | None = None, after: str | None = None) -> str | None:
    """The last day on which news of any incident was published, or the one next before or after a day."""
    rows = views(connection).rows.c
    asked = select(func.substr(rows.last_published, 1, 10)).where(rows.last_published.is_not(None)).limit(1)
    if before:
        asked = asked.where(rows.by_report < before)
    if after:
        asked = asked.where(rows.by_report >= next_day(after))
    if not (before or after):
        asked = asked.where(~rows.background)
    found: str | None = connection.scalar(asked.order_by(rows.by_report if after else rows.by_report.desc()))
    return found


def news_of(connection: Connection, day: str, gate: Gate, country: str | None) -> News:
    """The incidents that are news of this day, those with most dead first."""
    rows = views(connection).rows
    conditions = [*through_gate(connection, rows, gate), ~rows.c.background, *_of(rows, country)]
    order = (rows.c.dead.desc(), rows.c.by_day, rows.c.id)
    fresh = (*_on(rows.c.first_published, day), rows.c.by_report >= day)
    again = (*_on(rows.c.by_report, day), rows.c.first_published < day)
    new = connection.scalars(select(rows.c.id).where(*conditions, *fresh).order_by(*order))
    grown = connection.scalars(select(rows.c.id).where(*conditions, *again).order_by(*order))
    return News(tuple(new), tuple(grown))


def cut_between(
    connection: Connection, since: str, until: str, country: str | None, gate: Gate, limit: int
) -> list[str]:
    """The newest incidents of these days in which a service was cut, reduced or restored.

    What began more than ``LONG`` days before them is left out.
    """
    rows = views(connection).rows
    asked = select(rows.c.id).where(
        *_happened(rows, since, until, country), rows.c.by_newest >= long_before(since), rows.c.type == "DISRUPT",
        *through_gate(connection, rows, gate),
    )  # fmt: skip
    return list(connection.scalars(asked.order_by(rows.c.by_newest.desc()).limit(limit)))


def planned_before(
    connection: Connection, day: str, since: str, country: str | None, gate: Gate, limit: int
) -> list[str]:
    """The talks that were planned for days before this one and of which no report says that they took place.

    Those that were to last longer than ``LONG`` days are left out.
    """
    rows = views(connection).rows
    near = or_(rows.c.by_newest >= long_before(since), rows.c.by_newest < _FIRST)
    asked = select(rows.c.id).where(
        near, rows.c.type == "CONSULT", rows.c.status == "planned", ~rows.c.background, rows.c.end_day < day,
        rows.c.end_day >= since, rows.c.first_published < next_day(day), *_of(rows, country),
        *through_gate(connection, rows, gate),
    )  # fmt: skip
    return list(connection.scalars(asked.order_by(rows.c.by_newest.desc()).limit(limit)))


def coverage(connection: Connection, day: str) -> Coverage:
    """How many stories the ledger holds of the day and of the thirty days that end with it."""
    first = (date.fromisoformat(day) - timedelta(29)).isoformat()
    count = select(func.count()).select_from(documents)
    return Coverage(
        connection.scalar(count.where(*_on(documents.c.published, day))) or 0,
        connection.scalar(count.where(documents.c.published >= first, documents.c.published < next_day(day))) or 0,
    )


def warned_on(connection: Connection, day: str) -> list[Warned]:
    """What the newest readings of the day's stories warn of."""
    asked = (
        select(documents.c.id, documents.c.title, documents.c.outlet, readings.c.report)
        .join_from(documents, current_readings, current_readings.c.document == documents.c.seq)
        .join(readings, readings.c.seq == current_readings.c.reading)
        .where(*_on(documents.c.published, day)).order_by(documents.c.seq).limit(_STORIES)
    )  # fmt: skip
    return [
        Warned(row.id, row.title, row.outlet, each["code"], each["message"])
        for row in connection.execute(asked)
        for each in json.loads(row.report)["warnings"]
    ]


def twins_among(connection: Connection, ids: Collection[str], limit: int) -> list[tuple[str, str, float]]:
    """The likeliest pairs of incidents that may be one, of which at least one is among these."""
    asked = select(duplicate_warnings.c.left, duplicate_warnings.c.right, duplicate_warnings.c.probability).where(
        newest_of(duplicate_warnings, "left", "right"), duplicate_warnings.c.probability > 0
    )
    near = asked.where(or_(duplicate_warnings.c.left.in_(ids), duplicate_warnings.c.right.in_(ids)))
    found = [(row.left, row.right, row.probability) for row in connection.execute(near)]
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:limit]


def _happened(rows: FromClause, since: str, until: str, country: str | None) -> list[ColumnElement[bool]]:
    """News of what happened, by the days of the act."""
    return [
        rows.c.status.in_(HAPPENED), ~rows.c.background, rows.c.start_day.is_not(None), rows.c.end_day >= since,
        rows.c.start_day <= until, *_of(rows, country),
    ]  # fmt: skip


def _of(rows: FromClause, country: str | None) -> list[ColumnElement[bool]]:
    return [rows.c.country == country] if country else []


def _on(column: ColumnElement[str], day: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= day, column < next_day(day)
