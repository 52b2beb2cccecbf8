"""A sentence's words as the search for places reads them, and what it finds: toponyms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import ne
from typing import Literal

from sitrep.annotations.layers import Mention
from sitrep.annotations.lines import Line
from sitrep.annotations.sheet import Mark
from sitrep.codebook.place_words import place_words

Sort = Literal["region", "county", "district", "quarter", "settlement", "natural", "site"]

ARTICLED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ez|ul)[-‑][A-Z]")


@dataclass(slots=True, eq=False)
class Toponym:
    """A name and its surroundings; word numbers are half-open like spans."""

    line: PlaceLine
    first_word: int  # of the name itself, and how many words it has; ``last`` takes in a feature word
    length: int
    first: int
    last: int
    name: str
    start: int
    end: int
    name_start: int  # where the name itself begins; ``start`` takes in article and note
    sentence: int
    paragraph: int
    known: bool
    sort: Sort | None = None
    feature: str | None = None  # the feature word itself: "regions", "airport"
    strong: bool = False  # something beside the name says that it is a place
    after: str = ""  # the word before it, past articles and adjectives
    direction: str | None = None
    note: str | None = None
    country: str | None = None  # from a demonym before it: "the Polish city of"
    unit: tuple[str, str] | None = None  # country and first-order unit that an abbreviation stands for: "W.Va."
    owner: Toponym | None = None  # "Yerevan's Republic Square", "the Belgorod village of"
    possessive: bool = False
    in_body: bool = False  # inside an organisation's name
    in_run: bool = False  # part of a longer unknown name
    passing: bool = False  # only within the name of something else
    embassy: bool = False
    dateline: bool = False
    named_in_site: bool = False
    doubted: bool = False  # read as a person's name by the mention step
    containers: list[Toponym] = field(default_factory=list)
    consumed: bool = False

    @property
    def name_end(self) -> int:
        """Where the name with its feature word ends; ``end`` may take in what it lies in."""
        return self.end if self.unit else min(self.end, self.line.words[self.last - 1].end)

    @property
    def in_person(self) -> bool:
        """Whether the name is only a part of a person's."""
        return self.line.in_longer_person(self.first_word, self.first_word + self.length)

    @property
    def told_in(self) -> tuple[Toponym, ...]:
        """What the story says it lies in, the nearest words first."""
        return (*self.containers, self.owner) if self.owner else tuple(self.containers)


class PlaceLine:
    """A line with the capitals, people and bodies among its words."""

    def __init__(self, text: str, line: Line, mentions: Sequence[Mark[Mention]], dateline_end: int):
        self.text = text
        self.dateline_end = dateline_end
        self.sentence = line.mark
        self.words = line.words
        self.lowers = line.lowers
        heading = line.mark.value.kind in {"dateline", "heading"}
        self.shouting = heading or text[line.mark.start : line.mark.end].isupper()
        self.texts = [word.value.text for word in line.words]
        written = self._not_in_small_letters(line.lower)
        #: The numbers of the words that begin with a capital.
        self.upper = [at for at in written if self.texts[at][0].isupper()]
        #: The numbers of the words that may begin a name, and for each word whether it may.
        self.capitals = [at for at in written if _is_name(self.texts[at])]
        self.capital = [False] * len(self.texts)
        for at in self.capitals:
            self.capital[at] = True
        self.people = [m for m in mentions if m.value.kind == "person" and m.value.form == "name"]
        self.bodies = [
            m for m in mentions if m.value.kind in {"organization", "armed-group"} and m.value.form == "name"
        ]

    def _not_in_small_letters(self, lower: str) -> list[int]:
        """The numbers of the words that may have a capital; past ASCII there are capitals without a small letter."""
        if lower.isascii():
            return [at for at, differs in enumerate(map(ne, self.texts, self.lowers)) if differs]
        both = enumerate(zip(self.texts, self.lowers, strict=True))
        return [at for at, (text, low) in both if text != low or not text.isascii()]

    def take(self, first: int, last: int) -> None:
        """Leaves words first to last to what they were found to be: they begin no other name."""
        self.capital[first:last] = [False] * (last - first)
        self.capitals = [at for at in self.capitals if not first <= at < last]

    def word(self, at: int) -> str:
        """The lower-case word at this number, empty outside the sentence."""
        try:
            return self.lowers[at] if at >= 0 else ""
        except IndexError:
            return ""

    def quote(self, first: int, last: int) -> str:
        """The text of words first to last."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def is_person(self, first: int, last: int) -> bool:
        """Whether these words lie in a person's name."""
        if not self.people:
            return False
        start, end = self.words[first].start, self.words[last - 1].end
        return any(m.start < end and start < m.end for m in self.people)

    def in_longer_person(self, first: int, last: int) -> bool:
        """Whether these words are only a part of a person's name."""
        if not self.people:
            return False
        start, end = self.words[first].start, self.words[last - 1].end
        return any(m.start < end and start < m.end and (m.start < start or end < m.end) for m in self.people)

    def body(self, first: int, last: int) -> Mark[Mention] | None:
        """The organisation whose name holds these words and more."""
        if not self.bodies:
            return None
        start, end = self.words[first].start, self.words[last - 1].end
        for m in self.bodies:
            if m.start <= start and end <= m.end:
                return m
        return None


def is_compound(word: str) -> bool:
    """Words like "russia-occupied", "rebel-held", that may stand before a place's name."""
    if "-" not in word:
        return False
    head, _, tail = word.rpartition("-")
    return bool(head) and tail in place_words().compound_tail


@lru_cache(maxsize=16384)
def _is_name(text: str) -> bool:
    if text.isalpha():
        return text[0].isupper() and (len(text) > 1 or text in "XY")
    return text[0].isupper() and (len(text) > 1 or text in "XY") or ARTICLED.match(text) is not None


def make(line: PlaceLine, first: int, last: int, *, known: bool) -> Toponym:
    """The toponym of words first to last, nothing yet read of what stands around it."""
    start, end, told = line.words[first].start, line.words[last - 1].end, line.sentence.value
    name = line.texts[first] if last - first == 1 else " ".join(line.text[start:end].split())
    topo = Toponym(line, first, last - first, first, last, name, start, end, start, told.index, told.paragraph, known)
    topo.dateline = told.kind == "dateline" or end <= line.dateline_end
    following = line.word(last)
    topo.possessive = following == "'s" or (following == "'" and name.endswith("s"))
    body = line.body(first, last)
    topo.in_body = body is not None and (body.start, body.end) != (topo.start, topo.end)
    if body is None and not topo.possessive and True in line.capital[last : last + 4]:
        ahead = [n for n in range(last, min(last + 4, len(line.words))) if line.capital[n]]
        topo.in_body = any(line.lowers[n] in place_words().body for n in ahead if n - last <= len(ahead))
    return topo
