"""Incidents counted by day, place or side; what nests is counted once, and the rule stands beside the numbers.

A whole ("six killed across the country") and its parts (four in one town, one in another) count as the larger of its
own figure and the sum of its parts'. Groups are weighed each by itself, so their numbers need not add up to the total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.incidents.figures import RULE
from sitrep.incidents.fusion import Fused

By = Literal["day", "place", "side"]
TALLY_RULE: Final = (
    f"each incident: {RULE}; a whole and its parts count once, as the larger of its own figure and their sum; "
    "only news of what happened counts"
)
#: The same in a few words, for a cell.
TALLY_NAME: Final = "newest of each side, nested once"
OUTCOMES: Final = ("killed", "wounded")
#: What counts as having happened.
HAPPENED: Final = ("occurred", "ongoing")
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Range:
    """A sum of figures; ``open`` is how many of them were told without an upper end."""

    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0

    @classmethod
    def of(cls, low: int | None, best: int | None, high: int | None) -> Range:
        """A figure; what is not known counts as what is known at least, and an upper end that is not is open."""
        least = next((n for n in (low, best) if n is not None), 0)
        middle = best if best is not None else least
        return cls(least, middle, max(high if high is not None else middle, middle), int(high is None))

    def plus(self, other: Range) -> Range:
        """Both together."""
        return Range(self.low + other.low, self.best + other.best, self.high + other.high, self.open + other.open)

    def or_more(self, other: Range) -> Range:
        """The larger at each point."""
        return Range(*map(max, zip(self.points(), other.points(), strict=True)))

    def points(self) -> tuple[int, int, int, int]:
        """The numbers in order."""
        return self.low, self.best, self.high, self.open


@dataclass(frozen=True, slots=True)
class Tally:
    """One group: its incidents, how many of them lie in another one of the group, and its casualties.

    ``unreviewed`` counts the incidents of which a report is told that no reviewer let out.
    """

    group: str
    incidents: int
    nested: int
    killed: Range
    wounded: Range
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of an incident: the group of each kind that it is of, and the incident that it lies in.

    It is ``reviewed`` when reviewers let out all that is told of it.
    """

    id: str
    fused: Fused
    side: str
    whole: str | None
    reviewed: bool = False


def tally(told: Sequence[Counted], by: By) -> tuple[tuple[Tally, ...], Tally]:
    """The groups in order, and the total."""
    counting = [one for one in told if counts(one.fused)]
    groups: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in counting:
        groups[_group(one, by)].append(one)
    rows = tuple(_weighed(group, members) for group, members in sorted(groups.items(), key=_last_unknown))
    return rows, _weighed("total", counting)


def total(told: Sequence[Counted]) -> Tally:
    """All of it together."""
    return _weighed("total", [one for one in told if counts(one.fused)])


def counts(fused: Fused) -> bool:
    """Whether it happened and is news."""
    return fused.status in HAPPENED and not fused.only_recalled


def _last_unknown(entry: tuple[str, list[Counted]]) -> tuple[bool, str]:
    return entry[0] == UNKNOWN, entry[0]


def _group(one: Counted, by: By) -> str:
    if by == "side":
        return one.side or UNKNOWN
    if by == "day":
        return one.fused.when.start[:10] if one.fused.when and one.fused.when.start else UNKNOWN
    where = one.fused.where
    if where is None:
        return UNKNOWN
    return f"{where.name}, {where.country}" if where.country and where.precision != "country" else where.name


def _weighed(group: str, members: Sequence[Counted]) -> Tally:
    within = {one.id: one.whole for one in members}
    sums = {outcome: once({one.id: _own(one.fused, outcome) for one in members}, within) for outcome in OUTCOMES}
    nested = sum(one.whole in within for one in members)
    unreviewed = sum(not one.reviewed for one in members)
    return Tally(group, len(members), nested, sums["killed"], sums["wounded"], unreviewed)


def once(own: Mapping[str, Range], within: Mapping[str, str | None]) -> Range:
    """The sum of these incidents' own figures; ``within`` says of each in which it lies, never added to it."""
    parts: defaultdict[str | None, list[str]] = defaultdict(list)
    for id_ in own:
        whole = within.get(id_)
        parts[whole if whole in own else None].append(id_)
    return _sum(parts[None], own, parts)


def _sum(ids: Sequence[str], own: Mapping[str, Range], parts: Mapping[str | None, list[str]]) -> Range:
    total = Range()
    for id_ in ids:
        inner = parts.get(id_)
        total = total.plus(own[id_].or_more(_sum(inner, own, parts)) if inner else own[id_])
    return total


def _own(fused: Fused, outcome: str) -> Range:
    """The incident's own figure."""
    for figure in fused.figures:
        if figure.outcome == outcome:
            return Range.of(figure.low, figure.best, figure.high)
    return Range()
