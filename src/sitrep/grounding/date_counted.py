"""Times counted from other times of the story: "before dawn", "the next day", "two days after the strike"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from sitrep.annotations.layers import Precision, TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import (
    Entry,
    Place,
    Story,
    anchor_of,
    anchored_at,
    day_at_hour,
    direction,
    has_object,
    is_late,
    latest,
    neighbour,
    origin_of,
    span_of_time,
)
from sitrep.grounding.date_events import FAR, day_of_deed
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_relative import ago, counted
from sitrep.grounding.date_rules import (
    NO_ORIGIN,
    UNKNOWN_DAY,
    VAGUE,
    Setting,
    amount_of,
    day_number,
    month_number,
    point,
    unit_of,
    unresolved,
    weekday_near,
)
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_tense import cue

#: What is only known to these tells no day that another could be counted from.
COARSE = frozenset({"month", "season", "year"})
HOURS_OF_PARTS = {"noon": 12, "midday": 12, "lunchtime": 13, "morning": 8, "afternoon": 15, "evening": 20}


# ---------------------------------------------------------------- parts of the day


def part(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "before dawn", "at midday", "by nightfall", "in the night", "at dawn on Monday"."""
    known, name = time_words(), " ".join(found.get("part").split())
    if found.get("weekday"):
        if setting.day is None:
            return _unsettled(setting)
        day = weekday_near(setting.day, known.weekdays[found.get("weekday")], found, setting)
        end = day + timedelta(days=1) if found.get("weekday2") else day
        return _at_hour(name, Span(day, end, "part-of-day"), "published")
    anchor = anchor_of(story, place)
    if name in known.groups.nights:
        return _the_night(setting, story, place)
    if anchor is None or anchor.start is None:
        return _unsettled(setting)
    sides = {found.get("lead_side"), found.get("lead_prep")}
    begun = name == "midnight" and bool(sides & {"after", "past"})
    hour = 5 if begun or name in known.early_parts else HOURS_OF_PARTS.get(name.split()[-1], 20)
    day_of_part = day_at_hour(anchor, hour, latest(setting), late=is_late(story, place))
    anchored = anchored_at(story, place, setting)
    if name == "midnight" and "before" in sides and anchored == "published" and setting.tense == "past" and day_of_part:
        day_of_part -= timedelta(days=1)  # the midnight of publication had not come yet
    return _at_hour(name, Span(day_of_part, day_of_part, "part-of-day"), anchored)


def _unsettled(setting: Setting) -> TimeExpression:
    """A time that nothing settles: no day of publication, or nothing told before it."""
    return unresolved(UNKNOWN_DAY if setting.day is None else NO_ORIGIN)


def _at_hour(name: str, span: Span, anchored: str) -> TimeExpression:
    """Noon is an hour, all other parts of the day are more."""
    clock = time_words().part_hours.get(name)
    if clock is None or span.start is None or span.start != span.end:
        return point(span, anchored)
    start = f"{span.start.isoformat()}T{clock}"
    return TimeExpression("point", start, start, "hour", anchored=anchored)


def _the_night(setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "in the night": the night the story told of, or the last."""
    for entry in islice(story.before(place), FAR):
        if entry.time.precision == "part-of-day" and entry.time.end and entry.time.start:
            return point(span_of_time(entry.time)._replace(precision="part-of-day"), "story")
    near, saying = neighbour(story, place), story.saying(place)
    if saying is not None and (near is None or near.reporting):
        last = span_of_time(saying.time).start
        return point(Span(last - timedelta(days=1), last, "part-of-day"), "story") if last else _unsettled(setting)
    anchor = anchor_of(story, place)
    if anchor is not None and anchor.start is not None and anchor.start != setting.day:
        return point(anchor._replace(precision="part-of-day"), "story")
    if setting.day is None:
        return _unsettled(setting)
    return point(Span(setting.day - timedelta(days=1), setting.day, "part-of-day"), "published")


# ---------------------------------------------------------------- counted from another time


def story_day(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "the previous day", "the following night", "that evening", "the following Tuesday"."""
    step, unit = direction(found.get("which") or "same"), found.get("unit")
    if found.get("swing"):
        return _swing(unit, setting, story, place)
    if found.get("which") in {"before", "after"} and has_object(place) and unit in time_words().units:
        return _from_event(step, unit_of(unit), setting, story, place)
    named = story.named_after(place) if unit == "day" else None
    if named is not None:
        return point(span_of_time(named.time), "story")  # "the following day, Nov. 29"
    origin = origin_of(story, place, step, setting, coarse=unit in {"week", "month", "year"})
    if origin is None or origin.start is None:
        return _unsettled(setting)
    if unit in {"week", "month", "year"}:
        return point(spans.around(spans.shifted(origin.start, step, unit), unit), "story")
    if origin.precision in COARSE:
        return point(origin, "story")  # "the next day" after "in May"
    by_day = step == 0 and unit == "day" and origin.precision == "part-of-day"
    base = origin.end if (step > 0 or by_day) and origin.end else origin.start
    if unit in time_words().weekdays:
        gap = (time_words().weekdays[unit] - base.weekday()) % 7
        return point(
            spans.day(base + timedelta(days=(gap or 7) if step > 0 else gap - 7 if step < 0 else gap)), "story"
        )
    if unit != "day" and step > 0 and origin.end != origin.start:
        base = origin.start  # "the following night" of a night that runs into the next day
    day = spans.shifted(base, step, "day")
    return point(Span(day, day, "day" if unit == "day" else "part-of-day"), "story")


def _swing(unit: str, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "later in the day", "earlier in the year": of the time told of."""
    anchor = anchor_of(story, place) or (spans.day(setting.day) if setting.day else None)
    if anchor is None or anchor.start is None:
        return _unsettled(setting)
    if unit in time_words().seasons:
        return point(spans.season(anchor.start.year, unit), "story")
    return point(spans.around(anchor.end or anchor.start, unit), "story")


def near_unit(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "the previous week", "that month", "the following year"."""
    step, unit = direction(found.get("which")), found.get("unit")
    origin = origin_of(story, place, step, setting, coarse=True)
    if origin is None or origin.start is None:
        return _unsettled(setting)
    if unit in time_words().seasons:
        return point(spans.season(origin.start.year + step, unit), "story")
    return point(spans.around(spans.shifted(origin.start, step, unit), unit), "story")


def months(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "that October", "in August of that year": the month in the year told of."""
    origin = origin_of(story, place, 0, setting, coarse=True)
    if origin is None or origin.start is None:
        return _unsettled(setting)
    number, phase = month_number(found.get("month")), found.get("phase")
    if found.get("which") in time_words().groups.told_by_story - time_words().groups.same:
        return point(_month_beside(origin.start, number, direction(found.get("which"))), "story")
    if phase:
        return point(spans.third_of_month(origin.start.year, number, phase), "story")
    return point(spans.month(origin.start.year, number), "story")


def _month_beside(day: date, number: int, step: int) -> Span:
    """The next month of this name after a day, or the last before it."""
    if step > 0:
        return spans.month(day.year + (number <= day.month), number)
    return spans.month(day.year - (number >= day.month), number)


def day_of_year(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "July 25 of that year": the day in the year told of."""
    origin = origin_of(story, place, 0, setting, coarse=True)
    if origin is None or origin.start is None:
        return _unsettled(setting)
    day = spans.calendar_day(origin.start.year, month_number(found.get("month")), day_number(found.get("day")))
    return point(spans.day(day), "story") if day else unresolved(VAGUE)


def shift(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "three days ago", "seven months later", "a day earlier", "two days after gunmen opened fire"."""
    way, unit = found.get("way"), unit_of(found.get("unit"))
    if way == "ago" or way in time_words().groups.since_ago:
        return ago(found, setting) or unresolved(VAGUE)
    amount = amount_of(found.get("number")) if found.get("number") else None
    if found.get("half") and amount is not None:
        amount += 0.5
    if unit in {"hour", "minute", "second"} or found.get("unit") == "moments":
        return _hours_on(amount, unit, way, story, place) or _within_the_day(story, place, setting)
    if amount is None:
        return unresolved(VAGUE)
    step = direction(way)
    named = story.named_after(place)
    if named is not None:
        return point(span_of_time(named.time), "story")  # "three days before, on Nov. 29"
    if way in {"after", "before", "prior to", "ahead of"} and has_object(place):
        return _from_event(amount * step, unit, setting, story, place)
    origin = origin_of(story, place, step, setting)
    if origin is None or origin.start is None:
        return _unsettled(setting)
    if unit in {"day", "night", "week", "fortnight"} and origin.precision in COARSE:
        return point(origin, "story")  # "two days later" than "in May"
    if unit in {"week", "fortnight"}:
        return point(spans.day(spans.shifted(origin.start, round(step * amount), unit)), "story")
    return point(counted(origin.start, step * amount, unit), "story")


def _hours_on(amount: float | None, unit: str, way: str, story: Story, place: Place) -> TimeExpression | None:
    """As in "an hour later", counted from the clock time told before it; None where there is none."""
    near = story.right_after(place) if way in {"before", "after"} and has_object(place) else None
    near = near or story.beside(place, before=True) or story.above(place)
    start = _clock_of(near)
    if amount is None or start is None or "T" not in start or way not in time_words().groups.by_the_clock:
        return None
    step = timedelta(seconds=direction(way) * amount * {"hour": 3600, "minute": 60}.get(unit, 1))
    later = (datetime.fromisoformat(start) + step).isoformat(timespec="minutes")
    return TimeExpression("point", later, later, "hour" if unit == "hour" else "minute", anchored="story")


def _clock_of(near: Entry | None) -> str | None:
    """The clock time that an hour is counted from; that of midnight is the end of its day."""
    if near is None or near.time.start is None:
        return None
    words = near.place.words[near.place.first : near.place.after] if near.place else ()
    if near.time.precision == "part-of-day" and any(mark.value.lower == "midnight" for mark in words):
        return f"{date.fromisoformat(near.time.start[:10]) + timedelta(days=1)}T00:00"
    return near.time.start


def _within_the_day(story: Story, place: Place, setting: Setting) -> TimeExpression:
    anchor = anchor_of(story, place) or (spans.day(setting.day) if setting.day else None)
    if anchor is None or anchor.start is None:
        return _unsettled(setting)
    span = anchor if anchor.precision == "part-of-day" else Span(anchor.start, anchor.end, "day")
    return point(span, "story")


def _from_event(amount: float, unit: str, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "two days after X": where X tells its own event, when X was; where X is known, when this was."""
    here = takewhile(lambda entry: entry.sentence == place.sentence, story.following(place))
    later = next((entry.time for entry in here if entry.time.start is not None), None)
    if later is not None:
        origin = span_of_time(later).start
        return point(_counted_days(origin, amount, unit), "event") if origin else unresolved(VAGUE)
    beside = story.beside(place, coarse=True, before=True)
    if beside is not None and (beside.time.anchored == "story" or beside.time.precision in {"minute", "hour"}):
        beside = None  # its own day is a guess
    deed = None if beside is not None else day_of_deed(story, place)
    if deed is not None and deed.start is not None:
        return point(_counted_days(deed.start, amount, unit), "event")
    main = span_of_time(beside.time) if beside else story.main
    if main is None or main.start is None:
        return _unsettled(setting)
    own = counted(main.start, -amount, unit)
    if beside is not None or (amount > 0 and _tells_event(place)):
        return point(own, "story")
    known = counted(main.start, amount, unit)
    ahead = setting.day is not None and known.start is not None and known.start > setting.day
    return point(own if ahead else known, "story")


def _counted_days(origin: date, amount: float, unit: str) -> Span:
    """So long after a day: weeks are counted in days, longer units in their own."""
    if unit in {"week", "fortnight"}:
        return spans.day(spans.shifted(origin, round(amount), unit))
    return counted(origin, amount, unit)


def _tells_event(place: Place) -> bool:
    """Whether a clause with a verb of its own follows, and not only the name of an event."""
    for at in range(place.after, min(len(place.words), place.after + 12)):
        word = place.words[at].value.lower
        if word in {",", ".", ";", "—", "–", ":"}:
            return False
        if at > place.after and cue(place.words, at, infinitive=False) == "past":
            return True
    return False


def eve(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "on the eve of the summit": the day before the story dates it, or the day that it names again."""
    named = story.named_before(place)
    if named is not None:
        return point(span_of_time(named.time), "story")
    return _from_event(-1, "day", setting, story, place)


def then(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "since then", "by then": the time told last before."""
    near = story.beside(place, coarse=True, before=True) or story.above(place, coarse=True) or story.earlier(place)
    return replace(near.time, anchored="story") if near else unresolved(VAGUE)


def streak(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "for a third day on Saturday": that many days up to the last."""
    count = list(time_words().ordinals).index(found.get("count")) + 2
    last = story.main.end if story.main else setting.day
    if setting.day is not None and found.get("weekday"):
        last = weekday_near(setting.day, time_words().weekdays[found.get("weekday")], found, setting)
    if last is None:
        return _unsettled(setting)
    return point(Span(last - timedelta(days=count - 1), last, "days"), "story")


def days_of(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "following days of": up to the day told of, from no one knows when."""
    anchor = anchor_of(story, place)
    end = anchor.end if anchor else setting.day
    if end is None:
        return _unsettled(setting)
    precisions: dict[str, Precision] = {"weeks": "week", "months": "month", "years": "year"}
    amount = amount_of(found.get("number")) if found.get("number") else None
    if amount is not None:
        start = spans.shifted(end, -round(amount), unit_of(found.get("unit")))
        return point(Span(start, end, precisions.get(found.get("unit"), "days")), "story")
    return point(Span(None, end, precisions.get(found.get("unit"), "days")), "story")


#: Every rule that needs the other times of the story, clock times apart, by the name the codebook gives it.
STORY_RULES: dict[str, Callable[[Found, Setting, Story, Place], TimeExpression]] = {
    "part": part, "story_day": story_day, "near_unit": near_unit, "shift": shift, "days_of": days_of,
    "then": then, "eve": eve, "months": months, "dates": day_of_year, "streak": streak,
}  # fmt: skip
