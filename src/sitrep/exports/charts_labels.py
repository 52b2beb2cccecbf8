"""The right ends of lines: each with its number and its name, pushed apart where they would lie on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sitrep.exports.charts_axes import AmountAxis
from sitrep.exports.charts_tallies import SHADES, Kind
from sitrep.exports.drawing import shortened, span, text, width_of

_LEAD: Final = 14.0
_WIDE: Final = 176.0


@dataclass(frozen=True, slots=True)
class End:
    """The end of a line: its amount, that amount in words with its hedge, and whose it is."""

    value: int
    short: str
    who: str
    is_best: bool = False


def ends_room(ends: Sequence[End], *, narrow: bool) -> float:
    """The room, in px, that the ends want at the right."""
    if not ends:
        return 20.0
    return 10 + max(_number_width(end) for end in ends) if narrow else _WIDE


def ends(found: Sequence[End], scale: AmountAxis, right: float, kind: Kind, *, narrow: bool) -> list[str]:
    """The ends written at the right, the numbers alone where the drawing is narrow."""
    drawn = []
    x = right + (6 if narrow else 8)
    told = sorted(found, key=lambda end: (-end.value, not end.is_best, end.who))
    lines = [_name_lines(end, narrow=narrow) for end in told]
    for end, names, y in zip(told, lines, _apart([scale.y(end.value) + 4 for end in told], lines), strict=True):
        number = span(end.short, font_size=14) if end.is_best else span(end.short)
        after = x + _number_width(end) + 4
        look = {"fill": "var(--ink)"} if end.is_best else {"fill": "var(--ink-2)", "font_weight": 400}
        drawn.append(text(x, y, "", SHADES[kind][2], number))
        drawn += [
            text(after, y + _LEAD * row, "", SHADES[kind][2], span(name, **look)) for row, name in enumerate(names)
        ]
    return drawn


def _number_width(end: End) -> float:
    return width_of(end.short, bold=True) * (14 / 11.5 if end.is_best else 1)


def _name_lines(end: End, *, narrow: bool) -> list[str]:
    """The name in two lines at most."""
    if narrow:
        return []
    room = _WIDE - 14 - _number_width(end)
    words = f"best: {end.who}" if end.is_best else end.who
    first: list[str] = []
    rest = words.split()
    while rest and width_of(" ".join([*first, rest[0]]), bold=end.is_best) <= room:
        first.append(rest.pop(0))
    lines = [" ".join(first), " ".join(rest)] if first else ["", words]
    return [one for one in (lines[0], shortened(lines[1], room, bold=end.is_best)) if one]


def _apart(wanted: list[float], lines: Sequence[Sequence[str]]) -> list[float]:
    """Base lines near the wanted ones, from top to bottom, none within another."""
    placed: list[float] = []
    free = 0.0
    for y, names in zip(wanted, lines, strict=True):
        at = max(y, free)
        placed.append(at)
        free = at + _LEAD * max(1, len(names)) + 1
    return placed
