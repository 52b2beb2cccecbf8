"""A line of time: what took place, what goes on and what is only planned, in lanes under one axis of days.

Told is not done: hollow marks have not happened, and the line of now parts what was told from what is to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sitrep.exports.charts_axes import Moment, TimeAxis, day_of, moment_words, place_of
from sitrep.exports.dates import range_words
from sitrep.exports.drawing import (
    Box,
    Drawn,
    Labels,
    Spot,
    TableRows,
    legend,
    line,
    num,
    sample,
    shortened,
    span,
    svg,
    tag,
    text,
    titled,
    width_of,
)

#: ``done``: took place; ``ongoing``; ``planned``: announced or threatened; ``cancelled``: will not be, or was denied;
#: ``break``: time between, inferred; ``limit``: a last moment that somebody set.
Standing = Literal["done", "ongoing", "planned", "cancelled", "break", "limit"]
Shade = Literal["talks", "killed", "wounded", "outage", "ink-2"]
STANDINGS: Final[dict[Standing, str]] = {
    "done": "took place",
    "ongoing": "ongoing",
    "planned": "planned",
    "cancelled": "cancelled",
    "break": "break",
    "limit": "limit",
}
_LANE: Final = 56.0
_TOP: Final = 18.0
_FOOT: Final = 24.0
_DOT: Final = 6.0
#: Below this width, in px, the names of lanes stand above them.
_NARROW: Final = 480.0


@dataclass(frozen=True, slots=True)
class TimeMark:
    """Something on the line: when, until when if it lasted, a few words, all its words, and how it stands."""

    at: Moment
    words: str
    standing: Standing
    until: Moment | None = None
    told: str = ""
    shade: Shade = "talks"
    inferred: bool = False

    @property
    def end(self) -> float:
        """Where it ends in time, in days; a day lasts to its end."""
        if self.until is None:
            return place_of(self.at)
        return max(place_of(self.at), place_of(self.until) + (0 if hasattr(self.until, "hour") else 1))

    @property
    def title(self) -> str:
        """All its words, its time and how it stands."""
        when = moment_words(self.at) + (f" to {moment_words(self.until)}" if self.until else "")
        told = f"{self.told or self.words}, {when}, {STANDINGS[self.standing]}"
        return f"{told}, inferred" if self.inferred else told


@dataclass(frozen=True, slots=True)
class TimeLane:
    """One lane with its name: meetings, contacts, positions, what happens outside the room."""

    name: str
    marks: tuple[TimeMark, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Lanes from a day to another, both included; ``now`` is when the newest was told, and its words."""

    title: str
    first: date
    last: date
    lanes: tuple[TimeLane, ...]
    now: tuple[Moment, str] | None = None

    def between(self, first: date, last: date) -> TimeLine:
        """The same from a later day or to an earlier one, for a narrow drawing."""
        return TimeLine(self.title, max(first, self.first), min(last, self.last), self.lanes, self.now)


def time_svg(chart: TimeLine, width: float) -> Drawn:
    """The lanes drawn for a width in px; what lies beyond the days shown is left out, and the label counts it."""
    narrow = width < _NARROW
    names = [width_of(lane.name, bold=True) + 14 for lane in chart.lanes]
    axis = TimeAxis.of_days(chart.first, chart.last, 0 if narrow else max([0.0, *names]), width)
    lead = 14.0 if narrow else 0.0
    base = _TOP + (_LANE + lead) * max(1, len(chart.lanes)) + 10
    levels = [_TOP + lead + 26 + (_LANE + lead) * number for number in range(len(chart.lanes))]
    labels = Labels(axis.left, axis.right)
    drawn = []
    for lane, y in zip(chart.lanes, levels, strict=True):
        drawn.append(line(axis.left, y, axis.right, y, class_="grid"))
        drawn.append(_name(lane.name, y, labels, narrow=narrow))
    drawn.append(axis.draw(base, now=day_of(chart.now[0]) if chart.now else None, named="between"))
    drawn.append(line(axis.left, base, axis.right, base, class_="base"))
    if chart.now and axis.holds(chart.now[0]):
        drawn.append(_now(chart.now, axis, base, labels))
    shown = [
        (mark, y) for lane, y in zip(chart.lanes, levels, strict=True) for mark in lane.marks if _is_on(mark, axis)
    ]
    drawn += [_mark(mark, y, axis) for mark, y in sorted(shown, key=lambda one: one[0].standing != "break")]
    for mark, y in shown:
        labels.take(_box(mark, y, axis))
    for mark, y in sorted(shown, key=lambda one: (one[0].standing == "break", one[1], -place_of(one[0].at))):
        drawn.append(_words(mark, y, axis, labels, nearer=4.0 if narrow else 0.0))
    return svg(width, base + _FOOT, time_label(chart), drawn, role="group")


def time_label(chart: TimeLine) -> str:
    """The line in a sentence: how many marks there are, of which standing, and which lie outside the days shown."""
    marks = [mark for lane in chart.lanes for mark in lane.marks]
    axis = TimeAxis.of_days(chart.first, chart.last, 0, 1)
    shown = [mark for mark in marks if _is_on(mark, axis)]
    kinds = [(words, sum(mark.standing == kind for mark in shown)) for kind, words in STANDINGS.items()]
    told = ", ".join(f"{number} {words}" for words, number in kinds if number) or "nothing"
    beyond = f"; {len(marks) - len(shown)} outside these days" if len(shown) < len(marks) else ""
    return f"{chart.title}, {range_words(chart.first, chart.last)}: {told}{beyond}"


def time_table(chart: TimeLine) -> TableRows:
    """A row a mark in order of time, whether or not its day is shown."""
    marks = [(mark, lane.name) for lane in chart.lanes for mark in lane.marks]
    rows = [
        (
            moment_words(mark.at),
            moment_words(mark.until) if mark.until else "",
            lane,
            mark.told or mark.words,
            STANDINGS[mark.standing] + (", inferred" if mark.inferred else ""),
        )
        for mark, lane in sorted(marks, key=lambda one: (place_of(one[0].at), one[1], one[0].words))
    ]
    return TableRows(("From", "Until", "Lane", "What", "Standing"), tuple(rows))


def time_legend() -> Drawn:
    """What the marks mean."""
    hollow = tag("rect", x=4, y=3, width=8, height=8, transform="rotate(45 8 7)", class_="ts", stroke_width=1.8)
    return legend(
        [
            (sample(16, 14, tag("circle", cx=8, cy=7, r=5, class_="t")), "took place"),
            (sample(16, 14, tag("path", d="M0,7H16", class_="ts", stroke_width=9)), "ongoing"),
            (sample(16, 14, hollow), "planned or threatened"),
            (sample(16, 14, tag("path", d="M4,3L12,11M12,3L4,11", class_="ts", stroke_width=1.8)), "cancelled"),
            (
                sample(16, 14, tag("path", d="M0,7H16", stroke="var(--ink-3)", stroke_dasharray="2 3")),
                "break, inferred",
            ),
        ]
    )


def _is_on(mark: TimeMark, axis: TimeAxis) -> bool:
    return mark.end >= axis.start and place_of(mark.at) < axis.end


def _name(name: str, y: float, labels: Labels, *, narrow: bool) -> str:
    if not narrow:
        return text(0, y + 4, "", "", span(name, fill="var(--ink-2)", font_weight=600))
    labels.take(Spot(0, y - 24).box(width_of(name)))
    return text(0, y - 24, name)


def _now(now: tuple[Moment, str], axis: TimeAxis, base: float, labels: Labels) -> str:
    at, words = now
    x = axis.at(place_of(at) + (0 if hasattr(at, "hour") else 1))
    ground = tag("rect", x=x, y=8, width=axis.right - x, height=base - 8, fill="var(--sunk)", opacity=".6")
    stroke = line(x, 8, x, base, class_="now")
    spot = labels.place(words, (Spot(x + 6, 17), Spot(x - 6, 17, "end")), bold=True)
    labels.shunned.append(Box(x - 3, 8, x + 3, base))
    return ground + stroke + (spot.draw(words, "acc halo") if spot else "")


def _mark(mark: TimeMark, y: float, axis: TimeAxis) -> str:
    x, end = axis.x(mark.at), axis.at(mark.end)
    shade = f"var(--{mark.shade})"
    drawn = []
    if mark.standing == "break":
        drawn.append(tag("path", d=f"M{num(x)},{num(y)}H{num(end)}", stroke="var(--ink-3)", stroke_dasharray="2 4"))
    elif mark.standing == "limit":
        drawn.append(tag("path", d=f"M{num(x)},{num(y - 12)}v24", stroke=shade, stroke_width=2))
    else:
        drawn += _lasting(mark, y, (x, end), shade)
        drawn.append(_point(mark, x, y, shade))
    return titled(mark.title, *drawn, tabindex=0, role="img", aria_label=mark.title)


def _lasting(mark: TimeMark, y: float, ends: tuple[float, float], shade: str) -> list[str]:
    x, end = ends
    if end - x < 1:
        return []
    d = f"M{num(x)},{num(y)}H{num(end)}"
    if mark.standing in ("planned", "cancelled"):
        return [tag("path", d=d, stroke=shade, stroke_width=2, stroke_dasharray="3 3")]
    return [tag("path", d=d, stroke=shade, stroke_width=12 if mark.standing == "ongoing" else 8, opacity=_faint(mark))]


def _faint(mark: TimeMark) -> str:
    return ".4" if mark.inferred else "1"


def _point(mark: TimeMark, x: float, y: float, shade: str) -> str:
    if mark.standing == "planned":
        turn = f"rotate(45 {num(x)} {num(y)})"
        return tag(
            "rect",
            x=x - 5,
            y=y - 5,
            width=10,
            height=10,
            transform=turn,
            fill="var(--page)",
            stroke=shade,
            stroke_width=1.8,
        )
    if mark.standing == "cancelled":
        return tag(
            "path", d=f"M{num(x - 5)},{num(y - 5)}l10,10m0,-10l-10,10", fill="none", stroke=shade, stroke_width=1.8
        )
    if mark.inferred and mark.until:
        return ""
    return tag("circle", cx=x, cy=y, r=_DOT, fill=shade, stroke="var(--page)", stroke_width=1.5)


def _box(mark: TimeMark, y: float, axis: TimeAxis) -> Box:
    room = 1.0 if mark.standing == "break" else 7.0
    return Box(axis.x(mark.at) - room, y - room, axis.at(mark.end) + room, y + room)


def _words(mark: TimeMark, y: float, axis: TimeAxis, labels: Labels, *, nearer: float) -> str:
    """The mark's words above or below it, whole or cut; a mark without room for either keeps them as its title."""
    if not mark.words:
        return ""
    x, end = axis.x(mark.at), axis.at(mark.end)
    middle = (x + end) / 2
    up, down = y - 12 + nearer / 2, y + 22 - nearer
    spots = [
        spot
        for level in (up, down)
        for spot in (
            Spot(middle, level, "mid"),
            Spot(max(x - 6, axis.left), level),
            Spot(min(end + 6, axis.right), level, "end"),
            Spot(end - 5, level, "end"),
            Spot(x + 5, level),
        )
    ]
    for words in dict.fromkeys((mark.words, shortened(mark.words, 120), shortened(mark.words, 70))):
        spot = labels.place(words, spots) if words else None
        if spot:
            return spot.draw("", "halo", span(words, fill="var(--ink)"))
    return ""
