"""Tallies per day as bars: small multiples on one axis of time, each with a baseline of zero.

Filled is reviewed and hatched is not yet; a whisker reaches the highest source, an arrow is "at least", and a slash
cuts a bar that would flatten all others, with its number beside it. Nothing is rounded or stacked beyond its own whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from sitrep.exports.charts_axes import AmountAxis, TimeAxis, amount_words, round_step
from sitrep.exports.dates import day_words, range_words
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
from sitrep.exports.phrases import joined

Kind = Literal["killed", "wounded", "outage", "talks"]
#: The classes of filled shapes, strokes and words of each kind.
SHADES: Final[dict[Kind, tuple[str, str, str]]] = {
    "killed": ("k", "ks", "kt"),
    "wounded": ("w", "ws", "wt"),
    "outage": ("o", "os", "ot"),
    "talks": ("t", "ts", "tt"),
}
#: How many times the common height a bar may reach before it is cut, and from how many bars on there is a common one.
_CUT_BEYOND: Final = 3.0
_COMMON_FROM: Final = 5
#: The room of a panel above its bars, below its base line, and of the axis under the last.
_HEAD: Final = 26.0
_GAP: Final = 16.0
_FOOT: Final = 24.0
#: A slash and the halo of its gap, as the design draws them.
_WHISKER: Final = 1.4


@dataclass(frozen=True, slots=True)
class DayBar:
    """What is counted on one day: the best figure in its reviewed and unreviewed part, and the highest of the sources.

    ``open`` says that nobody gives an upper end ("at least"), ``about`` that the figure is a rough one; ``note`` is
    told beside a bar that is cut. A day without a bar is one on which nothing was told.
    """

    day: date
    reviewed: int = 0
    unreviewed: int = 0
    high: int | None = None
    open: bool = False
    about: bool = False
    note: str = ""

    @property
    def best(self) -> int:
        """The whole bar."""
        return self.reviewed + self.unreviewed

    @property
    def reach(self) -> int:
        """How far its bar or its whisker goes up."""
        return max(self.best, self.high or 0)

    def words(self, unit: int = 1) -> str:
        """The figure with its hedge."""
        hedge = "at least " if self.open else "about " if self.about else ""
        return hedge + amount_words(self.best, unit)


@dataclass(frozen=True, slots=True)
class TallyPanel:
    """One tally: its title with its unit, its kind, its bars in any order, and the unit its numbers are told in."""

    title: str
    kind: Kind
    bars: tuple[DayBar, ...]
    unit: int = 1
    height: float = 70.0


@dataclass(frozen=True, slots=True)
class TallyChart:
    """Tallies from a day to another, both included; ``now`` is the day set off on the axis."""

    first: date
    last: date
    panels: tuple[TallyPanel, ...]
    now: date | None = None

    def latest(self, days: int) -> TallyChart:
        """The last so many days alone, for a narrow drawing."""
        return replace(self, first=max(self.first, self.last - timedelta(days - 1)))


def tally_svg(chart: TallyChart, width: float, *, prefix: str) -> Drawn:
    """The bars drawn for a width in px; ``prefix`` begins every id in it and is its own on the page."""
    panels = [(panel, _shown(chart, panel)) for panel in chart.panels]
    left = max([26.0, *(8 + width_of(_widest(panel, bars)) for panel, bars in panels)])
    axis = TimeAxis.of_days(chart.first, chart.last, left, width - _gutter(panels, chart))
    drawn = [tag("defs", *(_hatch(kind, prefix) for kind in sorted({panel.kind for panel in chart.panels})))]
    top = 0.0
    explained = False
    for panel, bars in panels:
        base = top + _HEAD + panel.height
        explains = not explained and any(bar.high is not None and bar.high > bar.best for bar in bars)
        drawn.append(_panel(panel, bars, axis, (top, base), f"{prefix}-{panel.kind}", explains=explains))
        explained = explained or explains
        top = base + _GAP
    base = top - _GAP if panels else 0.0
    drawn.append(axis.draw(base, now=chart.now, named="middle"))
    return svg(width, base + _FOOT, tally_label(chart), drawn)


def tally_label(chart: TallyChart) -> str:
    """The chart in a sentence: what it counts, when, the highest day and the last."""
    titles = [panel.title for panel in chart.panels]
    listed = joined(titles)
    told = [f"{listed} per day, {range_words(chart.first, chart.last)}"]
    for panel in chart.panels:
        bars = _shown(chart, panel)
        if not bars:
            told.append(f"{panel.title}: none told")
            continue
        most = max(bars, key=lambda bar: (bar.best, bar.day))
        told.append(f"{panel.title}: most on {day_words(most.day)}, {most.words(panel.unit)}")
    return ". ".join(told)


def tally_table(chart: TallyChart) -> TableRows:
    """A row a day and tally: the figure with its hedge, its unreviewed part, and the highest of the sources."""
    rows = [
        (
            bar.day.isoformat(),
            panel.title,
            bar.words(panel.unit),
            amount_words(bar.unreviewed, panel.unit),
            "" if bar.high is None else amount_words(bar.high, panel.unit),
        )
        for panel in chart.panels
        for bar in _shown(chart, panel)
    ]
    order = {panel.title: number for number, panel in enumerate(chart.panels)}
    rows.sort(key=lambda row: (row[0], order[row[1]]))
    return TableRows(("Day", "Tally", "Figure", "Not yet reviewed", "Highest of the sources"), tuple(rows))


def tally_legend(prefix: str, *, left_out: str = "Undated and background events are left out") -> Drawn:
    """What the marks mean, and what is not in the chart."""
    filled = sample(
        14, 12, tag("rect", class_="k", width=6, height=12), tag("rect", class_="w", x=7, width=6, height=12)
    )
    hatched = sample(
        13,
        12,
        tag("defs", _hatch("killed", f"{prefix}-legend")),
        tag("rect", x=0.5, y=0.5, width=11, height=11, fill=f"url(#{prefix}-legend-killed-h)", stroke="var(--killed)"),
    )
    arrow = sample(9, 12, tag("path", class_="ks", d="M4.5,12V1m-3,3l3,-3l3,3", stroke_width=_WHISKER))
    marks = [(filled, "reviewed, best figure"), (hatched, "not yet reviewed"), (arrow, "open upward (“at least”)")]
    return legend(marks, left_out)


def _shown(chart: TallyChart, panel: TallyPanel) -> tuple[DayBar, ...]:
    return tuple(sorted((b for b in panel.bars if chart.first <= b.day <= chart.last), key=lambda bar: bar.day))


def _hatch(kind: Kind, prefix: str) -> str:
    ground = tag("rect", width=4, height=4, fill="var(--page)")
    stroke = line(0, 0, 0, 4, stroke=f"var(--{kind})", stroke_width=2)
    return tag(
        "pattern",
        ground,
        stroke,
        id=f"{prefix}-{kind}-h",
        width=4,
        height=4,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _top(bars: Sequence[DayBar]) -> float:
    """The height of the axis: that of the farthest bar, or of the farthest common one where a few tower above all."""
    reaches = sorted(bar.reach for bar in bars)
    if len(reaches) < _COMMON_FROM:
        return max(reaches, default=0)
    common = reaches[int(len(reaches) * 0.8) - 1]
    within = [reach for reach in reaches if reach <= common * _CUT_BEYOND]
    return max(within, default=reaches[-1])


def _steps(bars: Sequence[DayBar], unit: int) -> tuple[int, int]:
    """Two round amounts above zero that reach the top."""
    step = round_step(_top(bars) / unit, 2) * unit
    return step, 2 * step


def _widest(panel: TallyPanel, bars: Sequence[DayBar]) -> str:
    return max((amount_words(one, panel.unit) for one in _steps(bars, panel.unit)), key=len)


def _last_words(panel: TallyPanel, bars: Sequence[DayBar], chart: TallyChart) -> str:
    last = bars[-1] if bars else None
    return last.words(panel.unit) if last and last.best and last.day == chart.last else ""


def _gutter(panels: Sequence[tuple[TallyPanel, tuple[DayBar, ...]]], chart: TallyChart) -> float:
    """The room at the right for the figures of the last day."""
    words = [_last_words(panel, bars, chart) for panel, bars in panels]
    return max([20.0, *(14 + width_of(one, bold=True) for one in words if one)])


def _panel(
    panel: TallyPanel,
    bars: Sequence[DayBar],
    axis: TimeAxis,
    edges: tuple[float, float],
    ids: str,
    *,
    explains: bool,
) -> str:
    top, base = edges
    steps = _steps(bars, panel.unit)
    scale = AmountAxis(base, panel.height, max(steps[1], min(_top(bars), 1.06 * steps[1])))
    labels = Labels(0, axis.right + 1e4)
    drawn = [text(0, top + 13, panel.title, "lab"), scale.grid(axis.left, axis.right, steps, unit=panel.unit)]
    drawn += [_bar(bar, panel, axis, scale, ids) for bar in bars if bar.reach]
    for bar in bars:
        x, half = axis.middle(bar.day), _wide(axis) / 2 + 2
        labels.take(Box(x - half, scale.y(bar.reach) - 8, x + half, base))
    if bars and bars[-1].best and _is_last(bars[-1], axis):
        y = min(scale.y(bars[-1].best) + 5, base - 2)
        drawn.append(text(axis.right + 4, y, bars[-1].words(panel.unit), SHADES[panel.kind][2]))
    drawn += _cut_words(panel, bars, axis, scale, labels)
    if explains:
        drawn += _whisker_words(bars, axis, scale, labels)
    drawn.append(line(axis.left, base, axis.right, base, class_="base"))
    return "".join(drawn)


def _bar(bar: DayBar, panel: TallyPanel, axis: TimeAxis, scale: AmountAxis, ids: str) -> str:
    fill, stroke, _ = SHADES[panel.kind]
    wide = _wide(axis)
    x = axis.middle(bar.day)
    left = x - wide / 2
    solid, whole = scale.y(bar.reviewed), scale.y(bar.best)
    drawn = []
    if bar.reviewed:
        drawn.append(tag("rect", class_=fill, x=left, y=solid, width=wide, height=scale.base - solid))
    if bar.unreviewed and solid > whole:
        inset = 0.5 if wide > 3 else 0.0
        drawn.append(
            tag(
                "rect",
                x=left + inset,
                y=whole,
                width=wide - 2 * inset,
                height=solid - whole,
                fill=f"url(#{ids}-h)",
                stroke=f"var(--{panel.kind})",
            )
        )
    if bar.reach > scale.top:
        drawn.append(_slash(left, wide, scale))
    elif bar.open:
        drawn.append(tag("path", class_=stroke, d=f"M{num(x)},{num(whole)}v-7m-3,3l3,-3l3,3", stroke_width=_WHISKER))
    elif bar.high is not None and bar.high > bar.best:
        end = scale.y(bar.high)
        drawn.append(line(x, whole, x, end, class_=stroke, stroke_width=_WHISKER))
        drawn.append(line(x - 3, end, x + 3, end, class_=stroke, stroke_width=_WHISKER))
    return titled(_told(bar, panel), *drawn)


def _slash(left: float, wide: float, scale: AmountAxis) -> str:
    """A slanted gap across a bar near its top: the bar goes on."""
    y = scale.base - scale.height + 7
    d = f"M{num(left - 2)},{num(y + 4)}L{num(left + wide + 2)},{num(y - 2)}"
    return tag("path", d=d, stroke="var(--page)", stroke_width=3, fill="none")


def _told(bar: DayBar, panel: TallyPanel) -> str:
    told = f"{day_words(bar.day, year=True)}: {panel.title[:1].lower()}{panel.title[1:]} {bar.words(panel.unit)}"
    if bar.unreviewed:
        told += f", of which {amount_words(bar.unreviewed, panel.unit)} unreviewed"
    if bar.high is not None and bar.high > bar.best:
        told += f"; highest of the sources {amount_words(bar.high, panel.unit)}"
    return f"{told}; {bar.note}" if bar.note else told


def _cut_words(
    panel: TallyPanel, bars: Sequence[DayBar], axis: TimeAxis, scale: AmountAxis, labels: Labels
) -> list[str]:
    """The number of each cut bar beside it, the highest first; one without room keeps it in its words."""
    drawn = []
    y = scale.base - scale.height + 9
    for bar in sorted(bars, key=lambda one: (-one.reach, one.day)):
        if bar.reach <= scale.top or _is_last(bar, axis):
            continue
        words = f"{bar.words(panel.unit)} on {day_words(bar.day)}" + (f", {bar.note}" if bar.note else "")
        short = bar.words(panel.unit)
        x, half = axis.middle(bar.day), max(axis.pitch, _wide(axis) + 6) / 2 + 3
        right = [Spot(x + half + beyond * axis.pitch, y) for beyond in range(3)]
        for told in (words, short):
            inside = [spot for spot in right if spot.box(width_of(told, bold=True)).right < axis.right]
            spot = labels.place(told, (*inside, Spot(x - half, y, "end")), bold=True)
            if spot:
                drawn.append(spot.draw(told, f"{SHADES[panel.kind][2]} halo"))
                break
    return drawn


def _whisker_words(bars: Sequence[DayBar], axis: TimeAxis, scale: AmountAxis, labels: Labels) -> list[str]:
    """What a whisker is, told beside the highest of them where there is room."""
    words = "whisker: highest of the sources"
    whiskers = [bar for bar in bars if bar.high is not None and bar.best < bar.high <= scale.top and not bar.open]
    for bar in sorted(whiskers, key=lambda one: -one.reach):
        x, y = axis.middle(bar.day), scale.y(bar.reach) + 4
        spot = labels.place(words, (Spot(x + _wide(axis) / 2 + 3, y), Spot(x - _wide(axis) / 2 - 3, y, "end")))
        if spot and spot.box(width_of(words)).right < axis.right:
            return [spot.draw(words)]
    return []


def _is_last(bar: DayBar, axis: TimeAxis) -> bool:
    return bar.day.toordinal() + 1 == axis.end


def _wide(axis: TimeAxis) -> float:
    """How wide a bar is."""
    return max(0.8, min(axis.pitch * 0.66, 26.0))
