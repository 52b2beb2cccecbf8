"""Expressions of time, each resolved against the day of publication or the story itself.

What the calendar and the day of publication settle is read first.
Then the day the story is mainly about is known, and clock times, "the next day" and the like hang on it.
A history is read otherwise: there each time hangs on the one told before it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from sitrep.annotations.layers import SENTENCES, TIMES, TimeExpression
from sitrep.annotations.lines import LINES
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.time_words import time_words
from sitrep.grounding import date_spans as spans
from sitrep.grounding.date_anchors import DAYLIKE, Entry, Story, span_of_time
from sitrep.grounding.date_narrative import is_history, narrated
from sitrep.grounding.date_ranges import has_day, joined
from sitrep.grounding.date_readings import OF_STORY, Seen, entry_of, finished, first_reading, needs_story, seen_in
from sitrep.grounding.date_rules import Setting
from sitrep.grounding.date_sayings import from_sayings, in_month_told
from sitrep.grounding.date_spans import Span
from sitrep.grounding.date_timex import timexes

#: How many words a clause opened by "since" may have before its time.
CLAUSE = 14
#: No newspaper is older, and none is dated later than dates can be counted.
EARLIEST, LATEST = 1600, 9000


class TimeStep:
    """Every expression of time of the story with the days or clock times it stands for."""

    name = "times"
    reads = (SENTENCES, LINES)
    writes = TIMES

    def marks(self, sheet: Sheet) -> list[Mark[TimeExpression]]:
        """One mark an expression, and one more for each clause that "since" opens."""
        day = _counting_day(sheet.document.day)
        seen = [one for line in sheet.values(LINES) for one in seen_in(sheet.text, line)]
        history = is_history([one.found for one in seen], day)
        told = narrated(seen) if history else _settled(seen, day, _lead_paragraph(sheet))
        ancient = any(spans.era_of(one.found.get("year")) or one.found.get("era") for one in seen)
        marks: list[Mark[TimeExpression]] = []
        before: Seen | None = None
        for one, time in told:
            whole = _as_told(sheet.text, one, time, history=history)
            whole = _without_days(whole) if ancient else whole
            both = joined(sheet.text, (before, marks[-1]), (one, whole), day) if before is not None and marks else None
            if both is not None:
                marks[-1] = both
            elif whole.kind != "reference" or whole.timexes:
                marks.append(Mark(one.start, one.found.end, whole, self.name))
            clause = _since_clause(one, whole, before.found.end if before is not None else 0)
            if clause is not None:
                marks.append(Mark(clause[0], one.found.end, clause[1], self.name))
            before = one
        return marks


def _as_told(text: str, seen: Seen, time: TimeExpression, *, history: bool) -> TimeExpression:
    """The time with what TIMEX3 makes of it; what dates nothing is a reference."""
    kind = "reference" if seen.found.role == "reference" else time.kind
    return replace(time, kind=kind, timexes=timexes(text, seen.found, time, history=history))


def _without_days(time: TimeExpression) -> TimeExpression:
    """A time before Christ has a TIMEX3 value and no day of the record's calendar."""
    first = time.start or time.end
    if first is None or not spans.FIRST_OF_ERA <= int(first[:4]) < spans.ERA:
        return time
    return replace(time, kind="reference", start=None, end=None)


def _counting_day(day: date | None) -> date | None:
    """The day of publication, if there are years enough before and after it to count in."""
    return day if day is not None and EARLIEST <= day.year <= LATEST else None


def _lead_paragraph(sheet: Sheet) -> int:
    """The first paragraph that tells something."""
    return next((sentence.paragraph for sentence in sheet.values(SENTENCES) if sentence.kind in {"prose", "bullet"}), 0)


def _settled(seen: Sequence[Seen], day: date | None, lead: int) -> Iterator[tuple[Seen, TimeExpression]]:
    """Every expression with its time, those that hang on the story settled in order."""
    read = from_sayings([(one, first_reading(one, Setting(day, one.tense, one.near))) for one in seen], day)
    first = in_month_told(read, day)
    entries = [entry_of(one, time) for one, time in first if time is not None and one.found.role == "time"]
    main = main_day(entries, day, lead)
    late: dict[int, TimeExpression] = {}
    for at in _in_order(first):
        one = first[at][0]
        told = OF_STORY[one.found.rule](one.found, Setting(day, one.tense), Story(entries, *main), one.place)
        late[at] = finished(one.found, told, one.tense)
        insort(entries, entry_of(one, late[at]), key=lambda entry: entry.start)
    for at, (one, time) in enumerate(first):
        whole = time or late.get(at)
        if whole is not None:
            yield one, whole


def _in_order(first: Sequence[tuple[Seen, TimeExpression | None]]) -> Iterator[int]:
    """The times that hang on the story in order, but a clock time after the day right behind it: "9 p.m. that day"."""
    hanging = [at for at, (one, time) in enumerate(first) if time is None and needs_story(one)]
    dated = {at for at in hanging if _has_own_day(first[at][0])}
    yield from sorted(dated)  # "at 4 a.m. and at 5 a.m. on Wednesday"
    waiting = [at for at in hanging if at not in dated]
    held: int | None = None
    for at, following in zip_longest(waiting, waiting[1:], fillvalue=-1):
        if held is None and following == at + 1 and _behind(first[at][0], first[following][0]):
            held = at
            continue
        yield at
        if held is not None:
            yield held
            held = None


def _has_own_day(one: Seen) -> bool:
    """Whether a clock time or a part of the day names its day: "5 p.m. on Tuesday", "noon on Friday"."""
    return has_day(one) and one.found.rule in {"clock", "part"}


def _behind(clock: Seen, day: Seen) -> bool:
    """Whether the first time needs the one right after it: "9 p.m. that day", "an hour before midnight"."""
    if clock.place.sentence != day.place.sentence or day.place.first - clock.place.after > 1:
        return False
    if clock.found.rule == "shift":
        return clock.found.get("way") in time_words().groups.by_the_clock and day.found.rule in {"clock", "part"}
    return clock.found.rule == "clock" and day.found.rule == "story_day"


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


def _since_clause(seen: Seen, time: TimeExpression, free: int) -> tuple[int, TimeExpression] | None:
    """As in "since the rebels seized the city in January": from then on, beside "in January" itself."""
    if time.kind != "point" or time.start is None or time.end is None:
        return None
    words, barriers = seen.place.words, time_words().tense.barriers
    first = next(at for at in range(seen.place.first, len(words)) if words[at].end > seen.start)
    for at in range(first - 1, max(-1, first - CLAUSE), -1):
        word = words[at].value.lower
        if word in barriers or word in {",", "."} or words[at].start < free:
            return None  # or "since" belongs to the time before: "since 6 a.m. on Easter Sunday"
        if word == "since":
            return words[at].start, replace(time, end=None, anchored="clause", timexes=())
    return None
