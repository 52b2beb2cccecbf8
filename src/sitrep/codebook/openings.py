r"""Patterns tried only where they may fit: most of those asked of a text fail at the first letters of all its words.

What begins with ``\b`` and letters can only stand where a word begins with those letters. The beginnings of all words
are gathered once, and one look-up then tells which patterns are worth trying, and after which letters. What is found
stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

K = TypeVar("K")

#: How many letters of a word are looked at.
LETTERS: Final = 4
#: How many first letters are kept in mind with what may fit there.
KNOWN: Final = 8192
#: How many texts are kept in mind with the first letters of their words: a clause is asked of more than once.
ASKED: Final = 256
#: Stands for the letters of a pattern that may begin with any.
ANYWHERE: Final = ""
_WORD: Final = re.compile(r"\w+")
_OPTIONAL: Final = re.compile(r"[?*]|\{0?,")
_REPEATED: Final = re.compile(r"[*+{]")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_GROUP: Final = "(?:"


class Opening(NamedTuple):
    """Letters with which a match may begin; ``whole`` says that what follows them in the pattern is known too."""

    letters: str
    whole: bool


class Sieve(Generic[K]):
    """Patterns by name, all to be asked of the same texts; each is compiled when first tried, since most never are."""

    def __init__(self, sources: Mapping[K, str]) -> None:
        self._names, self._sources = tuple(sources), tuple(sources.values())
        self._compiled: list[re.Pattern[str] | None] = [None] * len(sources)
        self._always: list[tuple[int, str]] = []
        self._by_letters: dict[str, list[int]] = {}
        for number, source in enumerate(self._sources):
            found = openings(source)
            if found is None:
                self._always.append((number, ANYWHERE))
            for letters in found or ():
                self._by_letters.setdefault(letters, []).append(number)
        self._at_word = lru_cache(maxsize=KNOWN)(self._beginning)

    def over(self, text: str) -> Iterator[tuple[K, re.Match[str]]]:
        """What each pattern finds first in the text, in their order; those that find nothing are left out."""
        best: dict[int, re.Match[str]] = {}
        for number, letters in sorted(set(self._always).union(*map(self._at_word, _beginnings(text)))):
            found = _first(self._pattern(number), text, letters)
            if found is not None and (number not in best or found.start() < best[number].start()):
                best[number] = found
        return ((self._names[number], found) for number, found in best.items())

    @property
    def patterns(self) -> dict[K, re.Pattern[str]]:
        """All of them by name."""
        return {name: self._pattern(number) for number, name in enumerate(self._names)}

    def _pattern(self, number: int) -> re.Pattern[str]:
        pattern = self._compiled[number]
        if pattern is None:
            pattern = self._compiled[number] = re.compile(self._sources[number])
        return pattern

    def _beginning(self, word: str) -> tuple[tuple[int, str], ...]:
        """The patterns that may fit at a word of these first letters: their numbers, and the letters they open with."""
        starts = {word[:length] for length in range(1, LETTERS + 1)}
        return tuple([(number, start) for start in starts for number in self._by_letters.get(start, ())])


def _first(pattern: re.Pattern[str], text: str, letters: str) -> re.Match[str] | None:
    """Where the pattern first fits at these letters; to try it there alone is far quicker than to try every letter."""
    if letters == ANYWHERE:
        return pattern.search(text)
    at = text.find(letters)
    while at >= 0:
        found = pattern.match(text, at)
        if found is not None:
            return found
        at = text.find(letters, at + 1)
    return None


@lru_cache(maxsize=ASKED)
def _beginnings(text: str) -> frozenset[str]:
    """The first letters of all words of the text."""
    return frozenset({word[:LETTERS] for word in _WORD.findall(text)})


def openings(pattern: str) -> frozenset[str] | None:
    """The letters with which a word must begin for the pattern to fit there; None where it may fit at any word."""
    found: set[str] = set()
    for way in _ways(pattern):
        if not way.startswith(r"\b"):
            return None
        found.update(opening.letters[:LETTERS] for opening in _of_way(way.removeprefix(r"\b")))
    return None if "" in found else frozenset(found)


def _of_way(way: str) -> set[Opening]:
    """The openings of one way to fit, piece by piece until enough letters are known."""
    known = {Opening("", whole=True)}
    at = 0
    while at < len(way) and any(one.whole and len(one.letters) < LETTERS for one in known):
        piece, at = _piece(way, at)
        follows = _of_piece(piece)
        rest = way[at:]
        if _REPEATED.match(rest):
            follows = {Opening(one.letters, whole=False) for one in follows}
        if _OPTIONAL.match(rest):
            follows.add(Opening("", whole=True))
        if rest[:1] in {"?", "*", "+", "{"}:
            at = way.index("}", at) + 1 if rest[0] == "{" else at + 1
            at += way[at : at + 1] in {"?", "+"}  # reluctant or possessive
        known = {one for one in known if not one.whole} | {
            Opening(one.letters + more.letters, more.whole) for one in known if one.whole for more in follows
        }
    return known


def _of_piece(piece: str) -> set[Opening]:
    """The openings of a letter or a group; of anything else nothing is known."""
    if piece.startswith(_GROUP):
        return {opening for way in _ways(piece[len(_GROUP) : -1]) for opening in _of_way(way)}
    letter = len(piece) == 1 and (piece.isalnum() or piece == "_")
    return {Opening(piece, whole=True)} if letter else {Opening("", whole=False)}


def _ways(pattern: str) -> list[str]:
    """The alternatives of a pattern."""
    found, at, begin = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            found.append(pattern[begin:at])
            begin = at = at + 1
        else:
            _, at = _piece(pattern, at)
    return [*found, pattern[begin:]]


def _piece(pattern: str, at: int) -> tuple[str, int]:
    """The character, escape, class or group that begins here, and where it ends."""
    end = at + 1
    if pattern[at] == "\\":
        end = at + 2
    elif pattern[at] == "[":
        found = _CLASS.match(pattern, at)
        end = found.end() if found else end
    elif pattern[at] == "(":
        while pattern[end] != ")":
            _, end = _piece(pattern, end)
        end += 1
    return pattern[at:end], end
