"""Each expression of time as it stands in its sentence: where it begins, its tense, what the calendar says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from sitrep.annotations.layers import TimeExpression, Word
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_anchors import Entry, Place
from sitrep.grounding.date_clock import clock
from sitrep.grounding.date_counted import STORY_RULES
from sitrep.grounding.date_guards import role_of
from sitrep.grounding.date_lengths import duration, every
from sitrep.grounding.date_patterns import Found, find
from sitrep.grounding.date_relative import RULES, ahead
from sitrep.grounding.date_rules import Setting
from sitrep.grounding.date_tense import (
    Tense,
    awaited,
    has_fallen_through,
    is_awaited_day,
    is_deferred,
    is_done,
    is_fixed,
    is_reporting,
    is_wanted,
    may_be_ahead,
    tense_at,
    told_before,
)

PART_RULES = frozenset({"dates", "weekdays", "numeric", "iso", "near_day", "month_day"})
#: A clock time from this hour on belongs to a night.
NIGHTFALL = "18"
#: Every rule that needs the other times of the story.
OF_STORY = {**STORY_RULES, "clock": clock}


class Seen(NamedTuple):
    """A shape found, where it stands and begins, its tense, and the words of its sentence."""

    found: Found
    place: Place
    tense: Tense
    reporting: bool
    start: int
    near: frozenset[str]


def seen_in(text: str, line: Line) -> Iterator[Seen]:
    """The expressions of time of a sentence, in order."""
    words, near = line.words, frozenset[str]()
    for found in find(text, line, partial(role_of, words)):
        near = near or frozenset(line.lowers)
        first, after = line.at(found.start), line.at(found.end)
        if first and words[first - 1].end > found.start:
            first -= 1  # it begins within a word
        tense = _tense(text, found, words, first, after) if found.role == "time" else "either"
        place = Place(found.start, found.end, line.index, line.paragraph, words, first, after)
        reporting = is_reporting(words, first)
        start = _trimmed(text, found, words, first)
        yield Seen(found, place, "past" if reporting else tense, reporting, start, near)


def entry_of(seen: Seen, time: TimeExpression) -> Entry:
    """The time as those that hang on it see it."""
    found, known = seen.found, time_words()
    parts = {found.get("part"), found.get("part2"), found.get("lead_part"), found.get("lead_phase"), found.get("unit")}
    late = bool(parts & known.late_parts) or bool(time.start and "T" in time.start and time.start[11:13] >= NIGHTFALL)
    early = bool(parts & (known.early_parts | {"early", "very early"})) and not late
    return Entry(seen.start, seen.place.sentence, seen.place.paragraph, time, seen.reporting, late, early, seen.place)


def _tense(text: str, found: Found, words: Sequence[Mark[Word]], first: int, after: int) -> Tense:
    """The tense around a time, which its own preposition may decide."""
    prep, owned = found.get("lead_prep"), _belongs_after(text, found, words, first)
    tense = tense_at(words, first, after, forward=owned)
    done = is_done(words, after)
    if _is_ahead(prep, words, first, after) or (owned and not done and _follows(words, first, ("ahead", "of"))):
        return "future"
    if tense == "past" and first and time_words().groups.beginnings & {prep, words[first - 1].value.lower}:
        return "open"  # "announced a pause from 8 a.m., beginning on Sunday"
    if prep == "for" and has_fallen_through(words, first, after):
        return "open"
    if prep == "for" and found.rule in {"weekdays", "dates"} and not done:
        return "future"
    if tense == "past" and prep in time_words().groups.deadlines:
        opens = told_before(words, first) is None and not may_be_ahead(words, after)
        return "past" if opens else "open"  # "By Sunday, they had taken it"; "demanded a pullback by Jan. 31"
    if tense == "either" and prep.partition(" ")[0] in time_words().groups.beginnings:
        return "future"  # "the order applies effective Monday"
    if owned and found.rule == "dates" and tense == "past" and not done:
        return "open"  # "gave no reason for the Jan. 14 deadline"
    return tense


def _is_ahead(prep: str, words: Sequence[Mark[Word]], first: int, after: int) -> bool:
    """Whether the words around the preposition of a time put it in what is to come."""
    groups = time_words().groups
    if prep in groups.awaiting and words[max(0, first - 1)].value.lower not in time_words().moments:
        return awaited(words, first)  # "from dawn until dusk" has the tense of its sentence
    if prep in {"to", "for"} and is_deferred(words, first):
        return True
    if prep in groups.deadlines and is_wanted(words, first):
        return True
    begins = prep == "from" or prep.partition(" ")[0] in groups.beginnings
    return is_awaited_day(words, first, after) or (begins and is_fixed(words, first, after))


def _follows(words: Sequence[Mark[Word]], first: int, phrase: Sequence[str]) -> bool:
    return [mark.value.lower for mark in words[max(0, first - len(phrase)) : first]] == list(phrase)


def _belongs_after(text: str, found: Found, words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether the time only describes the noun after it: "Friday's summit", "the Dec. 8 talks"."""
    if text[found.end : found.end + 2] in {"’s", "'s"}:
        return True
    before = words[first - 1].value.lower if first else ""
    return found.core == found.start and before in time_words().tense.determiners


def first_reading(seen: Seen, setting: Setting) -> TimeExpression | None:
    """What the calendar alone says; None where the story must tell or nothing is told."""
    found = seen.found
    if found.rule == "duration":
        return _length(seen, setting)
    if found.rule == "every":
        return every(found)
    rule = RULES.get(found.rule)
    time = rule(found, setting) if rule else None
    return None if time is None else finished(found, time, setting.tense, history=setting.history)


def _length(seen: Seen, setting: Setting) -> TimeExpression | None:
    """How long, or when where it looks ahead: "in two weeks", "within ten days"."""
    before = seen.place.words[seen.place.first - 1].value.lower if seen.place.first else ""
    soon = before in {"in", "within"} and setting.tense == "future" and seen.found.get("number")
    return ahead(seen.found, setting, within=before == "within") if soon else duration(seen.found)


def needs_story(seen: Seen) -> bool:
    """Whether the other times of the story can tell what the calendar alone does not."""
    return seen.found.rule in OF_STORY


def _trimmed(text: str, found: Found, words: Sequence[Mark[Word]], first: int) -> int:
    """Where the time begins, less a preposition that is not its own ("for", "to", "after Friday's")."""
    prep = found.get("lead_prep")
    owned = text[found.end : found.end + 2] in {"’s", "'s"}
    keeps = _keeps(found.rule, prep) and not owned
    if prep == "for":
        before = words[first - 1].value.lower if first else ""
        keeps = before in time_words().for_after or found.rule == "weekdays"
    if keeps or not prep:
        return found.start
    lead = _led_in_by(prep).match(text[found.start : found.core])
    return found.start + (lead.end() if lead else 0)


@lru_cache(maxsize=256)
def _led_in_by(prep: str) -> re.Pattern[str]:
    """A preposition with the article that is none of the time's."""
    return re.compile(re.escape(prep).replace(r"\ ", r"\s+") + r"\s+(?:the\s+(?=\S+\s+\d))?", re.IGNORECASE)


def _keeps(rule: str, prep: str) -> bool:
    """Whether a preposition belongs to a time of this rule."""
    kept = time_words().kept_with.get(prep)
    return kept is None or rule in kept


def finished(found: Found, time: TimeExpression, tense: Tense, *, history: bool = False) -> TimeExpression:
    """The time with its part of the day and its open end."""
    if time.kind != "point" or (time.start is None and time.end is None):
        return replace(time, tense=_plain(tense))
    if found.rule in PART_RULES and time.precision in {"day", "days"} and _is_part(found):
        time = replace(time, precision="part-of-day")
    if found.get("lead_way") in {"to", "into"} and found.get("lead_part") == "night" and time.start == time.end:
        time = replace(time, start=_day_before(time.start))  # "in the night to Sunday"
    prep = "" if found.owned else found.get("lead_prep")
    if found.rule in {"clock"} or time.start is None or time.end is None:
        return replace(time, tense=_plain(tense))
    ranged = found.get("day2") or found.get("weekday2") or found.get("year2") or found.get("month2")
    groups = time_words().groups
    if not _opens(found, prep) or (prep == "through" and found.get("part") and tense != "future"):
        return replace(time, tense=_plain(tense))
    if prep in groups.open_ends and not ranged:
        time = replace(time, end=None)
    elif prep in groups.open_starts or (prep in groups.deadlines and _is_deadline(found, tense, history=history)):
        time = replace(time, start=None)
    return replace(time, tense=_plain(tense))


def _day_before(day: str | None) -> str | None:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


def _plain(tense: Tense) -> Literal["past", "future", "either"]:
    return "either" if tense == "open" else tense


def _opens(found: Found, prep: str) -> bool:
    if found.rule == "part":
        return prep.startswith(("since", "until", "from")) or (prep == "by" and bool(found.get("weekday")))
    if found.get("lead_part") and prep in {"before", "after"}:
        return False  # "before midnight on Oct. 4"
    return prep not in {"before", "after"} or found.rule in {"dates", "months", "year"}


def _is_part(found: Found) -> bool:
    phases = {"late", "early", "very late", "very early"}
    return bool(found.get("part") or found.get("part2") or found.get("lead_part") or found.get("lead_phase") in phases)


def _is_deadline(found: Found, tense: Tense, *, history: bool) -> bool:
    """Whether "by" leaves the start open: what was done "by noon", or in a history "by 1940", was done then."""
    within_the_day = found.rule == "part" or found.get("unit") in time_words().part_codes
    return tense == "future" if within_the_day or history else True
