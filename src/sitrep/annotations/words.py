"""Words: names, numbers, compounds and marks of punctuation, each with its place."""

from __future__ import annotations

import re
from collections.abc import Container

from sitrep.annotations.layers import SENTENCES, WORDS, Word
from sitrep.annotations.sheet import Mark, Sheet
from sitrep.codebook.sentence_rules import sentence_rules

WORD = re.compile(
    r"""
      [A-Za-z]+(?=[ ])                                   # most words: what follows finds them too, but later
    | (?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?        # U.S. a.m. D.R.C
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


class WordStep:
    """Every word of every sentence."""

    name = "words"
    reads = (SENTENCES,)
    writes = WORDS

    def marks(self, sheet: Sheet) -> list[Mark[Word]]:
        """One mark a word, in order; an abbreviation keeps its period."""
        found: list[Mark[Word]] = []
        text, abbreviated, name = sheet.text, sentence_rules().abbreviated, self.name
        made = tuple.__new__  # what naming a field calls in the end: there are more words than of all else together
        for sentence in sheet.marks(SENTENCES):
            base, index = sentence.start, sentence.value.index
            lower = lowered(text[base : sentence.end])
            for match in WORD.finditer(text, base, sentence.end):
                start, end = match.span()
                if end - start == 1 and text[start] == "." and found and _joins(found[-1], start, abbreviated):
                    start = found.pop().start
                word = made(Word, (text[start:end], lower[start - base : end - base], index))
                found.append(made(Mark, (start, end, word, name, 1.0)))
        return found


def _joins(before: Mark[Word], start: int, abbreviated: Container[str]) -> bool:
    """Whether a period at this offset belongs to the word before it."""
    return before.end == start and before.value.text in abbreviated
