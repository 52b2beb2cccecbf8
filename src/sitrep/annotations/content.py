"""Content: the characters of what was said, and whether they are the speaker's own words."""

from __future__ import annotations

from typing import Literal

from sitrep.annotations.acts import Act, Span
from sitrep.annotations.lines import Line
from sitrep.annotations.quotations import Quotations


def said_spans(text: str, line: Line, act: Act, quoted: Quotations) -> tuple[Span, ...]:
    """The characters of what was said, marks and stops trimmed as a record wants them."""
    spans = [polish(text, _stretch(line, start, end, quoted), quoted) for start, end in act.content if start < end]
    return tuple(span for span in spans if span[0] < span[1])


def _stretch(line: Line, start: int, end: int, quoted: Quotations) -> Span:
    """The words' characters, drawn out to the quotation they begin or end in."""
    first, last = line.span(start, end)
    opening = line.quoted[start]
    if opening >= 0 and start == 0:
        first = quoted[opening].start
    closing = line.quoted[end - 1]
    if closing >= 0 and end >= line.stop and line.words[-1].end < quoted[closing].end:
        last = quoted[closing].end
    return first, last


def polish(text: str, span: Span, quoted: Quotations) -> Span:
    """A pure quotation without its marks and closing stop; other content without a stop outside marks."""
    start, end = _trimmed(text, *span)
    quotation = quoted.holding(start, end)
    if quotation is not None:
        start, end = _trimmed(text, max(start, quotation.inner[0]), min(end, quotation.inner[1]))
        while end > start and text[end - 1] in ",.":
            end -= 1
        return _trimmed(text, start, end)
    while end > start and (text[end - 1] in ",.;:–—-" or text[end - 1].isspace()):
        end -= 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def kind_of(spans: tuple[Span, ...], quoted: Quotations) -> Literal["direct", "indirect", "mixed"]:
    """Whether all, none or some of what was said stands in quotation marks."""
    if spans and all(quoted.number_at(start, end) >= 0 for start, end in spans):
        return "direct"
    return "mixed" if any(quoted.touches(start, end) for start, end in spans) else "indirect"
