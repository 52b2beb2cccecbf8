"""What the map and the timeline draw: a few numbers for each happening, and how many there were on each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from sitrep.exports.maps import Precision
from sitrep.ledger.map_points import DayCount, Placed

Gravest = Literal["killed", "wounded", "outage", "talks", "other"]
#: What colours a mark, the gravest first; a mark holds its place in this list.
GRAVEST: Final[tuple[Gravest, ...]] = ("killed", "wounded", "outage", "talks", "other")
#: How exactly a point is known, the most exact first; what is known only by its country has no point.
PRECISIONS: Final[tuple[Precision, ...]] = ("site", "city", "district", "region")
_NUMBERS: Final[dict[str, int]] = {name: number for number, name in enumerate(PRECISIONS)}
_SHADES: Final[dict[str, int]] = {name: number for number, name in enumerate(GRAVEST)}
#: Statuses of what came about; everything else is only told of.
HAPPENED: Final = frozenset({"occurred", "ongoing"})
#: Types that are dealings between people rather than acts against them.
TALKS: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "CONCEDE"})
#: Flags of a mark.
UNREVIEWED: Final = 1
TOLD_OF: Final = 2
#: Days that lie further than this from all others ...
_GAP: Final = 60
#: ... are not drawn on the timeline, when they are at most this share of all.
_FEW: Final = 0.1


class Mark(NamedTuple):
    """A happening as the map needs it; ``start`` and ``end`` are days, None where none is told."""

    id: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    gravest: Gravest
    dead: int
    toll: str
    status: str
    reviewed: bool

    @property
    def pointed(self) -> bool:
        """Whether it has a point: of a country only the whole is known."""
        return self.lat is not None and self.lon is not None and self.precision in PRECISIONS

    @property
    def flags(self) -> int:
        """UNREVIEWED and TOLD_OF as one number."""
        return (0 if self.reviewed else UNREVIEWED) | (0 if self.status in HAPPENED else TOLD_OF)


def mark_of(placed: Placed) -> Mark:
    """The mark of what the reports together tell."""
    return Mark(
        placed.id, placed.start_day, placed.end_day, placed.place, placed.country, placed.lat, placed.lon,
        placed.place_precision, gravest(placed), placed.dead, toll(placed), placed.status, placed.reviewed,
    )  # fmt: skip


def toll(placed: Placed) -> str:
    """The gravest harm to people with its number, as a label says it; empty where nobody came to harm."""
    for outcome, low, best, high in (
        ("killed", placed.killed_low, placed.killed_best, placed.killed_high),
        ("wounded", placed.wounded_low, placed.wounded_best, placed.wounded_high),
    ):
        number = best if best is not None else low
        if number:
            return f"{'' if high is not None else '≥ '}{number:,} {outcome}"
        if high:
            return f"≤ {high:,} {outcome}"
    return ""


def gravest(placed: Placed) -> Gravest:
    """What colours it: the gravest harm, else a service that was cut, else talks."""
    for harm in GRAVEST[:3]:
        if placed.gravest == harm:
            return harm
    return "talks" if placed.type in TALKS else "other"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the timeline draws, and how many dated happenings lie before and after them."""

    first: date
    last: date
    earlier: int = 0
    later: int = 0

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def span_of(counts: Sequence[DayCount]) -> Span | None:
    """The days worth drawing: few that lie far from all others are told in numbers. None where nothing has a day.

    ``counts`` are in the order of the days.
    """
    if not counts:
        return None
    days = [date.fromisoformat(one.day).toordinal() for one in counts]
    numbers = [one.reviewed + one.unreviewed for one in counts]
    few = sum(numbers) * _FEW
    head = _cut(days, numbers, few)
    tail = _cut([-each for each in reversed(days)], numbers[::-1], few)
    last = len(days) - tail
    return Span(
        date.fromordinal(days[head]), date.fromordinal(days[last - 1]), sum(numbers[:head]), sum(numbers[last:])
    )


def _cut(days: Sequence[int], numbers: Sequence[int], few: float) -> int:
    """How many of the first days hold few and lie far from those after them."""
    found = before = 0
    for at in range(1, len(days)):
        before += numbers[at - 1]
        if before > few:
            break
        if days[at] - days[at - 1] > _GAP:
            found = at
    return found


def payload(marks: Sequence[Mark], counts: Sequence[DayCount], *, total: int) -> dict[str, Any]:
    """The marks as columns of numbers, days counted from the first drawn; ``total`` counts also those left out."""
    span = span_of(counts)
    base = span.first if span else date(2000, 1, 1)
    pointed = [one for one in marks if one.pointed]
    names = sorted({one.place or "" for one in pointed})
    tolls = sorted({one.toll for one in pointed})
    return {
        "total": total,
        "first": span.first.isoformat() if span else None,
        "last": span.last.isoformat() if span else None,
        "earlier": span.earlier if span else 0,
        "later": span.later if span else 0,
        "days": [(_offset(one.day, base), one.reviewed, one.unreviewed) for one in counts],
        "countries": Counter(one.country for one in pointed if one.country),
        "places": names,
        "tolls": tolls,
        "marks": _columns(pointed, base, names, tolls),
        "pointless": _times([one for one in marks if not one.pointed], base),
    }


def _columns(marks: Sequence[Mark], base: date, names: Sequence[str], tolls: Sequence[str]) -> dict[str, list[Any]]:
    place, toll_ = ({name: number for number, name in enumerate(each)} for each in (names, tolls))
    return {
        "id": [one.id for one in marks],
        "place": [place[one.place or ""] for one in marks],
        "lat": [round(one.lat or 0.0, 5) for one in marks],
        "lon": [round(one.lon or 0.0, 5) for one in marks],
        "precision": [_NUMBERS[one.precision or ""] for one in marks],
        "gravest": [_SHADES[one.gravest] for one in marks],
        "toll": [toll_[one.toll] for one in marks],
        "dead": [one.dead for one in marks],
        "flags": [one.flags for one in marks],
        **_times(marks, base),
    }


def _times(marks: Sequence[Mark], base: date) -> dict[str, list[int | None]]:
    days = {day for one in marks for day in (one.start, one.end)}
    offsets = {day: _offset(day, base) for day in days}
    return {"start": [offsets[one.start] for one in marks], "end": [offsets[one.end] for one in marks]}


def _offset(day: str | None, base: date) -> int | None:
    return None if day is None else (date.fromisoformat(day) - base).days
