"""What was lately looked up for linking, kept within bounds, and dropped when somebody else has written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from sitrep.incidents.clustering import Pair
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Judgement
from sitrep.incidents.linking import Seat

K = TypeVar("K")
V = TypeVar("V")

#: How many of each are kept at least: items are large (some 10 kB), seats are small.
ITEMS, LIKENESSES, SEATS, INCIDENTS = 6_000, 6_000, 40_000, 20_000


class Bounded(Generic[K, V]):
    """A mapping that forgets what was not asked for lately; it holds from ``size`` to twice as many."""

    def __init__(self, size: int):
        self._size = size
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._young or key in self._old

    def __getitem__(self, key: K) -> V:
        if key in self._young:
            return self._young[key]
        self[key] = value = self._old[key]
        return value

    def __setitem__(self, key: K, value: V) -> None:
        if len(self._young) >= self._size:
            self._old, self._young = self._young, {}
        self._young[key] = value

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def clear(self) -> None:
        """Everything is forgotten."""
        self._young, self._old = {}, {}

    def found(self, keys: Iterable[K], load: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """What these keys lead to; what is not remembered is loaded, and whoever loads must answer for every key."""
        asked = list(dict.fromkeys(keys))
        found = {key: self._young[key] if key in self._young else self._old[key] for key in asked if key in self}
        missing = [key for key in asked if key not in found]
        fresh = {key: value for key, value in found.items() if key not in self._young}
        loaded = load(missing) if missing else {}
        for key, value in (*fresh.items(), *loaded.items()):
            self[key] = value
        return {key: found[key] if key in found else loaded[key] for key in asked}


class Recall:
    """What one process remembers of a ledger's incidents between its transactions.

    ``mark`` is how far the ledger was when this was last true of it; None while that is not known.
    """

    def __init__(self) -> None:
        self.items: Bounded[str, Item | None] = Bounded(ITEMS)
        self.likenesses: Bounded[str, dict[Pair, float]] = Bounded(LIKENESSES)
        self.seats: Bounded[str, Seat | None] = Bounded(SEATS)
        self.members: Bounded[str, set[str]] = Bounded(INCIDENTS)
        self.warnings: Bounded[str, dict[Pair, float]] = Bounded(INCIDENTS)
        self.decided: dict[str, list[Judgement]] | None = None
        self.mark: tuple[int, int] | None = None

    def clear(self) -> None:
        """Nothing is remembered."""
        for each in (self.items, self.likenesses, self.seats, self.members, self.warnings):
            each.clear()
        self.decided, self.mark = None, None
