"""Channels: through which outlet or medium a statement reached the story, and who was told."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sitrep.annotations.layers import ENTITIES, MENTIONS, Span
from sitrep.annotations.phrases import Line
from sitrep.annotations.sheet import Sheet
from sitrep.codebook.cues import cue_words
from sitrep.codebook.outlets import known_outlet

#: Words that may stand between "on" or "in" and the name of a channel.
LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Via:
    """A channel or outlet and the words that name it."""

    span: Span
    name: str


class Channels:
    """What counts as an outlet or a channel in this story."""

    def __init__(self, sheet: Sheet):
        self._text = sheet.text
        self._own = (sheet.document.outlet or "").casefold()
        outlets = {mark.value.index for mark in sheet.marks(ENTITIES) if mark.value.outlet}
        self._outlets = {(mark.start, mark.end) for mark in sheet.marks(MENTIONS) if mark.value.entity in outlets}

    def is_outlet(self, span: Span) -> bool:
        """Whether these words name a news outlet."""
        if any(start >= span[0] and end <= span[1] for start, end in self._near(span)):
            return True
        name = self._text[span[0] : span[1]]
        return self._is_outlet_name(name.removeprefix("the ").removeprefix("The "))

    def _near(self, span: Span) -> list[Span]:
        ordered = sorted(self._outlets)
        at = bisect_left(ordered, (span[0], 0))
        return ordered[at : at + 3]

    def _is_outlet_name(self, name: str) -> bool:
        if name.casefold() == self._own and name:
            return True
        found = known_outlet(name)
        return found is not None and found.kind != "body" and name[:1].isupper()

    def outlet_within(self, line: Line, start: int, end: int) -> Via | None:
        """The outlet named among these words, with or without "the broadcaster" before it."""
        known = cue_words()
        for first in range(start, end):
            if not line.text(first)[:1].isupper():
                continue
            last = first + 1
            while last < end and last - first < 5 and line.text(last)[:1].isupper():
                last += 1
            for stop in range(last, first, -1):
                if self.is_outlet(line.span(first, stop)):
                    return self._via(line, first, stop)
            words = line.low[first:last]
            announced = first > start and line.word(first - 1) in known.outlet_words
            if announced or (last - first > 1 and words[-1] in known.outlet_words) or {"tv", "radio", "news"} & set(words):
                return self._via(line, first, last)
        return None

    def _via(self, line: Line, start: int, end: int) -> Via:
        span = line.span(start, end)
        return Via(span, self._text[span[0] : span[1]])

    def within(self, line: Line, start: int, end: int) -> list[Via]:
        """The channels named after "on", "in" or "via" among these words, in the order named."""
        known = cue_words()
        found: list[Via] = []
        at = start
        while at < end:
            if line.text(at) == "X" and line.word(at - 1) in {"on", "via"}:
                found.append(self._via(line, at, at + 1))
            for size in (2, 1):
                name = " ".join(line.low[at : at + size])
                if at + size <= end and name in known.channels and line.quoted[at] < 0:
                    found.append(Via(line.span(at, at + size), known.channels[name]))
                    at += size - 1
                    break
            at += 1
        return found
