"""The sentence and the paragraphs in which something stands."""

from __future__ import annotations

import re

#: Where a sentence ends; "U.S. envoy" and "J. Smith" go on.
_END = re.compile(r"(?<![A-Z])[.!?][”\"’']*(?=\s+[“\"‘]?[A-Z])|\n")
Span = tuple[int, int]


def sentence(text: str, at: int) -> Span:
    """The sentence that holds this offset."""
    first = _before(text, at)
    start = max((found.end() for found in _END.finditer(text, first, at)), default=first)
    after = _END.search(text, at)
    return start, after.end() if after else len(text)


def paragraph(text: str, at: int, *, beside: int = 0) -> Span:
    """The paragraph that holds this offset, with so many on either side."""
    start, end = _before(text, at), _after(text, at)
    for _ in range(beside):
        start = _before(text, max(len(text[:start].rstrip("\n")), 0))
        end = _after(text, end + len(text[end:]) - len(text[end:].lstrip("\n")))
    return start, end


def _before(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _after(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
