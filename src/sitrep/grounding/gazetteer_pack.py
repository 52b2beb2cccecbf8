"""Places and their names are packed into the bytes of a gazetteer file, the same for the same places in the same order.

Columns are held as arrays of numbers and names spill to disk, so that millions of places fit into memory.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from sitrep.grounding.gazetteer_format import (
    CHECK_BITS,
    CHECK_BYTES,
    FORMAT,
    KINDS,
    MAGIC,
    NOWHERE,
    SCALE,
    Kind,
    aligned,
    bucket_bits,
)
from sitrep.grounding.gazetteer_keys import hashed

#: Names are sorted in this many heaps, told apart by the first bits of their hashes.
HEAP_BITS = 6
#: A heap larger than this goes to disk, bytes.
IN_MEMORY = 1 << 20
#: Names written once for all the places that bear them; past this many, each place writes its own.
SHARED_NAMES = 500_000
LONGEST_NAME = 255
MOST_PEOPLE = 2**32 - 1
#: Hex digits of a file's digest that its header keeps.
DIGITS = 12

Numbers = npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Placed:
    """One place as it goes into a file: its unit is the name that records show."""

    name: str
    kind: Kind
    feature: str | None = None
    identity: int = 0
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    unit: str | None = None
    zone: str | None = None
    population: int = 0


@dataclass
class _Table:
    """Values numbered as they come."""

    numbers: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def number(self, value: tuple[Any, ...]) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


class Packer:
    """Takes places one by one and gives the bytes of their file; used as a context, for it may hold open files."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._heaps = [
            self._stack.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 -- the stack closes it
            for _ in range(1 << HEAP_BITS)
        ]
        self._ids, self._lats, self._lons, self._people = (array("I") for _ in range(4))
        self._starts, self._lengths, self._spots, self._sorts = array("Q"), array("B"), array("I"), array("B")
        self._blob = bytearray()
        self._shared: dict[bytes, int] = {}
        self._spot_table, self._sort_table = _Table(), _Table()
        self._names = 0

    def __enter__(self) -> Packer:
        return self

    def __exit__(self, *told: object) -> None:
        self._stack.close()

    def __len__(self) -> int:
        """How many places were taken."""
        return len(self._ids)

    @property
    def counts(self) -> dict[str, int]:
        """How many places of each kind were taken."""
        numbers = np.bincount(np.frombuffer(self._sorts, np.uint8), minlength=len(self._sort_table.numbers))
        found = dict[str, int]((kind, 0) for kind in KINDS)
        for (kind, _), number in self._sort_table.numbers.items():
            found[kind] += int(numbers[number])
        return found

    def add(self, place: Placed, own: Iterable[str], others: Iterable[str]) -> int:
        """Takes a place with the keys of its own names and of its other spellings; gives its number."""
        number = len(self._ids)
        written = place.name.encode()[:LONGEST_NAME].decode(errors="ignore").encode()
        self._ids.append(place.identity)
        self._lats.append(NOWHERE if place.lat is None else round((place.lat + 90) * SCALE) + 1)
        self._lons.append(NOWHERE if place.lon is None else round((place.lon + 180) * SCALE) + 1)
        self._people.append(min(place.population, MOST_PEOPLE))
        self._starts.append(self._start(written))
        self._lengths.append(len(written))
        self._spots.append(self._spot_table.number((place.country, place.unit, place.zone)))
        self._sorts.append(self._sort_table.number((place.kind, place.feature)))
        self.name(number, own, others)
        return number

    def name(self, number: int, own: Iterable[str], others: Iterable[str]) -> None:
        """Gives the place of this number more names."""
        for keys, other in ((own, 0), (others, 1)):
            for text in keys:
                sought = hashed(text)
                self._heaps[sought >> (64 - HEAP_BITS)].write(struct.pack("<QI", sought, number << 1 | other))
                self._names += 1

    def _start(self, written: bytes) -> int:
        known = self._shared.get(written)
        if known is not None:
            return known
        start = len(self._blob)
        self._blob += written
        if len(self._shared) < SHARED_NAMES:
            self._shared[written] = start
        return start

    def identities(self) -> npt.NDArray[np.uint32]:
        """GeoNames' ids of the places taken, by their numbers."""
        return np.array(self._ids, np.uint32)

    def pack(self, facts: dict[str, Any], extents: dict[str, list[float]]) -> bytes:
        """The bytes of the file: places by population, those alike in the order they came."""
        out = BytesIO()
        self.write(out, facts, extents)
        return out.getvalue()

    def write(self, out: BinaryIO, facts: dict[str, Any], extents: dict[str, list[float]]) -> None:
        """Writes the file, part by part so that it need not fit into memory beside the places."""
        people = np.frombuffer(self._people, np.uint32)
        order = np.argsort(-people.astype(np.int64), kind="stable")
        with _Parts() as parts:
            widths = self._columns(order, parts)
            steps = people[order]
            first = np.flatnonzero(np.concatenate(([True], steps[1:] != steps[:-1])) if len(steps) else steps)
            parts.add("peoples", _bytes(steps[first], 4))
            parts.add("peoples_from", _bytes(first, 4))
            bits = bucket_bits(self._names)
            widths["targets"] = 3 if len(order) < 1 << 23 else 4
            names = self._index(order, bits, widths["targets"], parts)
            counts = {"places": len(order), "names": names, "kinds": self.counts}
            header = {
                "facts": {**facts, "format": FORMAT, **counts, "digest": parts.digest()},
                "widths": widths, "bits": bits, "extents": extents, "parts": parts.places,
                "spots": list(self._spot_table.numbers), "sorts": list(self._sort_table.numbers),
            }  # fmt: skip
            parts.join(header, out)

    def _columns(self, order: npt.NDArray[np.intp], parts: _Parts) -> dict[str, int]:
        taken = {
            "ids": self._ids, "lats": self._lats, "lons": self._lons, "name_starts": self._starts,
            "name_lengths": self._lengths, "spots": self._spots, "sorts": self._sorts,
        }  # fmt: skip
        widths = {}
        for name, numbers in taken.items():
            column = np.frombuffer(numbers, numbers.typecode)[order]
            widths[name] = max(1, (int(column.max(initial=0)).bit_length() + 7) // 8)
            parts.add(name, _bytes(column, widths[name]))
        parts.add("names", self._blob)
        return widths

    def _index(self, order: npt.NDArray[np.intp], bits: int, width: int, parts: _Parts) -> int:
        """Lays out the buckets of names; gives how many names there are."""
        rank = np.empty(len(order), np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        sizes = np.zeros((1 << bits) + 1, np.uint32)
        count = 0
        with SpooledTemporaryFile(max_size=IN_MEMORY) as checks, SpooledTemporaryFile(max_size=IN_MEMORY) as targets:
            for hashes, leads in self._heaped(rank):
                buckets = (hashes >> np.uint64(64 - bits)).astype(np.int64)
                np.add.at(sizes, buckets + 1, 1)
                check = (hashes >> np.uint64(64 - bits - CHECK_BITS)).astype(">u4")
                checks.write(check.view(np.uint8).reshape(-1, 4)[:, 4 - CHECK_BYTES :].tobytes())
                lead = (leads >> np.uint64(1)) | ((leads & np.uint64(1)) << np.uint64(8 * width - 1))
                targets.write(_bytes(lead, width))
                count += len(hashes)
            parts.add("buckets", _bytes(np.cumsum(sizes, dtype=np.uint32), 4))
            parts.take("checks", checks)
            parts.take("targets", targets)
        return count

    def _heaped(self, rank: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        """Every heap's hashes in order, each with twice its place's rank and one more for another spelling."""
        for heap in self._heaps:
            heap.seek(0)
            rows = np.frombuffer(heap.read(), np.dtype([("hash", "<u8"), ("lead", "<u4")]))
            leads = rank[rows["lead"] >> 1].astype(np.uint64) << np.uint64(1) | (rows["lead"] & 1).astype(np.uint64)
            order = np.lexsort((leads, rows["hash"]))
            hashes, leads = rows["hash"][order], leads[order]
            if len(hashes):
                same = (hashes[1:] == hashes[:-1]) & (leads[1:] >> np.uint64(1) == leads[:-1] >> np.uint64(1))
                kept = np.concatenate(([True], ~same))
                hashes, leads = hashes[kept], leads[kept]
            yield hashes, leads


class _Parts:
    """The parts of a file on their way into it, each at a multiple of eight bytes; places count from the first."""

    def __init__(self) -> None:
        self.places: dict[str, list[int]] = {}
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed when the context ends
        self._hash = sha256()

    def __enter__(self) -> _Parts:
        return self

    def __exit__(self, *told: object) -> None:
        self._file.close()

    def add(self, name: str, data: bytes | bytearray) -> None:
        """Lays down one part."""
        self.take(name, BytesIO(data))

    def take(self, name: str, data: IO[bytes]) -> None:
        """Lays down what this file holds as one part."""
        start = aligned(self._file.tell())
        self._write(bytes(start - self._file.tell()))
        data.seek(0)
        while piece := data.read(IN_MEMORY):
            self._write(piece)
        self.places[name] = [start, self._file.tell()]

    def _write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._hash.update(piece)

    def digest(self) -> str:
        """What tells these parts from all others."""
        return self._hash.hexdigest()[:DIGITS]

    def join(self, header: dict[str, Any], out: BinaryIO) -> None:
        """Writes the mark, the header and the parts."""
        head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
        begin = len(MAGIC) + 4 + len(head)
        out.write(MAGIC + struct.pack("<I", len(head)) + head + bytes(aligned(begin) - begin))
        self._file.seek(0)
        copyfileobj(self._file, out)


def _bytes(numbers: npt.NDArray[Any], width: int) -> bytes:
    """These numbers in so many bytes each, the lowest first."""
    return numbers.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width].tobytes()
