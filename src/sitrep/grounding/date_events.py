"""The days of deeds that a time is counted from: "two days after the strike", "on the eve of the summit"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_anchors import DAYLIKE, Entry, Place, Story, span_of_time
from sitrep.grounding.date_spans import Span

#: How many words from a time the deed it dates may stand, and how many after "after" the deed meant.
BESIDE, AHEAD = 7, 6
#: How many times away a deed may be dated.
FAR = 80
#: A clock time tells of the hour; its day may be a guess.
DAYS = DAYLIKE - {"minute", "hour"}


@cache
def _kinds() -> dict[str, str]:
    """The kind of deed a word tells of."""
    return {word: kind for kind, words in time_words().deeds.items() for word in words}


def _kinds_in(words: Sequence[Mark[Word]]) -> Iterator[str]:
    known = _kinds()
    return (known[mark.value.lower] for mark in words if mark.value.lower in known)


def day_of_deed(story: Story, place: Place) -> Span | None:
    """The day that the story gives the deed named after this place; None where it names or dates none."""
    ahead = []
    for mark in place.words[place.after : place.after + AHEAD]:
        if not mark.value.lower[0].isalnum():
            break
        ahead.append(mark)
    kind = next(_kinds_in(ahead), None)
    return _day_of_kind(kind, story, place) if kind else None


def day_of_own_deed(story: Story, place: Place) -> Span | None:
    """The day that the story gives the deed a clock time tells of: "was shot at 10 p.m.", when it told of "Oct. 23".

    None where the sentence or its paragraph has a day of its own.
    """
    if story.beside(place) or story.above(place):
        return None
    kinds = list(_kinds_in(place.words[max(0, place.first - BESIDE) : place.first]))
    return _day_of_kind(kinds[-1], story, place) if kinds else None


def _day_of_kind(kind: str, story: Story, place: Place) -> Span | None:
    """The day of the last deed of this kind that the story dates before this place, else of the first after it."""

    def dated(entry: Entry) -> bool:
        return _is_day(entry) and kind in _told_beside(entry)

    before = next(filter(dated, islice(story.before(place), FAR)), None)
    chosen = before or next(filter(dated, islice(story.following(place), FAR)), None)
    return span_of_time(chosen.time) if chosen else None


def _is_day(entry: Entry) -> bool:
    time, known = entry.time, entry.time.start is not None and entry.time.precision in DAYS
    return known and time.kind == "point" and time.anchored in {"published", "absolute"} and not entry.reporting


def _told_beside(entry: Entry) -> set[str]:
    """The kinds of deed told within a few words of a time."""
    if entry.place is None:
        return set()
    place = entry.place
    return set(_kinds_in(place.words[max(0, place.first - BESIDE) : place.after + BESIDE]))
