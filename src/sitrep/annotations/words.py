"""Words: names, numbers, compounds and marks of punctuation, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sitrep.annotations.cuts import Cuts
from sitrep.annotations.layers import SENTENCES, WORDS, Word
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.sentence_rules import sentence_rules

WORD = re.compile(
    r"""
      (?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?        # U.S. a.m. D.R.C
    | \d{1,3}(?:,\d{3})+(?:\.\d+)?                       # 1,200
    | \d+(?:[.:/]\d+)*(?:st|nd|rd|th)?(?:-[A-Za-z]\w*)*  # 138 2.5 02:40 3-year-old 11th
    | [’'](?:s|re|ve|ll|d|m|t)\b                         # possessives and contractions
    | [^\W\d_]+(?=n[’']t\b)                                # did of didn't, ca of can't
    | n[’']t\b
    | [^\W\d_][^\W_]*(?:[-‑–][^\W_]+)*                   # Khan Al-Hasakeh
      (?:[’'](?!(?:s|re|ve|ll|d|m|t)\b)[^\W\d_]+(?:-[^\W_]+)*)*  # N’Djamena
    | --+|\.\.\.
    | \S                                                 # punctuation
    """,
    re.VERBOSE,
)
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-"})


def lowered(text: str) -> str:
    """The text in lower case with straight quotes, character for character as long as it was."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().translate(STRAIGHT)  # the one capital that would become two characters


class Cut(NamedTuple):
    """A word of what stands between two spaces: where in it it begins and ends, as written and in lower case."""

    start: int
    end: int
    text: str
    lower: str


class WordStep:
    """Every word of every sentence."""

    name = "words"
    reads = (SENTENCES,)
    writes = WORDS

    def marks(self, sheet: Sheet) -> list[Mark[Word]]:
        """One mark a word, in order; an abbreviation keeps its period."""
        found: list[Mark[Word]] = []
        text, known, name = sheet.text, _KNOWN, self.name
        made = tuple.__new__  # what naming a field calls in the end: there are more words than of all else together
        for sentence in sheet.marks(SENTENCES):
            at, index = sentence.start, sentence.value.index
            for chunk in text[at : sentence.end].split(" "):
                for start, end, written, lower in known[chunk]:
                    found.append(made(Mark, (at + start, at + end, made(Word, (written, lower, index)), name, 1.0)))
                at += len(chunk) + 1
        return found


def _cut(chunk: str) -> tuple[Cut, ...]:
    """The words of what stands between two spaces."""
    abbreviated, lower = sentence_rules().abbreviated, lowered(chunk)
    found: list[Cut] = []
    for match in WORD.finditer(chunk):
        start, end = match.span()
        if match.group() == "." and found and found[-1].end == start and found[-1].text in abbreviated:
            start = found.pop().start
        found.append(Cut(start, end, chunk[start:end], lower[start:end]))
    return tuple(found)


#: The words of what stood between two spaces before: no word reaches beyond a space.
_KNOWN: Final = Cuts(_cut)


def lengths_of(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """How many words the phrases have that begin with a word, the longest first."""
    found: dict[str, set[int]] = {}
    for words in phrases:
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
