"""What a reviewer put aside for this sitting: it stands in the address, and comes after everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from sitrep.web.addresses import Address

#: What the address calls it.
NAME: Final = "later"
#: So many are put aside at most: with more the first of them come back, so that no address outgrows a browser.
MOST: Final = 150
_BETWEEN: Final = "."
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Later:
    """The rows put aside, by what the address calls them, in the order in which they were."""

    marks: tuple[str, ...] = ()

    @classmethod
    def of(cls, address: Address) -> Later:
        """What this address puts aside; what cannot be a row's mark is passed over."""
        stated = (address.get(NAME) or "").split(_BETWEEN)
        marks = dict.fromkeys(one for one in stated if one.isascii() and one.replace("-", "").isalnum())
        return cls(tuple(marks)[-MOST:])

    def and_also(self, mark: str) -> str:
        """The value in the address with one more row put aside."""
        return _BETWEEN.join((*(one for one in self.marks if one != mark), mark)[-MOST:])

    def last(self, rows: Iterable[_Row], mark_of: Callable[[_Row], str]) -> list[_Row]:
        """The rows with those put aside at the end, in the order in which they were put there."""
        place = {mark: number for number, mark in enumerate(self.marks)}
        return sorted(rows, key=lambda row: place.get(mark_of(row), -1))


#: Nothing is put aside.
NOTHING: Final = Later()


def mark(*ids: str) -> str:
    """What the address calls a row about these: the ends of their ids."""
    return "-".join(id_.rpartition("-")[2] for id_ in ids)
