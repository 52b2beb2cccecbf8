"""The words for amounts, their hedges, and what tells a count from an age, a price or a name."""

from functools import cache

from sitrep.codebook.files import Entry, read


class Hedges(Entry):
    """The hedges by what they do to a number."""

    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]


class QuantityWords(Entry):
    """Every word the reading of amounts knows; all in lower case with straight quotes."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    article_scales: frozenset[str]
    exact: dict[str, int]
    vague: dict[str, int]
    vague_not_after: dict[str, frozenset[str]]
    hedges: Hedges
    hedges_after: Hedges
    range_links: frozenset[str]
    range_words: frozenset[str]
    zero_determiners: frozenset[str]
    zero_pronouns: frozenset[str]
    zero_nouns: frozenset[str]
    zero_verbs: frozenset[str]
    zero_reach: int
    ordinals: frozenset[str]
    currencies_before: frozenset[str]
    currencies_after: frozenset[str]
    percents: frozenset[str]
    percent_phrases: frozenset[str]
    distances: frozenset[str]
    distance_phrases: frozenset[str]
    measures: frozenset[str]
    durations: frozenset[str]
    age_tokens: frozenset[str]
    age_closers: frozenset[str]
    age_before: frozenset[str]
    age_heads: frozenset[str]
    age_groups: frozenset[str]
    label_before: frozenset[str]
    label_capital_before: frozenset[str]
    months: frozenset[str]
    year_before: frozenset[str]
    year_never_before: frozenset[str]
    clock_after: frozenset[str]


@cache
def quantity_words() -> QuantityWords:
    """The words for amounts of the English press."""
    return read("quantities.yaml", QuantityWords)
