"""A sentence with its words side by side: what most reading steps look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sitrep.annotations.layers import SENTENCES, WORDS, Sentence, Word
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.annotations.words import STRAIGHT

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Line:
    """One sentence: its mark, its words, and its text in lower case with straight quotes."""

    mark: Mark[Sentence]
    words: tuple[Mark[Word], ...]
    lower: str
    starts: tuple[int, ...] = field(repr=False, default=())
    lowers: tuple[str, ...] = field(repr=False, default=())

    @property
    def index(self) -> int:
        """The sentence's number in the story."""
        return self.mark.value.index

    @property
    def paragraph(self) -> int:
        """The number of the sentence's paragraph."""
        return self.mark.value.paragraph

    def word(self, index: int) -> str:
        """The lower-case word at this index, empty outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

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


def lines(sheet: Sheet) -> list[Line]:
    """Every sentence of the story with its words."""
    grouped: list[list[Mark[Word]]] = [[] for _ in sheet.marks(SENTENCES)]
    for mark in sheet.marks(WORDS):
        grouped[mark.value.sentence].append(mark)
    return [
        Line(
            sentence,
            tuple(words),
            sheet.text[sentence.start : sentence.end].lower().translate(STRAIGHT),
            tuple(word.start for word in words),
            tuple(word.value.lower for word in words),
        )
        for sentence, words in zip(sheet.marks(SENTENCES), grouped, strict=True)
    ]


class Phrases(Generic[V]):
    """A table of phrases that is asked at every word: most words begin none, and are told so at once."""

    def __init__(self, table: Mapping[tuple[str, ...], V]) -> None:
        self.table = table
        self._longest: dict[str, int] = {}
        for words in table:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def at(self, line: Line, index: int) -> tuple[int, V] | None:
        """The longest phrase that starts at this word: words taken, and its value."""
        longest = self._longest.get(line.word(index), 0)
        return line.find(self.table, longest, index) if longest else None


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
