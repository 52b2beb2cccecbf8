"""Ranges whose two ends are told as two times: "from 8 p.m. Tuesday to 6 a.m. Wednesday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sitrep.annotations.layers import TimeExpression
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_clock import OWN_DAY
from sitrep.grounding.date_readings import Seen

CLOCK_LENGTH = len("2025-12-04T21:30")
#: How a clock time opens a range, and how another ends it.
RANGE_OPENS, RANGE_ENDS = frozenset({"", "from", "at"}), frozenset({"to", "until", "till", "through"})


def ends_range(text: str, before: Seen, one: Seen) -> bool:
    """Whether a time ends what "between" or "from" opened: "between 21:30 on June 11 and 05:00 on June 12"."""
    clocks = before.found.rule == one.found.rule == "clock" and not before.found.get("hour2")
    first, between = before.found.get("lead_prep"), text[before.found.end : one.start].strip(" ,\n").lower()
    if first == "between":
        return (clocks or _are_days(before, one)) and between == "and"
    if first == "from" and _are_days(before, one):
        return one.found.get("lead_prep") in RANGE_ENDS and not between
    return clocks and first in RANGE_OPENS and not between and one.found.get("lead_prep") in RANGE_ENDS


def ranged(first: Mark[TimeExpression], one: Seen, last: TimeExpression) -> Mark[TimeExpression]:
    """The two ends of a range as one time; the first alone where they make none."""
    start = first.value.start
    end = last.end or last.start
    if start is None or end is None:
        return first
    end = _last_clock(start, end, one) if one.found.rule == "clock" else _last_day(start, end, one)
    if end[:CLOCK_LENGTH] < start[:CLOCK_LENGTH]:
        return first
    precision = first.value.precision if one.found.rule == "clock" else "days"
    told = (*first.value.timexes, *last.timexes)
    return first._replace(end=one.found.end, value=replace(first.value, end=end, precision=precision, timexes=told))


def _last_clock(start: str, end: str, one: Seen) -> str:
    """The end in the zone told for the start; of the next day where it tells no day and would lie before the start."""
    end += start[CLOCK_LENGTH:] if not end[CLOCK_LENGTH:] else ""
    over_midnight = end[:10] == start[:10] and end[:CLOCK_LENGTH] < start[:CLOCK_LENGTH] and not has_day(one)
    return _next_day(end) if over_midnight else end


def _last_day(start: str, end: str, one: Seen) -> str:
    """The end; a weekday is the next after the start."""
    if one.found.rule != "weekdays" or one.found.get("which"):
        return end
    day, number = date.fromisoformat(start), time_words().weekdays[one.found.get("weekday")]
    return (day + timedelta(days=(number - day.weekday()) % 7 or 7)).isoformat()


def _are_days(before: Seen, one: Seen) -> bool:
    """Whether a date and a weekday stand together: "between Nov. 28 and Tuesday"."""
    rules = {before.found.rule, one.found.rule}
    single = not any(
        seen.found.get(name) for seen in (before, one) for name in ("day2", "weekday2", "part", "lead_part")
    )
    return rules == {"dates", "weekdays"} and single


def has_day(one: Seen) -> bool:
    """Whether a clock time tells its own day: "5 p.m. on Tuesday"."""
    return any(one.found.get(name) for name in OWN_DAY)


def _next_day(clock: str) -> str:
    return f"{date.fromisoformat(clock[:10]) + timedelta(days=1)}{clock[10:]}"
