"""How names of people are spelt in several ways: one key for all ways of writing one name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from sitrep.codebook.files import Entry, read

#: Letters that no decomposition turns into plain ones.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s\b")
APOSTROPHES = re.compile(r"['’‘ʼ`ʻ]")


class Spellings(Entry):
    """The rules of spelling, given names that are one, words a name may be written without, and surnames many bear."""

    rules: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, ...], ...]
    particles: frozenset[str]
    articles: frozenset[str]
    shared: frozenset[str]


@cache
def spellings() -> Spellings:
    """The spellings of the codebook."""
    return read("actors/spellings.yaml", Spellings)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), written) for pattern, written in spellings().rules)


@cache
def _given() -> dict[str, str]:
    """The first name of its line for each given name."""
    return {name: line[0] for line in spellings().given for name in line}


def folded(text: str) -> str:
    """The text in lower case without marks, points, apostrophes and the "'s" of an owner."""
    lower = APOSTROPHES.sub("", POSSESSIVE.sub("", text.lower())).replace(".", "").translate(PLAIN)
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(WORD.findall(folded(text)))


@lru_cache(maxsize=16384)
def word_key(word: str) -> str:
    """The key of one folded word of a person's name: "zelenskyy" and "zelenskiy" share one."""
    for pattern, written in _rules():
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=16384)
def given_key(word: str) -> str:
    """The key of a folded given name: "serhii" and "sergey" share one."""
    return word_key(_given().get(word, word))
