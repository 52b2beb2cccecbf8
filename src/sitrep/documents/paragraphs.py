"""Lines as a page was set become paragraphs as they were written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

#: A line shorter than this share of the full width ends its paragraph, when a sentence ends there too.
_SHORT = 0.8
#: Lines at the top and bottom of a page that may be the same on every page.
_MARGIN = 2
#: On so many pages a line is a header or footer.
_FEWEST_REPEATS = 3
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*$")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_ITEM = re.compile(r"\s*(?:[•·▪●○‣–—*-]|\(?\d{1,2}[.)])\s+")


def paragraphs(pages: Sequence[str]) -> Iterator[str]:
    """The paragraphs of all pages, headers, footers and page numbers left out."""
    lines = [line for page in _without_margins(pages) for line in page]
    width = _full_width(lines)
    waiting, last = "", 0
    for line in lines:
        if not line:
            if waiting:
                yield waiting
            waiting = ""
        elif waiting and _goes_on(waiting, line, width, last=last):
            waiting = _joined(waiting, line)
        else:
            if waiting:
                yield waiting
            waiting = line
        last = len(line)
    if waiting:
        yield waiting


def _without_margins(pages: Sequence[str]) -> Iterator[list[str]]:
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    seen = Counter(key for lines in split for key in {_NUMBER.sub("#", line) for line in _edges(lines)})
    repeated = {key for key, pages_with in seen.items() if pages_with >= _FEWEST_REPEATS}
    for lines in split:
        edges = set(_edges(lines))
        yield [
            line for line in lines
            if line not in edges or not (_NUMBER.sub("#", line) in repeated or _PAGE_NUMBER.fullmatch(line))
        ]  # fmt: skip


def _edges(lines: list[str]) -> list[str]:
    told = [line for line in lines if line]
    return told[:_MARGIN] + told[-_MARGIN:]


def _full_width(lines: Sequence[str]) -> int:
    """The length of a full line: nine lines in ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)] if lengths else 0


def _goes_on(waiting: str, line: str, width: int, *, last: int) -> bool:
    """Whether a line belongs to the paragraph before it."""
    if _ITEM.match(line):
        return False
    if line[0].islower() or _BROKEN_WORD.search(waiting):
        return True
    full = last >= _SHORT * width
    return full if _SENTENCE_END.search(waiting) else full or waiting.endswith(",")


def _joined(waiting: str, line: str) -> str:
    if _BROKEN_WORD.search(waiting) and line[0].islower():
        return waiting[:-1] + line
    return f"{waiting} {line}"
