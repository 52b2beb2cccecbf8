"""The rules that count from the day of publication: "overnight", "last week", "three days ago"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_rules as calendar
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_holidays import holiday
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import (
    UNKNOWN_DAY,
    VAGUE,
    Setting,
    amount_of,
    dated,
    day_number,
    month_number,
    point,
    unit_of,
    unresolved,
    weekday_near,
    year_of_month,
)
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_weeks import week_of

#: Later centuries are none that a story could tell of.
LAST_CENTURY = 21
#: The days from publication that these words name; "the day after tomorrow" is the second.
NEAR_STEPS = {
    "night before last": -2, "day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
}  # fmt: skip


def overnight(found: Found, setting: Setting) -> TimeExpression:
    """As in "overnight": the day before publication to the day of publication, unless it names its days."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    today, past = setting.day, replace(setting, tense="past")
    if found.get("weekday"):
        number = time_words().weekdays[found.get("weekday")]
        day = weekday_near(today, number, found, past)
        to_next = bool(found.get("weekday2")) or not (_into(found) or day == today)
        return _night(day if to_next else day - timedelta(days=1))
    if found.get("month"):
        start = dated(day_number(found.get("day")), month_number(found.get("month")), "", past)
        if start is not None:
            into = _into(found) or (start == today and not found.get("day2"))
            return _night(start - timedelta(days=1) if into else start)
    if setting.tense == "future":
        return _night(today)
    return _night(today - timedelta(days=1))


def _into(found: Found) -> bool:
    return bool(found.get("into"))


def _night(first: date) -> TimeExpression:
    return point(Span(first, first + timedelta(days=1), "part-of-day"), "published")


def near_day(found: Found, setting: Setting) -> TimeExpression:
    """As in "yesterday", "the day after tomorrow", "tonight"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    word = found.get("word").removeprefix("the ")
    span = spans.day(setting.day + timedelta(days=NEAR_STEPS.get(word, 2)))
    return point(span._replace(precision="part-of-day") if "night" in word else span, "published")


def near_part(found: Found, setting: Setting) -> TimeExpression:
    """As in "this morning", "last night"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if found.get("which") == "this":
        return point(Span(setting.day, setting.day, "part-of-day"), "published")
    before = setting.day - timedelta(days=1)
    end = setting.day if found.get("which") in time_words().groups.just_gone else before  # "in the past night"
    return point(Span(before, end, "part-of-day"), "published")


def near_unit(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "last week", "this month", "next year", "the past week"; None where the story must tell."""
    which, unit = found.get("which") or "last", found.get("unit")
    if not found.get("which"):  # "over the weekend"
        which = "this" if setting.tense == "future" else "last"
    groups = time_words().groups
    if which in groups.told_by_story:
        return None
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if unit in time_words().seasons:
        return _near_season(which, unit, setting)
    today = setting.day
    if which in groups.just_gone:
        return point(Span(spans.shifted(today, -1, unit), today, spans.around(today, unit).precision), "published")
    step = 1 if which in groups.to_come else -1 if which == "last" else 0
    if unit == "weekend":
        return point(_near_weekend(step, setting), "published")
    span = spans.around(spans.shifted(today, step, unit), unit)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * step
        span = Span(date(first, 1, 1), date(first + 9, 12, 31), "year")
    if unit == "quarter" and step:
        span = Span(spans.shifted(today, step, unit), today, "season") if step < 0 else span
    if step == 0:
        ahead = setting.tense == "future" or found.get("lead_phase") == "later"
        span = span._replace(start=today) if ahead else span._replace(end=today)
    phase = found.get("lead_phase")
    if phase in {"early", "mid", "late"} and unit in {"month", "year"} and step:
        span = _phase_of(span, phase)
    return point(span, "published")


def _near_weekend(step: int, setting: Setting) -> Span:
    today = setting.day or date.min
    this = spans.weekend(today)
    if (step == 0 and setting.tense == "future") or (step <= 0 and today.weekday() >= 5):
        return this
    return spans.weekend(today + timedelta(days=7 * (step or -1)))


def _near_season(which: str, name: str, setting: Setting) -> TimeExpression:
    today = setting.day or date.min
    options = [spans.season(today.year + step, name) for step in (-2, -1, 0, 1)]
    past = [span for span in options if span.end and span.end < today]
    current = [span for span in options if span.start and span.end and span.start <= today <= span.end]
    ahead = [span for span in options if span.start and span.start > today]
    groups = time_words().groups
    soon = which in groups.to_come or (which in groups.this_one and setting.tense == "future" and not current)
    if soon:
        return point(ahead[0], "published")
    if which in groups.this_one:
        chosen = current or [span for span in options if span.start and span.start.year == today.year]
        return point(chosen[0] if chosen else past[-1], "published")
    return point(past[-1], "published")


def season(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "the summer of 2024"; "in the spring"."""
    name = found.get("season")
    if found.get("year"):
        return point(spans.season(spans.year_number(found.get("year")), name), "absolute")
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    if setting.told is not None:
        first, last = spans.season(setting.day.year, name)[:2]
        over = last is not None and first is not None and last.year > first.year and setting.day.month <= last.month
        return point(spans.season(setting.day.year - over, name), "published")
    if setting.tense == "future":
        return _near_season("next", name, setting)
    options = [spans.season(setting.day.year + step, name) for step in (-2, -1, 0)]
    return point([span for span in options if span.start and span.start <= setting.day][-1], "published")


def century(found: Found, _setting: Setting) -> TimeExpression | None:
    """As in "the 19th century"."""
    words = time_words().century_words
    number = words.get(found.get("century")) or int("".join(c for c in found.get("century") if c.isdecimal()) or 0)
    if not 1 <= number <= LAST_CENTURY:
        return None
    if found.get("era"):
        return point(
            Span(date(spans.ERA - 100 * number, 1, 1), date(spans.ERA - 100 * number + 99, 12, 31), "year"), "absolute"
        )
    return point(
        Span(date(100 * number - 99, 1, 1) if number > 1 else date(2, 1, 1), date(100 * number, 12, 31), "year"),
        "absolute",
    )


def quarter(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "the third quarter of 2013", "the first half of this year"."""
    if not found.get("year") and setting.day is None:
        return unresolved(UNKNOWN_DAY)
    today = setting.day or date.min
    number = spans.year_number(found.get("year")) if found.get("year") else today.year
    number += {"last": -1, "next": 1}.get(found.get("which"), 0)
    months = _months_of(found)
    if found.get("count") in time_words().groups.at_last:
        first = 13 - months
    else:
        first = (time_words().century_words.get(found.get("count")) or int(found.get("count")[0])) * months - months + 1
    if not 1 <= first <= 13 - months:
        return None
    past = setting.tense == "past" and not found.get("year") and not found.get("which")
    if past and (number, first) > (today.year, today.month):
        number -= 1
    span = Span(spans.month(number, first).start, spans.month(number, first + months - 1).end, "season")
    return point(span, "absolute" if found.get("year") else "published")


def _months_of(found: Found) -> int:
    """The months of a quarter, of a half, or as many as are told: "the first five months of 2024"."""
    if found.get("of") == "months":
        return max(1, round(amount_of(found.get("number")) or 1))
    return 3 if found.get("of") in {"quarter", "q"} else 6


def day_ago(found: Found, setting: Setting) -> TimeExpression:
    """As in "a week ago today", "two years ago yesterday", "a week tomorrow": to the very day."""
    amount = amount_of(found.get("number"))
    if setting.day is None or amount is None:
        return unresolved(UNKNOWN_DAY if setting.day is None else VAGUE)
    day = setting.day + timedelta(days=NEAR_STEPS[found.get("near")])
    sign = -1 if found.get("way") == "ago" else 1
    return point(spans.day(spans.shifted(day, sign * round(amount), unit_of(found.get("unit")))), "published")


def span_of(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "the past 24 hours", "the last three days", "the next two weeks"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    amount = amount_of(found.get("number") or "a")
    unit, which = unit_of(found.get("unit")), found.get("which")
    plural_alone = not found.get("number") and found.get("unit").endswith("s")
    if amount is None or plural_alone:
        return unresolved(VAGUE)
    today = setting.day
    if unit in {"hour", "minute", "second"}:
        amount, unit = max(1, round(amount / 24)) if unit == "hour" else 0, "day"
    sign = 1 if which in time_words().groups.to_come else -1
    other = spans.shifted(today, sign * round(amount), unit)
    precision = "days" if unit == "day" else spans.around(today, unit).precision
    return point(Span(min(today, other), max(today, other), precision), "published")


def vague(_found: Found, _setting: Setting) -> TimeExpression:
    """As in "in recent days", "recently"."""
    return unresolved(VAGUE)


def ahead(found: Found, setting: Setting, *, within: bool = False) -> TimeExpression | None:
    """As in "in two weeks' time"; "within ten days" of an event to come."""
    amount = amount_of(found.get("number"))
    if setting.day is None or amount is None:
        return unresolved(UNKNOWN_DAY if setting.day is None else VAGUE)
    unit = unit_of(found.get("unit"))
    target = counted(setting.day, amount, unit)
    if within:
        precision = "days" if target.precision == "day" else target.precision
        return point(Span(setting.day, spans.shifted(setting.day, round(amount), unit), precision), "published")
    return point(target, "published")


def edge(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "the end of the year", "the beginning of the month", "late 2024", "early next month"."""
    phase = {"start": "early", "beginning": "early", "middle": "mid"}.get(found.get("edge"), found.get("edge"))
    if found.get("year"):
        number = spans.year_number(found.get("year"))
        span = spans.year(number)
        if found.get("month"):
            span = spans.month(number, month_number(found.get("month")))
        return point(_edge_of(span, phase, found), "absolute")
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    today, unit = setting.day, found.get("unit") or "year"
    if found.get("month"):
        number = month_number(found.get("month"))
        return point(
            _edge_of(spans.month(year_of_month(number, "", found, setting), number), phase, found), "published"
        )
    if unit in time_words().seasons:
        return point(_edge_of(spans.season(today.year, unit), phase, found), "published")
    step = {"last": -1, "next": 1}.get(found.get("which"), 0)
    return point(_edge_of(spans.around(spans.shifted(today, step, unit), unit), phase, found), "published")


def _edge_of(span: Span, phase: str, found: Found) -> Span:
    """The first or last part of a span; after "by" and "since" its very edge."""
    prep = found.get("lead_prep").partition(" ")[0]
    if span.start is None or span.end is None:
        return span
    if prep in time_words().groups.at_edge and found.get("edge") not in time_words().groups.phases - {"end", "middle"}:
        edge_day = span.end if phase in {"end", "close", "year"} else span.start
        return Span(edge_day, edge_day, span.precision)
    return _phase_of(span, phase)


def _phase_of(span: Span, phase: str) -> Span:
    """The early, middle or late part of a month or a year."""
    if span.start is not None and span.precision == "month":
        return spans.third_of_month(span.start.year, span.start.month, phase)
    if span.start is not None and span.precision == "year":
        return spans.part_of_year(span.start.year, phase)
    return span


def ago(found: Found, setting: Setting) -> TimeExpression | None:
    """As in "three days ago", "nearly four years ago", "two months ago"."""
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    amount = amount_of(found.get("number")) if found.get("number") else None
    if amount is None:
        return unresolved(VAGUE)
    sign = 1 if found.get("way") in time_words().groups.since_ago else -1
    return point(counted(setting.day, sign * amount, unit_of(found.get("unit")), found.get("lead_hedge")), "published")


def counted(origin: date, amount: float, unit: str, hedge: str = "") -> Span:
    """The day, week, month or year that lies this many units from a day; "nearly" a little nearer."""
    if unit in {"hour", "minute", "second"}:
        days = int(amount / 24) if unit == "hour" else 0
        return spans.day(origin + timedelta(days=max(-3660, min(3660, days))))
    if amount != round(amount) and unit in {"year", "decade"}:
        amount, unit, grain = amount * (12 if unit == "year" else 120), "month", "year"
    else:
        grain = unit
    target = spans.shifted(origin, round(amount), unit)
    lean = time_words().hedges.get(hedge, 0)
    if lean and grain in {"year", "decade"}:
        target = spans.shifted(target, 3 * lean * (1 if amount > 0 else -1), "month")
    return spans.around(target, "day" if unit == "weekend" else grain)


#: Every rule that needs no other time of the story, by the name the codebook gives it.
RULES: dict[str, Callable[[Found, Setting], TimeExpression | None]] = {
    "iso": calendar.iso, "numeric": calendar.numeric, "dates": calendar.dates, "months": calendar.months,
    "weekdays": calendar.weekdays, "year": calendar.year, "decade": calendar.decade, "overnight": overnight,
    "near_day": near_day, "near_part": near_part, "near_unit": near_unit, "span_of": span_of, "vague": vague,
    "ahead": ahead, "edge": edge, "season": season, "holiday": holiday,
    "century": century, "quarter": quarter, "day_ago": day_ago, "reference": vague,
    "bare_unit": vague, "week_of": week_of, "month_day": calendar.month_day,
}  # fmt: skip
