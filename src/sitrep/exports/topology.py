"""The packaged topology: countries and their units, who they belong to as recognised, and which areas are disputed.

Natural Earth's lines (public domain), simplified to about 1.5 km; ``scripts/topology.py`` writes the file. Lines are
for looking at where something happened, and never for saying on which side of them it did.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

#: Where the file lies in the package: TopoJSON, gzip; objects "countries" and "units".
FILE: Final = "topology.json.gz"
#: What the list of arcs begins with, which ends the file.
_ARCS: Final = ',"arcs":'

Layer = Literal["countries", "units"]
Point = tuple[float, float]
#: West, south, east, north in degrees.
Degrees = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A country or one of its units; ``country`` is ISO 3166-1 alpha-2, empty where no state's is recognised.

    ``note`` says of a disputed or occupied area whose it is and who holds it. ``rings`` are lists of arcs.
    """

    country: str
    name: str
    note: str
    box: Degrees
    polygons: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def rings(self) -> Iterator[tuple[int, ...]]:
        """Every ring of it, outer ones and holes."""
        return (ring for polygon in self.polygons for ring in polygon)


class Topology:
    """All areas, their arcs read and unfolded when they are first drawn.

    ``arcs`` is the list of them as JSON: it is nearly all of the file, and a drawing shows a small part of it.
    """

    def __init__(self, told: dict[str, Any], arcs: str):
        self._scale: Sequence[float] = told["transform"]["scale"]
        self._shift: Sequence[float] = told["transform"]["translate"]
        self._arcs: list[str] = arcs.removeprefix("[[[").removesuffix("]]]").split("]],[[")
        self._points: dict[int, tuple[Point, ...]] = {}
        self.countries: tuple[Area, ...] = tuple(map(_area, told["objects"]["countries"]["geometries"]))
        self.units: tuple[Area, ...] = tuple(map(_area, told["objects"]["units"]["geometries"]))

    def layer(self, layer: Layer, box: Degrees | None = None) -> Iterator[Area]:
        """The areas of a layer, all or those that may lie within a box."""
        areas = self.countries if layer == "countries" else self.units
        return (area for area in areas if box is None or meets(area.box, box))

    def ring(self, arcs: Sequence[int]) -> tuple[Point, ...]:
        """The points of a ring, longitude first, the first one told again at the end."""
        points: list[Point] = []
        for number in arcs:
            points += self.arc(number)[1 if points else 0 :]
        return tuple(points)

    def arc(self, number: int) -> tuple[Point, ...]:
        """The points of an arc; a negative number is the arc of its complement backwards."""
        if number < 0:
            return self.arc(~number)[::-1]
        found = self._points.get(number)
        if found is None:
            found = self._points[number] = tuple(self._unfolded(json.loads(f"[[{self._arcs[number]}]]")))
        return found

    def _unfolded(self, steps: Sequence[Sequence[int]]) -> Iterator[Point]:
        x = y = 0
        for step in steps:
            x, y = x + step[0], y + step[1]
            yield x * self._scale[0] + self._shift[0], y * self._scale[1] + self._shift[1]


@cache
def topology() -> Topology:
    """The packaged topology, read once."""
    head, _, arcs = gzip.decompress(topology_bytes()).decode().rpartition(_ARCS)
    return Topology(json.loads(head + "}"), arcs.removesuffix("}"))


def topology_bytes() -> bytes:
    """The file as it lies in the package: TopoJSON, compressed with gzip."""
    return resources.files("sitrep.exports").joinpath("data", FILE).read_bytes()


def meets(one: Degrees, other: Degrees) -> bool:
    """Whether two boxes share room."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def topology_geojson(layer: Layer = "countries", box: Degrees | None = None) -> dict[str, Any]:
    """A layer as a GeoJSON FeatureCollection, all of it or what may lie within a box, for maps drawn elsewhere.

    Each feature has ``country``, ``name`` and ``note``; a note marks an area that is disputed or occupied.
    """
    return {"type": "FeatureCollection", "features": [_feature(area) for area in topology().layer(layer, box)]}


def _feature(area: Area) -> dict[str, Any]:
    land = topology()
    polygons = [[[[round(x, 4), round(y, 4)] for x, y in land.ring(ring)] for ring in p] for p in area.polygons]
    return {
        "type": "Feature",
        "bbox": list(area.box),
        "properties": {"country": area.country, "name": area.name, "note": area.note},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _area(told: dict[str, Any]) -> Area:
    facts = told["properties"]
    polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in told["arcs"])
    west, south, east, north = told["bbox"]
    return Area(facts["country"], facts.get("name", ""), facts.get("note", ""), (west, south, east, north), polygons)
