"""Votes of a story's names: for countries, for first-order units, and for patches of land."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sitrep.grounding.gazetteer import Entry

#: The side of a patch of land, in degrees; neighbouring patches count half.
PATCH = 1.0
BESIDE = 0.5

Unit = tuple[str, str]
Patch = tuple[int, int]
#: The votes for a place's country, for its unit, and for the land around it.
Support = tuple[float, float, float]


class Land(NamedTuple):
    """Where a place lies: its country, its first-order unit, its patch of land, and the patches that it votes for."""

    country: str | None
    unit: Unit | None
    patch: Patch | None
    beside: tuple[Patch, ...]


def unit_of(entry: Entry) -> Unit | None:
    """The country and first-order unit of a place."""
    return (entry.country, entry.admin1) if entry.country and entry.admin1 else None


@lru_cache(maxsize=8192)
def land_of(entry: Entry) -> Land:
    """Where a place lies; a country lies in no patch, and a region is too wide to vote for one."""
    if entry.lat is None or entry.lon is None or entry.kind == "country":
        return Land(entry.country, unit_of(entry), None, ())
    patch = int(entry.lat // PATCH), int(entry.lon // PATCH)
    return Land(entry.country, unit_of(entry), patch, () if entry.kind == "region" else _beside(patch))


@lru_cache(maxsize=4096)
def _beside(patch: Patch) -> tuple[Patch, ...]:
    """The eight patches around this one."""
    lat, lon = patch
    return tuple((lat + down, lon + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)


class Votes:
    """What one name votes for, or what all names together do."""

    __slots__ = ("countries", "patches", "units")

    def __init__(self) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        self.units: dict[Unit, float] = defaultdict(float)
        self.patches: dict[Patch, float] = defaultdict(float)

    def add(self, land: Land, weight: float) -> None:
        """Votes for where a place lies."""
        country, unit, patch, beside = land
        if country:
            self.countries[country] += weight
        if unit is not None:
            self.units[unit] += weight
        if patch is not None and beside:
            patches, less = self.patches, weight * BESIDE
            patches[patch] += weight
            for near in beside:
                patches[near] += less

    def join(self, other: Votes) -> None:
        """Adds the votes of another name."""
        for country, weight in other.countries.items():
            self.countries[country] += weight
        for unit, weight in other.units.items():
            self.units[unit] += weight
        for patch, weight in other.patches.items():
            self.patches[patch] += weight

    def beyond(self, own: Votes, lands: Iterable[Land]) -> list[Support]:
        """The votes for where each of several places lies, but for those that are a name's own."""
        countries, units, patches = self.countries.get, self.units.get, self.patches.get
        its_countries, its_units, its_patches = own.countries.get, own.units.get, own.patches.get
        return [
            (
                countries(country, 0.0) - its_countries(country, 0.0) if country else 0.0,
                units(unit, 0.0) - its_units(unit, 0.0) if unit is not None else 0.0,
                patches(patch, 0.0) - its_patches(patch, 0.0) if patch is not None else 0.0,
            )
            for country, unit, patch, _ in lands
        ]


NOBODY = Votes()
