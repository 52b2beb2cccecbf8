"""Short forms of states and provinces in news style: "W.Va.", "Ont.", "Austin, TX"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import model_validator

from sitrep.codebook.files import Entry, read

FILE = "unit_abbreviations.yaml"


class ShortForms(Entry):
    """How one unit is abbreviated, with full stops and in the manner of addresses."""

    dotted: tuple[str, ...]
    postal: tuple[str, ...]


class Abbreviations(Entry):
    """The whole of ``unit_abbreviations.yaml``: what is never anything else, and each country's units by name."""

    firm: frozenset[str]
    units: dict[str, dict[str, ShortForms]]

    @model_validator(mode="after")
    def _firm_forms_are_forms(self) -> Abbreviations:
        listed = {form for units in self.units.values() for forms in units.values() for form in forms.dotted}
        if strays := self.firm - listed:
            raise ValueError(f"no unit is abbreviated {', '.join(sorted(strays))}")
        return self


class Unit(NamedTuple):
    """A first-order unit by its country and its name in the gazetteer."""

    country: str
    name: str


@cache
def abbreviations() -> Abbreviations:
    """The short forms of units."""
    return read(FILE, Abbreviations)


@cache
def units_by_form() -> dict[str, Unit]:
    """Every short form, without spaces, with the unit it stands for; the first country to claim one keeps it."""
    found: dict[str, Unit] = {}
    for country, units in abbreviations().units.items():
        for name, forms in units.items():
            for form in (*forms.dotted, *forms.postal):
                found.setdefault(form.replace(" ", ""), Unit(country, name))
    return found


def short_forms(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The short forms from one offset to another; the group ``firm`` or ``after`` says by what they are known."""
    known, plain = _patterns()
    at = start
    while form := plain.search(text, at, end):
        found = known.match(text, form.start(), end)
        if found is not None:
            yield found
        at = found.end() if found is not None else form.start() + 1


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Short forms as they stand in a text: ``firm`` ones stand alone, ``after`` ones follow a place and a comma.

    The second pattern has the same forms wherever they stand. It begins with letters and is sought far sooner than one
    that begins with what stands before them.
    """
    dotted = {form for units in abbreviations().units.values() for forms in units.values() for form in forms.dotted}
    postal = {form for units in abbreviations().units.values() for forms in units.values() for form in forms.postal}
    firm = _either(abbreviations().firm)
    after = _either(dotted | postal)
    known = rf"(?<=[a-z.], )(?P<after>{after})(?![A-Za-z])|(?<![\w.])(?P<firm>{firm})(?![A-Za-z])"
    return re.compile(known), re.compile(rf"(?:{_either(dotted | postal | abbreviations().firm)})(?![A-Za-z])")


def _either(forms: frozenset[str] | set[str]) -> str:
    """The longest first; after an inner full stop there may be a space, and the last stop may be missing there."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(_loosened(form) for form in ordered)


def _loosened(form: str) -> str:
    whole = re.escape(form.replace(" ", ""))
    inner = form.removesuffix(".").count(".")
    loose = whole.replace(r"\.", r"\.\s?", inner)
    return loose + "?" if inner and form.endswith(".") else loose
