"""Evidence laid over a story's text: overlapping spans are cut at every boundary, and no character is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

Span = tuple[int, int]

#: Kinds shown only when pointed at: whole acts, things said, mentions of actors.
_QUIET = frozenset({"act", "said", "actor"})


@dataclass(frozen=True, slots=True)
class Highlight:
    """A value of the record, the kind its words are shown as, and where they stand."""

    key: str
    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same values lie, the most telling first; none for bare text."""

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
        _Lying(max(first, start), min(last, end), (highlight.kind in _QUIET, last - first, order))
        for order, highlight in enumerate(highlights)
        for first, last in highlight.spans
        if first < end and last > start
    ]
    cuts = sorted({start, end, *(cut for span in lying for cut in (span.start, span.end))})
    found: list[Segment] = []
    for left, right in pairwise(cuts):
        over = sorted(span.rank for span in lying if span.start <= left < span.end)
        segment = _segment(left, right, [highlights[order] for _, _, order in over])
        if found and (found[-1].keys, found[-1].kind) == (segment.keys, segment.kind):
            segment = replace(segment, start=found.pop().start)
        found.append(segment)
    return found


@dataclass(frozen=True, slots=True)
class _Lying:
    """A span within the stretch; of several the loud, then the short ones come first."""

    start: int
    end: int
    rank: tuple[bool, int, int]


def _segment(left: int, right: int, over: Sequence[Highlight]) -> Segment:
    if not over:
        return Segment(left, right)
    return Segment(left, right, tuple(dict.fromkeys(highlight.key for highlight in over)), over[0].kind)
