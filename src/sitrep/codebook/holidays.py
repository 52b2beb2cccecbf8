"""The holidays that the press names times by, each with the rule that tells its day."""

from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from sitrep.codebook.files import Entry, read


class Holiday(Entry):
    """One holiday: its names in lower case, how many days it lasts, and one rule that tells the first of them.

    ``on`` is a month and day; ``nth`` a month, a weekday (0 is Monday) and which of them, -1 the last; ``easter`` the
    church whose Easter it is counted from; ``listed`` the dates themselves. ``after`` adds days.
    """

    names: tuple[str, ...] = ()
    days: int = Field(default=1, ge=1)
    on: tuple[int, int] | None = None
    nth: tuple[int, int, int] | None = None
    easter: Literal["western", "orthodox"] | None = None
    listed: tuple[date, ...] = ()
    after: int = 0

    @model_validator(mode="after")
    def _has_one_rule(self) -> Self:
        if sum(map(bool, (self.on, self.nth, self.easter, self.listed))) != 1:
            raise ValueError("a holiday has one rule: on, nth, easter or listed")
        return self


class Holidays(Entry):
    """The file of holidays, by the name each is known by."""

    holidays: dict[str, Holiday]


@cache
def holidays() -> dict[str, Holiday]:
    """Every holiday by each of its names."""
    named = read("holidays.yaml", Holidays).holidays
    return {alias: holiday for name, holiday in named.items() for alias in (name, *holiday.names)}
