"""Times as TIMEX3 has them: the words alone, a type, and a value such as 1998-W32, 1998-SU or PRESENT_REF.

The record and TIMEX3 agree on the calendar and differ in how they write it: "last week" is a Monday to Sunday in the
record and 1998-W32 here, "late March" its last ten days there and 1998-03 here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sitrep.annotations.layers import TimeExpression, Timex, TimexType
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import amount_of, decade_start, is_hundred, unit_of
from sitrep.grounding.date_spans import ERA, era_of, year_number, year_text
from sitrep.grounding.date_timex_hours import clock, near_part, part
from sitrep.grounding.date_values import (
    NO_DAY,
    NO_WEEK,
    NO_YEAR,
    base_of,
    day_of,
    length_of,
    one,
    part_code,
    value_at,
    with_part,
)


def timexes(text: str, found: Found, time: TimeExpression | None, *, history: bool = False) -> tuple[Timex, ...]:
    """What TIMEX3 marks of a shape that was read as this time; nothing where it marks nothing."""
    if not history and found.rule in {"season", "reference"} and _is_attribute(text, found):
        return ()
    told = READERS[found.rule](text, found, time) if found.rule in READERS else ()
    if history or found.rule != "decade" or is_hundred(found):
        return told
    return tuple(replace(timex, value=f"{timex.value}X") for timex in told)


def _is_attribute(text: str, found: Found) -> bool:
    """In the news "the recent raids" and "the summer offensive" describe, in a history they tell when."""
    if found.rule == "season":
        return found.role == "reference"
    return text[found.core : found.end].lower() in time_words().attributes


def _the(text: str, start: int) -> int:
    """Where a time begins with the article before it."""
    return start - 4 if text[max(0, start - 4) : start].lower() == "the " else start


def _led(text: str, found: Found, names: frozenset[str]) -> int:
    """Where a time begins with its "early", "late" or "mid", when this is one of the names."""
    if found.get("lead_phase") in names and "lead_phase" in found.spans:
        start, end = found.spans["lead_phase"]
        if not text[end : found.core].strip(" -"):
            return start
    return found.core


# ---------------------------------------------------------------- dates


def _dates(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "Aug. 7, 1998", "Thursday, April 6", "April 24 and 25" (two), "the morning of 31 January" (TMO)."""
    first, last = day_of(time), (time.end or "")[:10] if time else ""
    value = value_at(first, "day") if first else _yearless(found)
    second = found.spans.get("day2")
    part = found.get("part") or found.get("part2") or found.get("lead_part")
    if not second:
        return _dated(text, found, value, part)
    where = found.spans
    lead, tail = _names(found), _names(found, "2")
    cut = min(where[name][0] for name in (*tail, "day2") if name in where)
    head_end = max(where[name][1] for name in ("day", *lead) if name in where and where[name][1] <= cut)
    head = Timex((found.core, head_end), "DATE", value)
    return head, Timex((cut, found.end), "DATE", last or NO_DAY)


def _names(found: Found, number: str = "") -> list[str]:
    return [name for name in (f"month{number}", f"year{number}") if f"{name}" in found.spans]


def _yearless(found: Found) -> str:
    month = time_words().months.get(found.get("month"))
    digits = "".join(letter for letter in found.get("day") if letter.isdigit())
    return f"{NO_YEAR}-{month:02}-{int(digits):02}" if month and digits else NO_DAY


def _dated(text: str, found: Found, value: str, part: str) -> tuple[Timex, ...]:
    start = found.core
    own = found.get("part") or found.get("part2")
    if not own and part_code(found.get("lead_part")):
        start = _the(text, found.spans["lead_part"][0])
    value = with_part(value, part) if part else value
    return one((start, found.end), "TIME" if "T" in value else "DATE", value)


def _months(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "June 2023", "late March", "between March and June" (two)."""
    start = _led(text, found, time_words().timex_leads | time_words().timex_whichs)
    first = (
        value_at(day_of(time), "month") if base_of(time) else f"{NO_YEAR}-{time_words().months[found.get('month')]:02}"
    )
    if "month2" not in found.spans:
        return one((start, found.end), "DATE", first)
    last = (time.end or "")[:7] if time and time.end else f"{NO_YEAR}-{time_words().months[found.get('month2')]:02}"
    return (
        Timex((start, found.spans["month"][1]), "DATE", first),
        Timex((found.spans["month2"][0], found.end), "DATE", last),
    )


def _weekdays(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "Tuesday", "last Wednesday", "Friday night" (TNI), "Tuesday to Thursday" (two)."""
    known = time_words()
    start = _led(text, found, known.timex_whichs)
    part = found.get("part") or found.get("lead_part")
    day = day_of(time)
    value = value_at(day, "day") if day else f"{NO_WEEK}-{known.weekdays[found.get('weekday')] + 1}"
    if "weekday2" not in found.spans:
        return _dated(text, replace(found, core=start), value, part)
    last = (time.end or "")[:10] if time and time.end else f"{NO_WEEK}-{known.weekdays[found.get('weekday2')] + 1}"
    return (
        Timex((start, found.spans["weekday"][1]), "DATE", value),
        Timex((found.spans["weekday2"][0], found.end), "DATE", last),
    )


def _year(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "1998", "late 1998", "1914-18" (two), "499 to 493 BC"."""
    first, last = found.get("year"), found.get("year2")
    if not last:
        value = year_text(year_number(first))
        return one((_led(text, found, time_words().timex_leads), found.end), "DATE", value)
    if era_of(last):
        first += "" if era_of(first) else "bc"
    else:
        last = first[: len(first) - len(last)] + last
    return (
        Timex(found.spans["year"], "DATE", year_text(year_number(first))),
        Timex(found.spans["year2"], "DATE", year_text(year_number(last))),
    )


def _decade(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the 1990s", "the early 1990s", "the 470s BC"."""
    start = _led(text, found, time_words().timex_leads)
    first = f"{decade_start(found):04}"
    value = f"BC{int(first) // 10:03}" if found.get("era") else first[: 2 if is_hundred(found) else 3]
    return one((_the(text, start), found.end), "DATE", value)


def _century(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the 19th century" (18), "the 4th century BC" (BC03)."""
    day, start = day_of(time), _led(text, found, time_words().timex_leads)
    start = start if start == found.core else _the(text, start)
    if day is None:
        return ()
    value = f"BC{(ERA - day.year) // 100 - 1:02}" if found.get("era") else value_at(day, "century")
    return one((start, found.end), "DATE", value)


def _quarter(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the third quarter" (1998-Q3), "the first half of 1998" (1998-H1)."""
    if found.get("of") == "months":  # "the first three months of 1998" are a length and a year
        length = length_of(amount_of(found.get("number")), "month")
        begins = found.spans["year" if "year" in found.spans else "which"][0]
        head = Timex((found.core, found.spans["of"][1]), "DURATION", length)
        return head, Timex((begins, found.end), "DATE", value_at(day_of(time), "year"))
    day, half = day_of(time), found.get("of") in {"half", "h"}
    value = value_at(day, "quarter") if not half or day is None else f"{year_text(day.year)}-H{1 + day.month // 7}"
    return one((found.core, found.end), "DATE", value)


def _bare_unit(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "years" (PXY); "minutes apart" tells no time."""
    if text[found.end :].lstrip().startswith("apart"):
        return ()
    return one((found.core, found.end), "DURATION", length_of(None, unit_of(found.get("unit"))))


def _days_of(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """Of "after several days of fire" the days, of "after three days of fire" with their number."""
    start = found.spans["number"][0] if "number" in found.spans else found.spans["unit"][0]
    return one((start, found.spans["unit"][1]), "DURATION", _length_of(found))


def _of_day(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "yesterday", "tomorrow morning" (TMO), "tonight" (TNI), "Christmas Day", "2025-12-04"."""
    part = found.get("part") or found.get("lead_part") or ("night" if "night" in found.get("word") else "")
    return _dated(text, found, value_at(day_of(time), "day"), part)


def _night(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "overnight"."""
    return one((found.core, found.end), "TIME", f"{value_at(day_of(time), 'day')}TNI")


# ---------------------------------------------------------------- units


def _near_unit(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "last week" (1998-W32), "this year", "the summer", "the past week" (a length, P1W)."""
    known, unit, which = time_words(), found.get("unit"), found.get("which")
    if which in known.groups.just_gone and (not which.endswith("last") or unit in {"decade", "century"}):
        return one((found.core, found.end), "DURATION", length_of(1, unit))
    return one((_swung(text, found), found.end), "DATE", value_at(day_of(time), unit))


def _swung(text: str, found: Found) -> int:
    """Where "later that year" begins; "earlier on Friday" begins with the day."""
    which = found.get("which").split()
    return (
        _led(text, found, time_words().timex_swings)
        if which[:1] in (["that"], ["the"])
        else _led(text, found, time_words().timex_leads)
    )


def _story_day(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the previous day", "that evening" (TEV), "the following year"; not "the day before the raid"."""
    if found.get("swing"):
        told = found.get("unit") != "day"
        return one((found.core, found.end), "DATE", value_at(day_of(time), found.get("unit"))) if told else ()
    governs = found.get("which") in {"before", "after"} and _governs(text, found)
    if governs and (time is None or time.anchored != "event"):
        return ()
    unit, day, start = found.get("unit"), day_of(time), _swung(text, found)
    if unit in time_words().units and unit not in {"day", "night"}:
        return one((start, found.end), "DATE", value_at(day, unit))
    part = "" if unit == "day" or unit in time_words().weekdays else unit
    return _dated(text, replace(found, core=start), _no_finer(time, "day"), part)


def _edge(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the end of the year", "the beginning of May", "early 2024", "early next week"."""
    unit = "month" if found.get("month") else found.get("unit") or "year"
    if found.get("edge") == "eve" and unit == "day":
        return ()
    return one((_the(text, found.core), found.end), "DATE", value_at(day_of(time), unit))


def _season(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the summer of 1944", "last fall", "spring"."""
    start = _the(text, _led(text, found, time_words().timex_leads))
    day = day_of(time)
    if not found.get("year") and time is not None and time.end:
        day = day_of(replace(time, start=time.end))  # a winter without a year is named by the one it ends in
    return one((start, found.end), "DATE", value_at(day, found.get("season")))


def _governs(text: str, found: Found) -> bool:
    """Whether "after" or "before" has a noun or clause after it."""
    return text[found.end : found.end + 2].strip()[:1].isalnum()


def _shift(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "two days ago", "a week later"; a mere length where an event follows ("two days after the raid", P2D)."""
    way, unit = found.get("way"), unit_of(found.get("unit"))
    start = _hedged(found)
    if way in {"after", "before", "prior to", "ahead of"} and _governs(text, found):
        end = found.spans["unit"][1]
        end += text[end : end + 1] == "s"
        if time is not None and time.anchored == "event":
            return one((start, end), "DATE", value_at(day_of(time), unit))
        return one((start, end), "DURATION", _length_of(found))
    if unit in {"hour", "minute", "second"} or not base_of(time):
        return one((start, found.end), "DATE", "PAST_REF" if way in {"ago", "earlier"} else "FUTURE_REF")
    return one((start, found.end), "DATE", _no_finer(time, "year" if unit == "decade" else unit))


def _no_finer(time: TimeExpression | None, unit: str) -> str:
    """The value of a unit, X where what it is counted from is only known to the month or year."""
    coarse = time.precision if time is not None else None
    if unit == "day" and coarse in {"month", "season", "year"}:
        month = value_at(day_of(time), "month") if coarse == "month" else f"{value_at(day_of(time), 'year')}-XX"
        return f"{month}-XX"
    return value_at(day_of(time), unit)


def _week_of(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the week of March 6", "the first week of May", "the last day of May"."""
    if "number" in found.spans:  # "the last two weeks of May" are a length and a month
        length = length_of(amount_of(found.get("number")), unit_of(found.get("part")))
        head = Timex((found.core, found.spans["part"][1]), "DURATION", length)
        return head, Timex((found.spans["month"][0], found.end), "DATE", value_at(day_of(time), "month"))
    parts = {"day": "day", "half": "month", "weekend": "weekend", "days": "month"}
    unit = "day" if found.get("count") and found.get("weekday") else parts.get(found.get("part"), "week")
    return one((found.core, found.end), "DATE", value_at(day_of(time), unit))


def _holiday(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "Easter", "last Thanksgiving", "Christmas night"; Holy Week and its like are weeks."""
    if found.get("part"):
        return _dated(text, found, value_at(day_of(time), "day"), found.get("part"))
    unit = "week" if found.get("holiday").endswith("week") else "day"
    return one((_led(text, found, time_words().timex_whichs), found.end), "DATE", value_at(day_of(time), unit))


def _hedged(found: Found) -> int:
    hedge = found.get("lead_hedge")
    return found.spans["lead_hedge"][0] if hedge in time_words().timex_hedges else found.core


# ---------------------------------------------------------------- lengths and sets


def _length_of(found: Found) -> str:
    number = found.get("number")
    amount = amount_of(number) if number else None
    if amount is not None and (found.get("half") or found.get("half2")):
        amount += 0.5
    return length_of(amount, unit_of(found.get("unit")))


def _span_of(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "the past 24 hours", "the last three days", "the next few months" (PXM)."""
    return one((found.core, found.end), "DURATION", _length_of(found))


def _duration(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "five-hour", "at least 72 hours", "years" (PXY)."""
    if found.get("number") or not found.get("unit"):
        value = (time.iso if time else None) or _length_of(found)
    else:
        value = length_of(None if found.get("many") else 1, unit_of(found.get("unit")))
    return one((_hedged(found), found.end), "DURATION", value)


def _every(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "every day", "twice a week", "daily"."""
    known = time_words()
    value = (time.iso if time else None) or "P1D"
    if found.get("weekday") and not found.get("number") and not found.get("other"):
        value = f"{NO_WEEK}-{known.weekdays[found.get('weekday')] + 1}"
    return one((found.core, found.end), "SET", value)


# ---------------------------------------------------------------- references, and what looks ahead


def _reference(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "now" (PRESENT_REF), "recently" (PAST_REF), "future"."""
    words = " ".join(text[found.core : found.end].lower().split())
    value = time_words().references.get(words, "")
    kind: TimexType = "DURATION" if value.startswith("PX") else "DATE"
    return one((found.core, found.end), kind, value) if value else ()


def _ahead(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "two weeks' time"."""
    return one((found.core, found.end), "DATE", value_at(day_of(time), unit_of(found.get("unit"))))


def _streak(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """Of "for a third day on Saturday" only the weekday."""
    if "weekday" not in found.spans:
        return ()
    end = (time.end or "")[:10] if time else ""
    value = with_part(end or NO_DAY, found.get("part"))
    return one((found.spans["weekday"][0], found.end), "TIME" if "T" in value else "DATE", value)


READERS: dict[str, Callable[[str, Found, TimeExpression | None], tuple[Timex, ...]]] = {
    "iso": _of_day, "day_ago": _of_day, "ahead": _ahead, "month_day": _of_day, "numeric": _of_day, "dates": _dates,
    "months": _months,
    "weekdays": _weekdays, "year": _year, "decade": _decade, "overnight": _night, "near_day": _of_day,
    "near_part": near_part, "near_unit": _near_unit, "span_of": _span_of, "vague": _reference, "edge": _edge,
    "season": _season, "holiday": _holiday, "week_of": _week_of, "clock": clock, "part": part,
    "story_day": _story_day, "shift": _shift, "duration": _duration, "every": _every, "streak": _streak,
    "reference": _reference, "century": _century, "quarter": _quarter, "bare_unit": _bare_unit, "days_of": _days_of,
}  # fmt: skip
