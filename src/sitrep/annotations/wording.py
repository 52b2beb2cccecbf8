"""The words of a sheet as numbered lists, so that a step can look left and right of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import Generic, TypeVar

from sitrep.annotations.layers import SENTENCES, WORDS, Span
from sitrep.annotations.sheet import Sheet
from sitrep.annotations.words import WORD, lengths_of, lowered

T = TypeVar("T")
OPENING, CLOSING = "“«", "”»"


class Wording:
    """Words by number: as written, in lower case, with their offsets, sentences and quotation state."""

    def __init__(self, sheet: Sheet) -> None:
        words = sheet.marks(WORDS)
        self.text = sheet.text
        values = [mark.value for mark in words]
        self.written = [word.text for word in values]
        self.lower = [word.lower for word in values]
        self.starts = [mark.start for mark in words]
        self.ends = [mark.end for mark in words]
        self.sentence = [word.sentence for word in values]
        self.sentences = sheet.marks(SENTENCES)
        paragraphs = [mark.value.paragraph for mark in self.sentences]
        kinds = [mark.value.kind for mark in self.sentences]
        self.paragraph = [paragraphs[number] for number in self.sentence]
        self.kinds = [kinds[number] for number in self.sentence]
        self.dateline = sheet.document.place

    def __len__(self) -> int:
        return len(self.written)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """The half-open range of words of each sentence that has any, in order."""
        begins = [number for number, (one, last) in enumerate(pairwise(self.sentence), 1) if one != last]
        return list(pairwise([0, *begins, len(self)])) if self.written else []

    @cached_property
    def first(self) -> list[int]:
        """For each word, the first word of its sentence."""
        return [begin for begin, end in self.bounds for _ in range(begin, end)]

    @cached_property
    def last(self) -> list[int]:
        """For each word, the end (exclusive) of its sentence."""
        return [end for begin, end in self.bounds for _ in range(begin, end)]

    @cached_property
    def quoted(self) -> list[bool]:
        """For each word, whether it stands inside double quotation marks."""
        state = [False] * len(self)
        inside = False
        for number, word in enumerate(self.written):
            if number and self.paragraph[number] != self.paragraph[number - 1]:
                inside = False
            if word in OPENING:
                inside = True
            elif word in CLOSING:
                inside = False
            elif word == '"':
                inside = not inside
            state[number] = inside
        return state

    def among(self, openings: Set[str]) -> list[int]:
        """The words, by number, that are among these: where a search for phrases need look."""
        fewer, more = sorted((self._numbers.keys(), openings), key=len)
        return sorted([number for word in fewer if word in more for number in self._numbers[word]])

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.lower):
            if word in found:
                found[word].append(number)
            else:
                found[word] = [number]
        return found

    def span(self, begin: int, end: int) -> Span:
        """The offsets of the words ``begin`` to ``end`` (exclusive)."""
        return self.starts[begin], self.ends[end - 1]

    def phrase(self, begin: int, end: int) -> str:
        """The text of the words ``begin`` to ``end`` (exclusive)."""
        return self.text[self.starts[begin] : self.ends[end - 1]]

    def at(self, number: int) -> str:
        """The lower-case word of this number, empty outside the text."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""


def split_phrase(phrase: str) -> tuple[str, ...]:
    """A phrase as the lower-case words that a text would hold for it."""
    return tuple(lowered(word) for word in WORD.findall(phrase))


class Phrases(Generic[T]):
    """Phrases by their words; the longest that begins at a word is found by looking words up."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._listed: dict[tuple[str, ...], list[T]] = {}
        for phrase, value in entries:
            words = split_phrase(phrase)
            if words:
                self._listed.setdefault(words, []).append(value)
        self._lengths = lengths_of(self._listed)

    @property
    def openings(self) -> Set[str]:
        """The words with which phrases begin."""
        return self._lengths.keys()

    def starting(self, lower: Sequence[str], begin: int, end: int) -> list[tuple[int, T]]:
        """All phrases that begin at this word within ``end``, as (end, value), longest first."""
        return [
            (stop, value)
            for stop in [begin + length for length in self._lengths.get(lower[begin], ())]
            if stop <= end
            for value in self._listed.get(tuple(lower[begin:stop]), ())
        ]

    def longest(self, lower: Sequence[str], begin: int, end: int) -> tuple[int, T] | None:
        """The longest phrase that begins at this word within ``end``, as (end, value)."""
        for length in self._lengths.get(lower[begin], ()):
            stop = begin + length
            values = self._listed.get(tuple(lower[begin:stop])) if stop <= end else None
            if values:
                return stop, values[0]
        return None
