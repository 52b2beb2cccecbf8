"""Where a list goes on: the place of its last row in the order of the list, as a word for an address."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitrep.errors import BadQuestion

Row_ = TypeVar("Row_")
#: A place in an order: what the rows are ordered by.
Place = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row_]):
    """A part of a list; ``after`` is where the next part begins, None at the end."""

    rows: Sequence[Row_]
    after: str | None


def written(place: Place) -> str:
    """The place as a word."""
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def read(word: str, kinds: Sequence[type | tuple[type, ...]]) -> Place:
    """The place that the word tells; each part must be of its kind. A word that no list gave is refused."""
    try:
        place = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, RecursionError):
        place = None
    if isinstance(place, list) and len(place) == len(kinds) and all(map(_is, place, kinds)):
        return tuple(place)
    raise BadQuestion(f"after={word[:40]!r} is no place in this list.", check="Begin at the front of the list.")


def _is(part: object, kind: type | tuple[type, ...]) -> bool:
    """Whether the part is of the kind; of numbers only those that a database can hold."""
    return isinstance(part, kind) and not isinstance(part, bool) and not (isinstance(part, int) and abs(part) >= 2**63)
