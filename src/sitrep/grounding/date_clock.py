"""Clock times: "at around 2:40 a.m.", "0215 local time", "11:00 am (0800 GMT)", "9 p.m. Kyiv time"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sitrep.annotations.layers import Precision, TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import Place, Story, anchor_of, day_at_hour, is_late, latest, span_of_time
from sitrep.grounding.date_events import day_of_own_deed
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import UNKNOWN_DAY, Setting, dates, unresolved, weekday_near
from sitrep.grounding.date_zones import offset_of, offset_told


def clock(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "at around 2:40 a.m.", "shortly before 1 a.m.", "from 4 a.m.", "0215 local time"."""
    first = _clock_of(found, "", found.get("half") or found.get("half2"))
    second = _clock_of(found, "2", found.get("half2") or found.get("half")) if found.get("hour2") else None
    if second is not None and not found.get("half2") and found.get("half") and first > second:
        first = (first[0] - 12, first[1]) if first[0] >= 12 else first
    day = _clock_day(found, setting, story, place, first[0])
    if day is None:
        return unresolved(UNKNOWN_DAY)
    start = datetime(day.year, day.month, day.day, *first)  # noqa: DTZ001 -- a local clock time of the story
    end = _clock_end(found, start, second)
    return _clock_point(found, start, end)


def _clock_of(found: Found, which: str, half: str) -> tuple[int, int]:
    hour, minute = int(found.get(f"hour{which}")), int(found.get(f"minute{which}") or 0)
    part = found.get("daypart") or ("" if half else found.get("daypart2"))
    if half.startswith("p") or part in {"evening", "afternoon"} or (part == "night" and hour > 5):
        hour = hour % 12 + 12
    elif half.startswith("a"):
        hour %= 12
    return hour % 24, minute


def _clock_day(found: Found, setting: Setting, story: Story, place: Place, hour: int) -> date | None:
    today = setting.day
    for number in ("", "3", "4", "5"):
        if found.get(f"month{number}") and found.get(f"day{number}"):
            groups = {name: found.get(f"{name}{number}") for name in ("month", "day", "year")}
            dated = dates(Found("dates", found.start, found.core, found.end, groups), setting)
            return span_of_time(dated).start if dated else None
    if today is not None and found.get("weekday"):
        return weekday_near(today, time_words().weekdays[found.get("weekday")], Found("", 0, 0, 0), setting)
    if today is not None and found.get("near"):
        return today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(found.get("near"), 0))
    anchor = day_of_own_deed(story, place) or anchor_of(story, place) or (spans.day(today) if today else None)
    return day_at_hour(anchor, hour, latest(setting), late=is_late(story, place)) if anchor else None


def _clock_end(found: Found, start: datetime, second: tuple[int, int] | None) -> datetime:
    if second is None:
        return start
    end = start.replace(hour=second[0], minute=second[1])
    return end if end >= start else end + timedelta(days=1)


def _clock_point(found: Found, start: datetime, end: datetime) -> TimeExpression:
    precision: Precision = "minute" if start.minute or end.minute else "hour"
    named = found.get("zone") or found.get("zone2") or " ".join(found.get("zone3").split())
    zone = _offset(start, found.get("gmt")) or offset_told(named, start)
    side, prep = found.get("lead_side"), found.get("lead_prep")
    if end == start and side:
        hour = timedelta(hours=1)
        midnight = start.replace(hour=0, minute=0)
        if side == "before":
            start = max(midnight, start - hour) if found.get("lead_near") else midnight
        else:
            end = end + hour
        precision = "hour"
    first: str | None = start.isoformat(timespec="minutes") + zone
    last: str | None = end.isoformat(timespec="minutes") + zone
    if start == end and prep in time_words().groups.open_ends:
        last = None
    if start == end and (prep == "to" or prep in time_words().groups.open_starts):
        first = None
    return TimeExpression("point", first, last, precision, anchored="story")


def _offset(local: datetime, gmt: str) -> str:
    """The offset told by the same time in GMT: "11:00 am (0800 GMT)" is +03:00."""
    if not gmt:
        return ""
    minutes = int(gmt[:-2].rstrip(":.")) * 60 + int(gmt[-2:])
    gap = (local.hour * 60 + local.minute - minutes + 12 * 60) % (24 * 60) - 12 * 60
    return offset_of(gap) if gap % 15 == 0 else ""
