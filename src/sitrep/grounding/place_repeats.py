"""Places named again without their names: "the city", "the capital", "the enclave", "the city's airport".

A word like these means the place of its sort that was named last, as far as what is known of that place allows it:
nobody calls a capital of millions a village, nor what was told as a town a city.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sitrep.annotations.layers import Place
from sitrep.annotations.sheet import Mark
from sitrep.codebook.countries import countries, country_of_capital
from sitrep.codebook.place_words import AgainSort, place_words
from sitrep.grounding.coverage import country_place, of_entry
from sitrep.grounding.gazetteer import Entry, gazetteer

UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """A place named in the text, the word for its sort beside the name ("town"), and how many people it has."""

    mark: Mark[Place]
    feature: str | None
    population: int

    @property
    def place(self) -> Place:
        """The place."""
        return self.mark.value


def repeats(text: str, told: Sequence[Told], main: str | None, step: str) -> list[Mark[Place]]:
    """A mark for every such word that stands for a place; ``main`` is the country that the story plays in."""
    found = []
    for match in _pattern().finditer(text):
        if any(one.mark.start < match.end() and match.start() < one.mark.end for one in told):
            continue
        noun = re.sub(r"\s+", " ", match.group("again").lower())
        before = [one for one in told if one.mark.end <= match.start() and one.place.role != "actor"]
        place = _meant(noun, before, main)
        if place is None:
            continue
        place = replace(place, note=None, is_dateline=False, role="place", within=(), why=None)
        if match.group("site"):
            head = match.group("site")
            place = replace(place, name=f"{place.name} {head}", geonames_id=None, precision="site")
        found.append(Mark(match.start(), match.end(), place, step, UNSURE))
    return found


def _meant(phrase: str, before: Sequence[Told], main: str | None) -> Place | None:
    sort = _sorts()[phrase]
    noun = phrase.rpartition(" ")[2]
    if sort == "country":
        return country_place(main or "")
    if noun == "capital":
        return _capital(before, main)
    same = [one for one in before if one.place.precision == sort]
    if sort == "city":
        same = _fitting(noun, [one for one in same if not one.place.is_dateline] or same)
    return same[-1].place if same else None


def _fitting(noun: str, same: list[Told]) -> list[Told]:
    """The settlements that this word may mean: none told as another sort if others are, none that is too large."""
    limit = place_words().largest.get(noun)
    if limit is not None:
        same = [one for one in same if one.population <= limit and country_of_capital(one.place.name) is None]
    words = place_words().alike
    called = {one.place.name: one.feature for one in same if one.feature in words}
    return [one for one in same if called.get(one.place.name, noun) in words.get(noun, ())] or same


def _capital(before: Sequence[Told], main: str | None) -> Place | None:
    """The capital of the story's country, else the one named last."""
    if main is None:
        return None
    named = [one.place for one in before if country_of_capital(one.place.name) == main]
    if named:
        return named[-1]
    entry = capital_of(main)
    return of_entry(entry) if entry else None


def capital_of(country: str) -> Entry | None:
    """The capital of a country."""
    names = countries()[country].capitals if country in countries() else ()
    found = (entry for name in names[:1] for entry in gazetteer().find(name))
    return next((entry for entry in found if entry.kind == "city" and entry.country == country), None)


@cache
def _sorts() -> dict[str, AgainSort]:
    return {phrase: sort for sort, phrases in place_words().again.items() for phrase in phrases}


@cache
def _pattern() -> re.Pattern[str]:
    # Each begins with "the". A pattern that begins with one of two letters is sought far sooner than one of any case,
    # so that the rest alone takes capitals for small letters, and the bound of the word is looked back for.
    phrases = sorted((phrase.removeprefix("the") for phrase in _sorts()), key=len, reverse=True)
    words = place_words()
    heads = "|".join(sorted(words.site - words.weak_site, key=len, reverse=True))
    again = "|".join(p.replace(" ", r"\s+") for p in phrases)
    return re.compile(
        rf"(?P<again>[Tt](?<=\b.)(?i:he(?:{again})))\b"
        rf"(?i:['’]s\s+(?:(?:main|only|international)\s+)*(?P<site>{heads})\b)?(?i:(?!\s+of\b))"
    )
