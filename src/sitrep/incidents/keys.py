"""By which keys reported events find one another: time × place × type, time × parties × type, and named targets.

An event is kept under ``kept_keys`` and looked for under ``sought_keys``; two events that may be one happening meet
whichever of them came first. The ledger keeps the keys in a table of (key, item).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from sitrep.codebook.incident_acts import incident_acts
from sitrep.identity import identify
from sitrep.incidents.items import Act, Item
from sitrep.incidents.parties import known_as

#: An event of more days than this is found by its weeks.
FEW_DAYS = 4
#: Ordinal days are put together to weeks; the neighbouring ones are looked for too.
WEEK = 7
#: More parties than this are looked for by their first ones alone.
PARTIES = 4


def kept_keys(item: Item) -> frozenset[str]:
    """The keys under which an event is found."""
    return frozenset(_keys(item, 0))


def sought_keys(item: Item) -> frozenset[str]:
    """The keys under which others are looked for: its own, and those of neighbouring days and weeks."""
    return frozenset(_keys(item, 1))


def _keys(item: Item, beside: int) -> Iterator[str]:
    act = item.act
    if act is None or not (item.days or item.published):
        return
    yield identify("key", item.document)
    first, last = item.days[0] if item.days else (_published(item) - 1, _published(item))
    periods = list(_periods(first, last, act, beside))
    for what in _whats(item, act, beside):
        for unit, period in periods:
            yield identify("key", act.type, what, unit, period)


def _published(item: Item) -> int:
    assert item.published
    return item.published


def _periods(first: int, last: int, act: Act, beside: int) -> Iterator[tuple[str, int]]:
    """Days for what is told finely, weeks for what may be put off or lasted long.

    What is fine is found by its days and, by what is wide, by its week; so either finds the other.
    """
    wide = last - first >= FEW_DAYS or act.type in incident_acts().moving
    if not wide:
        for day in range(first - beside, last + beside + 1):
            yield "day", day
    units = ("wide", "fine") if wide and beside else ("wide",) if wide or beside else ("fine",)
    for week in range(first // WEEK - beside, min(last // WEEK, first // WEEK + FEW_DAYS) + beside + 1):
        for unit in units:
            yield unit, week


def _whats(item: Item, act: Act, beside: int) -> Iterator[str]:
    """The places, parties and targets of an event.

    One that tells of one party alone is found by those that tell of that party among others, and finds them.
    """
    for spot in item.spots:
        yield f"in {spot.country}, {spot.admin1 or ''}"
        yield f"at {spot.name.lower()}"
    for target in sorted(act.targets):
        yield f"target {target}"
    if act.type in incident_acts().told_by_parties or not item.spots:
        sides = sorted(act.doers | act.sufferers | act.hosts)[:PARTIES]
        names = [sorted(known_as(side)) for side in sides]
        for one, other in dict.fromkeys(pair for both in combinations(names, 2) for pair in _pairs(*both)):
            yield f"between {one} and {other}"
        alone = len(sides) == 1
        for name in sorted({name for each in names for name in each}):
            if alone:
                yield f"by {name}"
            yield f"{'alone' if alone != bool(beside) else 'among others'} {name}"


def _pairs(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str]]:
    """Each name of the one with each of the other, in order."""
    for one, other in product(ours, theirs):
        if one != other:
            yield min(one, other), max(one, other)
