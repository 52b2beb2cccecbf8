"""The days of holidays: "Easter", "Thanksgiving", "Eid al-Fitr", "on the eve of Yom Kippur"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.holidays import Holiday, holidays
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import UNKNOWN_DAY, Setting, nearest, point, unresolved
from sitrep.grounding.date_spans import Span

#: Less than a week off a holiday is at hand, ten months are far.
AT_HAND, FAR_OFF = timedelta(days=7), timedelta(days=300)
UNLISTED = "unresolved: the codebook lists no such holiday in that year"


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a day of ours, by the rule of Meeus."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    julian = date(year, month, day + 1)
    lag = year // 100 - year // 400 - 2  # of the Julian calendar behind ours, from March on
    return julian + timedelta(days=lag)


def first_day(holiday: Holiday, year: int) -> date | None:
    """The first day of the holiday in this year, None where the codebook has none."""
    if holiday.listed:
        return next((day for day in holiday.listed if day.year == year), None)
    return _by_rule(holiday, year) + timedelta(days=holiday.after)


def _by_rule(holiday: Holiday, year: int) -> date:
    if holiday.on:
        return date(year, *holiday.on)
    if holiday.nth:
        month, weekday, which = holiday.nth
        if which < 0:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return orthodox_easter(year) if holiday.easter == "orthodox" else western_easter(year)


def holiday(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "Christmas Day", "Easter 2025", "the eve of Yom Kippur"."""
    known = holidays()[" ".join(found.get("holiday").replace("’", "'").split())]
    if found.get("year"):
        year = spans.year_number(found.get("year"))
        day = first_day(known, year) if spans.FIRST_YEAR <= year <= spans.LAST_YEAR else None
    elif setting.day is None:
        return unresolved(UNKNOWN_DAY)
    else:
        if found.get("lead_phase") == "last":
            setting = replace(setting, day=setting.day - timedelta(days=1), tense="past", told=None)
        years = [setting.day.year + step for step in (-1, 0, 1) if setting.day is not None]
        day = _near_holiday([day for year in years if (day := first_day(known, year))], setting)
    if day is None:
        return unresolved(UNLISTED)
    return point(_span(found, day, known.days), "absolute" if found.get("year") else "published")


def _near_holiday(days: list[date], setting: Setting) -> date | None:
    """The holiday that the tense asks for, or the one at hand where that is most of a year away."""
    found = nearest(days, setting)
    if found is None or setting.day is None or setting.told is not None:
        return found
    closest = min(days, key=lambda day: abs(day - (setting.day or day)))
    return closest if abs(found - setting.day) >= FAR_OFF and abs(closest - setting.day) <= AT_HAND else found


def _span(found: Found, day: date, days: int) -> Span:
    if found.get("eve") or found.get("beside") == "before":
        return spans.day(day - timedelta(days=1))
    if found.get("beside"):
        return spans.day(day + timedelta(days=days))
    whole = Span(day, day + timedelta(days=days - 1), "days" if days > 1 else "day")
    which = found.get("which")
    if not which:
        return whole
    count = time_words().century_words.get(which)
    return spans.day(day + timedelta(days=count - 1 if count else days - 1))
