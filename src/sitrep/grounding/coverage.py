"""Entries of the gazetteer as places, parts of countries, and the place that covers several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sitrep.annotations.layers import Place, PlaceWhy
from sitrep.codebook.countries import name_of
from sitrep.codebook.place_words import place_words
from sitrep.grounding.gazetteer import Entry, gazetteer

Precision = Literal["site", "city", "district", "region", "country"]
Role = Literal["place", "actor", "either", "attributive"]
#: Decimals of a degree: a hundredth is about a kilometre, as fine as a town's coordinates mean anything.
DECIMALS = 2
#: How far out of a country's middle its northern, eastern … part is meant to lie, as a share of its span.
OUTWARD = 0.32
#: What a direction leans that leans wholly to one side.
WHOLLY = 5


def rounded(value: float | None) -> float | None:
    """A coordinate as fine as it means anything."""
    return None if value is None else round(value, DECIMALS)


def of_entry(
    entry: Entry,
    *,
    note: str | None = None,
    role: Role = "place",
    is_dateline: bool = False,
    within: tuple[str, ...] = (),
    why: PlaceWhy | None = None,
) -> Place:
    """An entry of the gazetteer as a place of the story."""
    precision: Precision = "region" if entry.kind == "water" else entry.kind
    return Place(
        entry.name, entry.geonames_id, rounded(entry.lat), rounded(entry.lon), entry.country, entry.admin1, precision,
        note, is_dateline, role, within, why,
    )  # fmt: skip


def part_of_country(country: str, direction: str) -> tuple[float, float] | None:
    """The middle of the northern, eastern … part of a country's settled land."""
    extent = gazetteer().extent(country)
    if extent is None:
        return None
    south, west, north, east = extent
    plain = direction.replace("-", "").replace("ern", "").replace("most", "").removeprefix("far")
    lean = place_words().lean.get(plain)
    if lean is None:
        return None
    lat = (south + north) / 2 + (north - south) * lean[0] / WHOLLY * OUTWARD
    lon = (west + east) / 2 + (east - west) * lean[1] / WHOLLY * OUTWARD
    return lat, lon


def spanning(places: Sequence[Place]) -> Place | None:
    """The place that covers all of these: one of them, their region, their country, or none for several countries."""
    distinct = _distinct(places)
    if len(distinct) <= 1:
        return distinct[0] if distinct else None
    nations = {place.country for place in distinct}
    if len(nations) != 1 or None in nations:
        return None
    country = next(iter(nations)) or ""
    units = {place.admin1 for place in distinct}
    covering = next((p for p in distinct if p.precision == "country"), None)
    if covering is not None:
        return covering
    if len(units) == 1 and None not in units:
        return next((p for p in distinct if p.precision == "region"), None) or unit_place(
            country, next(iter(units)) or ""
        )
    return country_place(country)


def _distinct(places: Iterable[Place]) -> list[Place]:
    kept: dict[tuple[object, ...], Place] = {}
    for place in places:
        kept.setdefault((place.geonames_id or place.name, place.country, place.precision), place)
    return list(kept.values())


def unit_place(country: str, admin1: str) -> Place | None:
    """The first-order unit of this name as a place."""
    for entry in gazetteer().find(admin1):
        if entry.kind == "region" and entry.country == country:
            return of_entry(entry)
    return country_place(country)


def country_place(code: str) -> Place | None:
    """The country of this code as a place."""
    for entry in gazetteer().find(name_of(code) or ""):
        if entry.kind == "country" and entry.country == code:
            return of_entry(entry)
    return None
