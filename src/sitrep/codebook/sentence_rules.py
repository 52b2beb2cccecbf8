"""Where a period does not end a sentence."""

from functools import cache

from sitrep.codebook.files import Entry, read


class SentenceRules(Entry):
    """Abbreviations that never end a sentence, and those that may."""

    never_final: tuple[str, ...]
    maybe_final: tuple[str, ...]
    abbreviated: frozenset[str]


@cache
def sentence_rules() -> SentenceRules:
    """The rules of the English press."""
    return read("sentences.yaml", SentenceRules)
