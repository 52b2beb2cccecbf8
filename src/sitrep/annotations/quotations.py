"""Quotations: stretches of text between quotation marks, whichever marks the press uses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.annotations.layers import SENTENCES
from sitrep.annotations.sentences import paragraph_spans
from sitrep.annotations.sheet import Layer, Mark, Sheet

#: Double marks of any shape; single ones where they open before a letter or close after a stop.
MARK = re.compile(
    r"[“”„‟\"«»‘’'](?:(?<=[“”„‟\"«»])|(?<=[‘'])(?:(?<=\s.)|(?<=^.))(?=[A-Z])|(?<=[’'])(?<=[,.!?].)(?=\s|$))",
    re.MULTILINE,
)
OPENING = "“„«‘"
CLOSING = "”»’"
#: Guillemets around this few words hold a name ("«Shaheds»"), not speech.
NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``start`` and ``end`` take the marks in, ``inner`` leaves them out."""

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True


QUOTATIONS = Layer("quotations", Quotation)


class QuotationStep:
    """Every quotation of the story."""

    name = "quotations"
    reads = (SENTENCES,)
    writes = QUOTATIONS

    def marks(self, sheet: Sheet) -> list[Mark[Quotation]]:
        """One mark a quotation, its marks taken in."""
        found = quotations(sheet.text, list(paragraph_spans(sheet.marks(SENTENCES)).values()))
        return [Mark(quotation.start, quotation.end, quotation, self.name) for quotation in found]


class Quotations:
    """The quotations of a text in order, found by place."""

    def __init__(self, found: Sequence[Quotation]):
        self._found = found
        self._starts = [quotation.start for quotation in found]

    def __getitem__(self, number: int) -> Quotation:
        return self._found[number]

    def number_at(self, start: int, end: int) -> int:
        """The number of the quotation whose quoted words these characters are among, or -1."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return -1
        first, last = self._found[at].inner
        return at if first <= start and end <= last else -1

    def holding(self, start: int, end: int) -> Quotation | None:
        """The quotation, marks taken in, that holds all these characters."""
        at = bisect_right(self._starts, start) - 1
        return self._found[at] if at >= 0 and end <= self._found[at].end else None

    def touches(self, start: int, end: int) -> bool:
        """Whether any of these characters is quoted."""
        at = bisect_right(self._starts, start) - 1
        nearby = self._found[max(at, 0) : at + 2]
        return any(quotation.start < end and start < quotation.end for quotation in nearby)


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Every quotation, in order; a mark without its partner is passed over.

    A paragraph that opens a quotation and does not close it holds one when the next goes on with a mark.
    """
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and text[following[0]] in '“"«‘'
        found.extend(_within(text, start, end, goes_on=goes_on))
    return found


def _within(text: str, start: int, end: int, *, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for mark in MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if opened is None:
            if sign not in CLOSING and not (sign == '"' and text[max(at - 1, start) : at].isdigit()):
                opened = at
        elif _closes(text[opened], sign):
            if not _is_name(text, opened, at):
                found.append(Quotation(opened, at + 1, (opened + 1, at)))
            opened = None
    if opened is not None and goes_on:
        found.append(Quotation(opened, end, (opened + 1, end), closed=False))
    return found


def _closes(opening: str, sign: str) -> bool:
    """Whether this sign closes what that one opened: single marks do not close double ones."""
    if opening in "‘'":
        return sign in "’'"
    if opening == '"':
        return sign in '"”'
    return sign in '”»"‟' or (opening == "„" and sign == "“")


def _is_name(text: str, opening: int, closing: int) -> bool:
    return text[opening] == "«" and len(text[opening:closing].split()) <= NAME_WORDS
