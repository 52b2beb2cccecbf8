"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

#: The mean radius of the earth in kilometres (IUGG).
RADIUS: Final = 6371.0088

#: Latitude and longitude in degrees.
Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance of two points in kilometres, by the haversine formula."""
    (lat, lon), (lat2, lon2) = one, other
    rise, turn = radians(lat2 - lat), radians(lon2 - lon)
    part = sin(rise / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(turn / 2) ** 2
    return 2 * RADIUS * asin(sqrt(min(1.0, part)))
