"""GeoNames' own files become a gazetteer file: read line by line, as text or from a zip, however large.

Places come from allCountries.txt or a country's file, further names from alternateNamesV2.txt.
A broken line is counted by what is wrong with it and left out; it never stops the others.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, is_zipfile

import numpy as np

from sitrep.codebook.countries import countries
from sitrep.errors import InputError, NotFound, UnknownFormat, Unreadable
from sitrep.grounding.gazetteer import Gazetteer
from sitrep.grounding.gazetteer_features import kind_of
from sitrep.grounding.gazetteer_keys import SHORT, key, short_key
from sitrep.grounding.gazetteer_pack import Packer
from sitrep.grounding.gazetteer_rows import LATIN, Row, bare, in_english, town
from sitrep.grounding.gazetteer_tables import own_table

#: Columns of a file of places and of one of alternate names; the older of these have eight.
PLACE_COLUMNS = 19
NAME_COLUMNS = (8, 10)
#: Which column of a place holds what.
ID, NAME, PLAIN, OTHERS, LAT, LON, CLASS, CODE, COUNTRY, UNIT, PEOPLE, ZONE = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 17
#: A longer line is no line of GeoNames, bytes.
LONGEST_LINE = 1 << 16
#: What stands in the language's column where no name does.
NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon", "fr_1793"})
ABBREVIATION = "abbr"
_ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
#: Alternate names are matched with places so many at a time.
BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places are taken: those of these classes, towns of at least so many people."""

    classes: frozenset[str] = frozenset("APL")
    people: int = 0
    #: Whether the file stands instead of the packaged gazetteer, not beside it.
    alone: bool = False


@dataclass(slots=True)
class Told:
    """What was read: lines, places taken, names added, and the broken lines by what is wrong with them."""

    lines: int = 0
    places: int = 0
    names: int = 0
    left_out: int = 0
    broken: dict[str, int] = field(default_factory=dict)
    #: Where the first line of each fault stands.
    first: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    def refuse(self, code: str, place: str) -> None:
        """Counts a broken line."""
        self.broken[code] = self.broken.get(code, 0) + 1
        self.first.setdefault(code, place)


@dataclass(frozen=True, slots=True)
class _Line:
    cells: list[str]
    place: str


class _Broken(Exception):
    """A line cannot be read; the argument is the code of what is wrong."""


def import_dumps(files: Sequence[Path], out: BinaryIO, wanted: Wanted, known: Gazetteer | None = None) -> Told:
    """Writes the gazetteer of these files; places that ``known`` has keep the names it shows."""
    sorts = {file: _columns(file) for file in files}
    places = [file for file in files if sorts[file] == PLACE_COLUMNS]
    if not places:
        raise UnknownFormat("None of these files lists places.", check="Give allCountries.txt or a country's file too.")
    told = Told()
    units = _units(places)
    shown = _Known(known)
    with Packer() as packer:
        for line in _lines(places, told):
            _take(line, packer, wanted, units, shown, told)
        if told.places == 0:
            raise InputError(
                f"No place in {told.lines:,} lines was taken.", check="See --classes and --min-population."
            )
        _more_names([file for file in files if sorts[file] != PLACE_COLUMNS], packer, told)
        told.kinds = packer.counts
        facts = {"version": "imported", "alone": wanted.alone, "sources": [_credit(file) for file in files]}
        packer.write(out, facts, {})
    return told


def _credit(file: Path) -> str:
    return f"{file.name}: GeoNames (geonames.org); CC BY 4.0"


class _Known:
    """The names that a gazetteer shows for the ids it has."""

    def __init__(self, known: Gazetteer | None):
        self._book = known
        self._at = known.by_identity() if known else {}

    def name(self, identity: int) -> str | None:
        """The shown name of the place of this id."""
        at = self._at.get(identity)
        return self._book.entry(at).name if self._book is not None and at is not None else None


def _take(line: _Line, packer: Packer, wanted: Wanted, units: dict[str, str], shown: _Known, told: Told) -> None:
    """Takes the place of one line, counts it as broken, or leaves it out."""
    try:
        row = _row(line.cells, wanted)
    except _Broken as broken:
        told.refuse(str(broken), line.place)
        return
    if row is None:
        told.left_out += 1
        return
    name = shown.name(row.identity)
    if name and name != row.name:
        row.own.add(row.name)
        row.name = name
    packer.add(row.placed(units), *row.keys())
    told.places += 1


def _row(cells: list[str], wanted: Wanted) -> Row | None:
    """The place that a line tells, None for one not wanted."""
    if len(cells) != PLACE_COLUMNS:
        raise _Broken("line.columns")
    identity = _whole(cells[ID], "line.id")
    lat, lon = _degrees(cells[LAT], 90), _degrees(cells[LON], 180)
    people = _whole(cells[PEOPLE] or "0", "line.population")
    name = cells[NAME].strip()
    if not key(name):
        raise _Broken("line.name")
    sort = kind_of(cells[CLASS], cells[CODE])
    if cells[CLASS] not in wanted.classes or sort is None or (sort[0] == "city" and people < wanted.people):
        return None
    kind, feature = sort
    country = cells[COUNTRY] if len(cells[COUNTRY]) == 2 else ""
    unit = f"{country}.{cells[UNIT]}" if country and cells[UNIT] else None
    row = Row(
        kind,
        name,
        identity,
        lat,
        lon,
        country,
        unit,
        people,
        feature=feature,
        zone=cells[ZONE] if _ZONE.fullmatch(cells[ZONE]) else None,
    )
    return _named(row, [cells[PLAIN], *cells[OTHERS].split(",")])


def _named(row: Row, names: list[str]) -> Row:
    """The row with the names that may stand in news."""
    if row.kind == "city":
        return town(row, names)
    row.others |= {name for name in names if _fit(name)}
    if row.kind == "country" and row.country in countries():
        land = countries()[row.country]
        row.name, row.others, row.unit = land.name, row.others | set(land.names), None
    elif row.kind in {"region", "district"}:
        row.others |= {row.name, bare(row.name)}
        row.name = in_english(row.name) if row.kind == "district" else row.name
    return row


def _fit(name: str) -> bool:
    return bool(name) and (not LATIN.fullmatch(name) or (name[0].isupper() and not name.isupper()))


def _whole(text: str, code: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:12]) >= 2**32:
        raise _Broken(code)
    return int(text)


def _degrees(text: str, most: int) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Broken("line.coordinates") from None
    if not -most <= value <= most:
        raise _Broken("line.coordinates")
    return value


def _units(files: Sequence[Path]) -> dict[str, str]:
    """The name shown for each code of a first-order unit, from the files themselves and our corrections."""
    found: dict[str, str] = {}
    for line in _lines(files, Told()):
        cells = line.cells
        if len(cells) == PLACE_COLUMNS and cells[CODE] == "ADM1" and cells[NAME].strip():
            found[f"{cells[COUNTRY]}.{cells[UNIT]}"] = cells[NAME].strip()
    return found | {line["code"]: line["name"] for line in own_table("units.tsv")}


def _more_names(files: Sequence[Path], packer: Packer, told: Told) -> None:
    """Gives places the names of alternateNamesV2.txt."""
    ids = packer.identities()
    order = np.argsort(ids, kind="stable")
    ids = ids[order]
    batch: list[tuple[int, str, bool]] = []

    def give() -> None:
        sought = np.array([identity for identity, _, _ in batch], np.uint32)
        at = np.minimum(np.searchsorted(ids, sought), len(ids) - 1)
        for place, found, (_, name, short) in zip(at, ids[at] == sought, batch, strict=True):
            if found:
                text = SHORT + short_key(name) if short else key(name)
                packer.name(int(order[place]), (), (text,) if text.strip(SHORT) else ())
                told.names += 1
        batch.clear()

    for line in _lines(files, told):
        try:
            named = _alternate(line.cells)
        except _Broken as broken:
            told.refuse(str(broken), line.place)
            continue
        if named:
            batch.append(named)
        if len(batch) >= BATCH:
            give()
    if batch:
        give()


def _alternate(cells: list[str]) -> tuple[int, str, bool] | None:
    """The place's id, the name and whether it is an abbreviation; None for what is no name in news."""
    if len(cells) not in NAME_COLUMNS:
        raise _Broken("line.columns")
    identity, language, name = _whole(cells[1], "line.id"), cells[2], cells[3].strip()
    if not name:
        raise _Broken("line.name")
    if language in NO_NAMES:
        return None
    if language == ABBREVIATION:
        return identity, name, True
    return (identity, name, False) if _fit(name) and (len(name) > 2 or not name.isascii()) else None


def _columns(file: Path) -> int:
    """How many columns the first sound line has; refuses a file that is none of GeoNames'."""
    for number, line in enumerate(_lines([file], Told())):
        if len(line.cells) in {PLACE_COLUMNS, *NAME_COLUMNS}:
            return len(line.cells)
        if number > 100:
            break
    raise UnknownFormat(
        f"{file.name} is no file of GeoNames.",
        check="It has 19 columns for places, or 10 for alternate names, by tabs.",
    )


def _lines(files: Sequence[Path], told: Told) -> Iterator[_Line]:
    """Every line of these files; what is no text is counted as broken."""
    for file in files:
        with _opened(file) as stream:
            for number, raw in enumerate(_pieces(stream, file), 1):
                told.lines += 1
                place = f"{file.name}:{number}"
                if len(raw) > LONGEST_LINE:
                    told.refuse("line.length", place)
                    continue
                try:
                    text = raw.decode().rstrip("\r\n")
                except UnicodeDecodeError:
                    told.refuse("line.encoding", place)
                    continue
                if text and not text.startswith("#"):
                    yield _Line(text.split("\t"), place)


def _pieces(stream: IO[bytes], file: Path) -> Iterator[bytes]:
    """The lines of a stream; of one too long only the beginning, told by its length."""
    while raw := _read(stream, file):
        yield raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            raw = _read(stream, file)


def _read(stream: IO[bytes], file: Path) -> bytes:
    """The next line, or as much of it as a line may have; refuses a torn file."""
    try:
        return stream.readline(LONGEST_LINE + 1)
    except (BadZipFile, EOFError, OSError, zlib.error) as problem:
        raise Unreadable(f"{file.name}: {problem}", check="Fetch it again.") from problem


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """The lines of a text file, or of the one list of places or names in a zip."""
    if not file.exists():
        raise NotFound(f"{file} is not there.", check="Check the path.")
    if not file.is_file():
        raise UnknownFormat(f"{file} is no file.", check="Name the files themselves.")
    with ExitStack() as stack:
        yield _stream(file, stack)


def _stream(file: Path, stack: ExitStack) -> IO[bytes]:
    try:
        if not is_zipfile(file):
            return stack.enter_context(file.open("rb"))
        archive = stack.enter_context(ZipFile(file))
        inside = [name for name in archive.namelist() if name.endswith(".txt") and name != "readme.txt"]
        named = [name for name in inside if Path(name).stem == file.stem] or inside
        if not named:
            raise UnknownFormat(f"{file.name} holds no list.", check="GeoNames' zips hold one .txt each.")
        return stack.enter_context(archive.open(named[0]))
    except (BadZipFile, OSError, NotImplementedError, RuntimeError) as problem:
        raise Unreadable(f"{file.name}: {problem}", check="Fetch it again, or unpack it.") from problem
