"""What was decided about incidents, by the engine or by a person, with author and reason; decisions are only added.

An incident is named after the item that opened it and keeps that id for ever: its id leads to wherever that item is
now. So a merge leaves a redirect behind without anyone writing one, and a split brings the old id back to life.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.identity import identify

#: The author of what nobody but the engine decided.
ENGINE: Final = "sitrep"

Verb = Literal["same", "different", "retired"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two items are the same happening or different ones, says ``by``, because of ``reason``.

    A person's word binds the engine; the engine's own judgements are a log and bind nobody.
    ``retired`` takes back what was said of the pair before. ``at`` is handed in: nobody here reads the clock.
    """

    left: str
    right: str
    verdict: Verb
    by: str
    reason: str
    at: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two items, the same whichever was named first."""
        return ordered(self.left, self.right)

    @property
    def binds(self) -> bool:
        """Whether the engine must keep to it."""
        return self.by != ENGINE


@dataclass(frozen=True, slots=True)
class Bonds:
    """What people's judgements leave standing: pairs that belong together and pairs that must stay apart."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Bonds:
        """The last binding word on every pair, judgements given in the order in which they were made."""
        last: dict[tuple[str, str], Verb] = {}
        for judgement in judgements:
            if judgement.binds:
                last[judgement.pair] = judgement.verdict
        return cls(
            frozenset(pair for pair, verdict in last.items() if verdict == "same"),
            frozenset(pair for pair, verdict in last.items() if verdict == "different"),
        )


def incident_id(founder: str) -> str:
    """The id of the incident that this item opened."""
    return identify("incident", founder)


def merge(
    left: Sequence[str], right: Sequence[str], bonds: Bonds, *, by: str, reason: str, at: str
) -> tuple[Judgement, ...]:
    """All items of two incidents are one happening; what was said against any of their pairs is taken back."""
    first, *others = [*left, *right]
    taken_back = sorted(ordered(a, b) for a in left for b in right if ordered(a, b) in bonds.different)
    return (
        *(Judgement(a, b, "retired", by, reason, at) for a, b in taken_back),
        *(Judgement(first, other, "same", by, reason, at) for other in others),
    )


def split(
    moved: Sequence[str], kept: Sequence[str], bonds: Bonds, *, by: str, reason: str, at: str
) -> tuple[Judgement, ...]:
    """The moved items are another happening than those kept; no pair of them is linked again by the engine.

    What had been said for a pair across is thereby overruled; each part that people had put together stays so.
    """
    together = [
        Judgement(part[0], other, "same", by, reason, at)
        for part in (moved, kept)
        for other in part[1:]
        if any(ordered(one, end) in bonds.same for one in part for end in (*moved, *kept))
    ]
    apart = [Judgement(one, other, "different", by, reason, at) for one in moved for other in kept]
    return (*apart, *together)


def ordered(left: str, right: str) -> tuple[str, str]:
    """A pair, the same from either side."""
    return (left, right) if left <= right else (right, left)
