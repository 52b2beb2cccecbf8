"""The middles of units, from TopoJSON: the centre of gravity of a unit's land, in degrees."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]


def middles(path: Path, name: str, by: tuple[str, ...]) -> dict[tuple[str, ...], tuple[Point, float]]:
    """Latitude and longitude of each shape's middle with its area in square degrees, by these of its properties.

    ``name`` is the object of the topology; "id" among the properties is the shape's own.
    """
    raw = path.read_bytes()
    topology = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    arcs = _arcs(topology)
    found: dict[tuple[str, ...], list[tuple[float, float, float]]] = defaultdict(list)
    for shape in topology["objects"][name]["geometries"]:
        told = {**shape.get("properties", {}), "id": shape.get("id")}
        rings = {"Polygon": [shape.get("arcs", [])], "MultiPolygon": shape.get("arcs", [])}.get(shape["type"], [])
        found[tuple(str(told.get(each)) for each in by)] += [_gravity(_ring(polygon[0], arcs)) for polygon in rings]
    return {names: _middle(pieces) for names, pieces in found.items() if sum(piece[0] for piece in pieces)}


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Every arc as points, longitude first."""
    transform = topology.get("transform", {"scale": (1, 1), "translate": (0, 0)})
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for across, up, *_ in arc:
            x, y = (x + across, y + up) if "transform" in topology else (across, up)
            points.append((x * wide + west, y * high + south))
        arcs.append(points)
    return arcs


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _gravity(ring: list[Point]) -> tuple[float, float, float]:
    """Area, longitude and latitude of one ring; far western ends of a land beyond the date line count eastward."""
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area += cross / 2
        x += (x1 + x2 - 2 * x0) * cross / 6
        y += (y1 + y2 - 2 * y0) * cross / 6
    if not area:
        return 0.0, x0, y0
    return abs(area), x0 + x / area, y0 + y / area


def _middle(pieces: list[tuple[float, float, float]]) -> tuple[Point, float]:
    area = sum(piece[0] for piece in pieces)
    main = max(pieces)[1]
    lon = sum(size * (x + 360 * ((main - x) > 180) - 360 * ((x - main) > 180)) for size, x, _ in pieces) / area
    lat = sum(size * y for size, _, y in pieces) / area
    return (round(lat, 4), round((lon + 180) % 360 - 180, 4)), area
