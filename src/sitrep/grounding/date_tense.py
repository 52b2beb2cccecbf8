"""Whether the words around a time tell of what has been or of what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sitrep.annotations.layers import Word
from sitrep.annotations.sheet import Mark
from sitrep.codebook.time_words import time_words

Tense = Literal["past", "future", "either"]
#: How many words before and after a time are looked at.
BACK, AHEAD = 18, 12


def _lower(words: Sequence[Mark[Word]], index: int) -> str:
    return words[index].value.lower if 0 <= index < len(words) else ""


def _is_infinitive(words: Sequence[Mark[Word]], at: int) -> bool:
    """Whether "to" at this place opens an infinitive."""
    following = _lower(words, at + 1)
    return (
        _lower(words, at) == "to"
        and following.isalpha()
        and words[at + 1].value.text[0].islower()
        and following not in time_words().tense.determiners
    )


def cue(words: Sequence[Mark[Word]], at: int, *, infinitive: bool) -> Tense | None:
    """What the word at this place says of the time after it, None when nothing."""
    cues, word, before = time_words().tense, _lower(words, at), _lower(words, at - 1)
    if word in cues.future_participles and (word not in cues.past or before in cues.present_be):
        return _of_participle(words, at)
    if word in cues.future:
        return "either" if before in cues.past_be else "future"
    if infinitive and word in cues.commits:
        return "future"
    if word in cues.modals:
        nearby = {_lower(words, at + 1), _lower(words, at + 2)}
        return "past" if "have" in nearby else "future"
    if word in cues.future_verbs:
        return "future"
    if word in cues.present_be:
        following = _lower(words, at + 1)
        return "future" if (infinitive and following == "to") or following.endswith("ing") else None
    if word in {"was", "were"} and _lower(words, at + 1) == "to":
        return "either"
    return "past" if _is_past(word, before) else None


def _of_participle(words: Sequence[Mark[Word]], at: int) -> Tense | None:
    """"Is expected" looks ahead; "was expected" may by now have been."""
    cues = time_words().tense
    nearby = [_lower(words, index) for index in range(max(0, at - 3), at)]
    if any(word in cues.past_be for word in nearby) and not any(word in {"has", "have"} for word in nearby):
        return "either"
    if any(word in cues.present_be or word in {"has", "have"} for word in nearby):
        return "future"
    follows_through = _lower(words, at + 1) in {"to", "for", "on"} or not nearby or not nearby[-1].isalpha()
    return "future" if follows_through else None


def _is_past(word: str, before: str) -> bool:
    if word in time_words().tense.past:
        return not (word in {"have", "been"} and before in {"will", "would", "to"})
    return len(word) > 3 and word.endswith("ed") and before not in {"be", "a", "an"}  # noqa: PLR2004


def tense_at(words: Sequence[Mark[Word]], first: int, after: int, *, forward: bool = False) -> Tense:
    """The tense told around the time that stands at ``[first, after)`` of its sentence's words."""
    directions = (_ahead(words, after), _behind(words, first)) if forward else (_behind(words, first), None)
    for told in directions:
        if told is not None:
            return told
    return _ahead(words, after) or "either"


def _behind(words: Sequence[Mark[Word]], first: int) -> Tense | None:
    """The nearest cue before the time, within its clause."""
    barriers = time_words().tense.barriers
    infinitive = False
    for at in range(first - 1, max(-1, first - 1 - BACK), -1):
        if _lower(words, at) in barriers:
            return None
        infinitive = infinitive or _is_infinitive(words, at)
        told = cue(words, at, infinitive=infinitive)
        if told is not None:
            return told
    return None


def _ahead(words: Sequence[Mark[Word]], after: int) -> Tense | None:
    barriers = time_words().tense.barriers
    for at in range(after, min(len(words), after + AHEAD)):
        if _lower(words, at) in barriers:
            return None
        told = cue(words, at, infinitive=False)
        if told is None and _lower(words, at) in time_words().tense.present_be and _is_infinitive(words, at + 1):
            told = "future"
        if told is not None:
            return told
    return None


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
