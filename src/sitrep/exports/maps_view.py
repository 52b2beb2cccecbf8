"""Which part of the world a map shows, and where on the drawing a place lies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from sitrep.exports.topology import Degrees, Point, topology

#: The drawing's size in units of its own; the page scales it.
WIDTH: Final = 1000.0
HEIGHT: Final = 690.0
#: A country is shown whole where it is no wider and no taller than this, in degrees.
_WHOLE: Final = (30.0, 22.0)
#: No map shows less than so many degrees of longitude and latitude.
_LEAST: Final = (5.0, 3.4)
#: Room around what is shown, as a share of it; and how far beyond a frame a place may lie and still widen it.
_ROOM: Final = 0.04
_NEAR: Final = 0.4
_WORLD: Final[Degrees] = (-180.0, -60.0, 180.0, 80.0)


class Placed(Protocol):
    """Anything with a place and the country it lies in, alpha-2 or empty."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""

    @property
    def country(self) -> str:
        """The country's code."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on a drawing, true to scale on its middle parallel; ``home`` is drawn in detail."""

    box: Degrees
    home: str = ""

    @property
    def _middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def _squeeze(self) -> float:
        return max(0.05, math.cos(math.radians(self._middle)))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        west, south, east, north = self.box
        return min(WIDTH / ((east - west) * self._squeeze), HEIGHT / (north - south))

    @property
    def seen(self) -> Degrees:
        """All that the drawing shows: the box and what lies beside it."""
        west, south, east, north = self.box
        wide, tall = WIDTH / self.scale / self._squeeze / 2, HEIGHT / self.scale / 2
        lon, lat = (west + east) / 2, (south + north) / 2
        return lon - wide, lat - tall, lon + wide, lat + tall

    def at(self, lon: float, lat: float) -> Point:
        """Where a place lies on the drawing."""
        return self.all_at(((lon, lat),))[0]

    def all_at(self, places: Iterable[Point]) -> list[Point]:
        """Where these places lie on the drawing, each told by its degrees east and north."""
        lon_middle, lat_middle = (self.box[0] + self.box[2]) / 2, self._middle
        squeeze, scale = self._squeeze, self.scale
        return [
            (WIDTH / 2 + (lon - lon_middle) * squeeze * scale, HEIGHT / 2 - (lat - lat_middle) * scale)
            for lon, lat in places
        ]

    def holds(self, place: Placed) -> bool:
        """Whether a place lies on the drawing."""
        west, south, east, north = self.seen
        return west <= place.lon <= east and south <= place.lat <= north


def view_of(places: Sequence[Placed], home: str = "") -> View:
    """The part of the world that shows these places: their country whole where it is not too large, and what is near.

    A place far from all others is outside; the map says how many are, and lists never leave them out.
    """
    chosen = home or _commonest(places)
    frame = _frame(chosen, places)
    if frame is None:
        return View(_WORLD)
    west, south, east, north = frame
    wide, tall = (east - west) * _NEAR, (north - south) * _NEAR
    near = [
        place
        for place in places
        if west - wide <= place.lon <= east + wide and south - tall <= place.lat <= north + tall
    ]
    return View(_roomy(_around([(one.lon, one.lat) for one in near] + [(west, south), (east, north)])), chosen)


def _commonest(places: Sequence[Placed]) -> str:
    counted = Counter(place.country for place in places if place.country)
    return min(counted, key=lambda country: (-counted[country], country)) if counted else ""


def _frame(home: str, places: Sequence[Placed]) -> Degrees | None:
    """The country whole, or where its places lie; all places where none has a country."""
    area = next((one for one in topology().countries if one.country == home), None)
    if area and area.box[2] - area.box[0] <= _WHOLE[0] and area.box[3] - area.box[1] <= _WHOLE[1]:
        return area.box
    own = [(place.lon, place.lat) for place in places if place.country == home]
    return _around(own) if own else None


def _around(points: Sequence[Point]) -> Degrees:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _roomy(box: Degrees) -> Degrees:
    west, south, east, north = box
    wide = max((east - west) * (1 + 2 * _ROOM), _LEAST[0])
    tall = max((north - south) * (1 + 2 * _ROOM), _LEAST[1])
    lon, lat = (west + east) / 2, (south + north) / 2
    return lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2
