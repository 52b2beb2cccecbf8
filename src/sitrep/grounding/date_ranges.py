"""Times told in two: "from 8 p.m. Tuesday to 6 a.m. Wednesday", "the 24 hours to noon on Monday", "9 p.m. that day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil

from sitrep.annotations.layers import Precision, TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import SMALL_HOURS
from sitrep.grounding.date_clock import OWN_DAY
from sitrep.grounding.date_readings import Seen
from sitrep.grounding.date_rules import amount_of, unit_of

Told = Mark[TimeExpression]
CLOCK_LENGTH, DAY_LENGTH = len("2025-12-04T21:30"), len("2025-12-04")
#: How a clock time opens a range, and how another ends it.
RANGE_OPENS, RANGE_ENDS = frozenset({"", "from", "at"}), frozenset({"to", "until", "till", "through"})
#: The rules whose times can be an end of a range.
ENDS = frozenset({
    "clock", "part", "dates", "weekdays", "months", "year", "iso", "numeric", "month_day", "holiday", "edge", "season",
    "near_day", "near_part", "near_unit", "story_day",
})  # fmt: skip
#: The rules that may tell the day of a clock time right before them.
DAYS = frozenset({"holiday", "story_day", "dates", "weekdays", "iso", "numeric", "month_day"})
#: From the finest to the coarsest.
GRADES: tuple[Precision, ...] = ("minute", "hour", "part-of-day", "day", "days", "week", "month", "season", "year")


def joined(text: str, before: tuple[Seen, Told], after: tuple[Seen, TimeExpression], day: date | None) -> Told | None:
    """The two times as one where they tell one; None where each stands for itself."""
    (first, mark), (one, time) = before, after
    if ends_range(text, first, one):
        return ranged(mark, (first, one), time, day)
    if one.start - first.found.end > CLOCK_LENGTH or mark.start > first.start:
        return None
    window = _window(text, first, one, time)
    if window is not None:
        told = (*mark.value.timexes, *time.timexes)
        return mark._replace(end=one.found.end, value=replace(window, timexes=told))
    if _names_day(text, first, mark.value, one, time):
        told = (*mark.value.timexes, *time.timexes)
        return mark._replace(end=one.found.end, value=replace(mark.value, timexes=told))
    return None


# ---------------------------------------------------------------- ranges


def ends_range(text: str, before: Seen, one: Seen) -> bool:
    """Whether a time ends what "between" or "from" opened: "between 21:30 on June 11 and 05:00 on June 12"."""
    if not {before.found.rule, one.found.rule} <= ENDS or before.found.owned or before.found.get("hour2"):
        return False
    first, between = before.found.get("lead_prep"), text[before.found.end : one.start].strip(" ,\n").lower()
    if first == "between":
        return between == "and"
    ends = between in RANGE_ENDS or (not between and one.found.get("lead_prep") in RANGE_ENDS)
    clocks = before.found.rule == one.found.rule == "clock"
    return ends and not one.found.owned and (first == "from" or (clocks and first in RANGE_OPENS))


def ranged(first: Told, seen: tuple[Seen, Seen], last: TimeExpression, day: date | None) -> Told | None:
    """The two ends of a range as one time; None where they make none."""
    before, one = seen
    start, end = first.value.start, last.end or last.start
    if start is None or end is None:
        return None
    if one.found.get("part") == "midnight" and "T" in start and not one.found.get("weekday"):
        end = f"{_next_day(start[:DAY_LENGTH])}T00:00{start[CLOCK_LENGTH:]}"
    elif before.found.get("part") == "midnight" and "T" in end:
        start = f"{end[:DAY_LENGTH]}T00:00{end[CLOCK_LENGTH:]}"
    if one.found.rule == "clock":
        end = _last_clock(start, end, one)
    else:
        end = _last_day(start, end, one)
    shorter = min(len(start), len(end), CLOCK_LENGTH)
    if end[:shorter] < start[:shorter]:
        return None
    if _is_to_come(first.value, end, day) and not has_day(one) and not one.found.get("weekday"):
        start, end = _day_before(start), _day_before(end)
    told = (*first.value.timexes, *last.timexes)
    precision = first.value.precision
    if "T" in start and "T" in end:
        precision = "minute" if precision == "minute" else "hour"
    elif one.found.rule != "clock":
        days = (date.fromisoformat(end[:DAY_LENGTH]) - date.fromisoformat(start[:DAY_LENGTH])).days
        precision = _coarser(precision, last.precision, days)
    value = replace(first.value, start=start, end=end, precision=precision, timexes=told)
    return first._replace(end=one.found.end, value=value)


def _is_to_come(time: TimeExpression, end: str, day: date | None) -> bool:
    """Whether what has been would end after publication, which alone dates it: "heard shots from 10 p.m. to dawn"."""
    past = time.tense == "past" and time.anchored == "published"
    return (
        past and day is not None and time.start is not None and time.start[:DAY_LENGTH] == str(day) < end[:DAY_LENGTH]
    )


def _last_clock(start: str, end: str, one: Seen) -> str:
    """The end in the zone told for the start; of the next day where it tells no day and would lie before the start."""
    end += start[CLOCK_LENGTH:] if not end[CLOCK_LENGTH:] else ""
    over_midnight = end[:10] == start[:10] and end[:CLOCK_LENGTH] < start[:CLOCK_LENGTH] and not has_day(one)
    return _next_day(end) if over_midnight else end


def _last_day(start: str, end: str, one: Seen) -> str:
    """The end; a weekday is the next after the start, and dawn after dusk that of the next day."""
    day = date.fromisoformat(start[:DAY_LENGTH])
    if one.found.rule == "weekdays" and not one.found.get("which") and not one.found.get("lead_phase"):
        number = time_words().weekdays[one.found.get("weekday")]
        within = 0 if one.found.get("part") or one.found.get("lead_part") else 7  # "from dawn to dusk on Monday"
        return (day + timedelta(days=(number - day.weekday()) % 7 or within)).isoformat()
    early = one.found.rule == "part" and one.found.get("part") in time_words().early_parts
    if early and end[:DAY_LENGTH] == start[:DAY_LENGTH] and not one.found.get("weekday"):
        late = int(start[11:13]) >= SMALL_HOURS if "T" in start else True
        return (day + timedelta(days=late)).isoformat()
    return end


def _coarser(first: Precision | None, last: Precision | None, days: int) -> Precision | None:
    """The precision of a range: that of its coarser end; days where it runs on for more than a night."""
    grades = [GRADES.index(grade) for grade in (first, last) if grade]
    grade = GRADES[max(grades)] if grades else None
    whole = 1 if grade == "part-of-day" else 0
    return "days" if grade in {"part-of-day", "day"} and days > whole else grade


def has_day(one: Seen) -> bool:
    """Whether a clock time tells its own day: "5 p.m. on Tuesday"."""
    return any(one.found.get(name) for name in OWN_DAY)


def _next_day(clock: str) -> str:
    return f"{date.fromisoformat(clock[:10]) + timedelta(days=1)}{clock[10:]}"


def _day_before(clock: str) -> str:
    return f"{date.fromisoformat(clock[:10]) - timedelta(days=1)}{clock[10:]}"


# ---------------------------------------------------------------- so long up to a time, or from it


def _window(text: str, before: Seen, one: Seen, last: TimeExpression) -> TimeExpression | None:
    """As in "the 24 hours to Thursday morning", "the three days before noon on Monday", "the week after 7 October"."""
    if before.found.rule not in {"duration", "shift"} or one.found.rule not in ENDS or last.kind != "point":
        return None
    groups, number = time_words().groups, before.found.get("number")
    begins = one.found.spans["lead_part"][0] if one.found.get("lead_part") else one.found.core
    between = text[before.found.end : begins].lower().removesuffix("the ").strip()
    way = before.found.get("way") or between
    amount = amount_of(number) if number else None
    if amount is None or not amount or not _is_the(text, before) or way not in groups.windows_to | groups.windows_from:
        return None
    if before.found.get("way") and between:
        return None
    return _up_to(last, amount, unit_of(before.found.get("unit")), back=way in groups.windows_to)


def _is_the(text: str, before: Seen) -> bool:
    return text[max(0, before.found.start - 4) : before.found.start].lower() == "the "


def _up_to(time: TimeExpression, amount: float, unit: str, *, back: bool) -> TimeExpression | None:
    """The stretch of this length that ends with a time, or begins with it."""
    near = (time.end or time.start) if back else (time.start or time.end)
    if near is None:
        return None
    sign = -1 if back else 1
    if unit in {"hour", "minute"} and "T" in near:
        length = timedelta(minutes=amount * (60 if unit == "hour" else 1))
        far = (datetime.fromisoformat(near) + sign * length).isoformat(timespec="minutes")
        start, end = (far, near) if back else (near, far)
        return TimeExpression("point", start, end, "hour", anchored=time.anchored, tense=time.tense)
    day = date.fromisoformat(near[:DAY_LENGTH])
    if unit in {"hour", "minute"}:
        other = day + timedelta(days=sign * ceil(amount / 24))
    else:
        other = spans.shifted(day - timedelta(days=sign), sign * max(1, round(amount)), unit)
    first, final = (other, day) if back else (day, other)
    grade: Precision = spans.around(day, unit).precision if unit not in {"hour", "minute", "day"} else "days"
    return TimeExpression("point", str(first), str(final), grade, anchored=time.anchored, tense=time.tense)


# ---------------------------------------------------------------- a clock time and its day


def _names_day(text: str, clock: Seen, told: TimeExpression, one: Seen, day: TimeExpression) -> bool:
    """Whether a day tells that of the clock time right before it: "6 a.m. on Easter Sunday", "9 p.m. that day"."""
    if clock.found.rule != "clock" or one.found.rule not in DAYS or has_day(clock) or one.found.owned:
        return False
    if text[clock.found.end : one.start].strip() or one.found.get("lead_prep") not in {"", "on"}:
        return False
    at = (told.start or told.end or "")[:DAY_LENGTH]
    return bool(at) and day.precision in {"day", "part-of-day"} and at in {day.start, day.end}
