"""Borders as places: "the Thai-Cambodian border", "their common border", "the border with Burkina Faso".

Each is placed at the middle of the land border of two countries that the words name, or that the sentence names before
them and no third beside; where no two countries are told so, or have no land border, there is no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sitrep.annotations.layers import Place
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.borders import borders
from sitrep.codebook.countries import country_by_name, country_of_demonym, name_of
from sitrep.codebook.place_words import place_words

HYPHENS = re.compile(r"[-–/]")
UNSURE = 0.6
#: The countries named in a sentence: where each name begins and ends, and its code.
Named = Sequence[tuple[int, int, str]]


def border_places(text: str, lines: Sequence[Line], countries: Callable[[], Named], step: str) -> Iterator[Mark[Place]]:
    """A mark for every border told; ``countries`` tells those that the story names, in order."""
    words = place_words().border
    if not any(word in text for word in words):
        return
    named = countries()
    before: list[str] = []
    for line in lines:
        for at, word in enumerate(line.lowers):
            if word in words and line.word(at + 1) not in place_words().border_compounds:
                yield from _border(line, at, named, before, step)
        before = _countries(line, 0, len(line), named)


def _border(line: Line, at: int, named: Named, before: Sequence[str], step: str) -> Iterator[Mark[Place]]:
    """The border told at this word of the sentence, if two countries are told for it."""
    first = at
    while first and line.word(first - 1) in place_words().border_adjectives:
        first -= 1
    lead = line.words[first - 1].value.text if first else ""
    pair, after = _hyphenated(lead), line.word(at + 1)
    if pair:
        first -= 1
    elif after in {"with", "between"}:
        there = _following(line, at, named)
        own = [code for code in _countries(line, 0, at, named) if code not in there]
        pair = there[:2] if after == "between" else [*own, *there] if len(own) == 1 and len(there) == 1 else []
    elif lead.lower() == "their":
        here = _countries(line, 0, first, named)
        pair, first = here or list(before), first - 1
    place = _between(pair)
    if place is not None:
        yield Mark(line.words[first].start, line.words[at].end, place, step, UNSURE)


def _hyphenated(word: str) -> list[str]:
    """The two countries of "Thai-Cambodian", "Pakistan-Afghanistan"."""
    parts = HYPHENS.split(word)
    codes = [country_of_demonym(part.lower()) or country_by_name(part) for part in parts if part[:1].isupper()]
    return [code for code in codes if code] if len(parts) == 2 else []


def _countries(line: Line, first: int, last: int, named: Named) -> list[str]:
    """The countries and peoples told from one word of a sentence up to another, each once."""
    if first >= last:
        return []
    start, end = line.words[first].start, line.words[last - 1].end
    told = [(begins, code) for begins, ends, code in named if start <= begins and ends <= end]
    for mark in line.words[first:last]:
        code = country_of_demonym(mark.value.lower) if mark.value.text[:1].isupper() else None
        if code:
            told.append((mark.start, code))
    return list(dict.fromkeys(code for _, code in sorted(told)))


def _following(line: Line, at: int, named: Named) -> list[str]:
    """The country or countries right behind "with" or "between"."""
    found: list[str] = []
    place = line.words[at + 1].end
    for begins, ends, code in named:
        gap = line.lower[place - line.mark.start : begins - line.mark.start] if begins >= place else "-"
        if gap.strip() in {"", "the", "and", "and the"}:
            found.append(code)
            place = ends
    return found


def _between(pair: Sequence[str]) -> Place | None:
    point = borders().get(frozenset(pair)) if len(pair) == 2 else None
    if point is None:
        return None
    name = f"{name_of(pair[0])}-{name_of(pair[1])} border"
    return Place(name, None, *point, None, None, "region", role="place")
