"""Times that only the story itself settles: "before dawn", "the next day", "two days after"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitrep.annotations.layers import Precision, TimeExpression, Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_relative import ago, counted
from sitrep.grounding.date_rules import (
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

DAYLIKE: frozenset[Precision | None] = frozenset({"minute", "hour", "part-of-day", "day"})
#: Clock hours before this belong to the morning after a night, those from EVENING to its first day.
SMALL_HOURS, EVENING = 10, 15
HOURS_OF_PARTS = {"noon": 12, "midday": 12, "lunchtime": 13, "morning": 8, "afternoon": 15, "evening": 20}


@dataclass(frozen=True, slots=True)
class Entry:
    """A time already read: its place in the story and whether it only dates a saying."""

    start: int
    sentence: int
    paragraph: int
    time: TimeExpression
    reporting: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the story a time stands, with the words of its sentence and its place among them."""

    start: int
    end: int
    sentence: int
    paragraph: int
    words: Sequence[Mark[Word]]
    after: int


@dataclass(frozen=True, slots=True)
class Story:
    """The times read so far and the day the story is mainly about; in a ``moving`` one that is the time told last."""

    entries: tuple[Entry, ...]
    main: Span | None
    late: bool = False
    moving: bool = False

    def beside(self, place: Place, *, coarse: bool = False, before: bool = False) -> Entry | None:
        """The nearest time of the same sentence that dates what happened."""
        if self.moving:
            return self.entries[-1] if self.entries else None
        found = [entry for entry in self.entries if entry.sentence == place.sentence and _dates(entry, coarse=coarse)]
        if before:
            found = [entry for entry in found if entry.start < place.start]
        return min(found, key=lambda entry: abs(entry.start - place.start)) if found else None

    def above(self, place: Place, *, coarse: bool = False) -> Entry | None:
        """The last time before this one in the same paragraph."""
        for entry in reversed(self.entries):
            if entry.paragraph == place.paragraph and entry.sentence < place.sentence and _dates(entry, coarse=coarse):
                return entry
        return None

    def earlier(self, place: Place) -> Entry | None:
        """The last time anywhere before this one."""
        return next((e for e in reversed(self.entries) if e.start < place.start and _dates(e, coarse=False)), None)


def _dates(entry: Entry, *, coarse: bool) -> bool:
    time = entry.time
    if entry.reporting or time.kind != "point" or time.start is None or time.tense == "future":
        return False
    return coarse or time.precision in DAYLIKE


def span_of_time(time: TimeExpression) -> Span:
    """The calendar days a resolved time covers."""
    start = date.fromisoformat(time.start[:10]) if time.start else None
    end = date.fromisoformat(time.end[:10]) if time.end else start
    return Span(start, end, time.precision or "day")


def anchor_of(story: Story, place: Place) -> Span | None:
    """The days that a clock time or a part of the day belongs to."""
    near = story.beside(place) or story.above(place)
    return span_of_time(near.time) if near is not None else story.main


def day_at_hour(anchor: Span, hour: int, today: date | None, *, late: bool) -> date | None:
    """The day of a clock hour within a day, a night or a late evening."""
    if anchor.start is None or anchor.end is None:
        return anchor.start or anchor.end
    if anchor.end > anchor.start:
        return anchor.start if hour >= EVENING else anchor.end
    if late and hour < SMALL_HOURS:
        following = spans.shifted(anchor.start, 1, "day")
        return following if today is None or following <= today else anchor.start
    return anchor.start


def latest(setting: Setting) -> date | None:
    """What has happened cannot lie after publication."""
    return None if setting.tense == "future" else setting.day


def is_late(story: Story, place: Place) -> bool:
    """Whether the time another hangs on is itself a late evening or a night."""
    near = story.beside(place) or story.above(place)
    return near.late if near is not None else story.late


# ---------------------------------------------------------------- parts of the day


def part(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "before dawn", "at midday", "by nightfall", "in the night", "at dawn on Monday"."""
    known, name = time_words(), " ".join(found.get("part").split())
    if found.get("weekday"):
        if setting.day is None:
            return unresolved(UNKNOWN_DAY)
        day = weekday_near(setting.day, known.weekdays[found.get("weekday")], found, setting)
        end = day + timedelta(days=1) if found.get("weekday2") else day
        return point(Span(day, end, "part-of-day"), "published")
    anchor = anchor_of(story, place)
    if name in known.groups.nights:
        return _the_night(setting, story, place)
    if anchor is None or anchor.start is None:
        return unresolved(UNKNOWN_DAY)
    hour = 5 if name in known.early_parts else HOURS_OF_PARTS.get(name.split()[-1], 20)
    day_of_part = day_at_hour(anchor, hour, latest(setting), late=is_late(story, place))
    return point(Span(day_of_part, day_of_part, "part-of-day"), "story")


def _the_night(setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "in the night": the night the story told of, or the last."""
    for entry in reversed(story.entries):
        if entry.start < place.start and entry.time.precision == "part-of-day" and entry.time.end and entry.time.start:
            return point(span_of_time(entry.time)._replace(precision="part-of-day"), "story")
    anchor = anchor_of(story, place)
    if anchor is not None and anchor.start is not None and anchor.start != setting.day:
        return point(anchor._replace(precision="part-of-day"), "story")
    if setting.day is None:
        return unresolved(UNKNOWN_DAY)
    return point(Span(setting.day - timedelta(days=1), setting.day, "part-of-day"), "published")


# ---------------------------------------------------------------- counted from another time


def _direction(which: str) -> int:
    groups = time_words().groups
    if which in groups.same:
        return 0
    return -1 if which.removeprefix("the ") in groups.backward else 1


def _origin(story: Story, place: Place, step: int, setting: Setting, *, coarse: bool = False) -> Span | None:
    """The time that "the next day" or "a week later" is counted from."""
    coarse = coarse or step > 0
    near = story.beside(place, coarse=coarse, before=True) or story.above(place, coarse=coarse)
    if near is not None:
        return span_of_time(near.time)
    main = story.main or (spans.day(setting.day) if setting.day else None)
    if step == 0:
        earlier = story.earlier(place)
        return span_of_time(earlier.time) if earlier is not None else main
    if step > 0 and main is not None and main.end is not None and main.end == setting.day:
        earlier = story.earlier(place)
        return span_of_time(earlier.time) if earlier is not None else main
    return main


def story_day(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "the previous day", "the following night", "that evening", "the following Tuesday"."""
    step, unit = _direction(found.get("which")), found.get("unit")
    if found.get("which") in {"before", "after"} and _has_object(place) and unit in time_words().units:
        return _from_event(step, unit_of(unit), setting, story, place)
    origin = _origin(story, place, step, setting, coarse=unit in {"week", "month", "year"})
    if origin is None or origin.start is None:
        return unresolved(UNKNOWN_DAY)
    if unit in {"week", "month", "year"}:
        return point(spans.around(spans.shifted(origin.start, step, unit), unit), "story")
    base = origin.end if step > 0 and origin.end else origin.start
    if unit in time_words().weekdays:
        gap = (time_words().weekdays[unit] - base.weekday()) % 7
        return point(
            spans.day(base + timedelta(days=(gap or 7) if step > 0 else gap - 7 if step < 0 else gap)), "story"
        )
    if unit != "day" and step > 0 and origin.end != origin.start:
        base = origin.start  # "the following night" of a night that runs into the next day
    day = spans.shifted(base, step, "day")
    return point(Span(day, day, "day" if unit == "day" else "part-of-day"), "story")


def near_unit(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "the previous week", "that month", "the following year"."""
    step, unit = _direction(found.get("which")), found.get("unit")
    origin = _origin(story, place, step, setting, coarse=True)
    if origin is None or origin.start is None:
        return unresolved(UNKNOWN_DAY)
    if unit in time_words().seasons:
        return point(spans.season(origin.start.year + step, unit), "story")
    return point(spans.around(spans.shifted(origin.start, step, unit), unit), "story")


def months(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "that October", "in August of that year": the month in the year told of."""
    origin = _origin(story, place, 0, setting, coarse=True)
    if origin is None or origin.start is None:
        return unresolved(UNKNOWN_DAY)
    number, phase = month_number(found.get("month")), found.get("phase")
    if phase:
        return point(spans.third_of_month(origin.start.year, number, phase), "story")
    return point(spans.month(origin.start.year, number), "story")


def day_of_year(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "July 25 of that year": the day in the year told of."""
    origin = _origin(story, place, 0, setting, coarse=True)
    if origin is None or origin.start is None:
        return unresolved(UNKNOWN_DAY)
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
        return _within_the_day(story, place, setting)
    if amount is None:
        return unresolved(VAGUE)
    step = _direction(way)
    if way in {"after", "before", "prior to"} and _has_object(place):
        return _from_event(amount * step, unit, setting, story, place)
    origin = _origin(story, place, step, setting)
    if origin is None or origin.start is None:
        return unresolved(UNKNOWN_DAY)
    return point(counted(origin.start, step * amount, unit), "story")


def _within_the_day(story: Story, place: Place, setting: Setting) -> TimeExpression:
    anchor = anchor_of(story, place) or (spans.day(setting.day) if setting.day else None)
    if anchor is None or anchor.start is None:
        return unresolved(UNKNOWN_DAY)
    span = anchor if anchor.precision == "part-of-day" else Span(anchor.start, anchor.end, "day")
    return point(span, "story")


def _next_word(place: Place) -> str:
    return place.words[place.after].value.lower if place.after < len(place.words) else ""


def _has_object(place: Place) -> bool:
    following = _next_word(place)
    return bool(following) and (following[0].isalnum() or following in {'"', "“", "'"}) and following != "that"


def _from_event(amount: float, unit: str, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "two days after X": where X tells its own event, when X was; where X is known, when this was."""
    later = [
        entry.time
        for entry in story.entries
        if entry.sentence == place.sentence and entry.start > place.end and _dates(entry, coarse=True)
    ]
    if later:
        origin = span_of_time(later[0]).start
        return point(counted(origin, amount, unit), "story") if origin else unresolved(VAGUE)
    beside = story.beside(place, coarse=True, before=True)
    if beside is not None and beside.time.anchored == "story":
        beside = None  # its own day is a guess
    main = span_of_time(beside.time) if beside else story.main
    if main is None or main.start is None:
        return unresolved(UNKNOWN_DAY)
    own = counted(main.start, -amount, unit)
    if beside is not None or (amount > 0 and _tells_event(place)):
        return point(own, "story")
    known = counted(main.start, amount, unit)
    ahead = setting.day is not None and known.start is not None and known.start > setting.day
    return point(own if ahead else known, "story")


def _tells_event(place: Place) -> bool:
    """Whether a clause with a verb of its own follows, and not only the name of an event."""
    for at in range(place.after, min(len(place.words), place.after + 12)):
        word = place.words[at].value.lower
        if word in {",", ".", ";", "—", "–", ":"}:
            return False
        if at > place.after and cue(place.words, at, infinitive=False) == "past":
            return True
    return False


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
        return unresolved(UNKNOWN_DAY)
    return point(Span(last - timedelta(days=count - 1), last, "days"), "story")


def days_of(found: Found, setting: Setting, story: Story, place: Place) -> TimeExpression:
    """As in "following days of": up to the day told of, from no one knows when."""
    anchor = anchor_of(story, place)
    end = anchor.end if anchor else setting.day
    if end is None:
        return unresolved(UNKNOWN_DAY)
    precisions: dict[str, Precision] = {"weeks": "week", "months": "month", "years": "year"}
    amount = amount_of(found.get("number")) if found.get("number") else None
    if amount is not None:
        start = spans.shifted(end, -round(amount), unit_of(found.get("unit")))
        return point(Span(start, end, precisions.get(found.get("unit"), "days")), "story")
    return point(Span(None, end, precisions.get(found.get("unit"), "days")), "story")


#: Every rule that needs the other times of the story, clock times apart, by the name the codebook gives it.
STORY_RULES: dict[str, Callable[[Found, Setting, Story, Place], TimeExpression]] = {
    "part": part, "story_day": story_day, "near_unit": near_unit, "shift": shift, "days_of": days_of,
    "then": then, "months": months, "dates": day_of_year, "streak": streak,
}  # fmt: skip
