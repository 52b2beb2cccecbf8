"""One figure of an event where several may be told, for formats that have room for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sitrep.records.report import Event, Outcome

#: The lowest, the best and the highest number of an amount; an open end is None.
Bounds = tuple[int | None, int | None, int | None]


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
    told = [each for each in event.casualties if each.outcome == outcome]
    return spread(
        [(each.speaker, (each.count.low, each.count.best, each.count.high)) for each in told if each.count is not None]
    )


def spread(told: list[tuple[str | None, Bounds]]) -> Figure:
    """The figure over amounts of one thing with who tells each; nobody is the paper itself."""
    if not told:
        return _UNTOLD
    if len(told) == 1:
        return Figure(*told[0][1])
    counts = [count for _, count in sorted(told, key=_who_tells)]
    lows = [low for low, _, _ in counts if low is not None]
    bests = [best for _, best, _ in counts if best is not None]
    highs = [high for _, _, high in counts if high is not None]
    open_above = len(highs) < len(counts)
    return Figure(min(lows, default=None), bests[0] if bests else None, None if open_above else max(highs))


def _who_tells(told: tuple[str | None, Bounds]) -> bool:
    """The paper's own figures first; the order is otherwise the story's."""
    return told[0] is not None
