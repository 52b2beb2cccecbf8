"""What a map and a timeline ask: points, what has none, and how much there is on each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Label, Select, case, false, func, select

from sitrep.ledger.filters import EventFilter, has_point
from sitrep.ledger.gate import Gate, handed_on
from sitrep.ledger.gated_incidents import let_out
from sitrep.ledger.incident_queries import IncidentFilter, incident_conditions
from sitrep.ledger.incident_views import views
from sitrep.ledger.lists import event_gate, event_row_conditions
from sitrep.ledger.view_tables import event_views

#: No map shows more points.
MOST: Final = 10_000


class Point(NamedTuple):
    """An incident or an event on the map; ``gravest`` is an outcome or ``outage``, ``dead`` the best figure.

    ``reviewed`` says that it, or a report of it, was let out by a reviewer.
    """

    id: str
    type: str
    status: str
    lat: float
    lon: float
    precision: str | None
    place: str | None
    day: str | None
    gravest: str | None
    dead: int
    background: bool
    reviewed: bool


@dataclass(frozen=True)
class MapView:
    """The newest points, how many more there are than the map shows, and how many have no point at all."""

    points: tuple[Point, ...]
    left_out: int
    without: int


class DayCount(NamedTuple):
    """How many begin on a day, and how many of them were let out by a reviewer; None is what has no day."""

    day: str | None
    number: int
    reviewed: int


@dataclass(frozen=True)
class _Asked:
    """Rows of one kind, those that fit, and which of them were let out."""

    rows: FromClause
    conditions: Sequence[ColumnElement[bool]]
    reviewed: Label[bool]


def incident_points(
    connection: Connection, wanted: IncidentFilter, *, gate: Gate = "all", limit: int = MOST
) -> MapView:
    """The incidents that fit, as points."""
    return _map(connection, _incidents(connection, wanted, gate), limit)


def event_points(connection: Connection, wanted: EventFilter, *, gate: Gate = "all", limit: int = MOST) -> MapView:
    """The events of the newest readings that fit, as points."""
    return _map(connection, _events(connection, wanted, gate), limit)


def incidents_by_day(connection: Connection, wanted: IncidentFilter, *, gate: Gate = "all") -> list[DayCount]:
    """How many of the incidents that fit begin on each day; those without a day come last."""
    return _by_day(connection, _incidents(connection, wanted, gate))


def events_by_day(connection: Connection, wanted: EventFilter, *, gate: Gate = "all") -> list[DayCount]:
    """How many of the events that fit begin on each day; those without a day come last."""
    return _by_day(connection, _events(connection, wanted, gate))


def _incidents(connection: Connection, wanted: IncidentFilter, gate: Gate) -> _Asked:
    rows = views(connection).rows
    passed: list[ColumnElement[bool]] = [rows.c.id.in_(let_out())] if gate == "reviewed" else []
    return _Asked(rows, incident_conditions(rows, wanted) + passed, _reviewed(connection, rows.c.id, let_out()))


def _events(connection: Connection, wanted: EventFilter, gate: Gate) -> _Asked:
    rows = event_views
    own = select(handed_on.c.event)
    return _Asked(rows, event_row_conditions(wanted) + event_gate(gate), _reviewed(connection, rows.c.event, own))


def _reviewed(connection: Connection, column: ColumnElement[Any], let_out_: Select[Any]) -> Label[bool]:
    """Whether a row was let out; where nothing was, nobody need look for each."""
    any_was = connection.scalar(select(handed_on.c.event).limit(1)) is not None
    return (column.in_(let_out_) if any_was else false()).label("reviewed")


def _map(connection: Connection, asked: _Asked, limit: int) -> MapView:
    rows = asked.rows.c
    columns = (rows.id, rows.type, rows.status, rows.lat, rows.lon, rows.place_precision, rows.place, rows.start_day,
               rows.gravest, rows.dead, rows.background, asked.reviewed)  # fmt: skip
    placed = has_point(asked.rows)
    newest = select(*columns).where(*asked.conditions, placed).order_by(rows.by_newest.desc()).limit(limit)
    points = tuple(Point._make(row) for row in connection.execute(newest))
    counted = select(func.count(), func.coalesce(func.sum(case((placed, 1), else_=0)), 0)).select_from(asked.rows)
    every, with_point = connection.execute(counted.where(*asked.conditions)).one()
    return MapView(points, with_point - len(points), every - with_point)


def _by_day(connection: Connection, asked: _Asked) -> list[DayCount]:
    day = asked.rows.c.start_day
    counted = (
        select(day, func.count(), func.sum(case((asked.reviewed.element, 1), else_=0)))
        .where(*asked.conditions).group_by(day).order_by(day.is_(None), day)
    )  # fmt: skip
    return [DayCount._make(row) for row in connection.execute(counted)]
