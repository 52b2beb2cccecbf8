"""A likeness: how alike two items are in one respect, from 0 to 1 or in its own unit, and why in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from sitrep.incidents.items import Item, Terms


class Likeness(NamedTuple):
    """A score and its reason; a score of None says that one of the two tells nothing of it."""

    score: float | None
    reason: str = ""


Feature = Callable[[Item, Item], Likeness]
UNTOLD: Final = Likeness(None)
#: How many terms a reason quotes.
QUOTED: Final = 3


def cosine(left: Terms, right: Terms) -> float:
    """The cosine of two vectors of weighed terms, 0 where one is empty."""
    if not left.length or not right.length:
        return 0.0
    few, many = (left, right) if len(left.weights) <= len(right.weights) else (right, left)
    other = many.weights
    return sum(weight * other[term] for term, weight in few.weights.items() if term in other) / (
        left.length * right.length
    )


def rarest(left: Terms, right: Terms) -> list[tuple[float, str]]:
    """The shared terms, the rarest first; a term weighs what it weighed where it was commoner."""
    few, many = (left, right) if len(left.weights) <= len(right.weights) else (right, left)
    other = many.weights
    shared = [(-min(weight, other[term]), term) for term, weight in few.weights.items() if term in other]
    return [(-weight, term) for weight, term in sorted(shared)]


def quoted(terms: Iterable[str]) -> str:
    """The first few terms as a reason quotes them."""
    return ", ".join(term.strip("#@") for term in list(terms)[:QUOTED])
