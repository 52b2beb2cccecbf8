"""How many were killed and wounded in what happened on some days, as rows that are summed without fusing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, FromClause, Select, or_, select

from sitrep.incidents.tallying import HAPPENED, OUTCOMES, Range
from sitrep.ledger.day_texts import long_before, next_day
from sitrep.ledger.gate import Gate
from sitrep.ledger.incident_views import views
from sitrep.ledger.portions import some

#: The ends of a figure, in the order of the columns that hold them.
_ENDS: Final = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Toll:
    """Who came to harm in one incident, as all its reports tell it; the days and precision are those of its row."""

    id: str
    type: str
    country: str | None
    start: str
    end: str
    precision: str | None
    reports: int
    killed: Range
    wounded: Range


class Decided(NamedTuple):
    """Of how many reports of an incident, as they are read now, reviewers said what."""

    accepted: int
    corrected: int
    rejected: int

    @property
    def let_out(self) -> int:
        """How many may be handed on."""
        return self.accepted + self.corrected


#: Of an incident of which nobody said anything.
NOTHING: Final = Decided(0, 0, 0)


def tolls_between(connection: Connection, since: str, until: str, country: str | None) -> list[Toll]:
    """What happened in these days and of which anybody tells how many were killed or wounded, in order of days.

    What began more than ``LONG`` days before them is left out.
    """
    rows = views(connection).rows
    asked = _tolls(rows).where(
        rows.c.by_day >= long_before(since), rows.c.by_day < next_day(until),
        rows.c.end_day >= since, rows.c.start_day <= until,
        *([rows.c.country == country] if country else []),
    )  # fmt: skip
    return _told(connection, asked.order_by(rows.c.by_day))


def tolls_let_out(connection: Connection, ids: Sequence[str], gate: Gate) -> list[Toll]:
    """The same of these incidents, of those reports alone that the gate lets out, as they were corrected.

    Of incidents of which it lets out all, as they were read, there is none.
    """
    rows = views(connection).gated
    asked = _tolls(rows).where(rows.c.gate == gate, rows.c.start_day.is_not(None))
    return [one for wanted in some(ids) for one in _told(connection, asked.where(rows.c.id.in_(wanted)))]


def _tolls(rows: FromClause) -> Select[Any]:
    """What happened and of which anybody tells how many were killed or wounded."""
    ends = [rows.c[f"{outcome}_{end}"] for outcome in OUTCOMES for end in _ENDS]
    names = ("id", "type", "country", "start_day", "end_day", "time_precision", "reports")
    return select(*(rows.c[name] for name in names), *ends).where(
        rows.c.status.in_(HAPPENED), ~rows.c.background, or_(*(end.is_not(None) for end in ends))
    )


def _told(connection: Connection, asked: Select[Any]) -> list[Toll]:
    return [
        Toll(id_, type_, home, start, end, precision, reports, _range(*ends[:3]), _range(*ends[3:]))
        for id_, type_, home, start, end, precision, reports, *ends in connection.execute(asked).all()
    ]


@lru_cache(maxsize=4096)
def _range(low: int | None, best: int | None, high: int | None) -> Range:
    """A figure as it is summed; one that is not told counts as nothing. Most incidents share a few."""
    return Range() if low is None and best is None and high is None else Range.of(low, best, high)


def decided(connection: Connection) -> Mapping[str, Decided]:
    """What reviewers decided about the reports of incidents, for each of which they decided anything that stands."""
    judged = views(connection).judged.c
    asked = select(judged.id, judged.accepted, judged.corrected, judged.rejected)
    return {id_: Decided(*numbers) for id_, *numbers in connection.execute(asked)}
