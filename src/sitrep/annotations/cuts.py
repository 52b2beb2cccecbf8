"""What stands between two spaces is cut the same wherever it stands: most of it comes again and is kept in mind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
#: How much is kept in mind, and the length from which it is not worth it.
KNOWN: Final = 16384
LONG: Final = 50


class Cuts(dict[str, T]):
    """What was cut before, with what ``cut`` made of it; what is asked for the first time is cut.

    What comes again needs no call.
    """

    def __init__(self, cut: Callable[[str], T]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, chunk: str) -> T:
        made = self._cut(chunk)
        if len(chunk) < LONG:
            if len(self) >= KNOWN:
                self.clear()  # what is common comes back at once
            self[chunk] = made
        return made
