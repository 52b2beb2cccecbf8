"""Clock times and parts of the day as TIMEX3 has them: 1998-08-07T10:35, 1998-08-07TMI."""

from __future__ import annotations

from sitrep.annotations.layers import TimeExpression, Timex
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_clock import hour_number, minute_number
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_values import NO_DAY, base_of, day_of, one, value_at, with_part


def clock(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "10:35 a.m.", "9 a.m. EST Tuesday"; what stands after a bracket is a time of its own."""
    hour, minute = hour_number(found.get("hour") or found.get("bare")), minute_number(found.get("minute"))
    stamp = base_of(time)[:16] or f"{NO_DAY}T{hour:02}:{minute:02}"
    if time is not None and time.end and found.get("lead_side") == "before" and not found.get("hour2"):
        stamp = time.end[:16]
    cut = min(
        (found.spans[name][0] for name in ("local", "placed", "bracket", "late_zone") if name in found.spans),
        default=found.end,
    )
    head = Timex((found.core, len(text[:cut].rstrip())), "TIME", stamp)
    if "hour2" in found.spans and time is not None and time.end:
        return _clock_range(text, found, stamp, time.end[:16], cut)
    names = [name for name in ("weekday", "month3", "day4", "near") if name in found.spans]
    if cut == found.end or not names:
        return (head,)
    return head, Timex((min(found.spans[name][0] for name in names), found.end), "DATE", stamp[:10])


def _clock_range(text: str, found: Found, first: str, last: str, cut: int) -> tuple[Timex, ...]:
    """As in "from 9 a.m. to 5 p.m." (two)."""
    begins = found.spans["hour2"][0]
    names = [name for name in ("hour", "minute", "half") if name in found.spans and found.spans[name][1] <= begins]
    head = Timex((found.core, max(found.spans[name][1] for name in names)), "TIME", first)
    return head, Timex((begins, len(text[:cut].rstrip())), "TIME", last)


def part(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "at midday", "before dawn", "the night"."""
    words = " ".join(found.get("part").split())
    hour = time_words().part_clocks.get(words)
    day = value_at(day_of(time), "day")
    return one((found.core, found.end), "TIME", f"{day}T{hour}" if hour else with_part(day, words))


def near_part(text: str, found: Found, time: TimeExpression | None) -> tuple[Timex, ...]:
    """As in "this morning", "last night"."""
    return one((found.core, found.end), "TIME", with_part(value_at(day_of(time), "day"), found.get("part")))
