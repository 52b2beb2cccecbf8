"""The times already told and what others take from them: the story as a time that hangs on it sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.annotations.layers import Precision, TimeExpression, Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_rules import (
    Setting,
)
from sitrep.grounding.date_spans import Span

DAYLIKE: frozenset[Precision | None] = frozenset({"minute", "hour", "part-of-day", "day"})
#: Clock hours before this belong to the morning after a night, those from EVENING to its first day.
SMALL_HOURS, EVENING = 10, 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A time already read: its place in the story and whether it only dates a saying."""

    start: int
    sentence: int
    paragraph: int
    time: TimeExpression
    reporting: bool
    late: bool = False
    place: Place | None = None


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
            return next((entry for entry in reversed(self.entries) if entry.start < place.start), None)
        found = [
            entry for entry in self.entries if entry.sentence == place.sentence and dates_deeds(entry, coarse=coarse)
        ]
        if before:
            found = [entry for entry in found if entry.start < place.start]
        return min(found, key=lambda entry: abs(entry.start - place.start)) if found else None

    def said(self, place: Place, step: int) -> Entry | None:
        """For what followed, the last time of the sentence, though it may be that of a saying."""
        found = [e for e in self.entries if e.sentence == place.sentence and e.start < place.start]
        told = [e for e in found if step > 0 and e.time.precision in DAYLIKE and e.time.start is not None]
        return told[-1] if told else None

    def above(self, place: Place, *, coarse: bool = False) -> Entry | None:
        """The last time before this one in the same paragraph."""
        for entry in reversed(self.entries):
            if (
                entry.paragraph == place.paragraph
                and entry.sentence < place.sentence
                and dates_deeds(entry, coarse=coarse)
            ):
                return entry
        return None

    def earlier(self, place: Place) -> Entry | None:
        """The last time anywhere before this one."""
        return next((e for e in reversed(self.entries) if e.start < place.start and dates_deeds(e, coarse=False)), None)


def dates_deeds(entry: Entry, *, coarse: bool) -> bool:
    """Whether a time dates what happened, to the day unless ``coarse``."""
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


def direction(which: str) -> int:
    """Whether a word counts back (-1), ahead (1) or names the time told itself (0)."""
    groups = time_words().groups
    if which in groups.same:
        return 0
    return -1 if which.removeprefix("the ") in groups.backward else 1


def origin_of(story: Story, place: Place, step: int, setting: Setting, *, coarse: bool = False) -> Span | None:
    """The time that "the next day" or "a week later" is counted from."""
    coarse = coarse or step > 0
    near = (
        story.beside(place, coarse=coarse, before=True) or story.said(place, step) or story.above(place, coarse=coarse)
    )
    if near is not None:
        return span_of_time(near.time)
    main = story.main or (spans.day(setting.day) if setting.day else None)
    if step == 0:
        earlier = story.earlier(place)
        return span_of_time(earlier.time) if earlier is not None else main
    if step > 0 and main is not None and main.end is not None and main.end == setting.day:
        earlier = story.earlier(place)
        if earlier is None and setting.tense == "past" and not story.entries:
            return None  # what has been cannot follow the day of publication
        return span_of_time(earlier.time) if earlier is not None else main
    return main


def next_word(place: Place) -> str:
    """The word after a time, in lower case."""
    return place.words[place.after].value.lower if place.after < len(place.words) else ""


def has_object(place: Place) -> bool:
    """Whether something follows that "after" or "before" governs."""
    following = next_word(place)
    return bool(following) and (following[0].isalnum() or following in {'"', "“", "'"}) and following != "that"
