"""How common the terms of news are: the reader of ``incident_words.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from sitrep.errors import CodebookError

FILE: Final = "incident_words.tsv"
#: As how many stories the shipped table counts beside those that a reader has seen itself.
SHIPPED_STORIES: Final = 200


@cache
def word_spread() -> Mapping[str, float]:
    """In which share of stories each common term stands, from 0 to 1."""
    text = resources.files("sitrep.codebook").joinpath("data", FILE).read_text(encoding="utf-8")
    return MappingProxyType(dict(_row(number, line) for number, line in _rows(text)))


def _rows(text: str) -> list[tuple[int, str]]:
    lines = list(enumerate(text.splitlines(), start=1))
    if not lines or lines[0][1] != "term\tper_mille":
        raise CodebookError(f"{FILE}: its head is not 'term', 'per_mille'.", check="Learn it anew.")
    return lines[1:]


def _row(number: int, line: str) -> tuple[str, float]:
    term, _, share = line.partition("\t")
    if not term or not share.isdigit() or not 0 < int(share) <= 1000:
        raise CodebookError(f"{FILE} line {number}: {line!r} is no term with its share.", check="Learn it anew.")
    return term, int(share) / 1000
