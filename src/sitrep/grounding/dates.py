"""Expressions of time, each resolved against the day of publication or the story itself.

What the calendar and the day of publication settle is read first.
Then the day the story is mainly about is known, and clock times, "the next day" and the like hang on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sitrep.annotations.layers import SENTENCES, TIMES, TimeExpression, Word
from sitrep.annotations.lines import LINES, Line
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import DAYLIKE, STORY_RULES, Entry, Place, Story, span_of_time
from sitrep.grounding.date_guards import is_time
from sitrep.grounding.date_lengths import duration, every
from sitrep.grounding.date_patterns import Found, find
from sitrep.grounding.date_relative import RULES, ahead
from sitrep.grounding.date_rules import Setting
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_tense import Tense, awaited, is_done, is_reporting, tense_at
from sitrep.grounding.date_timex import timexes

#: How many words a clause opened by "since" may have before its time.
CLAUSE = 14
#: No newspaper is older, and none is dated later than dates can be counted.
EARLIEST, LATEST = 1600, 9000
#: A clock time from this hour on belongs to a night.
NIGHTFALL = "18"
PART_RULES = frozenset({"dates", "weekdays", "numeric", "iso", "near_day"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A shape found, where it stands, and what was made of it so far."""

    found: Found
    place: Place
    tense: Tense
    reporting: bool
    time: TimeExpression | None
    start: int


class TimeStep:
    """Every expression of time of the story with the days or clock times it stands for."""

    name = "times"
    reads = (SENTENCES, LINES)
    writes = TIMES

    def marks(self, sheet: Sheet) -> list[Mark[TimeExpression]]:
        """One mark an expression, and one more for each clause that "since" opens."""
        day = _counting_day(sheet.document.day)
        readings = [reading for line in sheet.values(LINES) for reading in _read_sentence(sheet.text, line, day)]
        marks: list[Mark[TimeExpression]] = []
        for reading, time in _settled(readings, day, _lead_paragraph(sheet)):
            told = replace(time, timexes=timexes(sheet.text, reading.found, time))
            marks.append(Mark(reading.start, reading.found.end, told, self.name))
            clause = _since_clause(reading, time)
            if clause is not None:
                marks.append(Mark(clause[0], reading.found.end, clause[1], self.name))
        return marks


def _counting_day(day: date | None) -> date | None:
    """The day of publication, if there are years enough before and after it to count in."""
    return day if day is not None and EARLIEST <= day.year <= LATEST else None


def _lead_paragraph(sheet: Sheet) -> int:
    """The first paragraph that tells something."""
    return next((sentence.paragraph for sentence in sheet.values(SENTENCES) if sentence.kind in {"prose", "bullet"}), 0)


def _read_sentence(text: str, line: Line, day: date | None) -> Iterator[Reading]:
    words, near = line.words, frozenset(line.lowers)
    for found in find(text, words, lambda rule, match, index: is_time(words, rule, match, index)):
        first = next(at for at, mark in enumerate(words) if mark.end > found.start)
        after = next((at for at, mark in enumerate(words) if mark.start >= found.end), len(words))
        tense = _tense(text, found, words, first, after)
        place = Place(found.start, found.end, line.index, line.paragraph, words, after)
        reporting = is_reporting(words, first)
        start = _trimmed(text, found, words, first)
        setting = Setting(day, "past" if reporting else tense, near)
        told, time = _first_reading(found, setting, words, first)
        if told:
            yield Reading(found, place, setting.tense, reporting, time, start)


def _tense(text: str, found: Found, words: Sequence[Mark[Word]], first: int, after: int) -> Tense:
    """The tense around a time, which its own preposition may decide."""
    groups, prep = time_words().groups, found.get("lead_prep")
    owned = _belongs_after(text, found, words, first)
    tense = tense_at(words, first, after, forward=owned)
    if prep in groups.awaiting and awaited(words, first):
        return "future"
    if prep == "for" and found.rule in {"weekdays", "dates"} and not is_done(words, after):
        return "future"
    if tense == "past" and prep in groups.deadlines:
        return "open"  # "demanded a pullback by Jan. 31", "by Wednesday 30 bodies had been found"
    if owned and found.rule == "dates" and tense == "past" and not is_done(words, after):
        return "open"  # "gave no reason for the Jan. 14 deadline"
    return tense


def _belongs_after(text: str, found: Found, words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether the time only describes the noun after it: "Friday's summit", "the Dec. 8 talks"."""
    if text[found.end : found.end + 2] in {"’s", "'s"}:
        return True
    before = words[first - 1].value.lower if first else ""
    return found.core == found.start and before in time_words().tense.determiners


def _first_reading(
    found: Found, setting: Setting, words: Sequence[Mark[Word]], first: int
) -> tuple[bool, TimeExpression | None]:
    """What the calendar alone says; a time that must wait for the story is told as None."""
    if found.rule == "duration":
        before = words[first - 1].value.lower if first else ""
        soon = before in {"in", "within"} and setting.tense == "future" and found.get("number")
        time = ahead(found, setting, within=before == "within") if soon else duration(found)
        return time is not None, time
    if found.rule == "every":
        return True, every(found)
    rule = RULES.get(found.rule)
    time = rule(found, setting) if rule else None
    if time is None:
        return found.rule in STORY_RULES, None
    return True, finished(found, time, setting.tense)


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
    shape = re.escape(prep).replace(r"\ ", r"\s+") + r"\s+(?:the\s+(?=\S+\s+\d))?"
    lead = re.match(shape, text[found.start : found.core], re.IGNORECASE)
    return found.start + (lead.end() if lead else 0)


def _keeps(rule: str, prep: str) -> bool:
    """Whether a preposition belongs to a time of this rule."""
    kept = time_words().kept_with.get(prep)
    return kept is None or rule in kept


def finished(found: Found, time: TimeExpression, tense: Tense) -> TimeExpression:
    """The time with its part of the day and its open end."""
    if time.kind != "point" or (time.start is None and time.end is None):
        return replace(time, tense=_plain(tense))
    if found.rule in PART_RULES and time.precision in {"day", "days"} and _is_part(found):
        time = replace(time, precision="part-of-day")
    prep = found.get("lead_prep")
    if found.rule in {"clock"} or time.start is None or time.end is None:
        return replace(time, tense=_plain(tense))
    ranged = found.get("day2") or found.get("weekday2") or found.get("year2") or found.get("month2")
    groups = time_words().groups
    if not _opens(found, prep):
        return replace(time, tense=_plain(tense))
    if prep in groups.open_ends and not ranged:
        time = replace(time, end=None)
    elif prep in groups.open_starts or (prep in groups.deadlines and _is_deadline(found, tense)):
        time = replace(time, start=None)
    return replace(time, tense=_plain(tense))


def _plain(tense: Tense) -> Literal["past", "future", "either"]:
    return "either" if tense == "open" else tense


def _opens(found: Found, prep: str) -> bool:
    if found.rule == "part":
        return prep.startswith(("since", "until", "from"))
    return prep not in {"before", "after"} or found.rule in {"dates", "months", "year"}


def _is_part(found: Found) -> bool:
    phases = {"late", "early", "very late", "very early"}
    return bool(found.get("part") or found.get("part2") or found.get("lead_part") or found.get("lead_phase") in phases)


def _is_deadline(found: Found, tense: Tense) -> bool:
    return found.rule != "part" and tense != "past"


def _settled(readings: list[Reading], day: date | None, lead: int) -> Iterator[tuple[Reading, TimeExpression]]:
    """Every reading with its time, those that hang on the story settled in order."""
    entries = [_entry(reading, reading.time) for reading in readings if reading.time is not None]
    main = main_day(entries, day, lead)
    for reading in readings:
        if reading.time is not None:
            yield reading, reading.time
            continue
        story = Story(tuple(entries), *main)
        setting = Setting(day, reading.tense)
        time = STORY_RULES[reading.found.rule](reading.found, setting, story, reading.place)
        time = finished(reading.found, time, reading.tense)
        entries.append(_entry(reading, time))
        entries.sort(key=lambda entry: entry.start)
        yield reading, time


def _entry(reading: Reading, time: TimeExpression) -> Entry:
    found, known = reading.found, time_words()
    parts = {found.get("part"), found.get("part2"), found.get("lead_part"), found.get("lead_phase"), found.get("unit")}
    late = bool(parts & known.late_parts) or bool(time.start and "T" in time.start and time.start[11:13] >= NIGHTFALL)
    return Entry(reading.start, reading.place.sentence, reading.place.paragraph, time, reading.reporting, late)


def main_day(entries: Sequence[Entry], day: date | None, lead: int) -> tuple[Span | None, bool]:
    """The day or night the lead tells of and whether it is a late evening; else the day of publication."""
    told = [
        entry
        for entry in entries
        if entry.paragraph <= lead
        and entry.time.kind == "point"
        and entry.time.precision in DAYLIKE
        and entry.time.start is not None
        and entry.time.end is not None
        and entry.time.tense != "future"
    ]
    recent = [entry for entry in told if day is None or _is_recent(entry.time, day)]
    for entry in sorted(recent, key=lambda entry: entry.reporting):
        return span_of_time(entry.time), entry.late
    return (spans.day(day) if day is not None else None), False


def _is_recent(time: TimeExpression, day: date) -> bool:
    start = span_of_time(time).start
    return start is not None and 0 <= (day - start).days <= 10


def _since_clause(reading: Reading, time: TimeExpression) -> tuple[int, TimeExpression] | None:
    """As in "since the rebels seized the city in January": from then on, beside "in January" itself."""
    if time.kind != "point" or time.start is None or time.end is None:
        return None
    words, barriers = reading.place.words, time_words().tense.barriers
    first = next(at for at, mark in enumerate(words) if mark.end > reading.start)
    for at in range(first - 1, max(-1, first - CLAUSE), -1):
        word = words[at].value.lower
        if word in barriers or word in {",", "."}:
            return None
        if word == "since":
            return words[at].start, replace(time, end=None, anchored="clause")
    return None
