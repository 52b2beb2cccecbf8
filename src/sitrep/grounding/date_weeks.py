"""Weeks, and the days and weeks of a month: "the week to Sunday", "the first week of May", "the last Friday of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sitrep.annotations.layers import Precision, TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import (
    MID_MONTH,
    UNKNOWN_DAY,
    Setting,
    amount_of,
    dated,
    day_number,
    month_number,
    point,
    unresolved,
    weekday_near,
    year_of_month,
)
from sitrep.grounding.date_spans import Span


def week_of(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "the week to June 10", "the week of March 6", "the first week of May", "the last days of August"."""
    if not found.get("year") and setting.day is None:
        return unresolved(UNKNOWN_DAY)
    anchored = "absolute" if found.get("year") else "published"
    if not found.get("month") and not found.get("month2"):
        return _week_beside(found, setting)
    month = month_number(found.get("month") or found.get("month2"))
    if found.get("count"):
        number = spans.year_number(found.get("year")) if found.get("year") else year_of_month(month, "", found, setting)
        part = _weekday_of_month if found.get("weekday") else _part_of_month
        return point(part(spans.month(number, month), found), anchored)
    day = dated(day_number(found.get("day") or found.get("day2")), month, found.get("year"), setting)
    if day is None:
        return None
    if found.get("way") == "of":
        return point(spans.week(day), anchored)
    return point(_seven_days(day, found), anchored)


def _week_beside(found: Found, setting: Setting) -> TimeExpression:
    """As in "the week to Sunday", "the week beginning Monday"."""
    day = weekday_near(setting.day or date.min, time_words().weekdays[found.get("weekday")], found, setting)
    return point(_seven_days(day, found), "published")


def _seven_days(day: date, found: Found) -> Span:
    """The week that ends with the day, or begins with it."""
    step = timedelta(days=6)
    if found.get("way") in {"to", "ending", "ended"}:
        return Span(day - step, day, "week")
    return Span(day, day + step, "week")


def _weekday_of_month(month: Span, found: Found) -> Span:
    """As in "the first Sunday of May", "the last Friday of October"; the whole month where it has no fifth."""
    first, last = month.start, month.end
    if first is None or last is None:
        return month
    number, count = time_words().weekdays[found.get("weekday")], found.get("count")
    if count in time_words().groups.at_last:
        return spans.day(last - timedelta(days=(last.weekday() - number) % 7))
    weeks = time_words().century_words[count] - 1
    day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * weeks)
    return spans.day(day) if day <= last else month


def _part_of_month(month: Span, found: Found) -> Span:
    """The day, the days, the seven days or the half of this place in a month; the last ones end with it."""
    count, part, groups = found.get("count"), found.get("part"), time_words().groups
    if part == "half":
        count = "last" if count == "second" else count
    if part == "weekend":
        saturday = _weekday_of_month(month, replace(found, groups={**found.groups, "weekday": "saturday"})).start
        return spans.weekend(saturday) if saturday else month
    amount = round(amount_of(found.get("number")) or 1) if found.get("number") else 1
    lengths = {"day": 1, "half": MID_MONTH, "days": amount if found.get("number") else 7}
    days = max(1, min(lengths.get(part, 7 * amount), 28))
    precision: Precision = "day" if part == "day" else "week" if part == "week" or not found.get("number") else "days"
    if part == "half" and month.start is not None:
        middle = month.start + timedelta(days=MID_MONTH)
        return (
            month._replace(start=middle, precision="days")
            if count == "last"
            else Span(month.start, middle - timedelta(days=1), "days")
        )
    if month.start is None or month.end is None:
        return month
    if count in groups.at_last:
        return Span(month.end - timedelta(days=days - 1), month.end, precision)
    place = 1 if count in groups.at_first else time_words().century_words[count]
    first = month.start + timedelta(days=days * (place - 1))
    return Span(first, first + timedelta(days=days - 1), precision)
