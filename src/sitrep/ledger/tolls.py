"""How many were killed and wounded in what happened on some days, as rows that are summed without fusing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from sqlalchemy import Connection, or_, select

from sitrep.incidents.tallying import HAPPENED, OUTCOMES, Range
from sitrep.ledger.day_texts import long_before, next_day
from sitrep.ledger.incident_views import views

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
    rows = views(connection).rows.c
    told = [rows[f"{outcome}_{end}"] for outcome in OUTCOMES for end in _ENDS]
    asked = select(
        rows.id, rows.type, rows.country, rows.start_day, rows.end_day, rows.time_precision, rows.reports, *told
    ).where(
        rows.by_day >= long_before(since), rows.by_day < next_day(until),
        rows.end_day >= since, rows.start_day <= until,
        rows.status.in_(HAPPENED), ~rows.background, or_(*(end.is_not(None) for end in told)),
        *([rows.country == country] if country else []),
    )  # fmt: skip
    found = connection.execute(asked.order_by(rows.by_day)).all()
    return [
        Toll(id_, type_, home, start, end, precision, reports, _range(*ends[:3]),
             _range(*ends[3:]))
        for id_, type_, home, start, end, precision, reports, *ends in found
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _range(low: int | None, best: int | None, high: int | None) -> Range:
    """A figure as it is summed; one that is not told counts as nothing. Most incidents share a few."""
    return Range() if low is None and best is None and high is None else Range.of(low, best, high)


def decided(connection: Connection) -> Mapping[str, Decided]:
    """What reviewers decided about the reports of incidents, for each of which they decided anything that stands."""
    judged = views(connection).judged.c
    asked = select(judged.id, judged.accepted, judged.corrected, judged.rejected)
    return {id_: Decided(*numbers) for id_, *numbers in connection.execute(asked)}
