"""A list is told a page at a time, in an order that does not move: a cursor says where the next page begins.

A cursor is no secret, but it belongs to one question: it holds the place of the last row and a digest of the question
with it, so that one that was altered, or that another list or filter gave, is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sitrep.errors import BadCursor

T = TypeVar("T")
#: Where a row stands in the order of its list: what the rows are ordered by.
Place = tuple[str | int | float | None, ...]
#: How many rows a page has unless somebody asks otherwise, and how many it can have at most.
PAGE: Final = 50
MOST: Final = 1000
#: Hex digits of the digest that binds a cursor to its question.
_DIGITS: Final = 16
#: No cursor that a list gives is longer.
_LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; ``next_cursor`` leads to the next, None at the end; ``total`` where somebody asked for it."""

    rows: tuple[T, ...]
    next_cursor: str | None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page is asked for: so many rows after the place that the cursor tells, and whether all are counted."""

    cursor: str | None = None
    limit: int = PAGE
    count: bool = False

    @property
    def rows(self) -> int:
        """How many rows the page has, at least 1 and no more than MOST."""
        return max(1, min(self.limit, MOST))


FIRST: Final = Turn()


def question(*parts: Any) -> str:
    """What a cursor is bound to: the name of the list, its order and its filter, as a digest."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def written(place: Place, asked: str) -> str:
    """The place as a cursor of this question."""
    told = json.dumps(list(place), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(f"{_seal(told, asked)}{told}".encode()).decode().rstrip("=")


def read(cursor: str, asked: str, kinds: Sequence[type | tuple[type, ...]]) -> tuple[Any, ...]:
    """The place that a cursor of this question tells, each part of one of its kinds; any other cursor is refused."""
    try:
        opened = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        seal, told = opened[:_DIGITS], opened[_DIGITS:]
        place = json.loads(told) if len(cursor) <= _LONGEST and seal == _seal(told, asked) else None
    except (ValueError, RecursionError):
        place = None
    if isinstance(place, list) and len(place) == len(kinds) and all(map(_is, place, kinds)):
        return tuple(place)
    raise BadCursor(
        f"The cursor {cursor[:40]!r} does not belong to this list and filter.", check="Begin at the first page."
    )


def page_of(found: Sequence[T], places: Sequence[Place], asked: str, turn: Turn, total: int | None = None) -> Page[T]:
    """The page of these rows, one more of which was looked for than it has; ``places`` are those of the rows."""
    more = len(found) > turn.rows
    rows = tuple(found[: turn.rows])
    return Page(rows, written(places[len(rows) - 1], asked) if more else None, total)


def _is(part: object, kind: type | tuple[type, ...]) -> bool:
    """Whether the part is of the kind; of whole numbers only those that a database can hold."""
    return type(part) in (kind if isinstance(kind, tuple) else (kind,)) and not (
        isinstance(part, int) and abs(part) >= 2**63
    )


def _seal(told: str, asked: str) -> str:
    return hashlib.sha256(f"{asked}\n{told}".encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
