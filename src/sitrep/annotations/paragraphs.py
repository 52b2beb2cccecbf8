"""Paragraphs: the lines of a text, or its blocks of lines where it is wrapped by hand."""

from __future__ import annotations

import re
from itertools import pairwise

BULLET = re.compile(r"\s*(?:[•▪◦‣·*–-]|\d{1,2}[.)])\s+")
#: Lines up to this length, in blocks parted by blank lines, are taken as wrapped by hand.
WRAP = 90


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the paragraphs: lines, or blocks of lines where the text is wrapped by hand."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    if not _is_wrapped(text, lines):
        return lines
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and text.count("\n", blocks[-1][1], start) < 2 and not BULLET.match(text[start:end]):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines break off in mid-sentence at a fixed width."""
    if len(lines) < 3 or "\n\n" not in text.strip().replace("\r", ""):
        return False
    if max(end - start for start, end in lines) > WRAP:
        return False
    broken = sum(
        1
        for (_, end), (start, _) in pairwise(lines)
        if text.count("\n", end, start) == 1 and text[end - 1] not in '.!?"”'
    )
    return broken * 3 >= len(lines)
