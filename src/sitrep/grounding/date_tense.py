"""Whether the words around a time tell of what has been or of what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words

#: "open" is told but undecided ("was to meet", "planned a rally"); "either" is not told at all.
Tense = Literal["past", "future", "open", "either"]
#: How many words before and after a time are looked at.
BACK, AHEAD = 18, 12


def _lower(words: Sequence[Mark[Word]], index: int) -> str:
    return words[index].value.lower if 0 <= index < len(words) else ""


def _is_infinitive(words: Sequence[Mark[Word]], at: int) -> bool:
    """Whether "to" at this place opens an infinitive."""
    if _lower(words, at) != "to":
        return False
    following = _lower(words, at + 1)
    return (
        following.isalpha()
        and words[at + 1].value.text[0].islower()
        and following not in time_words().tense.determiners
        and following not in time_words().tense.after_to
    )


@cache
def _telling() -> frozenset[str]:
    """The words that may tell past from future, but for those that end as verbs of the past do."""
    cues = time_words().tense
    telling = cues.future_participles | cues.future | cues.run_ups | cues.commits | cues.modals | cues.having
    telling |= cues.timetable_verbs | cues.timetable_phrases.keys() | cues.future_verbs
    return telling | cues.present_be | cues.past | {"'s", "was", "were", "planned"}


def cue(words: Sequence[Mark[Word]], at: int, *, infinitive: bool, comma: bool = False) -> Tense | None:
    """What the word at this place says of a time beside it, None when nothing.

    ``infinitive``: an infinitive stands between the two. ``comma``: a comma does.
    """
    cues, word = time_words().tense, _lower(words, at)
    if word not in _telling() and not word.endswith("ed"):
        return None
    before = _lower(words, at - 1)
    is_set = word not in cues.past or before in cues.present_be or _lower(words, at + 1) in {"to", "for"}
    if word in cues.future_participles and is_set:
        return _of_participle(words, at)
    if word in cues.future:
        if (comma and word in cues.future_nouns) or (
            word == "ahead" and before.removesuffix("s") in time_words().units
        ):
            return None  # "three days ahead of the parade" may have been
        return "open" if before in cues.past_be else "future"
    if word in cues.run_ups and not comma:
        return "open"
    if infinitive and word in cues.commits:
        return "future"
    if word in cues.modals:
        return _of_modal(words, at)
    if _is_timetable(words, at):
        return "future"
    return _of_verb(words, at, infinitive=infinitive)


def _is_timetable(words: Sequence[Mark[Word]], at: int) -> bool:
    """Whether a verb of the present tells what is fixed: "it ends on Friday", "it takes effect on Monday"."""
    cues, word = time_words().tense, _lower(words, at)
    if word not in cues.timetable_verbs and word not in cues.timetable_phrases and word not in cues.future_verbs:
        return False
    before = _lower(words, at - 1)
    if before in cues.determiners or before in cues.before_bare or before in cues.having:
        return False
    following = f"{_lower(words, at + 1)} {_lower(words, at + 2)}"
    set_phrase = any(following.startswith(phrase) for phrase in cues.timetable_phrases.get(word, ()))
    return word in cues.timetable_verbs or set_phrase or (word in cues.future_verbs and _is_infinitive(words, at + 1))


def _of_modal(words: Sequence[Mark[Word]], at: int) -> Tense:
    """What "could have been" or "could not be reached" is past; other modals look ahead."""
    nearby = {_lower(words, at + 1), _lower(words, at + 2)}
    past = "have" in nearby or (_lower(words, at) == "could" and nearby & {"not", "n't", "be"} == nearby)
    neither = _lower(words, at) == "could" and any(
        _lower(words, index) in time_words().groups.negative for index in range(at)
    )
    return "past" if past or neither or (_lower(words, at) == "could" and "not" in nearby) else "future"


def _of_verb(words: Sequence[Mark[Word]], at: int, *, infinitive: bool) -> Tense | None:
    cues, word, before = time_words().tense, _lower(words, at), _lower(words, at - 1)
    following = _lower(words, at + 1)
    if word == "'s" and before not in cues.subjects:
        return None  # "Myanmar's Sagaing region", "Wednesday's meeting"
    if word in cues.present_be:
        return "future" if (infinitive and following == "to") or following.endswith("ing") else None
    if word in {"was", "were"} and (following == "to" or (following.endswith("ing") and infinitive)):
        return "open"
    if word == "planned":
        return "open"
    if following == "to" and word in cues.having:
        return "open" if word == "had" else "future"  # "has to leave by 9 p.m."
    if not _is_past(word, before):
        return None
    if before in cues.present_be and any(_lower(words, index) in cues.openers for index in range(max(0, at - 6), at)):
        return "future"
    return "open" if infinitive and word not in cues.past_be else "past"


def _of_participle(words: Sequence[Mark[Word]], at: int) -> Tense | None:
    """What "is expected" lies ahead; "was expected" may by now have been."""
    cues = time_words().tense
    nearby = [_lower(words, index) for index in range(max(0, at - 3), at)]
    perfect = any(word in {"has", "have"} for word in nearby)
    if any(word in cues.past_be for word in nearby) and not perfect:
        return "open"
    if perfect or any(word in cues.present_be for word in nearby):
        return "future"
    if _lower(words, at) in cues.scheduled:
        return "future" if _lower(words, at + 1) in {"to", "for", "on", "in", "at"} else None
    return "open" if _lower(words, at) == "planned" else None


def _is_past(word: str, before: str) -> bool:
    if word in time_words().tense.past:
        return before not in {"be", "to", "will", "would"}
    determined = before in time_words().tense.determiners and before != "that"  # "the revised text"
    attributive = before == "be" or determined  # but "a deal that lapsed"
    return len(word) > 3 and word.endswith("ed") and not attributive


def tense_at(words: Sequence[Mark[Word]], first: int, after: int, *, forward: bool = False) -> Tense:
    """The tense told around the time that stands at ``[first, after)`` of its sentence's words.

    ``forward``: the time belongs to what follows ("Friday's summit", "the Dec. 8 talks").
    """
    if forward and is_done(words, after):
        return "past"
    directions = (_ahead(words, after), _behind(words, first)) if forward else (_behind(words, first), None)
    for told in directions:
        if told is not None:
            return told
    return _ahead(words, after) or "either"


def told_before(words: Sequence[Mark[Word]], first: int) -> Tense | None:
    """The tense that the words of its clause before a time tell; None when they tell none."""
    return _behind(words, first)


def may_be_ahead(words: Sequence[Mark[Word]], after: int) -> bool:
    """Whether a modal follows: "by Friday, officials said, all would have left"."""
    modals = time_words().tense.modals
    return any(_lower(words, at) in modals or _lower(words, at) == "will" for at in range(after, after + AHEAD))


def is_wanted(words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether somebody wants, in the present, what is told: "wants the plan accepted by Monday"."""
    nearby = (_lower(words, at) for at in range(max(0, first - 8), first))
    return any(word in time_words().tense.commits and word.endswith("s") for word in nearby)


def is_fixed(words: Sequence[Mark[Word]], first: int, after: int) -> bool:
    """Whether a state of the present begins with the time: "flights are suspended from Friday"."""
    near = range(max(0, first - 4), first) if first > 1 else range(after, after + 6)
    nearby = {_lower(words, at) for at in near}
    cues = time_words().tense
    return bool(nearby & cues.present_be) and not nearby & (cues.past_be | cues.having)


def is_awaited_day(words: Sequence[Mark[Word]], first: int, after: int) -> bool:
    """Whether the sentence opens with a day of which it tells in the present: "Friday is a day of mourning"."""
    return first == 0 and _lower(words, after) in time_words().tense.being_a_day


def has_fallen_through(words: Sequence[Mark[Word]], first: int, after: int) -> bool:
    """Whether what was planned for a day is told of as past: "talks planned for Tuesday were called off"."""
    cues = time_words().tense
    planned = any(_lower(words, at) in cues.future_participles for at in range(max(0, first - 2), first))
    undone = cues.past_be | {"did"}
    return planned and any(_lower(words, at) in undone for at in range(after, after + 4))


def is_deferred(words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether something is put off to what follows: "was adjourned until", "was moved to"."""
    nearby = {_lower(words, at) for at in range(max(0, first - 5), first)}
    return bool(nearby & time_words().groups.deferring) and "had" not in nearby


def _behind(words: Sequence[Mark[Word]], first: int) -> Tense | None:
    """The nearest cue before the time, within its clause."""
    cues = time_words().tense
    infinitive = comma = False
    for at in range(first - 1, max(-1, first - 1 - BACK), -1):
        word = _lower(words, at)
        if word in cues.barriers or word in cues.clauses:
            return None
        comma = comma or word == ","
        infinitive = infinitive or _is_infinitive(words, at)
        told = cue(words, at, infinitive=infinitive, comma=comma)
        if told is not None:
            return told
    return None


def _ahead(words: Sequence[Mark[Word]], after: int) -> Tense | None:
    cues = time_words().tense
    for at in range(after, min(len(words), after + AHEAD)):
        if _lower(words, at) in cues.barriers:
            return None
        told = cue(words, at, infinitive=False, comma=True)
        if told is None and _lower(words, at) in cues.present_be and _is_infinitive(words, at + 1):
            told = "future"
        if told is not None:
            return told
    return None


def is_done(words: Sequence[Mark[Word]], after: int) -> bool:
    """Whether what the time describes has been by its nature: "Wednesday's ruling", "the Dec. 19 attack"."""
    done = time_words().tense.done
    return any(word.value.lower in done for word in words[after : after + 3])


def awaited(words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether "until" before this place looks ahead: "are closed until", but not "was closed until"."""
    past_be = time_words().tense.past_be
    nearby = {_lower(words, at) for at in range(max(0, first - 5), first)}
    if is_deferred(words, first):
        return True
    if nearby & time_words().groups.lasted:
        return False
    if first <= 1:
        return not any(mark.value.lower in past_be for mark in words[:AHEAD])
    return not nearby & past_be


def is_reporting(words: Sequence[Mark[Word]], first: int) -> bool:
    """Whether the time before this word dates the saying: "officials said Wednesday"."""
    known = time_words()
    for at in range(first - 1, max(-1, first - 9), -1):
        word = _lower(words, at)
        if word in known.reporting:
            return True
        if word not in known.reporting_links and not words[at].value.text[0].isupper():
            return False
    return False
