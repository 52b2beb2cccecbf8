"""Long lists of ids in portions: one question asks for so many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
#: So many ids are asked for in one question.
AT_ONCE: Final = 500


def some(listed: Sequence[T], most: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The listed in their order, so many at once."""
    return (listed[at : at + most] for at in range(0, len(listed), most))
