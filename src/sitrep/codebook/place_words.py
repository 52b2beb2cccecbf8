"""The words by which English news tells that a name is a place, and the words that look like one and are not."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from sitrep.codebook.files import Entry, read

#: The sorts of place that words like "the city" name again.
AgainSort = Literal["city", "region", "country"]


class PlaceWords(Entry):
    """Feature words, prepositions and directions, as place_words.yaml explains them."""

    region: frozenset[str]
    county: frozenset[str]
    district: frozenset[str]
    quarter: frozenset[str]
    settlement: frozenset[str]
    natural: frozenset[str]
    natural_after: frozenset[str]
    water_after: frozenset[str]
    site: frozenset[str]
    site_modifier: frozenset[str]
    weak_site: frozenset[str]
    site_of: frozenset[str]
    dedicated: frozenset[str]
    direction: frozenset[str]
    lean: dict[str, tuple[int, int]]
    adjective: frozenset[str]
    locative: frozenset[str]
    direct: frozenset[str]
    way: frozenset[str]
    border: frozenset[str]
    border_adjectives: frozenset[str]
    border_compounds: frozenset[str]
    exemplifying: frozenset[str]
    social: frozenset[str]
    acting: frozenset[str]
    note: frozenset[str]
    note_phrase: frozenset[str]
    compound_tail: frozenset[str]
    clock: frozenset[str]
    bodies_named: frozenset[str]
    seated: frozenset[str]
    never: frozenset[str]
    also_given: frozenset[str]
    body: frozenset[str]
    lands: frozenset[str]
    again: dict[AgainSort, tuple[str, ...]]
    alike: dict[str, frozenset[str]]
    largest: dict[str, int]


@cache
def place_words() -> PlaceWords:
    """The words of place_words.yaml."""
    return read("place_words.yaml", PlaceWords)


@cache
def common_words() -> frozenset[str]:
    """English words that some town is called: a place only with strong evidence."""
    text = resources.files("sitrep.codebook").joinpath("data", "common_words.tsv").read_text(encoding="utf-8")
    return frozenset(text.split()[1:])
