"""Static maps: what happened where, each place as exactly as it was told and never more.

Precision is a shape: a site has cross-hairs, a city a disc, a district a ringed disc, a region a wide dotted circle; a
country has no point. Area grows with the dead, colour is the gravest outcome, and dashed is not yet reviewed. No point
is moved so that it can be seen better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.exports.drawing import (
    Box,
    Drawn,
    Labels,
    Spot,
    TableRows,
    fit,
    legend,
    num,
    sample,
    span,
    svg,
    tag,
    text,
    width_of,
)
from sitrep.exports.maps_land import AreaName, Ground, ground, hatch
from sitrep.exports.maps_view import HEIGHT, WIDTH, View, view_of

Precision = Literal["site", "city", "district", "region"]
Outcome = Literal["killed", "wounded", "outage", "talks", "other"]
#: How each outcome is told and which colour it has, the gravest first.
SHADES: Final[dict[Outcome, str]] = {
    "killed": "killed",
    "wounded": "wounded",
    "outage": "outage",
    "talks": "talks",
    "other": "ink-3",
}
#: The radius without dead, how much the square of it grows with each of the dead, and the largest radius.
_RADIUS: Final = 6.5
_GROWTH: Final = 29.0
_LARGEST: Final = 40.0
_REGION: Final = 34.0
#: How much larger names are on a phone, where the drawing is shrunk.
_PHONE: Final = 2.4
_NAME_SIZE: Final = 12.5 / 11.5


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Something that happened at a place: how exactly it is told, its gravest outcome, its dead, and its words.

    ``words`` stand beside the name ("2 killed"), ``told`` says all; ``country`` is alpha-2 or empty. ``link`` leads
    within the site and ``id`` marks the point for the page.
    """

    lat: float
    lon: float
    precision: Precision
    name: str
    words: str = ""
    told: str = ""
    outcome: Outcome = "other"
    dead: int = 0
    reviewed: bool = False
    country: str = ""
    when: str = ""
    link: str = ""
    id: str = ""


def map_svg(points: Sequence[MapPoint], *, prefix: str, title: str, view: View | None = None) -> Drawn:
    """The map of these points, to be shown within an element of class "map"; ``prefix`` begins every id."""
    seen = view or view_of(points)
    base = ground(seen, prefix)
    shown = sorted((one for one in points if seen.holds(one)), key=_largest_first)
    labels = Labels(0, WIDTH)
    growth = _growth(shown)
    marks = [_mark(one, seen, growth, labels) for one in shown]
    names = _names(shown, seen, growth, labels)
    drawn = [
        tag("defs", hatch(prefix), tag("clipPath", tag("rect", width=WIDTH, height=HEIGHT), id=f"{prefix}-view")),
        tag("g", base.drawn, *_area_names(base, labels), *marks, *names, clip_path=f"url(#{prefix}-view)"),
    ]
    return svg(WIDTH, HEIGHT, map_label(points, title=title, view=seen), drawn, role="group")


def map_label(points: Sequence[MapPoint], *, title: str, view: View | None = None) -> str:
    """The map in a sentence: how many places there are, how exactly they are told, and how many lie outside."""
    seen = view or view_of(points)
    shown = [one for one in points if seen.holds(one)]
    counted = [(kind, sum(one.precision == kind for one in shown)) for kind in ("site", "city", "district", "region")]
    told = ", ".join(f"{number} by {kind}" for kind, number in counted if number) or "none"
    beyond = f"; {len(points) - len(shown)} outside this map" if len(shown) < len(points) else ""
    return f"{title}: {len(shown)} points, {told}{beyond}" if len(shown) != 1 else f"{title}: 1 point, {told}{beyond}"


def map_table(points: Sequence[MapPoint], view: View | None = None) -> TableRows:
    """A row a point in the order given, those outside the map among them."""
    seen = view or view_of(points)
    rows = tuple(
        (
            one.when,
            one.name,
            one.told or one.words,
            one.precision,
            "reviewed" if one.reviewed else "unreviewed",
            "" if seen.holds(one) else "outside this map",
        )
        for one in points
    )
    return TableRows(("When", "Place", "What", "Precision", "Status", "On the map"), rows)


def map_notes(view: View, prefix: str = "map") -> tuple[str, ...]:
    """What the map says of the disputed and occupied areas that it shows."""
    return ground(view, prefix).notes


def map_legend(view: View, *, prefix: str) -> Drawn:
    """What the shapes mean, and a note for every hatched area; it stands on the page of the map with this prefix."""
    kinds: tuple[tuple[Precision, str], ...] = (
        ("site", "site"),
        ("city", "city"),
        ("district", "district"),
        ("region", "region: somewhere inside"),
    )
    entries = [(sample(26, 22, _shape(kind, (13, 11), 5.0, "ink-3", reviewed=True)), words) for kind, words in kinds]
    entries.append((sample(26, 22, _shape("city", (13, 11), 6.0, "ink-3", reviewed=False)), "unreviewed"))
    swatch = tag("rect", x=2, y=3, width=22, height=16, fill=f"url(#{prefix}-occ)", stroke="var(--line-2)")
    entries += [(sample(26, 22, swatch), note) for note in map_notes(view, prefix)]
    told = legend(entries)
    colours = (
        '<span><span class="n k">killed</span><span class="n w">wounded</span><span class="n o">outage</span></span>'
    )
    return Drawn(told.removesuffix("</div>") + colours + "</div>")


def _largest_first(point: MapPoint) -> tuple[bool, int, str, str]:
    return point.precision != "region", -point.dead, point.name, point.told


def _growth(points: Sequence[MapPoint]) -> float:
    most = max((one.dead for one in points), default=0)
    return min(_GROWTH, (_LARGEST**2 - _RADIUS**2) / most) if most else _GROWTH


def _radius(point: MapPoint, growth: float) -> float:
    """Its square grows with the dead, as the disc's area does; a region's circle is as wide as it is for all."""
    return float((_RADIUS**2 + growth * max(point.dead, 0)) ** 0.5)


def _mark(point: MapPoint, view: View, growth: float, labels: Labels) -> str:
    x, y = view.at(point.lon, point.lat)
    radius = _radius(point, growth)
    around = _REGION if point.precision == "region" else radius
    core = 3.0 if point.precision == "region" else radius
    labels.take(Box(x - core, y - core, x + core, y + core))
    told = point.told or f"{point.name}: {point.words}"
    ring = tag("circle", class_="ring", cx=x, cy=y, r=around + 4)
    shape = tag(
        "g",
        _shape(point.precision, (x, y), radius, SHADES[point.outcome], reviewed=point.reviewed),
        class_=f"sh {point.precision}",
    )
    named = {"data_id": point.id} if point.id else {}
    inner = tag("title", fit(told)) + ring + shape
    if _is_within(point.link):
        inner = tag("a", inner, href=point.link)
        return tag("g", inner, class_="pt", aria_label=told, **named)
    return tag("g", inner, class_="pt", tabindex=0, role="img", aria_label=told, **named)


def _is_within(link: str) -> bool:
    """Whether a link leads within the site: to a part of the page, or to a path and not to another host."""
    return link.startswith("#") or (link.startswith("/") and not link.startswith(("//", "/\\")))


def _shape(kind: Precision, at: tuple[float, float], radius: float, shade: str, *, reviewed: bool) -> str:
    x, y = at
    colour = f"var(--{shade})"
    dash: dict[str, str] = {} if reviewed else {"stroke_dasharray": "3 2.5"}
    if kind == "region":
        wide = _REGION if radius > 5 else 10.0
        circle = tag(
            "circle",
            cx=x,
            cy=y,
            r=wide,
            fill=colour,
            fill_opacity=".07",
            stroke=colour,
            stroke_width=1.2,
            stroke_dasharray="1.5 4",
            stroke_linecap="round",
        )
        return circle + tag("circle", cx=x, cy=y, r=3.0 if radius > 5 else 2.4, fill=colour)
    opacity = ".85" if reviewed else ".28"
    disc = tag(
        "circle", cx=x, cy=y, r=radius, fill=colour, fill_opacity=opacity, stroke=colour, stroke_width=1.6, **dash
    )
    if kind == "district":
        return tag("circle", cx=x, cy=y, r=radius + 6, fill="none", stroke=colour, opacity=".7") + disc
    if kind == "site":
        near = radius + 1.5
        hairs = "".join(
            f"M{num(x + dx * near)},{num(y + dy * near)}l{num(dx * 4.5)},{num(dy * 4.5)}"
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1))
        )
        return disc + tag("path", d=hairs, stroke=colour, stroke_width=1.6, fill="none")
    return disc


def _names(points: Sequence[MapPoint], view: View, growth: float, labels: Labels) -> list[str]:
    """The name of each place once, the gravest first; one without room keeps its name in its words alone."""
    here: defaultdict[tuple[float, float], list[MapPoint]] = defaultdict(list)
    for one in points:
        here[one.lat, one.lon].append(one)
    on_phone = Labels(0, WIDTH)
    ranked = sorted(here.values(), key=lambda told: min(_gravest(one) for one in told))
    return [_name(told, view, growth, labels, on_phone) for told in ranked]


def _gravest(point: MapPoint) -> tuple[int, int, str]:
    return -point.dead, list(SHADES).index(point.outcome), point.name


def _name(told: Sequence[MapPoint], view: View, growth: float, labels: Labels, on_phone: Labels) -> str:
    first = min(told, key=_gravest)
    words = first.words + (f" and {len(told) - 1} more" if len(told) > 1 else "")
    x, y = view.at(first.lon, first.lat)
    room = max(_radius(one, growth) + (6 if one.precision in ("district", "site") else 0) for one in told) + 4
    spots = (
        Spot(x + room, y + 4),
        Spot(x - room, y + 4, "end"),
        Spot(x + room - 2, y + 16),
        Spot(x + room - 2, y - 8),
        Spot(x - room + 2, y + 16, "end"),
        Spot(x - room + 2, y - 8, "end"),
    )
    wide = first.name + (f" {words}" if words else "")
    spot = labels.place(f"{wide}mm", spots, bold=True)
    if spot is None:
        return ""
    large = Spot(spot.x, spot.y, spot.anchor).box(width_of(first.name, bold=True) * _PHONE)
    tall = Box(large.left, spot.y - 24, large.right, spot.y + 6)
    minor = any(tall.meets(one) for one in on_phone.taken)
    if not minor:
        on_phone.take(tall)
    rest = span(words) if words else ""
    return tag(
        "text",
        fit(first.name) + (f" {rest}" if rest else ""),
        class_="pl minor" if minor else "pl",
        x=spot.x,
        y=spot.y,
        text_anchor=spot.anchor,
    )


#: Of two names without room for both the first of these stands.
_RANK: Final = ("ctry", "obl", "sea")


def _area_names(base: Ground, labels: Labels) -> list[str]:
    """The names of countries, units and seas where they fit and nothing else stands."""
    drawn = []
    at_sea: set[str] = set()
    for area in sorted(base.names, key=lambda one: (_RANK.index(one.kind), -one.room, one.name)):
        wide = width_of(area.name) * (1.25 if area.kind == "ctry" else 1.0)
        if wide + 6 > area.room or not area.name or area.name in at_sea:
            continue
        at = _free(area, wide, labels)
        if at:
            at_sea.update({area.name} if area.kind == "sea" else ())
            drawn.append(text(*at, area.name, area.kind))
    return drawn


def _free(area: AreaName, wide: float, labels: Labels) -> tuple[float, float] | None:
    x, y = area.at
    for down in (0.0, -14.0, 14.0, -28.0, 28.0):
        box = Box(x - wide / 2, y + down - 10, x + wide / 2, y + down + 3)
        fits = box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= HEIGHT
        if fits and not any(box.meets(one) for one in labels.taken):
            labels.take(box)
            return x, y + down
    return None
