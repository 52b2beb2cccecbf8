"""Histories: stories of years gone by, in which each time hangs on the one told before it.

A news story counts from its publication, a history from itself: after "In December 1940 they attacked", "in February"
is that of 1941, whatever year the page was written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import Entry, Story, span_of_time
from sitrep.grounding.date_patterns import Found
from sitrep.grounding.date_readings import OF_STORY, Seen, entry_of, finished, first_reading, needs_story
from sitrep.grounding.date_rules import Setting, unresolved

#: A history names at least so many years, and so many for each time that counts from the day of publication.
YEARS_TOLD, YEARS_PER_NEWS = 5, 4
#: Half of the years it names lie at least so far back; a page of few years could be the background of the news.
YEARS_BACK, YEARS_FAR_BACK, MANY_YEARS = 1, 5, 12
#: A year alone is gone on from where it opens a sentence, or when it is the last or one of the next two.
OPENING, NEXT_YEARS = 1, frozenset({-1, 1, 2})
#: The rules that count from the day of publication.
NEWS_RULES = frozenset({"weekdays", "near_day", "near_part", "overnight"})
NOT_TOLD = "unresolved: spoken of in a story of other years"


def is_history(founds: Sequence[Found], day: date | None) -> bool:
    """Whether the story tells of years gone by rather than of the days around its publication."""
    told = [_years_told(found) for found in founds if found.get("year") and found.rule != "iso"]
    news = sum(_is_news(found) for found in founds)
    if len(told) < max(YEARS_TOLD, YEARS_PER_NEWS * news):
        return False
    back = YEARS_BACK if len(told) >= MANY_YEARS else YEARS_FAR_BACK
    return day is None or median(told) <= day.year - back


def _years_told(found: Found) -> int:
    """The year named, those before Christ below zero."""
    number = spans.year_number(found.get("year"))
    return number - spans.ERA if spans.era_of(found.get("year")) or spans.era_of(found.get("year2")) else number


def _is_news(found: Found) -> bool:
    near = found.rule == "near_unit" and found.get("which") in {"last", "this", "next"}
    return found.rule in NEWS_RULES or near


def narrated(seen: Sequence[Seen]) -> Iterator[tuple[Seen, TimeExpression]]:
    """Every expression with its time, each counted from the one before."""
    entries: list[Entry] = []
    told: spans.Span | None = None
    for at, one in enumerate(seen):
        ahead = _ahead(seen[at + 1 : at + 2], one, told)
        time = _time_of(one, told, [*entries, *ahead])
        if time is None:
            continue
        yield one, replace(time, anchored="story") if time.anchored == "published" else time
        if _moves(one, time, told):
            told = span_of_time(time)
            entries.append(replace(entry_of(one, time), reporting=False))


def _ahead(following: Sequence[Seen], one: Seen, told: spans.Span | None) -> list[Entry]:
    """The time right after one that is counted from it: "eight days before the new year"."""
    if one.found.rule != "shift" or not following or following[0].place.sentence != one.place.sentence:
        return []
    time = first_reading(following[0], _setting(following[0], told))
    return [entry_of(following[0], time)] if time is not None and time.start is not None else []


def _setting(one: Seen, told: spans.Span | None) -> Setting:
    return Setting(told.start if told else None, "past", one.near, told, history=True)


def _time_of(one: Seen, told: spans.Span | None, entries: Sequence[Entry]) -> TimeExpression | None:
    if one.found.rule == "near_day":
        return unresolved(NOT_TOLD)  # "today" is the writer's own, or a speaker's
    setting = _setting(one, told)
    time = first_reading(one, setting)
    if time is None and needs_story(one):
        story = Story(entries, told, moving=True)
        time = OF_STORY[one.found.rule](one.found, setting, story, one.place)
        time = finished(one.found, time, setting.tense, history=True)
    return time


def _moves(one: Seen, time: TimeExpression, told: spans.Span | None) -> bool:
    """Whether what follows is counted from this time, and it is not only told in passing."""
    found = one.found
    if time.kind != "point" or time.start is None or found.rule in time_words().asides:
        return False
    if found.get("year2") or (found.rule == "shift" and found.get("unit").rstrip("s") in time_words().far_units):
        return False
    if found.rule != "year" or told is None or told.start is None or one.place.first <= OPENING:
        return True
    return int(time.start[:4]) - told.start.year in NEXT_YEARS
