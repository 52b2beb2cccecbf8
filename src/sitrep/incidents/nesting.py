"""Tallies nest: a town's strike is part of its region's night, that of the country's wave; they are never added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.incidents.items import Item, Spot
from sitrep.incidents.parties import may_be_one, meeting
from sitrep.incidents.vetoes import other_side, other_standing

#: Places from the narrowest to the widest.
WIDTHS = ("site", "city", "district", "region", "country")


#: What lasts longer than so many days is not looked for by its days.
LONG: Final = 31
HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class PartOf:
    """One incident lies within another, and why."""

    part: str
    whole: str
    reason: str


def part_of(part: Sequence[Item], whole: Sequence[Item]) -> str:
    """Why one incident, by its items, is part of another; empty when nothing says so.

    The type is one, the whole's place holds the part's, their times meet and neither side nor standing forbids it.
    """
    for inner in part:
        for outer in whole:
            if _kinds_fit(inner, outer) and _lies_in(inner, outer) and _meets(inner, outer):
                return f"{inner.spots[0].name} lies in {outer.spots[0].name}, at the same time"
    return ""


def nested(members: Mapping[str, Sequence[Item]], wide: Iterable[tuple[str, Item]]) -> dict[str, PartOf]:
    """For each of these incidents the narrowest that it is part of, the shortest of equals, if there is one.

    ``wide`` are items of districts, regions and countries, each with its incident.
    """
    shelves = _Shelves(wide)
    found = {}
    for part, items in members.items():
        holding = [
            (WIDTHS.index(outer.spots[0].precision), _length(outer), whole, reason)
            for inner in items
            for whole, outer in shelves.beside(inner)
            if whole != part and (reason := part_of([inner], [outer]))
        ]
        if holding:
            _, _, whole, reason = min(holding)
            found[part] = PartOf(part, whole, reason)
    return found


class _Shelves:
    """Wide items by type, country and day."""

    def __init__(self, wide: Iterable[tuple[str, Item]]):
        self._held: defaultdict[tuple[str, str | None, int | None], list[tuple[str, Item]]] = defaultdict(list)
        for incident, item in wide:
            for shelf in _shelves(item):
                self._held[shelf].append((incident, item))

    def beside(self, item: Item) -> Iterator[tuple[str, Item]]:
        """The wide items of its type and country that may last while it does."""
        asked = dict.fromkeys(_shelves(item))
        if item.act and item.spots:
            asked[item.act.type, item.spots[0].country, None] = None
        for shelf in asked:
            yield from self._held.get(shelf, ())


def _shelves(item: Item) -> Iterator[tuple[str, str | None, int | None]]:
    if item.act is None or item.hours is None or not item.spots:
        return
    first, last = item.hours[0] // HOURS, (item.hours[1] - 1) // HOURS
    for day in range(first, last + 1) if last - first <= LONG else (None,):
        yield item.act.type, item.spots[0].country, day


def _length(item: Item) -> int:
    return item.hours[1] - item.hours[0] if item.hours else 0


def _kinds_fit(inner: Item, outer: Item) -> bool:
    if inner.act is None or outer.act is None or inner.act.type != outer.act.type:
        return False
    ours, theirs = inner.act.doers, outer.act.doers
    clash = ours and theirs and not meeting(ours, theirs) and not may_be_one(ours, theirs)
    return not clash and not other_side(inner, outer) and not other_standing(inner, outer)


def _lies_in(inner: Item, outer: Item) -> bool:
    return bool(inner.spots and outer.spots) and holds(outer.spots[0], inner.spots[0])


def holds(wide: Spot, narrow: Spot) -> bool:
    """Whether the one place is wider and holds the other."""
    if WIDTHS.index(wide.precision) <= WIDTHS.index(narrow.precision) or wide.country != narrow.country:
        return False
    if wide.country is None or wide.precision in ("site", "city"):
        return False
    return wide.precision == "country" or (wide.admin1 is not None and wide.admin1 == narrow.admin1)


def _meets(inner: Item, outer: Item) -> bool:
    if inner.hours is None or outer.hours is None:
        return False
    return inner.hours[0] < outer.hours[1] and outer.hours[0] < inner.hours[1]
