"""Names of places lead to candidate places, read from one packed file without loading it.

The file is mapped into memory and searched in place; ``gazetteer_format`` says what stands where.
Places stand in order of prominence, so the first candidate of a name is the best known one.
Data: GeoNames (CC BY 4.0) and others, with corrections of our own; ``facts()`` credits the sources.
"""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from typing_extensions import override

from sitrep.errors import CodebookError
from sitrep.grounding.gazetteer_format import (
    CHECK_BITS,
    CHECK_BYTES,
    COLUMNS,
    FORMAT,
    KINDS,
    MAGIC,
    NOWHERE,
    SCALE,
    Kind,
    aligned,
)
from sitrep.grounding.gazetteer_keys import LOOSE, SHORT, hashed, key, loose_key, short_key

__all__ = ["KINDS", "Entry", "Gazetteer", "Kind", "facts", "gazetteer", "key", "loose_key"]

FILE = "gazetteer.bin"
#: What stands before a key and is none of the name.
MARKS = LOOSE + SHORT
CHECK_MASK = (1 << CHECK_BITS) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer; ``own_name`` is false when it was found by another spelling.

    ``feature`` says more of the kind where the source does: "county", "river", "island", "airport", "quarter".
    ``zone`` is the IANA time zone, None at sea and where a place spans several without a main one.
    """

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
    feature: str | None = None
    zone: str | None = None

    @override
    def __hash__(self) -> int:
        """Of the place alone, as what is known of an entry is looked up far more often than entries share a place."""
        return self.index


class Gazetteer:
    """A packed gazetteer file, searched where it lies."""

    def __init__(self, data: bytes | mmap.mmap):
        self.header, begin = _header(data)
        #: Bytes of the file.
        self.size = len(data)
        view = memoryview(data)
        parts = {name: view[begin + first : begin + last] for name, (first, last) in self.header["parts"].items()}
        widths: dict[str, int] = self.header["widths"]
        self._columns = tuple((parts[name], widths[name]) for name in COLUMNS)
        self._ids, self._lats, self._lons, self._starts, self._lengths, self._spots, self._sorts = self._columns
        self._names = parts["names"]
        self._peoples = parts["peoples"].cast("I")
        self._from = parts["peoples_from"].cast("I")
        self._buckets = parts["buckets"].cast("I")
        self._checks, self._targets = parts["checks"], (parts["targets"], widths["targets"])
        #: How far the bits of a hash that number its bucket, and those that tell its names apart, stand from its end.
        self._above: int = 64 - self.header["bits"]
        self._beside = self._above - CHECK_BITS
        self._other = 1 << (8 * widths["targets"] - 1)
        self._own: Gazetteer | None = None
        self._tables = tuple(tuple(row) for row in self.header["spots"]), tuple(map(tuple, self.header["sorts"]))

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """The gazetteer in this file, mapped into memory."""
        with path.open("rb") as file:
            try:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            except ValueError:  # an empty file cannot be mapped
                return cls(b"")

    def __len__(self) -> int:
        """How many places it knows."""
        return len(self._sorts[0])

    @property
    def alone(self) -> bool:
        """Whether it is meant to stand instead of the packaged one, not beside it."""
        return bool(self.header["facts"].get("alone"))

    def facts(self) -> dict[str, Any]:
        """Version, counts and sources, as ``sitrep doctor`` shows them."""
        return dict(self.header["facts"])

    def join(self, own: Gazetteer | None) -> None:
        """From now on looks up in a user's gazetteer too, or in that alone where it says so; None ends it."""
        self._own = own
        for cached in (Gazetteer.is_place, Gazetteer.found):
            cached.cache_clear()

    @property
    def joined(self) -> Gazetteer | None:
        """The user's gazetteer that is looked up too."""
        return self._own

    def by_identity(self) -> dict[int, int]:
        """The index of every place that has a GeoNames id."""
        column, width = self._ids
        numbers = (int.from_bytes(column[at : at + width], "little") for at in range(0, len(column), width))
        return {identity: index for index, identity in enumerate(numbers) if identity}

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of this name or spelling, best known first."""
        return self.found(key(name))

    def find_loosely(self, name: str) -> tuple[Entry, ...]:
        """The places whose names differ only as transliterations do, best known first."""
        return self.found(LOOSE + loose_key(name))

    def find_short(self, name: str) -> tuple[Entry, ...]:
        """The places that this is an abbreviation of, as written with its capitals: "W.Va.", "Calif.", "NSW"."""
        return self.found(SHORT + short_key(name))

    @lru_cache(maxsize=8192)  # noqa: B019 -- one gazetteer lives as long as the process
    def is_place(self, name: str) -> bool:
        """Whether any place bears this name."""
        text = key(name)
        own = self._own
        mine = (own is None or not own.alone) and bool(self._run(text))
        return mine or (own is not None and own.is_place(name))

    def prominence(self, name: str) -> int:
        """The population of the best known place of this name, 0 for none."""
        found = self.find(name)
        return max((entry.population for entry in found), default=0)

    def extent(self, country: str) -> tuple[float, float, float, float] | None:
        """South, west, north and east of where a country's towns lie."""
        found = self.header["extents"].get(country)
        return tuple(found) if found else None

    def entry(self, index: int, *, own_name: bool = True) -> Entry:
        """The place at this index; those of a user's gazetteer follow the package's."""
        if self._own is not None and index >= len(self):
            return replace(self._own.entry(index - len(self), own_name=own_name), index=index)
        identity, lat, lon, start, length, spot, sort = (
            int.from_bytes(column[index * width : (index + 1) * width], "little") for column, width in self._columns
        )
        spots, sorts = self._tables
        country, unit, zone = spots[spot]
        kind, feature = sorts[sort]
        return Entry(
            index, bytes(self._names[start : start + length]).decode(), identity or None,
            None if lat == NOWHERE else (lat - 1 - 90 * SCALE) / SCALE,
            None if lon == NOWHERE else (lon - 1 - 180 * SCALE) / SCALE,
            country, unit, kind, self._peoples[bisect_right(self._from, index) - 1], own_name, feature, zone,
        )  # fmt: skip

    def _run(self, text: str) -> list[tuple[int, bool]]:
        """The places that a key leads to, each with whether the key is its own name."""
        if not text.strip(MARKS):
            return []
        sought = hashed(text)
        bucket = sought >> self._above
        check = (sought >> self._beside & CHECK_MASK).to_bytes(CHECK_BYTES, "big")
        first, last = self._buckets[bucket], self._buckets[bucket + 1]
        checks = bytes(self._checks[first * CHECK_BYTES : last * CHECK_BYTES])
        if check not in checks:
            return []  # most of what is asked for is no place's name
        targets, width = self._targets
        run = []
        for at in range(first, last):
            if checks.startswith(check, (at - first) * CHECK_BYTES):
                target = int.from_bytes(targets[at * width : (at + 1) * width], "little")
                run.append((target & ~self._other, not target & self._other))
        return run

    @lru_cache(maxsize=8192)  # noqa: B019 -- one gazetteer lives as long as the process
    def found(self, text: str) -> tuple[Entry, ...]:
        """The places that a key leads to, best known first."""
        mine = tuple(self.entry(index, own_name=own) for index, own in self._run(text))
        if self._own is None:
            return mine
        mine = () if self._own.alone else mine
        known = {entry.geonames_id for entry in mine if entry.geonames_id}
        theirs = [replace(e, index=e.index + len(self)) for e in self._own.found(text) if e.geonames_id not in known]
        return tuple(sorted([*mine, *theirs], key=lambda entry: -entry.population))


def _header(data: bytes | mmap.mmap) -> tuple[dict[str, Any], int]:
    """The header of a packed file, and where its parts begin."""
    check = "Build it anew with sitrep gazetteer build or sitrep gazetteer import."
    if data[: len(MAGIC)] != MAGIC:
        raise CodebookError("The gazetteer file is not one.", check=check)
    start = len(MAGIC) + 4
    header: dict[str, Any] = {}
    length = 0
    try:
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        header = json.loads(data[start : start + length])
        known = header["facts"]["format"] == FORMAT
        whole = aligned(start + length) + max(last for _, last in header["parts"].values()) <= len(data)
    except (struct.error, ValueError, KeyError, TypeError):
        known = whole = False
    if not known or not whole:
        raise CodebookError("The gazetteer file is of another version, or only a part of one.", check=check)
    return header, aligned(start + length)


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
