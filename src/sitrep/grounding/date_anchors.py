"""The times already told and what others take from them: the story as a time that hangs on it sees it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import NamedTuple

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
    early: bool = False
    place: Place | None = None


class Place(NamedTuple):
    """Where in the story a time stands, with the words of its sentence and the first of its own and after it."""

    start: int
    end: int
    sentence: int
    paragraph: int
    words: Sequence[Mark[Word]]
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Story:
    """The times read so far and the day the story is mainly about; in a ``moving`` one that is the time told last."""

    entries: Sequence[Entry]
    main: Span | None
    late: bool = False
    moving: bool = False

    def before(self, place: Place) -> Iterator[Entry]:
        """The times before a place, the nearest first."""
        at = bisect_left(self.entries, place.start, key=_start)
        return (self.entries[index] for index in range(at - 1, -1, -1))

    def following(self, place: Place) -> Iterator[Entry]:
        """The times after a place, the nearest first."""
        at = bisect_left(self.entries, place.end, key=_start)
        return (self.entries[index] for index in range(at, len(self.entries)))

    def beside(self, place: Place, *, coarse: bool = False, before: bool = False, ahead: bool = False) -> Entry | None:
        """The nearest time of the same sentence that dates what happened."""
        if self.moving:
            return next(self.before(place), None)
        left = next((e for e in _here(self.before(place), place) if dates_deeds(e, coarse=coarse, ahead=ahead)), None)
        if before:
            return left
        right = next(
            (e for e in _here(self.following(place), place) if dates_deeds(e, coarse=coarse, ahead=ahead)), None
        )
        if left is None or right is None:
            return left or right
        return left if place.start - left.start <= right.start - place.start else right

    def adjoining(self, place: Place) -> Entry | None:
        """The day next to a time, a comma between them at most: "Friday at 10 a.m.", "9 p.m. that day"."""
        left, right = next(self.before(place), None), next(self.following(place), None)
        for entry, gap in ((left, _gap(left, place)), (right, _gap(place, right))):
            if entry is not None and gap and entry.time.precision in DAYLIKE and entry.time.start:
                return entry
            if entry is not None and gap and entry is right and entry.time.precision in DAYLIKE and entry.time.end:
                return replace(entry, time=replace(entry.time, start=entry.time.end))  # "until noon on Friday"
        return None

    def named_after(self, place: Place) -> Entry | None:
        """The date that names a day told before it, a comma between: "three days before, on Nov. 29"."""
        right = next(self.following(place), None)
        if right is None or right.time.precision != "day" or right.time.start is None or not _gap(place, right):
            return None
        return right if right.start > place.end + 1 and right.time.anchored != "story" else None

    def named_before(self, place: Place) -> Entry | None:
        """The day told right before what names it again, a comma between: "on Sunday, the eve of the talks"."""
        left = next(self.before(place), None)
        if left is None or left.time.precision not in DAYLIKE or not _gap(left, place) or left.place is None:
            return None
        return left if left.place.after < place.first else None

    def right_after(self, place: Place) -> Entry | None:
        """The time right after this one: "an hour before | midnight"."""
        right = next(self.following(place), None)
        return right if right is not None and right.time.start and _gap(place, right) else None

    def saying(self, place: Place) -> Entry | None:
        """The time of a saying in the same sentence: "police said on Wednesday"."""
        here = (*_here(self.before(place), place), *_here(self.following(place), place))
        return next((e for e in here if e.reporting and e.time.precision in DAYLIKE and e.time.start), None)

    def said(self, place: Place, step: int) -> Entry | None:
        """For what followed or went before, the last time of the sentence, though it may be that of a saying."""
        here = _here(self.before(place), place) if step else iter(())
        return next((e for e in here if e.time.precision in DAYLIKE and e.time.start is not None), None)

    def above(self, place: Place, *, coarse: bool = False, ahead: bool = False) -> Entry | None:
        """The last time before this one's sentence in the same paragraph."""
        paragraph = takewhile(lambda entry: entry.paragraph == place.paragraph, self.before(place))
        earlier = (entry for entry in paragraph if entry.sentence < place.sentence)
        return next((entry for entry in earlier if dates_deeds(entry, coarse=coarse, ahead=ahead)), None)

    def earlier(self, place: Place) -> Entry | None:
        """The last time anywhere before this one."""
        return next((entry for entry in self.before(place) if dates_deeds(entry, coarse=False)), None)


def _start(entry: Entry) -> int:
    return entry.start


def _gap(first: Entry | Place | None, second: Entry | Place | None) -> bool:
    """Whether the one ends where the other begins, a comma apart at most."""
    left = first.place if isinstance(first, Entry) else first
    right = second.place if isinstance(second, Entry) else second
    if left is None or right is None or left.sentence != right.sentence:
        return False
    return [mark.value.lower for mark in left.words[left.after : right.first]] in ([], [","])


def _here(entries: Iterator[Entry], place: Place) -> Iterator[Entry]:
    return takewhile(lambda entry: entry.sentence == place.sentence, entries)


def dates_deeds(entry: Entry, *, coarse: bool, ahead: bool = False) -> bool:
    """Whether a time dates what happened, to the day unless ``coarse``, or with ``ahead`` what is to come."""
    time = entry.time
    if entry.reporting or time.kind != "point" or time.start is None or (time.tense == "future" and not ahead):
        return False
    return coarse or time.precision in DAYLIKE


def span_of_time(time: TimeExpression) -> Span:
    """The calendar days a resolved time covers."""
    start = date.fromisoformat(time.start[:10]) if time.start else None
    end = date.fromisoformat(time.end[:10]) if time.end else start
    return Span(start, end, time.precision or "day")


def neighbour(story: Story, place: Place, *, ahead: bool = False) -> Entry | None:
    """The time told near by that a clock time or a part of the day belongs to; ``ahead``: what is to come as well."""
    adjoining = None if story.moving else story.adjoining(place)
    return adjoining or story.beside(place, ahead=ahead) or story.above(place, ahead=ahead)


def anchored_at(story: Story, place: Place, setting: Setting) -> str:
    """What a time with no day of its own was counted from: another of the story, or no more than publication."""
    untold = setting.day is not None and story.main == spans.day(setting.day)
    return "published" if untold and neighbour(story, place) is None else "story"


def anchor_of(story: Story, place: Place) -> Span | None:
    """The days that a clock time or a part of the day belongs to."""
    near = neighbour(story, place)
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
    near = neighbour(story, place)
    return near.late and near.start < place.start if near is not None else story.late


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
    if following in time_words().tense.past_be | time_words().tense.having:
        return False  # "the day before was quiet"
    return bool(following) and (following[0].isalnum() or following in {'"', "“", "'"}) and following != "that"
