"""Days told in what somebody said before publication: "said on Friday that it had been hit on Wednesday".

They count from the day of the saying: what had been by then lies before it, and what "would" be follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from sitrep.annotations.layers import TimeExpression
from sitrep.codebook.time_words import time_words
from sitrep.grounding.date_anchors import DAYLIKE
from sitrep.grounding.date_readings import Seen, first_reading
from sitrep.grounding.date_rules import Setting

Read = tuple[Seen, TimeExpression | None]
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
