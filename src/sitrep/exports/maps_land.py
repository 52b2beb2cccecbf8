"""The ground of a map: land, the units of one country, borders, and hatching over what is disputed or occupied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from sitrep.codebook.countries import name_of
from sitrep.exports.drawing import line, num, tag, titled
from sitrep.exports.maps_view import HEIGHT, WIDTH, View
from sitrep.exports.seas import seas
from sitrep.exports.topology import Area, Point, meets, topology

#: How far beyond its edges the ground is drawn, and how close points may lie, in units of the drawing.
_PAD: Final = 30.0
_CLOSE: Final = 0.8
#: How many places along each side are tried for an area's name.
_TRIED: Final = 9


#: What bears a name: a state, a unit of one, a sea; the class of its words.
Kind = Literal["ctry", "obl", "sea"]


@dataclass(frozen=True, slots=True)
class AreaName:
    """The name of an area and where it may stand; ``room`` is how wide the area is there, in units of the drawing."""

    name: str
    at: Point
    room: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground as markup, the names that could stand on it, and the notes of what is hatched."""

    drawn: str
    names: tuple[AreaName, ...]
    notes: tuple[str, ...]


def hatch(prefix: str) -> str:
    """The pattern over disputed and occupied areas."""
    return tag(
        "pattern",
        line(0, 0, 0, 6, stroke="var(--hatch)", stroke_width=1.4),
        id=f"{prefix}-occ",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


@lru_cache(maxsize=16)
def ground(view: View, prefix: str) -> Ground:
    """The ground of a view, drawn once for each."""
    land = topology()
    countries = [(area, _path(area, view)) for area in land.layer("countries", view.seen)]
    units = [(area, _path(area, view)) for area in land.layer("units", view.seen) if _is_detail(area, view)]
    drawn = [tag("path", class_="land", d=d) for area, (d, _) in countries if d and area.country != view.home]
    drawn += [
        titled(area.name, tag("path", class_="home", d=d)) for area, (d, _) in units if d and area.country == view.home
    ]
    noted = [(area, d) for area, (d, _) in units if d and area.note]
    drawn += [titled(area.note, tag("path", d=d, fill=f"url(#{prefix}-occ)")) for area, d in noted]
    drawn += _borders(view)
    names = [
        AreaName((name_of(area.country) or area.country).upper(), *_best_spot(rings), "ctry")
        for area, (_, rings) in countries
        if rings and area.country != view.home
    ]
    names += [
        AreaName(area.name, *_best_spot(rings), "obl")
        for area, (_, rings) in units
        if rings and area.country == view.home
    ]
    names += [
        AreaName(sea.name, view.at(sea.lon, sea.lat), abs(view.at(sea.width, 0)[0] - view.at(0, 0)[0]), "sea")
        for sea in seas()
        if meets((sea.lon, sea.lat, sea.lon, sea.lat), view.seen)
    ]  # fmt: skip
    return Ground("".join(drawn), tuple(names), tuple(sorted({area.note for area, _ in noted})))


def _is_detail(area: Area, view: View) -> bool:
    return bool(area.note) or area.country == view.home


def _path(area: Area, view: View) -> tuple[str, tuple[tuple[Point, ...], ...]]:
    """The area's outline as a path, and its rings as drawn."""
    rings = []
    for ring in area.rings:
        points = _thinned(view.all_at(topology().ring(ring)))
        clipped = _clipped(points)
        if len(clipped) > 2:
            rings.append(tuple(clipped))
    return "".join(f"M{_told(ring)}Z" for ring in rings), tuple(rings)


def _told(points: Iterable[Point]) -> str:
    return "L".join(f"{num(x)},{num(y)}" for x, y in points)


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Fewer points: none closer to the one before than can be seen; the ends stay."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        before = kept[-1]
        if abs(x - before[0]) >= _CLOSE or abs(y - before[1]) >= _CLOSE:
            kept.append((x, y))
    return [*kept, points[-1]]


def _clipped(points: Sequence[Point]) -> list[Point]:
    """The part of an outline on the drawing and a little around it (Sutherland and Hodgman)."""
    found = list(points)
    for axis, bound, keeps_above in (
        (0, -_PAD, True),
        (0, WIDTH + _PAD, False),
        (1, -_PAD, True),
        (1, HEIGHT + _PAD, False),
    ):
        if not found:
            break
        values = [point[axis] for point in found]
        if (min(values) >= bound) if keeps_above else (max(values) <= bound):
            continue
        found = _clipped_at(found, axis, bound, _above(bound) if keeps_above else _below(bound))
    return found


def _above(bound: float) -> Callable[[float], bool]:
    return lambda value: value >= bound


def _below(bound: float) -> Callable[[float], bool]:
    return lambda value: value <= bound


def _clipped_at(points: Sequence[Point], axis: int, bound: float, inside: Callable[[float], bool]) -> list[Point]:
    found: list[Point] = []
    before = points[-1]
    for point in points:
        if inside(point[axis]) != inside(before[axis]):
            share = (bound - before[axis]) / (point[axis] - before[axis])
            found.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside(point[axis]):
            found.append(point)
        before = point
    return found


def _borders(view: View) -> list[str]:
    """The lines between states, and the outline of the home country."""
    areas = list(topology().layer("countries", view.seen))
    sides = Counter(n if n >= 0 else ~n for area in areas for ring in area.rings for n in ring)
    own = {n if n >= 0 else ~n for area in areas if area.country == view.home for ring in area.rings for n in ring}
    between = [n for n, count in sides.items() if count > 1 and n not in own]
    drawn = []
    for class_, arcs in (("brd", between), ("out", sorted(own))):
        d = "".join(_line(n, view) for n in arcs)
        if d:
            drawn.append(tag("path", class_=class_, d=d))
    return drawn


def _line(arc: int, view: View) -> str:
    points = topology().arc(arc)
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    if not meets((min(lons), min(lats), max(lons), max(lats)), view.seen):
        return ""
    return f"M{_told(_thinned(view.all_at(points)))}"


def _best_spot(rings: Sequence[Sequence[Point]]) -> tuple[Point, float]:
    """The place on an area farthest from its edges, as far as a few trials tell, and how wide the area is there."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    ys = [min(max(y, 0), HEIGHT) for _, y in ring]
    best: tuple[float, Point, float] = (-1.0, (0.0, 0.0), 0.0)
    for row in range(1, _TRIED + 1):
        y = min(ys) + (max(ys) - min(ys)) * row / (_TRIED + 1)
        for left, right in _spans(ring, y):
            tall = min(y - min(ys), max(ys) - y)
            worth = min((right - left) / 2, 3 * tall)
            if worth > best[0]:
                best = worth, ((left + right) / 2, y), right - left
    return best[1], best[2]


def _spans(ring: Sequence[Point], y: float) -> list[tuple[float, float]]:
    """Where a level line lies within an area, from left to right, within the drawing."""
    crossed = []
    before = ring[-1]
    for point in ring:
        if (before[1] > y) != (point[1] > y):
            crossed.append(before[0] + (y - before[1]) * (point[0] - before[0]) / (point[1] - before[1]))
        before = point
    crossed.sort()
    spans = [(max(0.0, left), min(WIDTH, right)) for left, right in zip(crossed[::2], crossed[1::2], strict=False)]
    return [span for span in spans if span[1] > span[0]]


def _area(ring: Sequence[Point]) -> float:
    """Twice the area of a ring, by the shoelace rule."""
    before = ring[-1]
    total = 0.0
    for point in ring:
        total += before[0] * point[1] - point[0] * before[1]
        before = point
    return total
