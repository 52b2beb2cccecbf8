"""Days, weeks, months, seasons and years as spans of the calendar, both ends inclusive."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from sitrep.annotations.layers import Precision
from sitrep.codebook.time_words import time_words

DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
FIRST_YEAR, LAST_YEAR = 2, 9990
#: Years before Christ are counted as this less their number, since the calendar of Python has none: 480 BC is 4520.
ERA = 5000
FIRST_OF_ERA = 3000


def era_of(written: str) -> bool:
    """Whether a year is written as one before Christ: "480 BC", "480 B.C."."""
    letters = "".join(letter for letter in written.lower() if letter.isalpha())
    return letters in {"bc", "bce"}


def year_number(written: str) -> int:
    """The year that is written, as the calendar here counts it."""
    number = int("".join(letter for letter in written if letter.isdecimal()))
    return ERA - number if era_of(written) and number <= ERA - FIRST_OF_ERA else number


def year_text(number: int) -> str:
    """The year as TIMEX3 writes it: "1998", "BC0480"."""
    return f"BC{ERA - number:04}" if FIRST_OF_ERA <= number < ERA else f"{number:04}"


class Span(NamedTuple):
    """A stretch of the calendar; an end that is None is open."""

    start: date | None
    end: date | None
    precision: Precision


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has no such day."""
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def day(of: date) -> Span:
    """One day."""
    return Span(of, of, "day")


def week(of: date) -> Span:
    """The Monday to Sunday around a day."""
    monday = of - timedelta(days=of.weekday())
    return Span(monday, monday + timedelta(days=6), "week")


def weekend(of: date) -> Span:
    """The Saturday and Sunday of the week around a day."""
    saturday = of - timedelta(days=of.weekday()) + timedelta(days=5)
    return Span(saturday, saturday + timedelta(days=1), "days")


def month(year: int, number: int) -> Span:
    """A calendar month."""
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def third_of_month(year: int, number: int, phase: str) -> Span:
    """Early (1–10), mid (11–20) or late (21–) in a month."""
    last = monthrange(year, number)[1]
    first, final = {"early": (1, 10), "mid": (11, 20), "middle": (11, 20)}.get(phase, (21, last))
    return Span(date(year, number, first), date(year, number, final), "days")


def year(number: int) -> Span:
    """A calendar year."""
    return Span(date(number, 1, 1), date(number, 12, 31), "year")


def part_of_year(number: int, phase: str) -> Span:
    """Early (January–March), mid (May–August) or late (October–December) in a year."""
    first, final = {"early": (1, 3), "mid": (5, 8), "middle": (5, 8)}.get(phase, (10, 12))
    return Span(month(number, first).start, month(number, final).end, "season")


def season(number: int, name: str) -> Span:
    """A season of the northern year; winter runs into the next."""
    first, final = time_words().seasons[name]
    return Span(month(number, first).start, month(number + (final < first), final).end, "season")


def shifted(of: date, amount: int, unit: str) -> date:
    """The day that many units on (or back); a day the month lacks becomes its last."""
    if unit in DAYS_OF:
        count = max(-700_000, min(700_000, amount * DAYS_OF[unit]))
        ordinal = max(
            date(FIRST_YEAR, 1, 1).toordinal(), min(date(LAST_YEAR, 1, 1).toordinal(), of.toordinal() + count)
        )
        return date.fromordinal(ordinal)
    if unit not in MONTHS_OF:
        return of
    months = of.year * 12 + of.month - 1 + amount * MONTHS_OF[unit]
    number, index = divmod(months, 12)
    number = max(FIRST_YEAR, min(LAST_YEAR, number))
    return date(number, index + 1, min(of.day, monthrange(number, index + 1)[1]))


def around(of: date, unit: str) -> Span:
    """The day, week, month or year around a day, as the unit is fine."""
    if unit in {"week", "fortnight"}:
        return week(of)
    if unit in {"month", "quarter"}:
        return month(of.year, of.month)
    if unit in {"year", "decade", "century"}:
        return year(of.year)
    return weekend(of) if unit == "weekend" else day(of)
