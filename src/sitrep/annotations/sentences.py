"""Sentences and paragraphs: where one report of something ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sitrep.annotations.layers import SENTENCES, Sentence
from sitrep.annotations.paragraphs import BULLET, paragraphs
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.sentence_rules import sentence_rules
from sitrep.codebook.time_words import time_words
from sitrep.codebook.zones import zones

#: A stop, the closing marks that belong to it, then white space or the end.
STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
LAST_WORD = re.compile(r"[\w.]*\w?$")
OPENERS = "\"“‘«('["
#: A line this short that ends without a stop is a heading.
HEADING_WORDS = 12


def paragraph_spans(sentences: Sequence[Mark[Sentence]]) -> dict[int, tuple[int, int]]:
    """The paragraphs' spans by their number, in order."""
    spans: dict[int, tuple[int, int]] = {}
    for mark in sentences:
        start, end = spans.get(mark.value.paragraph, (mark.start, mark.end))
        spans[mark.value.paragraph] = (min(start, mark.start), max(end, mark.end))
    return dict(sorted(spans.items()))


#: The network of that name at the end of a sentence: "wrote on X."
ON_X = re.compile(r"\b(?:on|via|to) X$")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    rules = sentence_rules()
    return frozenset(rules.never_final), frozenset(rules.maybe_final)


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether this stop ends the sentence that began at ``start``."""
    if stop.end() >= end:
        return True
    after = text[stop.end() : end].lstrip()
    if not after:
        return True
    following = after.lstrip(OPENERS)[:1]
    mark = stop.group()
    if mark[0] != ".":
        # "Stop!" she said: a quotation's own mark inside a longer sentence.
        return not following.islower()
    word = LAST_WORD.search(text, text.rfind(" ", start, stop.start()) + 1 or start, stop.start())
    last = word.group().lstrip(".") if word else ""
    never, maybe = _abbreviations()
    if last in never or last.rstrip(".") in never:
        return False
    if re.fullmatch(r"[A-Z]", last) and not mark[1:]:
        return ON_X.search(text, start, stop.start()) is not None  # an initial: "John F. Kennedy"
    if following.islower():
        return False
    if last in maybe or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        return _follows_afresh(text, stop.end(), end, last)
    return True


def _follows_afresh(text: str, at: int, end: int, last: str) -> bool:
    """Whether what follows an abbreviation reads like a new sentence's first words."""
    if last in {"U.S", "U.N", "U.K", "E.U", "U.A.E", "D.R", "D.R.C"}:
        word = re.match(
            r"\s+(The|A|An|In|On|At|It|He|She|They|But|And|Two|Three|His|Her|Earlier|No|There)\b", text[at:end]
        )
        return word is not None
    if last[0].isupper() and re.match(r"\s+\d", text[at:end]):
        return False  # "Dec. 8"
    return not (last in {"a.m", "p.m"} and _names_day_or_zone(text[at:end]))


#: "9 p.m. Kyiv time", "9 p.m. Abu Dhabi time".
_PLACE_TIME = re.compile(r"\s+[A-Z]\w+(?: [A-Z]\w+)? time\b")


def _names_day_or_zone(following: str) -> bool:
    """Whether a clock time goes on: "3 a.m. Wednesday", "9 p.m. GMT", "11 a.m. (0800 GMT)"."""
    word = re.match(r"\s+(\(\d|[A-Z][A-Za-z]*\.?)", following)
    known = time_words()
    if word is None:
        return False
    lower = word.group(1).lower()
    bare = lower.rstrip(".")
    if lower[0] == "(" or bare in known.weekdays or lower in known.months:
        return True
    return bare in zones().letters or _PLACE_TIME.match(following) is not None


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the sentences of one paragraph."""
    spans: list[tuple[int, int]] = []
    begin = start
    for stop in STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            spans.append((begin, stop.end()))
            begin = stop.end()
    if text[begin:end].strip():
        spans.append((begin, end))
    return [_trim(text, *span) for span in spans]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _kind(text: str, start: int, end: int, *, alone: bool) -> str:
    piece = text[start:end]
    if BULLET.match(piece):
        return "bullet"
    short = len(piece.split()) <= HEADING_WORDS
    if alone and piece[-1] not in '.!?"”’:;,' and (short or piece.isupper()):
        return "heading"
    return "prose"


class SentenceStep:
    """Sentences with their paragraphs, headings and bullets told apart."""

    name = "sentences"
    reads = ()
    writes = SENTENCES

    def marks(self, sheet: Sheet) -> list[Mark[Sentence]]:
        """One mark a sentence, in order."""
        found: list[Mark[Sentence]] = []
        body = sheet.document.body_start
        for number, (start, end) in enumerate(paragraphs(sheet.text)):
            if start < body < end:
                found.append(Mark(*_trim(sheet.text, start, body), Sentence(len(found), number, "dateline"), self.name))
                start = body  # noqa: PLW2901 -- the dateline is a sentence of its own
            spans = split(sheet.text, start, end)
            title = (
                number == 0 and start == 0 and not body and sheet.text[spans[-1][1] - 1] not in '.!?…"”’'
                if spans
                else False
            )
            for begin, finish in spans:
                kind = (
                    "heading"
                    if title and "\n" in sheet.text[end:].strip("\r")
                    else _kind(sheet.text, begin, finish, alone=len(spans) == 1)
                )
                found.append(Mark(begin, finish, Sentence(len(found), number, kind), self.name))  # type: ignore[arg-type]
        return found
