"""The keys by which names of places are looked up: one for every spelling that differs in nothing that matters.

There are three: ``key`` for names as written, in any script; ``loose_key`` for names as transliterations vary;
``short_key`` for abbreviations ("W.Va.", "NSW"), which are common words too often to be sought among the names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

#: What stands before a loose key and before a short one, so that the three never meet.
LOOSE = "~"
SHORT = "^"

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
#: A name that has nothing to drop and nothing to part: most have none.
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")
_DROPPED = re.compile(r"['’‘ʼʻ`´ʹʿʾ.]")
_PARTED = re.compile(r"[^a-z0-9]+")
#: Letters past those of Latin and its signs: Greek, Cyrillic, Arabic, Hebrew, Indic, Chinese and the rest.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1DFF\u1F00-\u1FFF\u2C00-\uD7FF\uF900-\uFFEF\U00010000-\U0003FFFF]")
_NO_LETTER = re.compile(r"[\W_]+")
#: Letters that one script's languages write in two ways: the Persian and Arabic kaf and ya, the Arabic final ya.
_SAME_LETTER = str.maketrans({"ک": "ك", "ی": "ي", "ى": "ي", "ـ": ""})
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|adh|an|ar|at|ath|az|ul)[ -]")
_SHORTENED = {"st": "saint", "mt": "mount", "ft": "fort"}
_ABBREVIATED = re.compile(r"[A-Z][A-Za-z]{0,4}(?:\. ?[A-Z][A-Za-z]{0,4})*\.?")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name as it is looked up: no case, marks, apostrophes or hyphens; "As-" and "El-" read "al"."""
    low = name.lower()
    if not low.isascii():
        parted = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join(letter for letter in parted if not unicodedata.combining(letter))
        if _OTHER_SCRIPT.search(low):
            return _NO_LETTER.sub(" ", _DROPPED.sub("", low.translate(_SAME_LETTER))).strip()
    if not _PLAIN.fullmatch(low):
        low = _PARTED.sub(" ", _DROPPED.sub("", low)).strip()
    if " " not in low:
        return low
    low = low.removeprefix("the ")
    low = _ARTICLE.sub("al ", low)
    first, _, rest = low.partition(" ")
    return f"{_SHORTENED[first]} {rest}" if rest and first in _SHORTENED else low


_FOLDS = (
    (re.compile(r"\bal "), ""),
    (re.compile(r"kh"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"q"), "k"),
    (re.compile(r"(?<=[aeo])w(?![aeiouy])"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(?<=[aeiouy])h\b"), ""),
    (re.compile(r"[aeiouy]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=8192)
def loose_key(name: str) -> str:
    """A name with what transliterations disagree on folded away: vowels, doubled letters, kh, q, the article."""
    folded = key(name)
    for pattern, instead in _FOLDS:
        folded = pattern.sub(instead, folded)
    return folded.replace(" ", "")


def short_key(name: str) -> str:
    """An abbreviation's letters, "wva" of "W. Va."; empty where the name is not written as an abbreviation."""
    if not (name.isupper() or name.endswith(".")) or not _ABBREVIATED.fullmatch(name):
        return ""
    return re.sub(r"[. ]", "", name).lower()


def hashed(text: str) -> int:
    """The 64 bits by which a key is found and told from the keys beside it."""
    return int.from_bytes(blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "big")
