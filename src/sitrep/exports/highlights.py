"""Evidence laid over a story's text: overlapping spans are cut at every boundary, and no character is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A value of the record, the kind its words are shown as, and where they stand."""

    key: str
    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same values lie, the innermost first; none for bare text."""

    start: int
    end: int
    keys: tuple[str, ...] = ()
    kind: str | None = None


def paragraphs(text: str) -> list[Span]:
    """The spans of the text's lines that hold words, without their line ends."""
    found, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((offset, offset + len(line.rstrip())))
        offset += len(line)
    return found


def segments(within: Span, highlights: Sequence[Highlight]) -> list[Segment]:
    """The segments of a stretch of text in order: together they are the whole stretch."""
    start, end = within
    lying = [
        (max(first, start), min(last, end), last - first, order)
        for order, highlight in enumerate(highlights)
        for first, last in highlight.spans
        if first < end and last > start
    ]
    cuts = sorted({start, end, *(cut for first, last, _, _ in lying for cut in (first, last))})
    return [
        _segment(
            left, right, [(length, order) for first, last, length, order in lying if first <= left < last], highlights
        )
        for left, right in pairwise(cuts)
    ]


def _segment(left: int, right: int, over: Iterable[tuple[int, int]], highlights: Sequence[Highlight]) -> Segment:
    inner = [highlights[order] for _, order in sorted(over)]
    if not inner:
        return Segment(left, right)
    keys = tuple(dict.fromkeys(highlight.key for highlight in inner))
    return Segment(left, right, keys, inner[0].kind)
