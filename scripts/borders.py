"""Writes where each two countries meet: the middle of their land border, out of the maps' own topology.

    python scripts/borders.py > src/sitrep/codebook/data/borders.tsv

The topology is Natural Earth's (public domain). The middle is the point of the border that lies nearest to the mean
of all its points, weighted by length. Coordinates are degrees, to a tenth.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

TOPOLOGY = Path(__file__).parent.parent / "src/sitrep/exports/data/topology.json.gz"
Point = tuple[float, float]


def points(topology: dict[str, Any], arc: int) -> list[Point]:
    """The points of an arc, as longitude and latitude."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for step_x, step_y in topology["arcs"][arc]:
        x, y = x + step_x, y + step_y
        found.append((left + x * scale_x, low + y * scale_y))
    return found


def arcs_of(geometry: Any) -> set[int]:
    """The arcs that a geometry is made of, whichever way round."""
    if isinstance(geometry, int):
        return {geometry if geometry >= 0 else ~geometry}
    return {arc for part in geometry for arc in arcs_of(part)}


def middle(topology: dict[str, Any], arcs: set[int]) -> Point:
    """The point of these arcs nearest to their mean."""
    legs = [(one, two, cos(radians(one[1]))) for arc in arcs for one, two in pairwise(points(topology, arc))]
    weights = [hypot((two[0] - one[0]) * shrink, two[1] - one[1]) for one, two, shrink in legs]
    total = sum(weights) or 1.0
    mean_x = sum(weight * (one[0] + two[0]) / 2 for weight, (one, two, _) in zip(weights, legs, strict=True)) / total
    mean_y = sum(weight * (one[1] + two[1]) / 2 for weight, (one, two, _) in zip(weights, legs, strict=True)) / total
    return min((one for one, _, _ in legs), key=lambda p: hypot((p[0] - mean_x) * cos(radians(mean_y)), p[1] - mean_y))


def main() -> None:
    """Prints the table."""
    topology = json.loads(gzip.decompress(TOPOLOGY.read_bytes()))
    users: dict[int, set[str]] = defaultdict(set)
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["properties"]["country"]:
            for arc in arcs_of(geometry.get("arcs", [])):
                users[arc].add(geometry["properties"]["country"])
    shared: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for arc, countries in users.items():
        if len(countries) == 2:
            shared[tuple(sorted(countries))].add(arc)
    sys.stdout.write("one\tother\tlat\tlon\n")
    for (one, other), arcs in sorted(shared.items()):
        lon, lat = middle(topology, arcs)
        sys.stdout.write(f"{one}\t{other}\t{lat:.1f}\t{lon:.1f}\n")


if __name__ == "__main__":
    main()
