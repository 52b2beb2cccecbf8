"""Whether an act was done, is going on, is planned, was tried, offered, wanted or negated."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitrep.annotations.lines import Line
from sitrep.codebook.function_words import function_words
from sitrep.codebook.verb_context import conditions, infinitive_status, verb_context

#: How far left of a verb its helpers are looked for.
REACH = 7
#: Helpers that a bare form after "and" shares.
HELPER = re.compile(r"\b(would|will|to|could|may|should|must|can|might)\b")
#: How far left of "to" the word that governs it may stand ("urged all parties to protect").
GOVERNOR_REACH = 9


class Verb(NamedTuple):
    """How a verb stands: its status, whether passive, and where its helpers begin (word index)."""

    status: str
    passive: bool
    first: int
    negated: bool = False
    perfect: bool = False


def read_verb(line: Line, index: int, form: str) -> Verb:
    """The verb at this word with what its helpers and governor say."""
    words = function_words()
    helpers: list[str] = []
    at = index
    while at > 0 and index - at < REACH:
        word = line.word(at - 1)
        if word not in words.auxiliaries and word not in words.adverbs and word not in words.negations:
            break
        helpers.insert(0, word)
        at -= 1
    while helpers and helpers[0] in words.adverbs and helpers[0] != "to":
        helpers.pop(0)
        at += 1
    passive = _passive(helpers, form, line, index)
    negated = any(helper in words.negations for helper in helpers)
    perfect = bool({"has", "have", "'ve"} & set(helpers))
    return Verb(_status(line, index, at, form, helpers), passive, at, negated, perfect)


def _passive(helpers: list[str], form: str, line: Line, index: int) -> bool:
    if form not in {"ed", "participle"}:
        return False
    words = function_words()
    if any(helper in words.be_forms for helper in helpers):
        return True
    return not helpers and line.word(index + 1) == "by"


def _status(line: Line, index: int, first: int, form: str, helpers: list[str]) -> str:
    words = function_words()
    if "to" in helpers and form in {"base", "ed", "participle", "noun"}:
        at = first + helpers.index("to")
        return _governed(line, at, helpers[: helpers.index("to")])
    if any(helper in words.future for helper in helpers):
        return "planned"
    if any(helper in words.conditional for helper in helpers):
        if "would" in helpers or "'d" in helpers:
            return "hypothetical" if conditions().search(line.lower) else "planned"
        return "irrealis" if "should" in helpers else "hypothetical"
    if "must" in helpers or "shall" in helpers:
        return "irrealis"
    if form == "ing" and helpers and helpers[-1] in words.be_forms:
        return "ongoing"
    if form == "ing" and not helpers:
        return _gerund(line, index)
    if form == "base" and not helpers:
        return _coordinated(line, index)
    return "occurred"


def _coordinated(line: Line, index: int) -> str:
    """A bare base form: after "and" it shares the helper before ("would free … and let")."""
    if line.word(index - 1) in {'"', "“", "("}:
        return "irrealis"
    if line.word(index - 1) not in {"and", ",", "or"}:
        return "present"
    helpers = HELPER.findall(line.before(line.words[index].start))
    if not helpers:
        return "present"
    if helpers[-1] == "will":
        return "planned"
    if helpers[-1] == "would":
        return "hypothetical" if conditions().search(line.lower) else "planned"
    return "irrealis"


def _governed(line: Line, at: int, helpers: list[str]) -> str:
    """What governs "to" at this word index: "is to", "threatened to", "urged Kyiv to"."""
    if helpers:
        last = helpers[-1]
        if last in {"is", "are", "was", "were", "be", "been", "'re"}:
            return "planned"
    for back in range(1, GOVERNOR_REACH):
        word = line.word(at - back)
        if not word or word in {".", ";", ":", "that", "which", "who", "and", "but"}:
            break
        status = infinitive_status(word)
        if status and not (status == "planned" and word in {"is", "are", "was", "were", "be"} and back > 1):
            return status
    return "irrealis"


def _gerund(line: Line, index: int) -> str:
    """A bare -ing: done when it hangs on a comma or "and" ("…, killing four"), else only named."""
    previous, context = line.word(index - 1), verb_context()
    done = previous in context.gerund_done or previous in function_words().adverbs
    return "occurred" if done else "named"
