"""Why something wants review, in the order in which the queue tells it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import model_validator

from sitrep.codebook.files import Entry, read

Reason = Literal["changed", "contradiction", "deaths", "low-confidence", "duplicate", "rest"]


class ReviewReason(Entry):
    """One reason: what a person is told of it, and the number from which or below which it holds."""

    name: Reason
    words: str
    at_least: int | None = None
    below: float | None = None


class ReviewReasons(Entry):
    """The whole of ``review.yaml``."""

    reasons: tuple[ReviewReason, ...]

    @model_validator(mode="after")
    def _each_once_and_the_rest_last(self) -> ReviewReasons:
        names = [reason.name for reason in self.reasons]
        if len(names) != len(set(names)) or names[-1:] != ["rest"]:
            raise ValueError("each reason stands once, and the rest comes last")
        return self

    def find(self, name: Reason) -> ReviewReason | None:
        """The reason of this name, if the queue knows it."""
        return next((reason for reason in self.reasons if reason.name == name), None)


@cache
def review_reasons() -> ReviewReasons:
    """The reasons, read once and checked."""
    return read("review.yaml", ReviewReasons)
