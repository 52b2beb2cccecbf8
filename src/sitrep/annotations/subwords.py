"""A text as the encoder reads it: subword pieces that map back to characters exactly, cut into windows that overlap.

The pieces are those of the base model's own vocabulary, which knows no upper case. What that loses is given back as
one small number a piece: whether it stands inside quotation marks, and how it was capitalised. A paragraph printed in
capitals throughout tells nothing by its capitals, so there the second half of that number is zero.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from sitrep.annotations.cuts import Cuts
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
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first == len(self.ends):
            first -= 1
        return first, last if last > first else first + 1


class Cut(NamedTuple):
    """A word as pieces, their offsets in it, and how each is capitalised: not, its first letter, or throughout.

    ``letters`` is how many letters the word has, ``upper`` how many of them are capitals.
    """

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capitals: tuple[int, ...]
    letters: int
    upper: int


#: Cuts what stands between two spaces into pieces.
Cutter = Callable[[str], Cut]


def cutter(tokenizer: Tokenizer) -> Cutter:
    """Cuts words as the tokenizer does; those that come again are known, which is several times as fast.

    A tokenizer of this kind never looks beyond a space, so words may be cut one by one.
    """
    return Cuts(partial(_cut, tokenizer=tokenizer)).__getitem__


def _cut(word: str, tokenizer: Tokenizer) -> Cut:
    encoding = tokenizer.encode(word, add_special_tokens=False)
    offsets = _with_accents(word, encoding.offsets)
    return Cut(
        tuple(encoding.ids),
        tuple([start for start, _ in offsets]),
        tuple([end for _, end in offsets]),
        tuple([1 + word[start + 1 : end].isupper() if word[start].isupper() else 0 for start, end in offsets]),
        len(word) if word.isalpha() else sum(map(str.isalpha, word)),
        0 if word.islower() else sum(map(str.isupper, word)),
    )


def subwords(text: str, cut: Cutter) -> Subwords:
    """The text's pieces, paragraph by paragraph, with a break between two paragraphs."""
    found = Subwords([], [], [], [])
    for start, end in paragraphs(text):
        _paragraph(text[start:end], start, cut, found)
    return found


def windows(length: int, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Stretches of pieces, all of one length, that cover the text and overlap by ``overlap`` pieces or a few more."""
    if length <= size:
        return [(0, length)] if length else []
    count = -(-(length - overlap) // (size - overlap))
    even = -(-(length + (count - 1) * overlap) // count)
    starts = [index * (length - even) // (count - 1) for index in range(count)]
    return [(start, start + even) for start in starts]


def _paragraph(text: str, begin: int, cut: Cutter, found: Subwords) -> None:
    """Appends the pieces of one paragraph, which begins at ``begin``."""
    words = text.split(" ")
    ids, firsts, lasts, capitals, letters, upper = zip(*map(cut, words), strict=True)
    if not any(ids):
        return
    if len(found):
        _break(found, begin)
    begins = accumulate([len(word) + 1 for word in words], initial=begin)
    # Where the word of each piece begins; where a next word would begin is one more.
    placed = [at for at, pieces in zip(begins, ids, strict=False) for _ in pieces]
    starts = list(map(add, placed, chain.from_iterable(firsts)))
    shouted = sum(upper) > _SHOUTED * sum(letters)  # then capitals tell nothing
    found.ids.extend(chain.from_iterable(ids))
    found.starts.extend(starts)
    found.ends.extend(map(add, placed, chain.from_iterable(lasts)))
    quoted = _quoted(text, starts, begin)
    found.features.extend(quoted if shouted else map(add, quoted, chain.from_iterable(capitals)))


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


def _quoted(text: str, starts: list[int], begin: int) -> list[int]:
    """For each piece of a paragraph that begins at ``begin``, the number that says it is quoted, or 0."""
    turns = _quotation_turns(text)
    if not turns:
        return [0] * len(starts)
    return [3 * (bisect_right(turns, start - begin) % 2) for start in starts]


def _quotation_turns(text: str) -> list[int]:
    """Where the paragraph goes into quotation marks and out again, by turns; each mark stands inside."""
    turns: list[int] = []
    for mark in _QUOTE.finditer(text):
        inside = len(turns) % 2 == 1
        opens = mark[0] in _OPENING_QUOTES or (mark[0] not in _CLOSING_QUOTES and not inside)
        if opens != inside:
            turns.append(mark.start() if opens else mark.end())
    return turns
