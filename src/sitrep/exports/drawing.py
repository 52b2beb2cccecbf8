"""Pieces of inline SVG and HTML: well-formed, escaped, without style attributes and without scripts.

A drawing takes its look from the style sheet by its classes; what no class says stands in presentation attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

#: What XML cannot hold, even escaped.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: How wide letters of the charts' type are, in px at 11.5 px, a little more than most system types need.
_LETTER: Final = 7.0
_NARROW_LETTER: Final = 4.2
_NARROW: Final = frozenset(" .,:;'’|()[]!ijlft")
_WIDE_LETTER: Final = 10.0
_WIDE: Final = frozenset("≥≤%mMwW@—…–")
_BOLD: Final = 1.08

#: The value of an attribute.
Value = str | int | float


class Drawn(str):
    """Markup that is safe as it stands: templates that escape leave it alone."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup itself, by the custom of template engines."""
        return str(self)


@dataclass(frozen=True, slots=True)
class TableRows:
    """What a drawing shows, as the rows of a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fit(text: str) -> str:
    """The text with what XML cannot hold replaced, escaped for text and attributes."""
    return escape(_UNFIT.sub("\ufffd", text))


def num(value: float) -> str:
    """A length in px with one digit after the point at most; no sign before zero."""
    told = f"{value:.1f}".removesuffix(".0")
    return "0" if told == "-0" else told


def tag(name: str, *inner: str, **attributes: Value) -> str:
    """An element; ``class_`` stands for class, and underscores in names for hyphens; inner is markup already."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(inner)}</{name}>" if inner else f"<{name}{told}/>"


def _value(value: Value) -> str:
    return num(value) if isinstance(value, int | float) else fit(value)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> str:
    """A straight line."""
    return tag("line", **attributes, x1=x1, y1=y1, x2=x2, y2=y2)


def text(x: float, y: float, words: str, class_: str = "", *spans: str) -> str:
    """Words with their base line at y, and ready-made spans after them."""
    named: dict[str, Value] = {"class_": class_} if class_ else {}
    return tag("text", fit(words) + "".join(spans), **named, x=x, y=y)


def span(words: str, **attributes: Value) -> str:
    """Words of another look within a text."""
    return tag("tspan", fit(words), **attributes)


def titled(words: str, *inner: str, **attributes: Value) -> str:
    """Marks that tell their words when pointed at."""
    return tag("g", tag("title", fit(words)), *inner, **attributes)


def svg(width: float, height: float, label: str, inner: Iterable[str], *, role: str = "img") -> Drawn:
    """The whole drawing, with its words for those who do not see it."""
    box = f"0 0 {num(width)} {num(height)}"
    return Drawn(tag("svg", "".join(inner) or " ", viewBox=box, role=role, aria_label=label))


def sample(width: float, height: float, *inner: str) -> str:
    """A small sample for a legend, hidden from readers of words."""
    box = f"0 0 {num(width)} {num(height)}"
    return tag("svg", *inner, width=width, height=height, viewBox=box, aria_hidden="true")


def legend(entries: Sequence[tuple[str, str]], *notes: str) -> Drawn:
    """Samples with their words, then words alone."""
    told = [tag("span", drawn + fit(words)) for drawn, words in entries]
    told += [tag("span", fit(words), class_="qq") for words in notes]
    return Drawn(tag("div", *told, class_="legend"))


def width_of(words: str, *, bold: bool = False) -> float:
    """How wide these words are at most, as a rule, in px."""
    plain = sum(
        _NARROW_LETTER if letter in _NARROW else _WIDE_LETTER if letter in _WIDE else _LETTER for letter in words
    )
    return plain * _BOLD if bold else plain


def shortened(words: str, room: float, *, bold: bool = False) -> str:
    """The words, cut with an ellipsis where they do not fit into so many px; nothing where not even four letters do."""
    if width_of(words, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…", bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:") + "…" if len(kept) > 3 else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the drawing that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(slots=True)
class Labels:
    """Labels that never lie on one another: each takes the first of its spots that is free, or stays away.

    What is ``shunned`` is crossed only where no other spot is free.
    """

    left: float
    right: float
    taken: list[Box] = field(default_factory=list)
    shunned: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """From now on nothing else is placed here."""
        self.taken.append(box)

    def place(self, words: str, spots: Sequence[Spot], *, bold: bool = False) -> Spot | None:
        """The first free spot for these words within the drawing, taken from now on."""
        wide = width_of(words, bold=bold)
        free = [(spot, box) for spot in spots if self._is_free(box := spot.box(wide))]
        if not free:
            return None
        found, box = next((one for one in free if not any(one[1].meets(line) for line in self.shunned)), free[0])
        self.take(box)
        return found

    def _is_free(self, box: Box) -> bool:
        return box.left >= self.left and box.right <= self.right and not any(box.meets(one) for one in self.taken)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label could stand: its base line and which end of it lies at x ("start", "mid", "end")."""

    x: float
    y: float
    anchor: str = "start"

    def box(self, wide: float) -> Box:
        """The room that words so wide take up."""
        left = {"start": self.x, "mid": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return Box(left, self.y - 10, left + wide, self.y + 3)

    def draw(self, words: str, class_: str = "", *spans: str) -> str:
        """The words at this spot."""
        anchor = "" if self.anchor == "start" else self.anchor
        return text(self.x, self.y, words, f"{class_} {anchor}".strip(), *spans)
