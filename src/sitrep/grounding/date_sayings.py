"""Days told in what somebody said before publication: "said on Friday that it had been hit on Wednesday".

They count from the day of the saying: what had been by then lies before it, and what "would" be follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_anchors import DAYLIKE
from sitrep.grounding.date_readings import Seen, first_reading
from sitrep.grounding.date_rules import Setting, day_number
from sitrep.grounding.date_spans import shifted

Read = tuple[Seen, TimeExpression | None]
#: A date within so many days of publication leaves the month of another to the tense.
A_MONTH = 31
#: A saying older than this is told for itself, and the paper's days around it are its own.
FRESH = 10


def from_sayings(read: Sequence[Read], day: date | None) -> list[Read]:
    """The times as read, those within what was said counted from the day it was said on."""
    if day is None:
        return list(read)
    told: list[Read] = []
    for _, group in groupby(read, key=_sentence):
        sentence = list(group)
        said = _saying(sentence, day)
        told += sentence if said is None else [_from(said, one, time, day) for one, time in sentence]
    return told


def in_month_told(read: Sequence[Read], day: date | None) -> list[Read]:
    """The times as read, a day without its month in that of the date told before it: "on July 13, and on the 20th".

    A holiday that a date right before it falls on is that day: "April 20, Easter Sunday".
    """
    told: list[Read] = []
    dated: tuple[Seen, date] | None = None
    for one, time in read:
        if one.found.rule == "month_day" and dated is not None and dated[0].place.paragraph == one.place.paragraph:
            meant = first_reading(one, Setting(_end_of_month(dated[1], one), "past", one.near))
            if meant is not None and day is not None and abs((day - dated[1]).days) > A_MONTH:
                told.append((one, meant))
                continue
        named = _holiday_of(one, dated) if one.found.rule == "holiday" and dated is not None else None
        told.append((one, named or time))
        if one.found.rule in {"dates", "months"} and time is not None and time.start:
            dated = one, date.fromisoformat(time.start[:10])
    return told


def _holiday_of(one: Seen, dated: tuple[Seen, date]) -> TimeExpression | None:
    """The holiday that a date right before it falls on: "by April 20, Easter Sunday"; None where it falls on none."""
    before, day = dated
    if one.place.sentence != before.place.sentence or one.place.first - before.place.after > 1:
        return None
    named = first_reading(one, Setting(day, "past", one.near))
    return named if named is not None and named.start == str(day) else None


def _end_of_month(told: date, one: Seen) -> date:
    """The end of the month told, or of the next where a time up to which something lasted would lie before it."""
    groups = time_words().groups
    over = (
        one.found.get("lead_prep") in groups.awaiting | groups.deadlines and day_number(one.found.get("day")) < told.day
    )
    following = shifted(told.replace(day=1), 1 + over, "month")
    return following - timedelta(days=1)


def _sentence(read: Read) -> int:
    return read[0].place.sentence


def _saying(sentence: Iterable[Read], day: date) -> tuple[Seen, date] | None:
    """The saying of the sentence and its day, where that lies a little before publication."""
    for one, time in sentence:
        if one.reporting and time is not None and time.start and time.precision in DAYLIKE:
            said = date.fromisoformat(time.start[:10])
            return (one, said) if 0 < (day - said).days <= FRESH else None
    return None


def _from(saying: tuple[Seen, date], one: Seen, time: TimeExpression | None, day: date) -> Read:
    """The time counted anew where it hangs on the saying."""
    speaker, said = saying
    if time is None or one.reporting or time.anchored != "published" or not _is_within(speaker, one):
        return one, time
    if one.found.rule == "overnight" and not one.found.get("weekday") and not one.found.get("month"):
        return one, first_reading(one, Setting(said, "past", one.near)) if one.tense != "future" else time
    if one.found.rule != "weekdays" or one.found.get("which") or one.found.get("lead_phase") in {"last", "next"}:
        return one, time
    later = time.start is not None and date.fromisoformat(time.start[:10]) > said
    if (one.tense == "past" and later) or (one.tense == "future" and "would" in _between(speaker, one)):
        return one, first_reading(one, Setting(said, one.tense, one.near))
    return one, time


def _is_within(speaker: Seen, one: Seen) -> bool:
    """Whether the time stands in what was said: no new clause parts the two, or the speaker is named at the end."""
    if one.start > speaker.start:
        return not _between(speaker, one) & time_words().groups.new_clause
    return speaker.place.after + 1 >= len(speaker.place.words)


def _between(speaker: Seen, one: Seen) -> frozenset[str]:
    words = one.place.words[speaker.place.after : one.place.first]
    return frozenset(mark.value.lower for mark in words)
