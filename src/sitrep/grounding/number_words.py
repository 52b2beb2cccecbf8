"""The numbers that words and figures spell: "twenty-three", "1.9 million", "half a dozen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sitrep.codebook.quantity_words import quantity_words

FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
#: Figures longer than this are identifiers, not amounts.
LONGEST = 15
THOUSAND = 1000


class Number(NamedTuple):
    """A number and the index of the word after it; ``whole`` is false for a fraction left over."""

    value: int
    after: int
    whole: bool = True
    spelled: bool = False


@cache
def phrase_table(kind: str) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """The phrases of one kind ("exact", "vague") by their first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    entries: dict[str, int] = getattr(quantity_words(), kind)
    for phrase, value in entries.items():
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


def phrase(words: Sequence[str], at: int, kind: str) -> Number | None:
    """The fixed phrase of this kind that begins here."""
    for wanted, value in phrase_table(kind).get(words[at], ()):
        if tuple(words[at : at + len(wanted)]) == wanted:
            return Number(value, at + len(wanted), spelled=True)
    return None


def _figures(words: Sequence[str], at: int) -> Number | None:
    word = words[at]
    if len(word) > LONGEST or not FIGURES.fullmatch(word) or not word.isascii():
        return None
    return _scaled(float(word.replace(",", "")) if "." in word else int(word.replace(",", "")), words, at + 1)


def _scaled(value: float, words: Sequence[str], at: int, *, spelled: bool = False) -> Number:
    scales = quantity_words().scales
    while at < len(words) and words[at] in scales:
        value *= scales[words[at]]
        at += 1
    exact = round(value)
    return Number(exact, at, whole=abs(value - exact) < 1e-6, spelled=spelled)


def _small(word: str) -> int | None:
    """The value of one word below a hundred, "twenty-three" included."""
    known = quantity_words()
    if word in known.units:
        return known.units[word]
    if word in known.tens:
        return known.tens[word]
    ten, hyphen, unit = word.partition("-")
    if hyphen and ten in known.tens and 0 < known.units.get(unit, 0) < 10:
        return known.tens[ten] + known.units[unit]
    return None


def _spelled(words: Sequence[str], at: int) -> Number | None:
    """A number in words: "six hundred and five", "two dozen", "a hundred"."""
    known = quantity_words()
    if words[at] in {"a", "an"} and at + 1 < len(words) and words[at + 1] in known.article_scales:
        first, at = 1, at + 1
    else:
        small = _small(words[at])
        if small is None:
            return None
        first, at = small, at + 1
        if first in known.tens.values() and at < len(words) and 0 < known.units.get(words[at], 0) < 10:
            first, at = first + known.units[words[at]], at + 1  # "twenty three"
    return _composed(first, words, at)


def _composed(first: int, words: Sequence[str], at: int) -> Number:
    """The rest of a spelled number: scales, then what is added to them."""
    scales = quantity_words().scales
    total, current, last = 0, first, 0
    while at < len(words):
        if words[at] in scales:
            last = scales[words[at]]
            current *= last
            if last >= THOUSAND:
                total, current = total + current, 0
            at += 1
            continue
        step = 1 if words[at] == "and" and last in {100, 1000} else 0
        added = _small(words[at + step]) if last >= 100 and at + step < len(words) else None
        if added is None or current % 100:
            break
        current, at = current + added, at + step + 1
    return Number(total + current, at, spelled=True)


def number_at(words: Sequence[str], at: int) -> Number | None:
    """The number that begins at this word (lower case, straight quotes), None when there is none."""
    if at >= len(words):
        return None
    word = words[at]
    if not word:
        return None
    if word[0].isdigit():
        return _figures(words, at)
    return phrase(words, at, "exact") or _spelled(words, at)
