"""One figure of an event where several may be told, for formats that have room for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitrep.records.report import Casualty, Event, Outcome


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over all that are told; what nobody tells is None."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def least(self) -> int | None:
        """The best figure, or the lowest where no best one is told."""
        return self.low if self.best is None else self.best


_UNTOLD: Final = Figure()


def figure(event: Event, outcome: Outcome) -> Figure:
    """The lowest and the highest figure told, and the paper's own, or the first told where it has none of its own."""
    told = [each for each in event.casualties if each.outcome == outcome and each.count]
    if not told:
        return _UNTOLD
    counts = [each.count for each in sorted(told, key=_who_tells) if each.count]
    lows = [count.low for count in counts if count.low is not None]
    bests = [count.best for count in counts if count.best is not None]
    open_above = any(count.high is None for count in counts)
    highs = [count.high for count in counts if count.high is not None]
    return Figure(min(lows, default=None), bests[0] if bests else None, None if open_above else max(highs))


def _who_tells(casualty: Casualty) -> bool:
    """The paper's own figures first; the order is otherwise the story's."""
    return casualty.speaker is not None
