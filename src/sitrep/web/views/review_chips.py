"""How something stands with reviewers, as a chip: the class that draws its shape, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sitrep.exports.phrases import review_words
from sitrep.ledger.decisions import Review

_SHAPES: Final[Mapping[Review, str]] = {
    "unreviewed": "unreviewed", "changed": "unreviewed", "accepted": "reviewed", "corrected": "reviewed",
    "rejected": "withdrawn",
}  # fmt: skip


def review_chip(review: Review) -> tuple[str, str]:
    """The chip of one state."""
    return _SHAPES[review], review_words(review)
