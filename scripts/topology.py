"""Write the packaged topology of the maps: countries and their units, simplified, in one small TopoJSON file.

usage: python scripts/topology.py admin1_world.topo.json.gz

The source is Natural Earth's admin-1 layer at 1:10m (naturalearthdata.com, public domain) as TopoJSON, each unit with
its ``name``, ``iso`` (alpha-2 of the country that holds it) and ``a3`` (Natural Earth's own code). Natural Earth draws
who holds a place; ``topology_units.tsv`` beside this script mends that where it is at odds with what is recognised,
gives units the names used today, and notes which areas are disputed. The same bytes come out each time.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/sitrep/exports/data/topology.json.gz"
#: How far a simplified line may lie from the true one, in degrees of latitude: outer lines, and those within a country.
OUTER, INNER = 0.015, 0.025
#: Islands smaller than this, in square degrees, are left out where their unit has a larger part.
SMALL = 0.001
#: Where Natural Earth has no line that is needed: the western edge of the Golan, as before June 1967, roughly, from
#: north to south. What lies east of it in the unit becomes a unit of its own, known to ``topology_units.tsv``.
CUT_UNIT, CUT_AWAY = ("ISR", "HaZafon"), ("ISR", "Golan Heights")
CUT = ((35.640, 33.276), (35.662, 33.245), (35.652, 33.150), (35.635, 33.050), (35.630, 32.990), (35.622, 32.930),
       (35.632, 32.890), (35.655, 32.860), (35.649, 32.800), (35.642, 32.740), (35.637, 32.679))  # fmt: skip
#: Left out: the Antarctic.
LEFT_OUT = {"ATA"}

Point = tuple[int, int]
Ring = list[int]


@dataclass
class Unit:
    """One unit: its country (alpha-2, empty where nobody's is recognised), its name, its note, its polygons of arcs."""

    country: str
    name: str
    note: str
    polygons: list[list[Ring]]


def main() -> None:
    """Read, mend, simplify, write, and tell the sizes."""
    source = json.loads(gzip.decompress(Path(sys.argv[1]).read_bytes()))
    scale, shift = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [_absolute(arc) for arc in source["arcs"]]
    geometries = source["objects"]["admin1"]["geometries"]
    _cut(geometries, arcs, [(round((x - shift[0]) / scale[0]), round((y - shift[1]) / scale[1])) for x, y in CUT])
    units = _units(geometries, arcs, scale)
    used = _used(units)
    kept = {n: _simplified(arcs[n], scale, shift, INNER if _inside(used[n]) else OUTER) for n in sorted(used)}
    for ring in (ring for unit in units for polygon in unit.polygons for ring in polygon):
        if len(_points(ring, kept)) < 4:
            kept.update({n if n >= 0 else ~n: arcs[n if n >= 0 else ~n] for n in ring})
    number = {old: new for new, old in enumerate(kept)}
    topology = {
        "type": "Topology",
        "bbox": [-180, -90, 180, 90],
        "transform": {"scale": scale, "translate": shift},
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": _countries(units, kept, number)},
            "units": {"type": "GeometryCollection", "geometries": _geometries(units, kept, number)},
        },
        "arcs": [_deltas(points) for points in kept.values()],
    }
    _bounded(topology)
    told = json.dumps(topology, ensure_ascii=False, separators=(",", ":")).encode()
    TARGET.write_bytes(gzip.compress(told, 9, mtime=0))
    points = sum(map(len, kept.values()))
    print(
        f"{len(units)} units, {len(kept)} arcs, {points} points, {len(told):,} bytes, {TARGET.stat().st_size:,} packed"
    )


def _absolute(arc: Sequence[Sequence[int]]) -> list[Point]:
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x, y))
    return points


def _deltas(points: Sequence[Point]) -> list[list[int]]:
    before = (0, 0)
    steps = []
    for point in points:
        steps.append([point[0] - before[0], point[1] - before[1]])
        before = point
    return steps


def _cut(geometries: list[dict[str, Any]], arcs: list[list[Point]], line: list[Point]) -> None:
    """One unit is two, parted by a line whose ends are moved to the nearest points of its outline."""
    unit = next(one for one in geometries if (one["properties"]["a3"], one["properties"]["name"]) == CUT_UNIT)
    outline = _points(unit["arcs"][0][0], arcs)
    line[0], line[-1] = (min(outline, key=lambda point: math.dist(point, end)) for end in (line[0], line[-1]))
    for end in (line[0], line[-1]):
        _split_at(end, geometries, arcs)
    arcs.append(line)
    number = len(arcs) - 1
    ring = unit["arcs"][0][0]
    starts = [(arcs[n] if n >= 0 else arcs[~n][::-1])[0] for n in ring]
    at = starts.index(line[0])
    ring, starts = ring[at:] + ring[:at], starts[at:] + starts[:at]
    until = starts.index(line[-1])
    parts = [[*ring[:until], ~number], [*ring[until:], number]]
    parts.sort(key=lambda part: max(x for x, _ in _points(part, arcs)))
    unit["arcs"] = [[parts[0]], *unit["arcs"][1:]]
    told = dict(unit["properties"], a3=CUT_AWAY[0], name=CUT_AWAY[1])
    geometries.append({"type": "MultiPolygon", "properties": told, "arcs": [[parts[1]]]})


def _split_at(point: Point, geometries: Sequence[dict[str, Any]], arcs: list[list[Point]]) -> None:
    """The arc through this point is two arcs that meet there, in every ring that has it."""
    old = next((n for n, arc in enumerate(arcs) if point in arc[1:-1]), None)
    if old is None:
        return
    at = arcs[old].index(point)
    arcs.append(arcs[old][at:])
    arcs[old] = arcs[old][: at + 1]
    new = len(arcs) - 1
    for ring in (ring for one in geometries for polygon in one["arcs"] for ring in polygon):
        ring[:] = [n for m in ring for n in ((old, new) if m == old else (~new, ~old) if m == ~old else (m,))]


def _units(geometries: Iterable[dict[str, Any]], arcs: Sequence[list[Point]], scale: Sequence[float]) -> list[Unit]:
    with (HERE / "topology_units.tsv").open(encoding="utf-8", newline="") as file:
        mended = {(row["a3"], row["unit"]): row for row in csv.DictReader(file, delimiter="\t")}
    found = []
    for geometry in geometries:
        told = geometry["properties"]
        if told["a3"] in LEFT_OUT or not geometry.get("arcs"):
            continue
        name = told["name"] or ""
        row = mended.get((told["a3"], name)) or mended.get((told["a3"], "*"))
        country = row["country"] if row else told["iso"] if len(told["iso"]) == 2 and told["iso"].isalpha() else ""
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        kept = _worth_drawing(polygons, arcs, scale)
        found.append(Unit(country, (row and row["name"]) or name, row["note"] if row else "", kept))
    return found


def _worth_drawing(polygons: list[list[Ring]], arcs: Sequence[list[Point]], scale: Sequence[float]) -> list[list[Ring]]:
    polygons = [[ring for ring in polygon if len(_points(ring, arcs)) > 3] for polygon in polygons]
    sizes = [abs(_area(_points(polygon[0], arcs))) * scale[0] * scale[1] for polygon in polygons]
    return [one for one, size in zip(polygons, sizes, strict=True) if size >= SMALL or size == max(sizes)]


def _points(ring: Ring, arcs: Sequence[list[Point]] | dict[int, list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points)) / 2


def _used(units: Sequence[Unit]) -> dict[int, list[str]]:
    """The countries on the sides of each arc; an arc on a coast has one side."""
    used: dict[int, list[str]] = defaultdict(list)
    for unit in units:
        for number in (n for polygon in unit.polygons for ring in polygon for n in ring):
            used[number if number >= 0 else ~number].append(unit.country or unit.name)
    return used


def _inside(sides: Sequence[str]) -> bool:
    return len(sides) > 1 and len(set(sides)) == 1


def _simplified(points: list[Point], scale: Sequence[float], shift: Sequence[float], most: float) -> list[Point]:
    """The same line with fewer points, none farther off than ``most``; a ring keeps four points at least."""
    if len(points) < 3:
        return points
    wide = math.cos(math.radians(points[0][1] * scale[1] + shift[1])) * scale[0]
    plane = [(x * wide, y * scale[1]) for x, y in points]
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda n: math.dist(plane[0], plane[n]))
        keep.add(far)
        stack = [(0, far), (far, len(points) - 1)]
    else:
        stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        off, at = max(
            ((_off(plane[n], plane[first], plane[last]), n) for n in range(first + 1, last)), default=(0.0, 0)
        )
        if off > most:
            keep.add(at)
            stack += [(first, at), (at, last)]
    if points[0] == points[-1] and len(keep) < 4:
        first, middle, last = sorted(keep)
        keep.add((first + middle) // 2 if middle - first > 1 else (middle + last) // 2)
    return [points[n] for n in sorted(keep)]


def _off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    long = math.hypot(x2 - x1, y2 - y1)
    if not long:
        return math.hypot(x - x1, y - y1)
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / long**2))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _countries(units: Sequence[Unit], kept: dict[int, list[Point]], number: dict[int, int]) -> list[dict[str, Any]]:
    """Each country by the lines that only one of its units has, joined to rings."""
    by_country: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_country[unit.country].append(unit)
    return [
        {
            "type": "MultiPolygon",
            "properties": {"country": country},
            "arcs": [
                [_numbered(ring, number) for ring in polygon] for polygon in _nested(_outlines(members, kept), kept)
            ],
        }
        for country, members in sorted(by_country.items())
        if country
    ]


def _outlines(units: Sequence[Unit], kept: dict[int, list[Point]]) -> list[Ring]:
    rings = [ring for unit in units for polygon in unit.polygons for ring in polygon]
    sides = Counter(n if n >= 0 else ~n for ring in rings for n in ring)
    outer = [n for ring in rings for n in ring if sides[n if n >= 0 else ~n] == 1]
    starts: dict[Point, list[int]] = defaultdict(list)
    for n in outer:
        starts[_end(n, kept, 0)].append(n)
    found = []
    left = dict.fromkeys(outer)
    while left:
        first = next(iter(left))
        ring = [first]
        del left[first]
        while _end(ring[-1], kept, -1) != _end(first, kept, 0):
            following = next((n for n in starts[_end(ring[-1], kept, -1)] if n in left), None)
            if following is None:
                break
            ring.append(following)
            del left[following]
        found.append(ring)
    return [ring for ring in found if len(_points(ring, kept)) > 3]


def _nested(rings: list[Ring], kept: dict[int, list[Point]]) -> list[list[Ring]]:
    """Rings as polygons: what lies in another ring and turns the other way is a hole of it."""
    drawn = [_points(ring, kept) for ring in rings]
    sizes = [_area(points) for points in drawn]
    turn = sizes[max(range(len(sizes)), key=lambda n: abs(sizes[n]))] > 0
    polygons = {n: [rings[n]] for n, size in enumerate(sizes) if (size > 0) == turn}
    for n, ring in enumerate(rings):
        around = [m for m in polygons if n not in polygons and _holds(drawn[m], drawn[n])]
        if around:
            polygons[min(around, key=lambda m: abs(sizes[m]))].append(ring)
    return list(polygons.values())


def _holds(outer: Sequence[Point], inner: Sequence[Point]) -> bool:
    """Whether the middle of the inner ring's first line lies in the outer ring."""
    x, y = (inner[0][0] + inner[1][0]) / 2, (inner[0][1] + inner[1][1]) / 2
    crossed = False
    for (x1, y1), (x2, y2) in pairwise(outer):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def _end(n: int, kept: dict[int, list[Point]], which: int) -> Point:
    return kept[n][which] if n >= 0 else kept[~n][-1 - which]


def _geometries(units: Sequence[Unit], kept: dict[int, list[Point]], number: dict[int, int]) -> list[dict[str, Any]]:
    del kept
    return [
        {
            "type": "MultiPolygon",
            "properties": {"country": unit.country, "name": unit.name} | ({"note": unit.note} if unit.note else {}),
            "arcs": [[_numbered(ring, number) for ring in polygon] for polygon in unit.polygons],
        }
        for unit in sorted(units, key=lambda unit: (unit.country, unit.name))
    ]


def _numbered(ring: Ring, number: dict[int, int]) -> Ring:
    return [number[n] if n >= 0 else ~number[~n] for n in ring]


def _bounded(topology: dict[str, Any]) -> None:
    """Each geometry has its bounding box in degrees, so that those out of sight need no drawing."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    boxes = []
    for arc in topology["arcs"]:
        points = _absolute(arc)
        boxes.append(
            (min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points))
        )
    for layer in topology["objects"].values():
        for geometry in layer["geometries"]:
            own = [boxes[n if n >= 0 else ~n] for polygon in geometry["arcs"] for ring in polygon for n in ring]
            low = [min(box[n] for box in own) * scale[n] + shift[n] for n in (0, 1)]
            high = [max(box[n] for box in own) * scale[n - 2] + shift[n - 2] for n in (2, 3)]
            geometry["bbox"] = [round(value, 3) for value in (*low, *high)]


if __name__ == "__main__":
    main()
