"""Where and when incidents were: points for a map, how many there were on each day, and lists of them, newest first.

What is only recalled as history is left out. What has no date is no part of any days, but is listed beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, exists, func, or_, select, text, true

from sitrep.ledger.filters import has_point
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import Shown, shown_incidents
from sitrep.ledger.incident_queries import IncidentFilter, incident_conditions
from sitrep.ledger.incident_views import views
from sitrep.ledger.judged_incidents import reports_let_out
from sitrep.ledger.paging import Page, Turn, page_of, question, read
from sitrep.ledger.portions import some
from sitrep.ledger.view_tables import WITHOUT_POINT


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
    asked = _Asked.of(connection, wanted)
    by = asked.rows.c.by_newest if order == "newest" else asked.rows.c.by_dead
    columns = [asked.rows.c[name] for name in _COLUMNS]
    judged = asked.judged
    found = (
        select(*columns, (asked.reports_let_out > 0).label("reviewed"), asked.differs(gate).label("differs"))
        .select_from(asked.rows).outerjoin(judged, judged.c.id == asked.rows.c.id)
        .where(*asked.fits, asked.shown(gate)).order_by(by.desc()).limit(limit)
    )  # fmt: skip
    rows = connection.execute(found).all()
    unlike = [row.id for row in rows if row.differs]
    if not unlike:
        return [Placed._make(row[:-1]) for row in rows]
    anew = _let_out_of(connection, unlike, gate)
    placed = [anew.get(row.id) if row.differs else row[:-2] for row in rows]
    told = [(*values, bool(row.reviewed)) for values, row in zip(placed, rows, strict=True) if values is not None]
    return list(map(Placed._make, told))


def _let_out_of(connection: Connection, ids: Sequence[str], gate: Gate) -> dict[str, tuple[Any, ...]]:
    """The columns of these incidents as the reports together tell them that the gate lets out."""
    gated = views(connection).gated
    found: dict[str, tuple[Any, ...]] = {}
    for wanted in some(ids):
        asked = select(*(gated.c[name] for name in _COLUMNS)).where(gated.c.gate == gate, gated.c.id.in_(wanted))
        found |= {row.id: tuple(row) for row in connection.execute(asked)}
    return found


def counts_by_country(connection: Connection, wanted: IncidentFilter, gate: Gate) -> dict[str, int]:
    """How many of the incidents that fit were in each country, the most first."""
    asked = _Asked.of(connection, wanted)
    found = asked.counted(connection, gate, by=asked.rows.c.country)
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def counts_by_day(connection: Connection, wanted: IncidentFilter, gate: Gate) -> list[DayCount]:
    """How many of the incidents that fit began on each day on which any did, in order."""
    asked = _Asked.of(connection, wanted)
    day = asked.rows.c.start_day
    reviewed = asked.counted(connection, "reviewed", by=day)
    found = reviewed if gate == "reviewed" else asked.counted(connection, gate, by=day)
    return [DayCount(each, reviewed[each], found[each] - reviewed[each]) for each in sorted(found)]


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many incidents fit, with a point and without; of each, how many have no date."""

    pointed: int = 0
    pointed_undated: int = 0
    pointless: int = 0
    pointless_undated: int = 0


def count_placed(connection: Connection, wanted: IncidentFilter, gate: Gate) -> ListCounts:
    """How many fit; what has no date fits any days."""
    asked = _Asked.of(connection, wanted, undated_too=True)
    point, undated = has_point(asked.rows), _undated(asked.rows)
    with_point, pointed_undated, without, undated_without = asked.numbers(
        connection, gate, point, and_(point, undated), ~point, and_(~point, undated)
    )
    return ListCounts(with_point, pointed_undated, without, undated_without)


def list_placed(
    connection: Connection, wanted: IncidentFilter, gate: Gate, turn: Turn, *, pointed: bool
) -> Page[Shown]:
    """The incidents that fit, newest first; what has no date fits any days and comes last."""
    asked = _Asked.of(connection, wanted, undated_too=True)
    order, own = asked.rows.c.by_newest, question("placed", gate, wanted, pointed)
    placed = has_point(asked.rows) if pointed else text(f"({WITHOUT_POINT})")
    found = select(asked.rows.c.id, order).where(*asked.fits, asked.shown(gate), placed)
    if turn.cursor is not None:
        found = found.where(order < read(turn.cursor, own, (str,))[0])
    rows = connection.execute(found.order_by(order.desc()).limit(turn.rows + 1)).all()
    part = page_of([row.id for row in rows], [(row.by_newest,) for row in rows], own, turn)
    told = shown_incidents(connection, part.rows, gate)
    listed = tuple(told[id_] for id_ in part.rows if id_ in told and told[id_].incident is not None)
    return Page(listed, part.next_cursor)


@dataclass(frozen=True)
class _Asked:
    """A question about the rows of incidents: what they come from, what was judged of them, what they must meet."""

    rows: FromClause
    judged: FromClause
    fits: tuple[ColumnElement[bool], ...]

    @classmethod
    def of(cls, connection: Connection, wanted: IncidentFilter, *, undated_too: bool = False) -> _Asked:
        asked = views(connection)
        rows = asked.rows
        fit = and_(true(), *incident_conditions(rows, wanted))
        if undated_too and (wanted.event.since or wanted.event.until):
            always = replace(wanted, event=replace(wanted.event, since=None, until=None))
            fit = or_(fit, and_(_undated(rows), *incident_conditions(rows, always)))
        return cls(rows, asked.judged, (fit, ~rows.c.background))

    @property
    def reports_let_out(self) -> ColumnElement[int]:
        return func.coalesce(reports_let_out(self.judged), 0)

    def differs(self, gate: Gate) -> ColumnElement[bool]:
        """Whether what may be told of an incident is not what all its reports together tell."""
        judged = self.judged.c
        changed = or_(func.coalesce(judged.corrected, 0) > 0, func.coalesce(judged.rejected, 0) > 0)
        return or_(changed, self.reports_let_out < self.rows.c.reports) if gate == "reviewed" else changed

    def shown(self, gate: Gate) -> ColumnElement[bool]:
        """Whether the gate shows anything of an incident."""
        return self._let_out if gate == "reviewed" else ~self._gone

    @property
    def _let_out(self) -> ColumnElement[bool]:
        return self.rows.c.id.in_(select(self.judged.c.id).where(reports_let_out(self.judged) > 0))

    @property
    def _gone(self) -> ColumnElement[bool]:
        """Whether every report was rejected; few are beside all that was read, so these are asked first."""
        rejected, own = select(self.judged.c.id).where(self.judged.c.rejected > 0), self.judged.alias("own")
        every = exists().where(own.c.id == self.rows.c.id, own.c.rejected >= self.rows.c.reports)
        return and_(self.rows.c.id.in_(rejected), every)

    def counted(self, connection: Connection, gate: Gate, *, by: ColumnElement[str]) -> Counter[str]:
        """How many are shown of each value of the column that any has."""
        grouped = select(by, func.count()).where(*self.fits, by.is_not(None)).group_by(by)

        def count(*among: ColumnElement[bool]) -> Counter[str]:
            return Counter({row[0]: row[1] for row in connection.execute(grouped.where(*among))})

        return count(self._let_out) if gate == "reviewed" else count() - count(self._gone)

    def numbers(self, connection: Connection, gate: Gate, *kinds: ColumnElement[bool]) -> list[int]:
        """How many are shown of each of these kinds."""
        sums = select(*(func.coalesce(func.sum(case((kind, 1), else_=0)), 0) for kind in kinds)).where(*self.fits)

        def count(*among: ColumnElement[bool]) -> list[int]:
            return list(connection.execute(sums.where(*among)).one())

        if gate == "reviewed":
            return count(self._let_out)
        return [every - gone for every, gone in zip(count(), count(self._gone), strict=True)]


def _undated(rows: FromClause) -> ColumnElement[bool]:
    return and_(rows.c.start_day.is_(None), rows.c.end_day.is_(None))
