"""Axes of the charts: amounts from a baseline of zero with a few round steps, and moments on one axis of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Final, Literal

from sitrep.exports.dates import MONTHS, day_words
from sitrep.exports.drawing import line, text, width_of

#: The steps that read as round, within a power of ten.
_ROUND: Final = (1, 1.5, 2, 2.5, 5, 10)
#: How much room, in px, a named moment wants; hours want more than days.
_ROOM: Final = 54.0
#: Hours, days, and months between named moments, the densest first.
_HOURS: Final = (1, 2, 3, 6, 12)
_DAYS: Final = (1, 7, 14)
_MONTHS_APART: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
#: From this many days on, beginnings of months are named by the month alone.
_LONG: Final = 80.0

Moment = date | datetime


def round_step(top: float, steps: int) -> int:
    """The smallest round whole number of which so many reach the top; at least 1."""
    wanted = max(top, 1) / steps
    power = 1
    while power * 10 < wanted:
        power *= 10
    return next(int(power * one) for one in _ROUND if power * one >= wanted and power * one == int(power * one))


def grid_step(top: int, most: int) -> int:
    """The smallest round whole number that goes into the top so many times at most; at least 1."""
    power = 1
    while True:
        for one in _ROUND:
            step = int(power * one)
            if step == power * one and top // step <= most:
                return step
        power *= 10


def amount_words(amount: int, unit: int = 1) -> str:
    """An amount in units of so many, with no more digits than it has."""
    whole, rest = divmod(amount, unit)
    return f"{whole:,}" if not rest else f"{amount / unit:,.{len(str(unit)) - 1}f}".rstrip("0").rstrip(".")


def moment_words(moment: Moment) -> str:
    """A moment as a mark names it: "12 Nov 2024", "12 Nov 2024, 11:30"."""
    clock = f", {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return day_words(moment, year=True) + clock


def day_of(moment: Moment) -> date:
    """The day a moment falls on."""
    return moment.date() if isinstance(moment, datetime) else moment


def place_of(moment: Moment) -> float:
    """The place of a moment in time, in days; a day without a clock time is its beginning, and no zone is looked at."""
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second if isinstance(moment, datetime) else 0
    return day_of(moment).toordinal() + clock / 86400


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Time from a place to another, in days, drawn from left to right."""

    start: float
    end: float
    left: float
    right: float

    @classmethod
    def of_days(cls, first: date, last: date, left: float, right: float) -> TimeAxis:
        """From the beginning of a day to the end of another."""
        return cls(first.toordinal(), last.toordinal() + 1, left, right)

    @property
    def days(self) -> float:
        """How many days it spans."""
        return self.end - self.start

    @property
    def pitch(self) -> float:
        """How wide a day is, in px."""
        return (self.right - self.left) / self.days

    def at(self, place: float) -> float:
        """Where a place in time lies, held within the axis."""
        return self.left + (min(max(place, self.start), self.end) - self.start) * self.pitch

    def x(self, moment: Moment) -> float:
        """Where a moment lies, held within the axis."""
        return self.at(place_of(moment))

    def middle(self, day: date) -> float:
        """Where the middle of a day lies."""
        return self.at(place_of(day_of(day)) + 0.5)

    def holds(self, moment: Moment) -> bool:
        """Whether a moment lies on it."""
        return self.start <= place_of(moment) < self.end

    def ticks(self, *, hours: bool = True) -> tuple[tuple[float, str], ...]:
        """The places to name, and their names: hours if asked for and roomy, else days, Mondays, months or years."""
        room = max(1.0, (self.right - self.left) / _ROOM)
        if hours and self.days < 3 and self.days * 24 / _HOURS[-1] <= room:
            return tuple(self._hours(next(step for step in _HOURS if self.days * 24 / step <= room)))
        for step in _DAYS:
            if self.days / step <= room * (1.6 if step == 1 else 1):
                return tuple(self._named(self._days(step)))
        for months in _MONTHS_APART:
            if self.days / 30.4 / months <= room:
                return tuple(self._named(self._beginnings(months)))
        return ()

    def _hours(self, step: int) -> Iterator[tuple[float, str]]:
        for number in range(ceil(self.start * 24 / step), int(self.end * 24 / step) + 1):
            day, hour = divmod(number * step, 24)
            if self.start <= day + hour / 24 <= self.end:
                yield day + hour / 24, f"{hour:02}:00" if hour else day_words(date.fromordinal(day))

    def _days(self, step: int) -> Iterator[date]:
        first = ceil(self.start)
        if step > 1:
            first += -(first - 1) % 7
        last = min(ceil(self.end), date.max.toordinal() + 1)
        return (date.fromordinal(place) for place in range(first, last, step))

    def _beginnings(self, months: int) -> Iterator[date]:
        """The first days of every so many months, counted from a January."""
        first = date.fromordinal(ceil(self.start))
        at = first.year * 12 + first.month - 1 + (first.day > 1)
        at += -at % months
        while at // 12 <= date.max.year and (day := date(at // 12, at % 12 + 1, 1)).toordinal() < self.end:
            yield day
            at += months

    def _named(self, days: Iterable[date]) -> Iterator[tuple[float, str]]:
        before: date | None = None
        for day in days:
            if self.days > _LONG and day.day == 1:
                new = before is None or before.year != day.year
                words = f"{MONTHS[day.month - 1]} {day.year}" if new else MONTHS[day.month - 1]
            else:
                words = day_words(day, month=before is None or before.month != day.month)
            yield day.toordinal(), words
            before = day

    def draw(
        self, base: float, *, now: date | None = None, named: Literal["here", "middle", "between"] = "here"
    ) -> str:
        """Short strokes under the base line with names under them, and the day of now in the accent.

        Names stand at the beginnings of days; in their middles with the strokes, for bars; or between the strokes.
        """
        shift = 0.0 if named == "here" else 0.5
        stroke = shift if named == "middle" else 0.0
        drawn: list[str] = []
        room: list[tuple[float, float]] = []
        beyond = 0.0 if named == "between" else 24.0
        if now and self.holds(now):
            words = day_words(now)
            x, wide = self.at(now.toordinal() + shift), width_of(words, bold=True)
            if named == "between":  # nothing stands beside such an axis
                x = min(x, self.right - wide / 2)
            room.append((x, wide))
            drawn.append(self._stroke(now.toordinal() + stroke, base) + text(x, base + 17, words, "mid acc"))
        for place, words in self.ticks(hours=named == "here"):
            x, wide = self.at(place + shift), width_of(words)
            if any(abs(x - at) < (wide + taken) / 2 + 4 for at, taken in room) or x + wide / 2 > self.right + beyond:
                continue
            room.append((x, wide))
            drawn.append(self._stroke(place + stroke, base) + text(x, base + 17, words, "mid"))
        return "".join(drawn)

    def _stroke(self, place: float, base: float) -> str:
        x = self.at(place)
        return line(x, base, x, base + 4, class_="base")


@dataclass(frozen=True, slots=True)
class AmountAxis:
    """Amounts from zero at the base line up to the top."""

    base: float
    height: float
    top: float

    def y(self, amount: float) -> float:
        """How high an amount lies; what is beyond the top lies at the top."""
        return self.base - min(max(amount, 0), self.top) / self.top * self.height

    def grid(self, left: float, right: float, amounts: Sequence[int], *, unit: int = 1) -> str:
        """A line and a number at each of these amounts, told in units of so many."""
        drawn = []
        for amount in amounts:
            y = self.y(amount)
            drawn.append(line(left, y, right, y, class_="grid" if amount else "base"))
            drawn.append(text(left - 6, y + 4, amount_words(amount, unit), "end"))
        return "".join(drawn)
