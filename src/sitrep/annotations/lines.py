"""A sentence with its words side by side: what most reading steps look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from sitrep.annotations.layers import SENTENCES, WORDS, Sentence, Span, Word
from sitrep.annotations.quotations import QUOTATIONS, Quotations
from sitrep.annotations.sheet import Layer, Mark, Sheet
from sitrep.annotations.words import lengths_of, lowered

T = TypeVar("T")
V = TypeVar("V")
#: What ends a sentence.
STOPS = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True)
class Line:
    """One sentence: its mark, its words, and its text in lower case with straight quotes.

    ``starts`` and ``lowers`` are the words' offsets and lower-case forms; ``quoted`` says of each
    in which quotation it stands, or -1, and ``is_quoting`` whether any of them stands in one. ``index`` and
    ``paragraph`` are the numbers of the sentence and its paragraph in the story.
    """

    mark: Mark[Sentence]
    words: tuple[Mark[Word], ...]
    lower: str
    starts: tuple[int, ...] = field(repr=False)
    lowers: tuple[str, ...] = field(repr=False)
    quoted: tuple[int, ...] = field(repr=False)
    is_quoting: bool = field(repr=False)
    index: int = field(repr=False)
    paragraph: int = field(repr=False)

    def __len__(self) -> int:
        return len(self.lowers)

    def __bool__(self) -> bool:
        """A line is a line, even without a word."""
        return True

    def word(self, index: int) -> str:
        """The lower-case word at this index, empty outside the sentence."""
        try:
            return self.lowers[index] if index >= 0 else ""
        except IndexError:  # rarer than asking the length of the line each time
            return ""

    def text(self, index: int) -> str:
        """The word at this index as written, empty outside the sentence."""
        return self.words[index].value.text if 0 <= index < len(self.words) else ""

    def span(self, first: int, end: int) -> Span:
        """The characters that the words from the first up to this end cover."""
        return self.words[first].start, self.words[end - 1].end

    @cached_property
    def stop(self) -> int:
        """The index of the sentence's own final stop, or its length."""
        at = len(self)
        while at and self.lowers[at - 1] in STOPS and self.quoted[at - 1] < 0:
            at -= 1
        return at

    def before(self, start: int) -> str:
        """The sentence's lower-case text up to this offset of the document."""
        return self.lower[: start - self.mark.start]

    def after(self, end: int) -> str:
        """The sentence's lower-case text from this offset of the document on."""
        return self.lower[end - self.mark.start :]

    def at(self, offset: int) -> int:
        """The index of the first word that starts at or after this offset."""
        return bisect_left(self.starts, offset)

    def find(self, table: Mapping[tuple[str, ...], V], longest: int, index: int) -> tuple[int, V] | None:
        """The longest entry of the table that starts at this word: words taken, and its value."""
        for length in range(min(longest, len(self.lowers) - index), 0, -1):
            key = self.lowers[index : index + length]
            if key in table:
                return length, table[key]
        return None


LINES = Layer("lines", Line)


class LineStep:
    """Every sentence with its words side by side."""

    name = "lines"
    reads = (SENTENCES, WORDS, QUOTATIONS)
    writes = LINES

    def marks(self, sheet: Sheet) -> list[Mark[Line]]:
        """One mark a sentence, over the sentence, in its order."""
        grouped: list[list[Mark[Word]]] = [[] for _ in sheet.marks(SENTENCES)]
        for mark in sheet.marks(WORDS):
            grouped[mark.value.sentence].append(mark)
        quoted = Quotations(sheet.values(QUOTATIONS))
        return [
            Mark(sentence.start, sentence.end, _line(sheet.text, sentence, words, quoted), self.name)
            for sentence, words in zip(sheet.marks(SENTENCES), grouped, strict=True)
        ]


def _line(text: str, sentence: Mark[Sentence], words: list[Mark[Word]], quoted: Quotations) -> Line:
    touched = quoted.touches(sentence.start, sentence.end)
    numbers = [quoted.number_at(word.start, word.end) for word in words] if touched else [-1] * len(words)
    return Line(
        sentence,
        tuple(words),
        lowered(text[sentence.start : sentence.end]),
        tuple([word.start for word in words]),
        tuple([word.value.lower for word in words]),
        tuple(numbers),
        is_quoting=touched and max(numbers, default=-1) >= 0,
        index=sentence.value.index,
        paragraph=sentence.value.paragraph,
    )


class Phrases(Generic[V]):
    """A table of phrases that is asked at every word: most words begin none, and are told so at once."""

    def __init__(self, table: Mapping[tuple[str, ...], V]) -> None:
        self.table = table
        self._lengths = lengths_of(table)

    @property
    def openings(self) -> Set[str]:
        """The words with which phrases begin."""
        return self._lengths.keys()

    def at(self, line: Line, index: int) -> tuple[int, V] | None:
        """The longest phrase that starts at this word: words taken, and its value."""
        lowers, table = line.lowers, self.table
        for length in self._lengths.get(lowers[index], ()) if index < len(lowers) else ():
            key = lowers[index : index + length]
            if key in table and index + length <= len(lowers):
                return length, table[key]
        return None

    def over(self, line: Line) -> Iterator[tuple[int, int, V]]:
        """The phrases of a line from left to right, none within another: first word, words taken, value."""
        past, known = 0, self._lengths
        for index in [at for at, word in enumerate(line.lowers) if word in known]:
            hit = self.at(line, index) if index >= past else None
            if hit is not None:
                past = index + hit[0]
                yield index, *hit


def by_sentence(sheet: Sheet, marks: Iterable[Mark[T]]) -> list[list[Mark[T]]]:
    """The marks grouped by the sentence they start in."""
    sentences = sheet.marks(SENTENCES)
    starts = [sentence.start for sentence in sentences]
    grouped: list[list[Mark[T]]] = [[] for _ in sentences]
    for mark in marks:
        index = bisect_left(starts, mark.start + 1) - 1
        if index >= 0:
            grouped[index].append(mark)
    return grouped
