"""Words: names, numbers, compounds and marks of punctuation, each with its place."""

from __future__ import annotations

import re

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


class WordStep:
    """Every word of every sentence."""

    name = "words"
    reads = (SENTENCES,)
    writes = WORDS

    def marks(self, sheet: Sheet) -> list[Mark[Word]]:
        """One mark a word, in order; an abbreviation keeps its period."""
        found: list[Mark[Word]] = []
        text, abbreviated = sheet.text, sentence_rules().abbreviated
        for sentence in sheet.marks(SENTENCES):
            for match in WORD.finditer(text, sentence.start, sentence.end):
                start, end = match.span()
                if match.group() == "." and found and found[-1].end == start and found[-1].value.text in abbreviated:
                    start = found.pop().start
                word = text[start:end]
                found.append(
                    Mark(start, end, Word(word, word.lower().translate(STRAIGHT), sentence.value.index), self.name)
                )
        return found
