"""What a format is given when a ledger is handed on, and what it tells of it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeVar

from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.export_queries import ToldEvent

T = TypeVar("T")


@dataclass(slots=True)
class HandedOn:
    """How many events were written, how those stand with reviewers, and how many were left out for which reason."""

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    reviews: Counter[Review] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        """How many were left out."""
        return self.left_out.total()

    @property
    def reviewed(self) -> bool:
        """Whether a reviewer let out every event that was written."""
        return set(self.reviews) <= set(REVIEWED)

    def standing(self) -> dict[str, Any]:
        """What a file says of itself that can: whether all in it was let out, and how many events stand how."""
        return {"reviewed": self.reviewed, "reviews": dict(sorted(self.reviews.items()))}

    def rows(self, told: Iterable[ToldEvent], make: Callable[[ToldEvent], T | LeftOut]) -> Iterator[T]:
        """What is made of the events, those left out counted by their reasons."""
        for each in told:
            made = make(each)
            if isinstance(made, LeftOut):
                self.left_out[made.reason] += 1
            else:
                self.written += 1
                self.reviews[each.review] += 1
                yield made


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a format has no room for an event."""

    reason: str


#: Writes events into a stream of bytes and leaves it open; the same events give the same bytes.
Writer = Callable[[Iterable[ToldEvent], BinaryIO], HandedOn]
