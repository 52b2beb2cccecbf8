"""Tallies nest: a town's strike is part of its region's night, that of the country's wave; they are never added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.incidents.items import Item, Spot
from sitrep.incidents.vetoes import other_side, other_standing

#: Places from the narrowest to the widest.
WIDTHS = ("site", "city", "district", "region", "country")


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


def _kinds_fit(inner: Item, outer: Item) -> bool:
    if inner.act is None or outer.act is None or inner.act.type != outer.act.type:
        return False
    clash = inner.act.doers and outer.act.doers and not inner.act.doers & outer.act.doers
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
