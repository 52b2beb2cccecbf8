"""Names of places lead to candidate places, read from one packed file without loading it.

The file is mapped into memory and searched in place: a sorted array of name hashes, the records they lead to,
and the records' columns.
Records stand in order of prominence, so the first candidate of a name is the best known one.
Data: GeoNames (CC BY 4.0) with corrections of our own; ``facts()`` credits the sources.
"""

from __future__ import annotations

import json
import mmap
import re
import struct
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from sitrep.errors import CodebookError

MAGIC = b"SITREPGZ"
FORMAT = 1
FILE = "gazetteer.bin"

Kind = Literal["country", "region", "district", "city", "site", "water"]
KINDS: tuple[Kind, ...] = ("country", "region", "district", "city", "site", "water")

#: One record: GeoNames id, latitude and longitude in 1e-5 degrees, population, offset and length of the name,
#: country, kind, number of the first-order unit among the header's.
RECORD = struct.Struct("<IiiIIBBBxH")
#: "Not known", for a coordinate and for a first-order unit.
NOWHERE = -(2**31)
NO_UNIT = 0xFFFF
#: The bit of a posting that says the name is another spelling, not the record's own.
OTHER = 0x8000_0000
SCALE = 100_000
#: The parts of the file begin at multiples of this, so that they can be read as arrays.
ALIGNED = 8

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"['’‘ʼʻ`´ʹʿʾ.]")
_PARTED = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|adh|an|ar|at|ath|az|ul)[ -]")
_SHORTENED = {"st": "saint", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name as it is looked up: no case, marks, apostrophes or hyphens; "As-" and "El-" read "al"."""
    low = name.lower()
    if not low.isascii():
        parted = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join(letter for letter in parted if not unicodedata.combining(letter))
    low = _PARTED.sub(" ", _DROPPED.sub("", low)).strip().removeprefix("the ")
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


def loose_key(name: str) -> str:
    """A name with what transliterations disagree on folded away: vowels, doubled letters, kh, q, the article."""
    folded = key(name)
    for pattern, instead in _FOLDS:
        folded = pattern.sub(instead, folded)
    return folded.replace(" ", "")


def hashed(text: str) -> tuple[int, int]:
    """A 32-bit hash to search by and 8 bits more to tell chance hits apart."""
    digest = blake2b(text.encode(), digest_size=5).digest()
    return int.from_bytes(digest[:4], "little"), digest[4]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; ``own_name`` is false when it was found by another spelling."""

    index: int
    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    kind: Kind
    population: int
    own_name: bool = True


class Gazetteer:
    """A packed gazetteer file, searched where it lies."""

    def __init__(self, data: bytes | mmap.mmap):
        if data[: len(MAGIC)] != MAGIC:
            raise CodebookError("The gazetteer file is not one.", check="Build it with scripts/build_gazetteer.py.")
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        start = len(MAGIC) + 4
        self.header: dict[str, Any] = json.loads(data[start : start + length])
        begin = -(-(start + length) // ALIGNED) * ALIGNED
        view = memoryview(data)[begin:]
        self._parts = {name: view[first:last] for name, (first, last) in self.header["parts"].items()}
        self._hashes = self._parts["hashes"].cast("I")
        self._checks = self._parts["checks"]
        self._postings = self._parts["postings"].cast("I")
        self._records = self._parts["records"]
        self._names = self._parts["names"]

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """The gazetteer in this file, mapped into memory."""
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __len__(self) -> int:
        """How many places it knows."""
        return len(self._records) // RECORD.size

    def facts(self) -> dict[str, Any]:
        """Version, counts and sources, as ``sitrep doctor`` shows them."""
        return dict(self.header["facts"])

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of this name or spelling, best known first."""
        return self._found(key(name))

    def find_loosely(self, name: str) -> tuple[Entry, ...]:
        """The places whose names differ only as transliterations do, best known first."""
        return self._found("~" + loose_key(name))

    @lru_cache(maxsize=8192)  # noqa: B019 -- one gazetteer lives as long as the process
    def is_place(self, name: str) -> bool:
        """Whether any place bears this name."""
        return bool(self._run(key(name)))

    def prominence(self, name: str) -> int:
        """The population of the best known place of this name, 0 for none."""
        found = self.find(name)
        return max((entry.population for entry in found), default=0)

    def extent(self, country: str) -> tuple[float, float, float, float] | None:
        """South, west, north and east of where a country's towns lie."""
        found = self.header["extents"].get(country)
        return tuple(found) if found else None

    def entry(self, index: int, *, own_name: bool = True) -> Entry:
        """The place at this index."""
        identity, lat, lon, population, name, length, country, kind, unit = RECORD.unpack_from(
            self._records, index * RECORD.size
        )
        units = self.header["units"]
        return Entry(
            index,
            bytes(self._names[name : name + length]).decode(),
            identity or None,
            None if lat == NOWHERE else lat / SCALE,
            None if lon == NOWHERE else lon / SCALE,
            self.header["countries"][country] or None,
            None if unit == NO_UNIT else units[unit],
            KINDS[kind],
            population,
            own_name,
        )

    def _run(self, text: str) -> list[int]:
        if not text.strip("~"):
            return []
        sought, check = hashed(text)
        at = bisect_left(self._hashes, sought)
        run = []
        while at < len(self._hashes) and self._hashes[at] == sought:
            if self._checks[at] == check:
                run.append(self._postings[at])
            at += 1
        return run

    @lru_cache(maxsize=8192)  # noqa: B019 -- one gazetteer lives as long as the process
    def _found(self, text: str) -> tuple[Entry, ...]:
        return tuple(self.entry(posting & ~OTHER, own_name=not posting & OTHER) for posting in self._run(text))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    place = resources.files("sitrep.grounding").joinpath("data", FILE)
    if isinstance(place, Path):
        return Gazetteer.open(place)
    return Gazetteer(place.read_bytes())


def facts() -> dict[str, Any]:
    """Version, counts and sources of the package's gazetteer."""
    return gazetteer().facts()
