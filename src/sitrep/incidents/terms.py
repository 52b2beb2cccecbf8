"""The terms of a text: its words, names, ages and addresses, counted before anything weighs them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.function_words import function_words
from sitrep.codebook.place_words import common_words

_TOKEN = re.compile(r"[^\W\d_][^\W\d_'’]*[^\W\d_]|\d[\d,.]*\d|\d")
_SENTENCE_END = re.compile(r"[.!?:\"“”]\s*$")
_AGE = re.compile(r"\b(\d{1,2})[- ](?:year|month|yr)s?[- ]old|\b[A-Z][a-z]+, (\d{1,2})\b|\bage[d:]? (\d{1,2})\b")
_ADDRESS = re.compile(
    r"\b(\d{2,5}) (?:block of )?((?:[NSEW]\.? |(?:North|South|East|West)(?:east|west)? )?[A-Z0-9][A-Za-z0-9]+)"
)
_SLUG_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
#: Between these a name goes on.
_JOINS = (" ", " - ", "  ", "'s ", "’s ")
#: How many characters of a story open it.
OPENING = 500
#: A title of fewer words than this tells nothing; the address of the page may tell more.
SHORT_TITLE = 3
#: How much more often a word of the title counts than one of the text.
TITLE_COUNTS = 2


@dataclass(frozen=True)
class Counted:
    """The terms of one text and how often each stands there; numbers are written ``#12``."""

    words: Counter[str]
    title: frozenset[str]
    opening: frozenset[str]
    names: Counter[str]
    proper: frozenset[str]
    ages: frozenset[int]
    addresses: frozenset[str]

    def terms(self) -> frozenset[str]:
        """Every term there is, full names among them; addresses are written ``@12 main``."""
        return frozenset(self.words) | frozenset(self.names) | frozenset(f"@{one}" for one in self.addresses)


@cache
def empty_words() -> frozenset[str]:
    """The words that carry no name of a thing."""
    lists = (value for _, value in function_words() if not isinstance(value, str))
    return frozenset(str(word) for words in lists for word in words)


def count_terms(title: str, lines: Sequence[str], *, address: str = "") -> Counted:
    """The terms of a story; ``address`` is that of its page, read only where the title tells nothing."""
    text = "\n".join(lines)
    head = _lowered(title)
    if len(head) < SHORT_TITLE:
        head = head | _lowered(_slug(address))
    words, names, inside = _walk(lines)
    for word in head:
        words[word] += TITLE_COUNTS
    for word in words.keys() & empty_words():
        del words[word]
    proper = frozenset(word for word, inner in inside.items() if inner > 0 and word not in empty_words())
    opening = _lowered(" ".join(lines)[:OPENING]) - empty_words()
    told = f"{title}\n{text}"
    return Counted(words, head - empty_words(), opening, names, proper, _ages(told), _addresses(told))


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Words and numbers with where they start; "'s" is left off."""
    for match in _TOKEN.finditer(text):
        word = match.group().replace("’", "'")
        yield word.removesuffix("'s"), match.start()


def term(word: str) -> str:
    """A word as it is counted."""
    return f"#{word}" if word[0].isdigit() else word.lower()


def _lowered(text: str) -> frozenset[str]:
    return frozenset(term(word) for word, _ in tokens(text))


def _slug(address: str) -> str:
    parts = address.partition("?")[0].rstrip("/").split("/")[3:]
    best = max(parts, key=lambda part: len(_LONG_WORD.findall(part)), default="")
    return " ".join(_SLUG_WORD.findall(best))


def _walk(lines: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Words and names by count, and for each word how much more often it is a name inside a sentence than not."""
    words, names, inside = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        before, last = None, 0
        for word, start in tokens(line):
            gap, counted = line[last:start], term(word)
            opens = last == 0 or bool(_SENTENCE_END.search(gap))
            last = start + len(word)
            words[counted] += 1
            capital = word[0].isupper() and len(word) > 1
            inside[counted] += (0 if opens else 1) if capital else -1
            if capital and counted not in empty_words() and not (opens and counted in common_words()):
                if before and gap in _JOINS:
                    names[f"{before} {counted}"] += 1
                before = counted
            else:
                before = None
    return words, names, inside


def _ages(text: str) -> frozenset[int]:
    return frozenset(int(next(filter(None, match.groups()))) for match in _AGE.finditer(text))


def _addresses(text: str) -> frozenset[str]:
    return frozenset(f"{match.group(1)} {match.group(2).lower()}" for match in _ADDRESS.finditer(text))
