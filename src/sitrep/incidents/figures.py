"""One outcome's figures: every reported value, and the low, best and high that a stated rule chooses.

The rule of sides: the newest whole count of each side counts; ``low`` and ``high`` span the sides; ``best`` is that of
the most authoritative. A partial count is no rival, and nothing is ever dropped: what was overtaken stays as history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sitrep.incidents.sides import Voice
from sitrep.records.report import Count

RULE: Final = "newest whole count of each side; best by authority"

Standing = Literal["current", "repeated", "superseded", "corrected", "partial", "background", "denied"]


@dataclass(frozen=True, slots=True)
class Reported:
    """One value as one story reports it; ``published`` is ISO 8601, empty when unknown.

    ``standing``: ``current`` is a side's newest whole count, ``repeated`` the same value told by another story,
    ``superseded`` an older one, ``corrected`` a higher one that a newer count of the same side lowered, ``partial``
    one of some of the people, ``background`` one that a story only recalls, ``denied`` one that its speaker denies.
    """

    item: str
    document: str
    outlet: str | None
    published: str
    outcome: str
    count: Count
    voice: Voice
    origin: str
    standing: Standing = "current"
    corrects: bool = False  # its story says that it puts another right

    @property
    def value(self) -> int:
        """One number to compare by: the best, else what is known of it."""
        return next(n for n in (self.count.best, self.count.low, self.count.high) if n is not None)


@dataclass(frozen=True, slots=True)
class SideCount:
    """What one side says now."""

    side: str
    kind: str
    rank: int
    published: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """An outcome's shown figure, the rule that chose it, what each side says, and every value ever reported."""

    outcome: str
    low: int | None
    best: int | None
    high: int | None
    rule: str
    sides: tuple[SideCount, ...]
    history: tuple[Reported, ...]

    @property
    def disputed(self) -> bool:
        """Whether the sides differ."""
        return len({(side.low, side.best, side.high) for side in self.sides}) > 1


def figure(outcome: str, reported: Sequence[Reported]) -> Figure:
    """The figure of one outcome, whatever order the values come in."""
    whole = [one for one in reported if one.standing == "current"]
    by_side: defaultdict[str, list[Reported]] = defaultdict(list)
    for one in whole:
        by_side[one.voice.side].append(one)
    newest = {side: max(values, key=_newest) for side, values in by_side.items()}
    sides = _in_order([_said(side, one) for side, one in newest.items()])
    history = [one if one.standing != "current" else _aged(one, newest[one.voice.side]) for one in reported]
    history.sort(key=lambda one: (one.published, one.item, one.voice.side, one.value))
    low, best, high = _spanned(sides)
    return Figure(outcome, low, best, high, RULE, sides, tuple(history))


def _newest(one: Reported) -> tuple[str, int, int, str]:
    """The later published, then the more authoritative, then the higher."""
    return one.published, -one.voice.rank, one.value, one.item


def _aged(one: Reported, newest: Reported) -> Reported:
    if one == newest:
        return one
    if one.value == newest.value:
        return replace(one, standing="repeated")
    lowered = newest.value < one.value and one.published < newest.published
    return replace(one, standing="corrected" if lowered else "superseded")


def _in_order(said: list[SideCount]) -> tuple[SideCount, ...]:
    """The weightiest first, the newer first of equals."""
    said.sort(key=lambda one: one.side)
    said.sort(key=lambda one: one.published, reverse=True)
    said.sort(key=lambda one: one.rank)
    return tuple(said)


def _said(side: str, one: Reported) -> SideCount:
    return SideCount(side, one.voice.kind, one.voice.rank, one.published, one.count.low, one.count.best, one.count.high)


def _spanned(sides: Sequence[SideCount]) -> tuple[int | None, int | None, int | None]:
    """The lowest low, the best of the most authoritative side that has one, and the highest high.

    An open end stays open where no side closes it: "at least five" alone has no high, whatever its best.
    """
    bests = [said.best for said in sides if said.best is not None]
    lows = [said.low for said in sides if said.low is not None]
    highs = [said.high for said in sides if said.high is not None]
    return (min(lows + bests) if lows else None), bests[0] if bests else None, (max(highs + bests) if highs else None)
