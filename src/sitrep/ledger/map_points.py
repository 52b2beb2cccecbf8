"""Where and when incidents were: points for a map, how many there were on each day, and lists of them, newest first.

What is only recalled as history is left out. What has no date is no part of any days, but is listed beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    column,
    func,
    or_,
    select,
    text,
    true,
)

from sitrep.codebook.harms import harms
from sitrep.incidents.fusion import Fused
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.filters import has_point
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, shown_incidents
from sitrep.ledger.incident_queries import IncidentFilter, incident_conditions
from sitrep.ledger.incident_rows import OUTAGE, killed
from sitrep.ledger.incident_views import views
from sitrep.ledger.paging import Page, Turn, page_of, question, read


class Placed(NamedTuple):
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


_COLUMNS: Final = Placed._fields[:-1]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many incidents began on a day: those a reviewer let something out of, and all others."""

    day: str
    reviewed: int
    unreviewed: int


def map_points(
    connection: Connection,
    wanted: IncidentFilter,
    gate: Gate,
    *,
    limit: int,
    order: Literal["newest", "dead"] = "newest",
) -> list[Placed]:
    """The newest or the deadliest incidents that fit, with a point or without; those without a date come last."""
    asked = _Asked.of(connection, wanted, gate)
    by = asked.rows.c.by_newest if order == "newest" else asked.rows.c.by_dead
    columns = [asked.rows.c[name] for name in _COLUMNS]
    differs = asked.differs(gate).label("differs")
    found = asked.select(*columns, (asked.let_out > 0).label("reviewed"), differs).order_by(by.desc()).limit(limit)
    rows = connection.execute(found).all()
    unlike = [row.id for row in rows if row.differs]
    if not unlike:
        return [Placed._make(row[:-1]) for row in rows]
    anew = shown_incidents(connection, unlike, gate)
    placed = [_anew(anew.get(row.id)) if row.differs else Placed._make(row[:-1]) for row in rows]
    return [one for one in placed if one is not None]


def counts_by_country(connection: Connection, wanted: IncidentFilter, gate: Gate) -> dict[str, int]:
    """How many of the incidents that fit were in each country, the most first."""
    asked = _Asked.of(connection, wanted, gate)
    country = asked.rows.c.country
    counted = asked.select(country, func.count().label("number")).where(country.is_not(None)).group_by(country)
    return {row.country: row.number for row in connection.execute(counted.order_by(func.count().desc(), country))}


def counts_by_day(connection: Connection, wanted: IncidentFilter, gate: Gate) -> list[DayCount]:
    """How many of the incidents that fit began on each day on which any did, in order."""
    asked = _Asked.of(connection, wanted, gate)
    day = asked.rows.c.start_day
    counted = asked.select(
        day, func.sum(case((asked.let_out > 0, 1), else_=0)).label("reviewed"), func.count().label("number")
    )
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
    pointed, undated = has_point(asked.rows).label("pointed"), _undated(asked.rows).label("undated")
    rows = connection.execute(asked.select(pointed, undated, func.count().label("number")).group_by(pointed, undated))
    found = {(bool(row.pointed), bool(row.undated)): row.number for row in rows}
    with_point, without = (found.get((kind, False), 0) + found.get((kind, True), 0) for kind in (True, False))
    return ListCounts(with_point, found.get((True, True), 0), without, found.get((False, True), 0))


def list_placed(
    connection: Connection, wanted: IncidentFilter, gate: Gate, turn: Turn, *, pointed: bool
) -> Page[Shown]:
    """The incidents that fit, newest first; what has no date fits any days and comes last."""
    asked = _Asked.of(connection, wanted, gate, undated_too=True)
    order = asked.rows.c.by_newest
    placed, own = has_point(asked.rows), question("placed", gate, wanted, pointed)
    found = asked.select(asked.rows.c.id, order).where(placed if pointed else ~placed)
    if turn.cursor is not None:
        found = found.where(order < read(turn.cursor, own, (str,))[0])
    rows = connection.execute(found.order_by(order.desc()).limit(turn.rows + 1)).all()
    part = page_of([row.id for row in rows], [(row.by_newest,) for row in rows], own, turn)
    told = shown_incidents(connection, part.rows, gate)
    listed = tuple(told[id_] for id_ in part.rows if id_ in told and told[id_].incident is not None)
    return Page(listed, part.next_cursor)


#: How many reports of each incident were let out, corrected, rejected; incidents nobody judged are not in it.
#: The order of its joins is the order in which they are made: what was judged is little beside all that was read.
_JUDGED: Final = (
    text("""
        SELECT s.incident AS incident, sum(p.review IN ('accepted', 'corrected')) AS let_out,
          sum(p.review = 'corrected') AS corrected, sum(p.review = 'rejected') AS rejected
        FROM publications p
        CROSS JOIN event_contents c ON c.id = p.id AND c.content = p.content
        CROSS JOIN current_readings r ON r.reading = c.reading
        CROSS JOIN linked_items i ON i.event = p.id
        CROSS JOIN seats s ON s.item = i.item
        WHERE NOT EXISTS (SELECT 1 FROM publications n WHERE n.id = p.id AND n.content = p.content AND n.seq > p.seq)
          AND NOT EXISTS (SELECT 1 FROM linked_items n WHERE n.item = i.item AND n.seq > i.seq)
          AND NOT EXISTS (SELECT 1 FROM seats n WHERE n.item = s.item AND n.seq > s.seq)
        GROUP BY s.incident
    """)
    .columns(column("incident", String), column("let_out", Integer), column("corrected", Integer),
             column("rejected", Integer))
    .subquery("judged_incidents")
)  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """A question about the rows of incidents: what they come from, what was judged of them, what they must meet."""

    rows: FromClause
    judged: Subquery
    conditions: tuple[ColumnElement[bool], ...]

    @classmethod
    def of(cls, connection: Connection, wanted: IncidentFilter, gate: Gate, *, undated_too: bool = False) -> _Asked:
        rows, judged = views(connection).rows, _JUDGED
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

    def differs(self, gate: Gate) -> ColumnElement[bool]:
        """Whether what may be told of an incident is not what all its reports together tell."""
        judged = self.judged.c
        changed = or_(func.coalesce(judged.corrected, 0) > 0, func.coalesce(judged.rejected, 0) > 0)
        return or_(changed, self.let_out < self.rows.c.reports) if gate == "reviewed" else changed

    def select(self, *columns: Any) -> Select[tuple[Any, ...]]:
        found = select(*columns).select_from(self.rows)
        return found.outerjoin(self.judged, self.judged.c.incident == self.rows.c.id).where(*self.conditions)


def _undated(rows: FromClause) -> ColumnElement[bool]:
    return and_(rows.c.start_day.is_(None), rows.c.end_day.is_(None))


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
