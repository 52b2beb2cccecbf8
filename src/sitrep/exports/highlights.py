"""Evidence laid over a story's text: overlapping spans are cut at every boundary, and no character is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

Span = tuple[int, int]

#: Kinds of evidence that a reader can switch off, with the words of their switches.
KINDS: Final = (
    ("killed", "killed"),
    ("wounded", "wounded"),
    ("displaced", "displaced"),
    ("outage", "outage"),
    ("talks", "talks, politics"),
    ("place", "place"),
    ("time", "time"),
    ("means", "weapon, damage"),
    ("source", "who says so, who took part"),
)
#: Kinds shown only when pointed at: whole acts, things said, mentions of actors.
QUIET = frozenset({"act", "said", "actor"})
#: Of values on the very same words, which kind is shown: the people first, who took part last.
_TELLING: Final = {kind: at for at, (kind, _) in enumerate(KINDS)}


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


def marked_paragraphs(text: str, highlights: Sequence[Highlight]) -> Iterator[tuple[Span, list[Segment]]]:
    """Every paragraph with its segments, however many values the story has."""
    within = paragraphs(text)
    ends = [end for _, end in within]
    touching: list[dict[int, None]] = [{} for _ in within]
    for order, highlight in enumerate(highlights):
        for first, last in highlight.spans:
            at = bisect_right(ends, first)
            while at < len(within) and within[at][0] < last:
                touching[at][order] = None
                at += 1
    for span, orders in zip(within, touching, strict=True):
        yield span, segments(span, [highlights[order] for order in orders])


def segments(within: Span, highlights: Sequence[Highlight]) -> list[Segment]:
    """The segments of a stretch of text in order: together they are the whole stretch."""
    start, end = within
    lying = sorted(
        (
            _Lying(max(first, start), min(last, end), _rank(highlight, last - first, order))
            for order, highlight in enumerate(highlights)
            for first, last in highlight.spans
            if first < end and last > start
        ),
        key=lambda span: span.start,
    )
    cuts = sorted({start, end, *(cut for span in lying for cut in (span.start, span.end))})
    found: list[Segment] = []
    open_: list[_Lying] = []
    come = 0
    for left, right in pairwise(cuts):
        open_ = [span for span in open_ if span.end > left]
        while come < len(lying) and lying[come].start <= left:
            open_.append(lying[come])
            come += 1
        over = sorted(span.rank for span in open_)
        segment = _segment(left, right, [highlights[order] for *_, order in over])
        if found and (found[-1].keys, found[-1].kind) == (segment.keys, segment.kind):
            segment = replace(segment, start=found.pop().start)
        found.append(segment)
    return found


@dataclass(frozen=True, slots=True)
class _Lying:
    """A span within the stretch; of several the loud, then the short, then the more telling ones come first."""

    start: int
    end: int
    rank: tuple[bool, int, int, int]


def _rank(highlight: Highlight, length: int, order: int) -> tuple[bool, int, int, int]:
    return highlight.kind in QUIET, length, _TELLING.get(highlight.kind, len(KINDS)), order


def _segment(left: int, right: int, over: Sequence[Highlight]) -> Segment:
    if not over:
        return Segment(left, right)
    return Segment(left, right, tuple(dict.fromkeys(highlight.key for highlight in over)), over[0].kind)
