"""A text as the encoder reads it: subword pieces that map back to characters exactly, cut into windows that overlap.

The pieces are those of the base model's own vocabulary, which knows no upper case. What that loses is given back as
one small number a piece: whether it stands inside quotation marks, and how it was capitalised. A paragraph printed in
capitals throughout tells nothing by its capitals, so there the second half of that number is zero.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Final
from unicodedata import category

from sitrep.annotations.paragraphs import paragraphs

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW: Final = 254  # pieces a window holds, besides the two that open and close it
OVERLAP: Final = 32
OPENING: Final = 101  # [CLS]
BREAK: Final = 102  # [SEP]: ends a window, and stands between two paragraphs
FEATURES: Final = 6  # in quotation marks or not, times three ways of capitals

ACCENT: Final = "Mn"  # Unicode's category of marks that take no room of their own

_QUOTE = re.compile(r"[\"“”„«»]")
_OPENING_QUOTES: Final = "“„«"
_CLOSING_QUOTES: Final = "”»"
_SHOUTED: Final = 0.6  # share of capitals among a paragraph's letters from which they tell nothing


@dataclass(frozen=True, slots=True)
class Subwords:
    """The pieces of a text in order; piece ``i`` is ``text[starts[i]:ends[i]]``, empty for a paragraph break."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    features: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that characters ``start`` to ``end`` touch, first and one past the last; at least one."""
        first = min(bisect_right(self.ends, start), len(self) - 1)
        return first, max(bisect_left(self.starts, end), first + 1)


def subwords(text: str, tokenizer: Tokenizer) -> Subwords:
    """The text's pieces, paragraph by paragraph, with a break between two paragraphs."""
    found = Subwords([], [], [], [])
    for start, end in paragraphs(text):
        _paragraph(text[start:end], start, tokenizer, found)
    return found


def windows(length: int, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Stretches of pieces, all of one length, that cover the text and overlap by ``overlap`` pieces or a few more."""
    if length <= size:
        return [(0, length)] if length else []
    count = -(-(length - overlap) // (size - overlap))
    even = -(-(length + (count - 1) * overlap) // count)
    starts = [index * (length - even) // (count - 1) for index in range(count)]
    return [(start, start + even) for start in starts]


def _paragraph(text: str, begin: int, tokenizer: Tokenizer, found: Subwords) -> None:
    """Appends the pieces of one paragraph, which begins at ``begin``."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = _with_accents(text, encoding.offsets)
    if not offsets:
        return
    if found.ids:
        _break(found, begin)
    found.ids.extend(encoding.ids)
    found.starts.extend([begin + start for start, _ in offsets])
    found.ends.extend([begin + end for _, end in offsets])
    found.features.extend(map(add, _quoted(text, offsets), _capitals(text, offsets)))


def _with_accents(text: str, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The offsets, each with the accents behind it that stand as characters of their own: the tokenizer drops them."""
    if text.isascii() or ACCENT not in map(category, text):
        return offsets
    return [
        (start, next((at for at in range(end, len(text)) if category(text[at]) != ACCENT), len(text)))
        for start, end in offsets
    ]


def _break(found: Subwords, at: int) -> None:
    """Appends what stands between two paragraphs."""
    found.ids.append(BREAK)
    found.starts.append(at)
    found.ends.append(at)
    found.features.append(0)


def _capitals(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """How each piece is capitalised: not, its first letter, or throughout; nothing where all the text is."""
    letters = sum(map(str.isalpha, text))
    if sum(map(str.isupper, text)) > _SHOUTED * letters:
        return [0] * len(offsets)
    return [1 + text[start + 1 : end].isupper() if text[start].isupper() else 0 for start, end in offsets]


def _quoted(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """For each piece, the number that says it stands inside quotation marks, or 0."""
    turns = _quotation_turns(text)
    if not turns:
        return [0] * len(offsets)
    return [3 * (bisect_right(turns, start) % 2) for start, _ in offsets]


def _quotation_turns(text: str) -> list[int]:
    """Where the paragraph goes into quotation marks and out again, by turns; each mark stands inside."""
    turns: list[int] = []
    for mark in _QUOTE.finditer(text):
        inside = len(turns) % 2 == 1
        opens = mark[0] in _OPENING_QUOTES or (mark[0] not in _CLOSING_QUOTES and not inside)
        if opens != inside:
            turns.append(mark.start() if opens else mark.end())
    return turns
