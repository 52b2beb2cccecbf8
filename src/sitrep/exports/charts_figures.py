"""One outcome's figures over time: steps and not slopes, a band from low to high, and every figure that was told.

The thick line is the best figure, dashed lines the newest of the other origins; open dots stand where another origin
spoke, grey ones for what was seen and not counted. Ticks underneath are reports, pale ones copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sitrep.exports.charts_axes import AmountAxis, Moment, TimeAxis, grid_step, moment_words, place_of
from sitrep.exports.charts_labels import End, ends, ends_room
from sitrep.exports.charts_tallies import SHADES, Kind
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
    svg,
    tag,
    text,
    titled,
    width_of,
)

#: ``best``: the shown figure from its time on; ``other``: the newest whole count of another origin from its time on;
#: ``uncounted``: seen and kept, no rival (partial, recalled, denied); ``copy``: told again after another.
State = Literal["best", "other", "uncounted", "copy"]
STATES: Final[dict[State, str]] = {
    "best": "best when told",
    "other": "another origin",
    "uncounted": "seen, not counted",
    "copy": "copy",
}
_TOP: Final = 34.0
_HEIGHT: Final = 188.0
_TICKS_AT: Final = 34.0
_FOOT: Final = 50.0
_DOT: Final = 4.6
#: Below this width, in px, the ends tell their numbers alone and the names stand in the chart.
NARROW: Final = 480.0


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure that somebody told: when, how many, who, in which words, and what it counts for.

    ``value`` is where its dot lies; ``low`` and ``high`` widen the band where the figure is a range, ``open`` says that
    it has no upper end. ``note`` is told beside the dot ("corrected to 41: two counted twice").
    """

    at: Moment
    value: int
    who: str
    words: str
    state: State
    low: int | None = None
    high: int | None = None
    open: bool = False
    note: str = ""

    @property
    def short(self) -> str:
        """The number with its hedge as a sign."""
        return f"≥ {self.value:,}" if self.open else f"{self.value:,}"

    @property
    def reach(self) -> tuple[int, int]:
        """The lowest and the highest that it stands for."""
        low = self.value if self.low is None else self.low
        return min(low, self.value), max(self.value, self.value if self.high is None else self.high)


@dataclass(frozen=True, slots=True)
class ReportTick:
    """A report on the axis of time; a copy of another is pale."""

    at: Moment
    words: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class FigureChart:
    """The figures of one outcome; ``happened`` is its moment and a few words, ``until`` the end of what is shown."""

    title: str
    kind: Kind
    marks: tuple[FigureMark, ...]
    reports: tuple[ReportTick, ...] = ()
    happened: tuple[Moment, str] | None = None
    until: Moment | None = None

    @property
    def told(self) -> tuple[FigureMark, ...]:
        """The figures in order of time; a copy of a figure is a report and no figure."""
        return tuple(sorted((one for one in self.marks if one.state != "copy"), key=lambda one: place_of(one.at)))

    @property
    def counted(self) -> tuple[FigureMark, ...]:
        """Those that the band, the best and the others are made of."""
        return tuple(one for one in self.told if one.state in ("best", "other"))


def figure_svg(chart: FigureChart, width: float) -> Drawn:
    """The figures drawn for a width in px."""
    narrow = width < NARROW
    marks, last = chart.told, _last(chart)
    top = max([1, *(one.reach[1] for one in marks)])
    step = grid_step(top, 3)
    amounts = [step * number for number in range(top // step + 1)]
    left = max(26.0 if narrow else 56.0, 14 + width_of(f"{amounts[-1]:,}"))
    room = ends_room(last, narrow=narrow)
    axis = _axis(chart, left, width - room)
    scale = AmountAxis(_TOP + _HEIGHT, _HEIGHT, max(top * 1.06, amounts[-1]))
    labels = Labels(axis.left, axis.right if narrow else width)
    drawn = [scale.grid(axis.left, axis.right, amounts), axis.draw(scale.base)]
    drawn.append(_band(chart, axis, scale))
    if chart.happened:
        drawn.append(_happened(chart.happened, axis, scale.base, labels))
    drawn += [_lines(chart, axis, scale), *(_dot(one, axis, scale, chart.kind) for one in marks)]
    drawn += ends(last, scale, axis.right, chart.kind, narrow=narrow)
    for one in marks:
        x, y = axis.x(one.at), scale.y(one.value)
        labels.take(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))
    for box in _taken(chart, axis, scale):
        labels.take(box)
    drawn += _notes(chart, axis, scale, labels, narrow=narrow)
    drawn.append(_reports(chart.reports, axis, scale.base + _TICKS_AT, narrow=narrow))
    return svg(width, scale.base + _FOOT, figure_label(chart), drawn, role="group")


def figure_label(chart: FigureChart) -> str:
    """The chart in a sentence: the best figure and the range now, and how many figures were told when."""
    marks, counted = chart.told, chart.counted
    if not marks:
        return f"{chart.title} over time by source: no figure with a date"
    days = range_words(marks[0].at, marks[-1].at)
    told = f"{chart.title} over time by source: {len(marks)} figure{'s' * (len(marks) > 1)} told {days}"
    best = next((one for one in reversed(counted) if one.state == "best"), None)
    if best:
        told += f"; best {best.words}, {best.who}"
    if counted:
        low, high = _range(_standing(chart, counted[-1].at))
        told += f"; from {low:,} to {high:,}" if low < high else ""
    return told


def figure_table(chart: FigureChart) -> TableRows:
    """Every figure in order of time, copies among them."""
    marks = sorted(chart.marks, key=lambda one: place_of(one.at))
    rows = tuple((moment_words(m.at), m.who, m.words, STATES[m.state], m.note) for m in marks)
    return TableRows(("Published", "Who says", chart.title, "Counted as", "Note"), rows)


def figure_legend(kind: Kind) -> Drawn:
    """What the lines and dots mean."""
    stroke = SHADES[kind][1]
    return legend(
        [
            (sample(22, 12, tag("rect", y=1, width=22, height=10, fill=f"var(--{kind}-tint)")), "low to high"),
            (sample(22, 12, tag("path", class_=stroke, d="M0,6H22", stroke_width=2.4)), "best"),
            (
                sample(22, 12, tag("path", class_=stroke, d="M0,6H22", stroke_dasharray="4 3")),
                "newest of another origin",
            ),
            (
                sample(12, 12, tag("circle", cx=6, cy=6, r=4.4, fill="none", stroke="var(--ink-3)", stroke_width=1.8)),
                "seen, not counted",
            ),
        ]
    )


def _axis(chart: FigureChart, left: float, right: float) -> TimeAxis:
    """From a little before the first moment to what is shown last, at least some hours after the last figure."""
    places = [place_of(one.at) for one in chart.marks] + [place_of(one.at) for one in chart.reports]
    if chart.happened:
        places.append(place_of(chart.happened[0]))
    if not places:
        places.append(place_of(chart.until) if chart.until else 1.0)
    first, last = min(places), max(places)
    after = max(last + max(0.25 * (last - first), 0.125), place_of(chart.until) if chart.until else 0)
    return TimeAxis(max(1.0, first - max((after - first) * 0.04, 0.02)), after, left, right)


def _standing(chart: FigureChart, at: Moment) -> dict[str, FigureMark]:
    """The newest counted figure of everyone at a time."""
    return {one.who: one for one in chart.counted if place_of(one.at) <= place_of(at)}


def _range(standing: dict[str, FigureMark]) -> tuple[int, int]:
    reaches = [one.reach for one in standing.values()]
    return min(low for low, _ in reaches), max(high for _, high in reaches)


def _last(chart: FigureChart) -> list[End]:
    """What stands at the right end: the best figure, and the newest of each other origin."""
    counted = chart.counted
    if not counted:
        return []
    best = next((one for one in reversed(counted) if one.state == "best"), None)
    others = [one for one in _standing(chart, counted[-1].at).values() if one is not best]
    others = [one for one in others if best is None or one.who != best.who]
    found = [End(one.value, one.short, one.who) for one in others]
    return [End(best.value, best.short, best.who, is_best=True), *found] if best else found


def _band(chart: FigureChart, axis: TimeAxis, scale: AmountAxis) -> str:
    """The room between the lowest and the highest that stood at each time."""
    counted = chart.counted
    if not counted:
        return ""
    stops = [(axis.x(one.at), _range(_standing(chart, one.at))) for one in counted]
    if all(low == high for _, (low, high) in stops):
        return ""
    upper = f"M{num(stops[0][0])},{num(scale.y(stops[0][1][1]))}"
    upper += "".join(f"H{num(x)}V{num(scale.y(high))}" for x, (_, high) in stops[1:]) + f"H{num(axis.right)}"
    lower = ""
    for x, (low, _) in reversed(stops):
        lower += f"V{num(scale.y(low))}H{num(x)}"
    return tag("path", d=f"{upper}{lower}Z", fill=f"var(--{chart.kind}-tint)")


def _lines(chart: FigureChart, axis: TimeAxis, scale: AmountAxis) -> str:
    stroke = SHADES[chart.kind][1]
    counted = chart.counted
    best = [one for one in counted if one.state == "best"]
    drawn = [
        tag("path", class_=stroke, d=_steps(run, until, axis, scale), stroke_width=1.2, stroke_dasharray="4 3")
        for run, until in _others(counted, axis)
    ]
    if best:
        drawn.append(tag("path", class_=stroke, d=_steps(best, axis.right, axis, scale), stroke_width=2.4))
    return "".join(drawn)


def _others(counted: Sequence[FigureMark], axis: TimeAxis) -> Iterator[tuple[list[FigureMark], float]]:
    """Each origin's run of figures beside the best, and where it ends: where that origin tells the best, or never."""
    for who in dict.fromkeys(one.who for one in counted):
        run: list[FigureMark] = []
        for one in (mark for mark in counted if mark.who == who):
            if one.state == "best" and run:
                yield run, axis.x(one.at)
                run = []
            elif one.state == "other":
                run.append(one)
        if run:
            yield run, axis.right


def _taken(chart: FigureChart, axis: TimeAxis, scale: AmountAxis) -> Iterator[Box]:
    """The room of the level lines."""
    runs = list(_others(chart.counted, axis))
    runs.append(([one for one in chart.counted if one.state == "best"], axis.right))
    for run, until in runs:
        for one, right in zip(run, [*(axis.x(each.at) for each in run[1:]), until], strict=False):
            yield Box(axis.x(one.at), scale.y(one.value) - 1.5, right, scale.y(one.value) + 1.5)


def _steps(marks: Sequence[FigureMark], right: float, axis: TimeAxis, scale: AmountAxis) -> str:
    """A path that goes on level until the next figure, and then up or down to it."""
    first = marks[0]
    path = f"M{num(axis.x(first.at))},{num(scale.y(first.value))}"
    path += "".join(f"H{num(axis.x(one.at))}V{num(scale.y(one.value))}" for one in marks[1:])
    return f"{path}H{num(right)}"


def _dot(mark: FigureMark, axis: TimeAxis, scale: AmountAxis, kind: Kind) -> str:
    shade = "ink-3" if mark.state == "uncounted" else kind
    fill, stroke = (shade, "page") if mark.state == "best" else ("page", shade)
    told = f"{moment_words(mark.at)}, {mark.who}: {mark.words}" + (f". {mark.note}" if mark.note else "")
    dot = tag(
        "circle",
        cx=axis.x(mark.at),
        cy=scale.y(mark.value),
        r=_DOT,
        fill=f"var(--{fill})",
        stroke=f"var(--{stroke})",
        stroke_width=1.8,
    )
    return titled(told, dot, tabindex=0, role="img", aria_label=told)


def _happened(happened: tuple[Moment, str], axis: TimeAxis, base: float, labels: Labels) -> str:
    at, words = happened
    x = axis.x(at)
    spot = labels.place(words, (Spot(x + 5, 20), Spot(x - 5, 20, "end")))
    stroke = line(x, 14, x, base, stroke="var(--line-2)", stroke_dasharray="2 3")
    return stroke + (spot.draw(words) if spot else "")


def _notes(chart: FigureChart, axis: TimeAxis, scale: AmountAxis, labels: Labels, *, narrow: bool) -> list[str]:
    """What is told beside dots: notes first, then numbers that have gone from the right end, then names if narrow."""
    drawn = []
    ended = {(end.who, end.value) for end in _last(chart)}
    told = sorted(chart.told, key=lambda one: (not one.note, one.state == "uncounted"))
    for one in told:
        gone = (one.who, one.value) not in ended
        words = _beside(one, gone=gone, narrow=narrow)
        spot = labels.place(words, _around(axis.x(one.at), scale.y(one.value))) if words else None
        if spot:
            drawn.append(spot.draw(words, "halo"))
    return drawn


def _beside(mark: FigureMark, *, gone: bool, narrow: bool) -> str:
    """The words beside a dot; a figure that has gone from the right end needs its number, one that has not its name."""
    if mark.note:
        return f"{mark.short}, {mark.note}" if mark.state == "uncounted" else mark.note
    if gone:
        return mark.short
    return mark.who if narrow else ""


def _around(x: float, y: float) -> tuple[Spot, ...]:
    return (
        Spot(x + 9, y - 9),
        Spot(x, y - 9, "mid"),
        Spot(x - 9, y - 9, "end"),
        Spot(x + 9, y + 4),
        Spot(x - 9, y + 4, "end"),
        Spot(x + 9, y + 17),
        Spot(x - 9, y + 17, "end"),
    )


def _reports(reports: Sequence[ReportTick], axis: TimeAxis, top: float, *, narrow: bool) -> str:
    if not reports:
        return ""
    drawn = [] if narrow else [text(0, top + 10, "Reports")]
    for one in sorted(reports, key=lambda each: (not each.copy, place_of(each.at))):
        x = axis.x(one.at)
        shade, wide = ("var(--line-2)", 1.6) if one.copy else ("var(--ink)", 2.2)
        tick = line(x, top, x, top + 12, stroke=shade, stroke_width=wide)
        drawn.append(titled(f"{moment_words(one.at)}, {one.words}{', copy' if one.copy else ''}", tick))
    if not narrow and any(one.copy for one in reports):
        drawn.append(text(axis.right + 8, top + 10, "dark: own; light: copy"))
    return "".join(drawn)
