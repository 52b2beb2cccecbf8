"""Where and when incidents were: points for a map, how many there were on each day, and lists of them, newest first.

What is only recalled as history is left out. What has no date is no part of any days, but is listed beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, Subquery, and_, func, or_, select, true

from sitrep.codebook.harms import harms
from sitrep.incidents.fusion import Fused
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import REVIEWED, Shown, shown_incidents
from sitrep.ledger.incident_pages import cursor, place_of
from sitrep.ledger.incident_queries import IncidentFilter, incident_conditions
from sitrep.ledger.incident_rows import OUTAGE, killed
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.incident_views import views
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.review_tables import event_contents, publications
from sitrep.ledger.view_tables import current_readings

#: How exactly a point may be known; of what is known by its country alone there is none.
POINTED: Final = ("site", "city", "district", "region")
_NAMES: Final = (
    "id", "type", "status", "start_day", "end_day", "place", "place_precision", "country", "lat", "lon", "killed_low",
    "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high", "dead", "gravest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """An incident in the columns of ``incident_views``, and whether a reviewer let out any report of it."""

    id: str
    type: str
    status: str
    start_day: str | None
    end_day: str | None
    place: str | None
    place_precision: str | None
    country: str | None
    lat: float | None
    lon: float | None
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_best: int | None
    wounded_high: int | None
    dead: int
    gravest: str | None
    reviewed: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many incidents began on a day: those a reviewer let something out of, and all others."""

    day: str
    reviewed: int
    unreviewed: int


def map_points(connection: Connection, wanted: IncidentFilter, gate: Gate, *, limit: int) -> list[Placed]:
    """The newest incidents that fit, with a point or without; those without a date come last."""
    asked = _Asked.of(connection, wanted, gate)
    found = asked.select(*(asked.rows.c[name] for name in _NAMES), asked.rows.c.reports, *asked.words())
    rows = connection.execute(found.order_by(asked.rows.c.by_newest.desc()).limit(limit)).all()
    anew = shown_incidents(connection, [row.id for row in rows if _differs(row, gate)], gate)
    placed = [_anew(anew.get(row.id)) if _differs(row, gate) else _placed(row) for row in rows]
    return [one for one in placed if one is not None]


def counts_by_day(connection: Connection, wanted: IncidentFilter, gate: Gate) -> list[DayCount]:
    """How many of the incidents that fit began on each day on which any did, in order."""
    asked = _Asked.of(connection, wanted, gate)
    day = asked.rows.c.start_day
    counted = asked.select(day, func.sum(asked.let_out > 0).label("reviewed"), func.count().label("number"))
    found = connection.execute(counted.where(day.is_not(None)).group_by(day).order_by(day))
    return [DayCount(row.start_day, row.reviewed, row.number - row.reviewed) for row in found]


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many incidents fit, with a point and without; of each, how many have no date."""

    pointed: int = 0
    pointed_undated: int = 0
    pointless: int = 0
    pointless_undated: int = 0


def count_placed(connection: Connection, wanted: IncidentFilter, gate: Gate) -> ListCounts:
    """How many fit; what has no date fits any days."""
    asked = _Asked.of(connection, wanted, gate, undated_too=True)
    pointed, undated = _pointed(asked.rows).label("pointed"), _undated(asked.rows).label("undated")
    rows = connection.execute(asked.select(pointed, undated, func.count().label("number")).group_by(pointed, undated))
    found = {(bool(row.pointed), bool(row.undated)): row.number for row in rows}
    with_point, without = (found.get((kind, False), 0) + found.get((kind, True), 0) for kind in (True, False))
    return ListCounts(with_point, found.get((True, True), 0), without, found.get((False, True), 0))


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part of a list: its incidents as they may be shown, and where the next part begins."""

    shown: tuple[Shown, ...]
    after: str | None


def list_placed(
    connection: Connection, wanted: IncidentFilter, gate: Gate, *, pointed: bool, limit: int, after: str | None = None
) -> PlacedPart:
    """The incidents that fit, newest first; what has no date fits any days and comes last."""
    asked = _Asked.of(connection, wanted, gate, undated_too=True)
    order = asked.rows.c.by_newest
    has_point = _pointed(asked.rows)
    found = asked.select(asked.rows.c.id, order).where(has_point if pointed else ~has_point)
    if after is not None:
        found = found.where(order < place_of(after))
    rows = connection.execute(found.order_by(order.desc()).limit(limit + 1)).all()
    told = shown_incidents(connection, [row.id for row in rows[:limit]], gate)
    listed = tuple(told[row.id] for row in rows[:limit] if row.id in told and told[row.id].incident is not None)
    return PlacedPart(listed, cursor(rows[limit - 1].by_newest) if len(rows) > limit else None)


@dataclass(frozen=True)
class _Asked:
    """A question about the rows of incidents: what they come from, what was judged of them, what they must meet."""

    rows: FromClause
    judged: Subquery
    conditions: tuple[ColumnElement[bool], ...]

    @classmethod
    def of(cls, connection: Connection, wanted: IncidentFilter, gate: Gate, *, undated_too: bool = False) -> _Asked:
        rows, judged = views(connection).rows, _judged()
        fit = and_(true(), *incident_conditions(rows, wanted))
        if undated_too and (wanted.event.since or wanted.event.until):
            always = replace(wanted, event=replace(wanted.event, since=None, until=None))
            fit = or_(fit, and_(_undated(rows), *incident_conditions(rows, always)))
        let_out = func.coalesce(judged.c.let_out, 0)
        gone = func.coalesce(judged.c.rejected, 0) >= rows.c.reports
        return cls(rows, judged, (fit, ~rows.c.background, let_out > 0 if gate == "reviewed" else ~gone))

    @property
    def let_out(self) -> Any:
        return func.coalesce(self.judged.c.let_out, 0)

    def words(self) -> tuple[Any, ...]:
        """What was judged of an incident's reports, for ``_differs``."""
        judged = self.judged.c
        return (
            self.let_out.label("let_out"), func.coalesce(judged.corrected, 0).label("corrected"),
            func.coalesce(judged.rejected, 0).label("rejected"),
        )  # fmt: skip

    def select(self, *columns: Any) -> Select[tuple[Any, ...]]:
        found = select(*columns).select_from(self.rows)
        return found.outerjoin(self.judged, self.judged.c.incident == self.rows.c.id).where(*self.conditions)


def _pointed(rows: FromClause) -> ColumnElement[bool]:
    return and_(
        rows.c.lat.is_not(None), rows.c.lon.is_not(None), func.coalesce(rows.c.place_precision, "").in_(POINTED)
    )


def _undated(rows: FromClause) -> ColumnElement[bool]:
    return and_(rows.c.start_day.is_(None), rows.c.end_day.is_(None))


def _differs(row: Row[Any], gate: Gate) -> bool:
    """Whether what may be told of the incident is not what all its reports together tell."""
    return bool(row.corrected or row.rejected or (gate == "reviewed" and row.let_out < row.reports))


def _placed(row: Row[Any]) -> Placed:
    values: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    return Placed(**values | {"reviewed": row.let_out > 0})


def _anew(shown: Shown | None) -> Placed | None:
    """The incident as the reports that may be told together tell it."""
    if shown is None or shown.incident is None:
        return None
    fused = shown.incident.fused
    when, where = fused.when, fused.where
    start = when.start[:10] if when and when.start else None
    toll = {one.outcome: one for one in fused.figures}
    dead, hurt = toll.get("killed"), toll.get("wounded")
    return Placed(
        id=shown.incident.id, type=fused.type, status=fused.status, start_day=start,
        end_day=when.end[:10] if when and when.end else start, place=where.name if where else None,
        place_precision=where.precision if where else None, country=where.country if where else None,
        lat=where.lat if where else None, lon=where.lon if where else None, killed_low=dead.low if dead else None,
        killed_best=dead.best if dead else None, killed_high=dead.high if dead else None,
        wounded_low=hurt.low if hurt else None, wounded_best=hurt.best if hurt else None,
        wounded_high=hurt.high if hurt else None, dead=killed(fused), gravest=_gravest(fused, shown),
        reviewed=any(review in REVIEWED for review in shown.reviews.values()),
    )  # fmt: skip


def _gravest(fused: Fused, shown: Shown) -> str | None:
    harmed = [one.outcome for one in fused.figures if one.best or one.low or one.high]
    if harmed:
        return min(harmed, key=harms().gravity.index)
    reports = shown.incident.reports if shown.incident else ()
    cut = any(each.effect in ("cut", "reduced") for one in reports for each in one.event.services)
    return OUTAGE if cut else None


def _judged() -> Subquery:
    """How many reports of each incident were let out, corrected, rejected; incidents nobody judged are not in it."""

    def number(*reviews: str) -> Any:
        return func.sum(publications.c.review.in_(reviews))

    own = and_(event_contents.c.id == publications.c.id, event_contents.c.content == publications.c.content)
    counted = (
        select(
            seats.c.incident, number(*REVIEWED).label("let_out"), number("corrected").label("corrected"),
            number("rejected").label("rejected"),
        )
        .join_from(publications, event_contents, own)
        .join(current_readings, current_readings.c.reading == event_contents.c.reading)
        .join(linked_items, linked_items.c.event == event_contents.c.id)
        .join(seats, seats.c.item == linked_items.c.item)
        .where(
            newest_of(publications, "id", "content"), newest_of(linked_items, "item"), newest_of(seats, "item")
        )
    )  # fmt: skip
    return counted.group_by(seats.c.incident).subquery("judged_incidents")
