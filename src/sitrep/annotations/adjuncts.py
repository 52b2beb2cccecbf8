"""Adjuncts: the addressee, day, place and channel that stand between a cue and what was said."""

from __future__ import annotations

from sitrep.annotations.lines import Line
from sitrep.annotations.phrases import STOPS, is_time
from sitrep.codebook.cues import cue_words

Span = tuple[int, int]
#: How far an adverbial may run, and within which words of it a channel is looked for.
REACH, NEAR = 24, 6


def tail(line: Line, at: int, *, told: bool) -> tuple[int, Span | None]:
    """Where the adjuncts of the saying end, and its addressee if the cue names one first."""
    addressee = None
    if told and at < line.stop and line.word(at) not in STOPS | {"that"} and line.quoted[at] < 0:
        end = _addressee_end(line, at)
        if end > at:
            addressee, at = (at, end), end
    step = _adjunct_end(line, at)
    while step > at and step < line.stop:
        at, step = step, _adjunct_end(line, step)
    return max(at, step), addressee


def _addressee_end(line: Line, start: int) -> int:
    """The end of "reporters", "the broadcaster Al-Manarah", "a packed courtroom in Kahawa"."""
    known = cue_words()
    if line.word(start) in {"him", "her", "them", "us", "me", "it", "you"}:
        return start + 1
    at = start
    while at < line.stop and line.quoted[at] < 0 and not _ends_addressee(line, at, start):
        at += 1
        if line.word(at - 1) in known.audiences and line.word(at) not in known.audiences:
            break
    return at


def _ends_addressee(line: Line, at: int, start: int) -> bool:
    known, word = cue_words(), line.word(at)
    if word in STOPS or word in cue_words().openers:
        return True
    if at == start or (word.isdigit() and line.text(at - 1)[:1].isupper()):
        return False  # "Kanal 9"
    if is_time(word) or word in known.prepositions or word in known.finite:
        return True
    return word in known.determiners and word not in {"all", "both"}


def _adjunct_end(line: Line, at: int) -> int:
    """The end of one adverbial that begins here, the place itself when none does."""
    known, word, after = cue_words(), line.word(at), line.word(at + 1)
    if at >= line.stop or line.quoted[at] >= 0:
        return at
    if word == "on" and "condition" in {after, line.word(at + 2)}:
        return _condition_end(line, at)
    if word in cue_words().day_parts:
        return at + (is_time(after) or after in STOPS or after in known.prepositions or after in {"that", ""})
    if word in known.weekdays or word in cue_words().days:
        return at + 1
    if after in known.times and line.word(at + 2) in {"earlier", "later", "before", "ago"}:
        return at + 3 if word in known.determiners | known.numbers else at  # "told CNN a day earlier that"
    before = line.word(at - 1)
    if is_time(word) and (
        before in known.times or before in known.weekdays or (is_time(after) and word in known.times)
    ):
        return at + 1
    if word == "to" and _is_deed(line, at + 1):
        return at
    if word in known.prepositions or word in {"while", "when"}:
        return _prepositional_end(line, at)
    return at


def _is_deed(line: Line, at: int) -> bool:
    """Whether a verb with its object stands after "to": "agreed to revive a truce", not "said to the press"."""
    known = cue_words()
    nouns = known.determiners | known.owners | known.numbers
    return line.word(at) not in nouns and line.text(at).islower() and line.word(at + 1) in nouns


def _condition_end(line: Line, start: int) -> int:
    """The end of "on condition of anonymity because …"."""
    for at in range(start, line.stop):
        if line.word(at) == "," or (line.word(at) == "that" and line.word(at - 1) != "condition"):
            return at
    return line.stop


def _prepositional_end(line: Line, at: int) -> int:
    """The end of "in a statement posted on Facebook"; the place itself when a clause begins with it."""
    after = line.word(at + 1)
    hedges = line.word(at) in {"at", "about", "over", "up", "between", "around", "under"}
    if hedges and (after in {"least", "most", "to"} or after[:1].isdigit()):
        return at
    end = at + 1
    if line.word(at) in {"on", "in", "by"} and is_time(after):
        while end < line.stop and is_time(line.word(end)):
            end += 1
        return end
    while end < min(line.stop, at + REACH):
        word = line.word(end)
        if word in STOPS or word in {"that", "--"} or line.quoted[end] >= 0:
            return end
        if word in cue_words().finite or word in cue_words().subjects:
            return _channel_end(line, at, end)
        end += 1
    return end if end >= line.stop else at


def _channel_end(line: Line, at: int, limit: int) -> int:
    """The end of a channel or an audience inside a longer stretch: "said on Telegram two drones had hit"."""
    known = cue_words()
    for place in range(at + 1, min(limit, at + NEAR)):
        double = f"{line.word(place - 1)} {line.word(place)}" in known.channels
        is_channel = line.word(place) in known.channels or double
        is_channel = is_channel or (line.text(place) == "X" and line.word(place - 1) == "on")
        if is_channel or line.word(place) in known.audiences:
            return place + 1
    return at
