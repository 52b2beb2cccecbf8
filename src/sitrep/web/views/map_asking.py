"""What the address of the map asks for, and the ledger's answer: marks for the map, rows for the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sitrep.ledger.filters import Box
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.map_points import DayCount, count_placed, counts_by_country, counts_by_day, list_placed, map_points
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.web.addresses import Address, Gate
from sitrep.web.views.asked import incident_filter
from sitrep.web.views.map_marks import Mark, mark_of
from sitrep.web.views.map_rows import MapRow, map_row

#: The most marks that one view holds; the newest, when there are more.
MOST_MARKS: Final = 10_000
#: So many rows are listed at a time.
AT_A_TIME: Final = 40
#: So many of the deadliest are looked at for a drawing.
_DRAWN: Final = 600
#: The most rows of one point.
_AT_ONE_POINT: Final = 200
#: Points closer than this, in degrees, are one: marks are told to five digits.
_SAME: Final = 0.00001


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the filter of all days, the days chosen of them, the gate, and where the lists go on."""

    all_days: IncidentFilter
    gate: Gate
    since: str | None = None
    until: str | None = None
    after: str | None = None
    beyond: str | None = None

    @classmethod
    def of(cls, address: Address) -> Asked:
        """What this address asks for; an impossible value is refused."""
        stated = incident_filter(address)
        days = stated.event
        return cls(
            replace(stated, event=replace(days, since=None, until=None)), address.gate, days.since, days.until,
            address.get("after"), address.get("beyond"),
        )  # fmt: skip

    @property
    def its_days(self) -> IncidentFilter:
        """The filter with the days that were chosen."""
        return replace(self.all_days, event=replace(self.all_days.event, since=self.since, until=self.until))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: its rows, how many there are in all, how many of them have no date, where it goes on."""

    rows: tuple[MapRow, ...] = ()
    total: int = 0
    undated: int = 0
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """What lies on the map in the days that were chosen, and what has no point; undated rows come last in each."""

    on_map: Part = field(default_factory=Part)
    pointless: Part = field(default_factory=Part)


def ask_marks(book: Book, asked: Asked) -> tuple[list[Mark], int]:
    """The newest marks that fit the filter, and how many fit it on all days.

    Where one view holds them all, they are those of all days, else those of the days that were chosen.
    """
    counts = count_placed(book, asked.all_days, asked.gate)
    total = counts.pointed + counts.pointless
    wanted = asked.all_days if total <= MOST_MARKS else asked.its_days
    return [mark_of(one) for one in map_points(book, wanted, asked.gate, limit=MOST_MARKS)], total


def ask_deadliest(book: Book, asked: Asked) -> list[Mark]:
    """The deadliest marks of the days that were chosen, for a drawing that holds few."""
    found = map_points(book, asked.its_days, asked.gate, limit=_DRAWN, order="dead")
    return [mark_of(one) for one in found]


def ask_countries(book: Book, asked: Asked) -> list[str]:
    """The countries of what is listed, those of most of it first."""
    return list(counts_by_country(book, asked.its_days, asked.gate))


def ask_days(book: Book, asked: Asked) -> list[DayCount]:
    """How many began on each day, whatever days were chosen."""
    return counts_by_day(book, asked.all_days, asked.gate)


def ask_lists(book: Book, asked: Asked) -> Lists:
    """The rows of the days that were chosen; what has no date stays listed."""
    counts = count_placed(book, asked.its_days, asked.gate)
    return Lists(
        _part(book, asked, asked.after, counts.pointed, counts.pointed_undated, pointed=True),
        _part(book, asked, asked.beyond, counts.pointless, counts.pointless_undated, pointed=False),
    )


def _part(book: Book, asked: Asked, after: str | None, total: int, undated: int, *, pointed: bool) -> Part:
    part = list_placed(book, asked.its_days, asked.gate, Turn(cursor=after, limit=AT_A_TIME), pointed=pointed)
    return Part(tuple(map(map_row, part.rows)), total, undated, part.next_cursor)


def ask_point(book: Book, asked: Asked, lat: float, lon: float) -> Sequence[MapRow]:
    """The rows of the events that share this point, in the days that were chosen, and those without a day."""
    spot = Box(lon - _SAME, lat - _SAME, lon + _SAME, lat + _SAME)
    here = replace(asked.its_days, event=replace(asked.its_days.event, box=spot))
    return tuple(map(map_row, list_placed(book, here, asked.gate, Turn(limit=_AT_ONE_POINT), pointed=True).rows))
