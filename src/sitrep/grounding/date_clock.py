"""Clock times: "at around 2:40 a.m.", "0215 local time", "11:00 am (0800 GMT)", "9 p.m. Kyiv time"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from sitrep.annotations.layers import Precision, TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_anchors import (
    EVENING,
    SMALL_HOURS,
    Entry,
    Place,
    Story,
    anchored_at,
    day_at_hour,
    latest,
    neighbour,
    span_of_time,
)
from sitrep.grounding.date_events import day_of_own_deed
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_rules import UNKNOWN_DAY, Setting, dates, unresolved, weekday_near
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_zones import is_utc, minutes_of, offset_of, offset_told
from sitrep.grounding.number_words import number_at

#: The time in another zone within brackets: "0800", "19:30", "03h30", "7:30 p.m.", "7 pm".
GMT = re.compile(r"(?P<hour>\d{1,2}?)[:.h]?(?P<minute>\d\d)?(?: ?(?P<half>[ap])\.?m\.?)?$")
#: From this hour on a clock time of a night is of its first day.
NIGHT = 18
#: The minutes of a part of an hour.
PARTS_OF_HOUR = {"half": 30, "quarter": 15}
#: What tells the day of a clock time with it.
OWN_DAY = ("weekday", "near", "month", "month3", "month4", "month5")
#: The days from publication that these first words name.
NEAR_STEPS = {"yesterday": -1, "last": -1, "tomorrow": 1}


def clock(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "at around 2:40 a.m.", "shortly before 1 a.m.", "from 4 a.m.", "0215 local time"."""
    first = _clock_of(found, "", found.get("half") or found.get("half2"))
    second = _clock_of(found, "2", found.get("half2") or found.get("half")) if found.get("hour2") else None
    if second is not None and not found.get("half2") and found.get("half") and first > second:
        first = (first[0] - 12, first[1]) if first[0] >= 12 else first
    own = any(found.get(name) for name in OWN_DAY)
    day, anchored = _own_day(found, setting, first[0]), "published"
    if not own:
        day, anchored = _day_of_story(found, setting, story, place, first[0])
    if day is None:
        return unresolved(UNKNOWN_DAY)
    crossed = second is not None and second < first
    if own and crossed and setting.tense == "past":
        day -= timedelta(days=1)  # "from 23:10 to 04:20 on Wednesday"
    if crossed and not own and setting.tense != "future" and day == setting.day:
        day -= timedelta(days=1)  # what lasted "from 10 p.m. to 3 a.m." was over at publication
    start = datetime(day.year, day.month, day.day, *first)  # noqa: DTZ001 -- a local clock time of the story
    end = _clock_end(found, start, second)
    return replace(_clock_point(found, setting, start, end), anchored=anchored)


def _clock_of(found: Found, which: str, half: str) -> tuple[int, int]:
    hour, minute = (
        hour_number(found.get(f"hour{which}") or found.get("bare")),
        minute_number(found.get(f"minute{which}")),
    )
    part = found.get("daypart") or found.get("daypart3")
    if not part and not half:
        part = found.get("daypart2") or found.get("near").rpartition(" ")[2]
    if found.get("past") or found.get("short_of"):
        hour, minute = _spoken(hour, found)
    if half.startswith("p") or part in {"evening", "afternoon"} or (part == "night" and hour > 5):
        hour = hour % 12 + 12
    elif half.startswith("a"):
        hour %= 12
    return hour % 24, minute


def _spoken(hour: int, found: Found) -> tuple[int, int]:
    """As in "half past four", "a quarter to six"."""
    told = (found.get("past") or found.get("short_of")).removeprefix("a ")
    minutes = PARTS_OF_HOUR.get(told) or hour_number(told)
    return (hour, minutes) if found.get("past") else ((hour - 1) % 24, 60 - minutes)


def hour_number(told: str) -> int:
    """The number of an hour in figures or a word: "9", "nine"."""
    if told.isdecimal():
        return int(told)
    number = number_at([told], 0)
    return int(number.value) if number else 0


def minute_number(told: str) -> int:
    """The number of the minutes told, "45" or ".45"; zero where none are."""
    return int(told.lstrip(".") or 0)


def _own_day(found: Found, setting: Setting, hour: int) -> date | None:
    """The day told with the clock time itself: "at 5 p.m. on Tuesday", "9 a.m. tomorrow"."""
    today = setting.day
    for number in ("", "3", "4", "5"):
        if found.get(f"month{number}") and found.get(f"day{number}"):
            groups = {name: found.get(f"{name}{number}") for name in ("month", "day", "year")}
            dated = dates(Found("dates", found.start, found.core, found.end, groups), setting)
            return span_of_time(dated).start if dated else None
    if today is not None and found.get("weekday"):
        return weekday_near(today, time_words().weekdays[found.get("weekday")], Found("", 0, 0, 0), setting)
    if today is not None and found.get("near"):
        named, _, part = found.get("near").partition(" ")
        after = hour < SMALL_HOURS and (part == "night" or named == "tonight")
        return today + timedelta(days=NEAR_STEPS.get(named, 0) + after)
    return None


def _day_of_story(found: Found, setting: Setting, story: Story, place: Place, hour: int) -> tuple[date | None, str]:
    """The day told nearest by, or that of the deed, or the one the story is about; and what it counts from."""
    near = neighbour(story, place, ahead=setting.tense == "future")
    anchor = span_of_time(near.time) if near is not None else day_of_own_deed(story, place) or story.main
    if anchor is None:
        return None, "story"
    late = near.late and not _is_clock_after(near, place) if near is not None else story.late
    day = day_at_hour(anchor, hour, latest(setting), late=late)
    if near is not None and hour >= NIGHT and _is_dawn_of(near.time, story.main):
        return story.main and story.main.start, "story"  # "overnight ... at 1 a.m. and at 11 p.m."
    if day is not None and near is not None and near.early and hour >= EVENING and is_utc(_zone_told(found)):
        return day - timedelta(days=1), "story"  # "early on Wednesday, at 2230 GMT"
    return day, anchored_at(story, place, setting)


def _is_clock_after(near: Entry, place: Place) -> bool:
    """Whether the time near by is a later hour of the same list: "at 4 a.m. and 6 p.m. on Sunday"."""
    return near.start > place.start and "T" in (near.time.start or "")


def _is_dawn_of(time: TimeExpression, night: Span | None) -> bool:
    """Whether a time is a small hour of the night that the story is about."""
    clock = time.start or ""
    if night is None or night.start is None or night.end is None or "T" not in clock:
        return False
    return (
        night.end - night.start == timedelta(days=1)
        and clock[:10] == str(night.end)
        and int(clock[11:13]) < SMALL_HOURS
    )


def _zone_told(found: Found) -> str:
    """The zone that stands at the clock time, in letters or by the name of a place."""
    names = (found.get(f"zone{number}") for number in ("", "2", "3", "5", "6"))
    return " ".join(next(filter(None, names), "").split())


def _clock_end(found: Found, start: datetime, second: tuple[int, int] | None) -> datetime:
    if second is None:
        return start
    end = start.replace(hour=second[0], minute=second[1])
    return end if end >= start else end + timedelta(days=1)


def _clock_point(found: Found, setting: Setting, start: datetime, end: datetime) -> TimeExpression:
    precision: Precision = "minute" if start.minute or end.minute else "hour"
    zone = _offset(start, found) or offset_told(_zone_told(found), start)
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
    awaited = setting.tense == "future" or (setting.day is not None and start.date() > setting.day)
    if start == end and prep in time_words().groups.deadlines and awaited:
        first = None
    return TimeExpression("point", first, last, precision, anchored="story")


def _offset(local: datetime, found: Found) -> str:
    """The offset told by the same time in GMT or another zone: "11:00 am (0800 GMT)" is +03:00."""
    gmt = found.get("gmt") or found.get("gmt2")
    told = GMT.match(gmt) if gmt else None
    if told is None:
        return ""
    elsewhere = offset_told(found.get("gmt_zone").removesuffix(" time"), local)
    if found.get("gmt_zone") and not elsewhere:
        return ""
    hour, minute, half = int(told["hour"]), int(told["minute"] or 0), told["half"]
    minutes = (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute
    minutes -= minutes_of(elsewhere)
    gap = (local.hour * 60 + local.minute - minutes + 12 * 60) % (24 * 60) - 12 * 60
    return offset_of(gap) if gap % 15 == 0 else ""
