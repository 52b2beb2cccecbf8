"""How the words around a verb tell done from planned, tried, offered or wanted."""

import re
from functools import cache

from sitrep.codebook.files import Entry, read


class VerbContext(Entry):
    """Words before an infinitive by what they say, and patterns around triggers."""

    infinitives: dict[str, frozenset[str]]
    conditions: str
    gerund_done: frozenset[str]
    definite: frozenset[str]
    recalled_before: str


@cache
def verb_context() -> VerbContext:
    """The words around verbs."""
    return read("verb_context.yaml", VerbContext)


@cache
def conditions() -> re.Pattern[str]:
    """Signs of an offer, a draft or a condition."""
    return re.compile(verb_context().conditions)


@cache
def recalled_before() -> re.Pattern[str]:
    """Words before a noun that only recall an event."""
    return re.compile(verb_context().recalled_before)


@cache
def infinitive_status(word: str) -> str | None:
    """What this word before "to" says of the infinitive; None when nothing."""
    for status, words in verb_context().infinitives.items():
        if word in words:
            return status
    return None
