"""Gazetteers at the desk: the user's own beside the package's, and both made anew from files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeVar

from sitrep.errors import CodebookError, OptionError, Unreadable
from sitrep.grounding.gazetteer import Entry, Gazetteer, gazetteer

if TYPE_CHECKING:
    from sitrep.grounding.gazetteer_dump import Told, Wanted

T = TypeVar("T")
#: How a name led to a place: as its own, as another spelling, as an abbreviation, or by its sound alone.
Match = Literal["name", "spelling", "abbreviation", "sound"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how the name led to it."""

    entry: Entry
    match: Match


def join(path: Path | None) -> None:
    """The gazetteer of this file is looked up beside the package's from now on; None for the package's alone."""
    gazetteer().join(_open(path) if path else None)


def _open(path: Path) -> Gazetteer:
    try:
        return Gazetteer.open(path)
    except (OSError, CodebookError) as problem:
        what = problem.what if isinstance(problem, CodebookError) else str(problem)
        raise OptionError(
            f"SITREP_GAZETTEER: {path}: {what}", check="Make one with sitrep gazetteer import."
        ) from problem


def candidates(name: str, *, country: str | None = None, limit: int | None = None) -> list[Candidate]:
    """The places a name may mean, best known first: by name and spelling, then as an abbreviation, else by sound."""
    book = gazetteer()
    found = [Candidate(entry, "name" if entry.own_name else "spelling") for entry in book.find(name)]
    found += _new(book.find_short(name), found, "abbreviation")
    if not _within(found, country):
        found += _new(book.find_loosely(name), found, "sound")
    return _within(found, country)[:limit]


def _new(entries: Iterable[Entry], found: Sequence[Candidate], match: Match) -> list[Candidate]:
    known = {candidate.entry.index for candidate in found}
    return [Candidate(entry, match) for entry in entries if entry.index not in known]


def _within(found: Sequence[Candidate], country: str | None) -> list[Candidate]:
    return [each for each in found if country is None or each.entry.country == country]


def import_files(files: Sequence[Path], out: Path, wanted: Wanted) -> Told:
    """The places of GeoNames' files stand in this file; what stood there is replaced when all went well."""
    from sitrep.grounding.gazetteer_dump import import_dumps  # late: every command loads this file, few build

    return _replacing(out, lambda file: import_dumps(files, file, wanted, None if wanted.alone else gazetteer()))


def build_file(folder: Path, out: Path) -> Gazetteer:
    """The packaged gazetteer, built anew from the sources in this folder."""
    from sitrep.grounding.gazetteer_build import build

    _replacing(out, lambda file: file.write(build(folder)))
    return Gazetteer.open(out)


def _replacing(out: Path, write: Callable[[BinaryIO], T]) -> T:
    """What writing gives; the file appears whole or not at all."""
    fresh = out.with_name(out.name + ".new")
    try:
        with fresh.open("wb") as file:
            told = write(file)
        fresh.replace(out)
    except OSError as problem:
        raise Unreadable(f"{out}: {problem.strerror or problem}", check="Check the folder and its space.") from problem
    finally:
        fresh.unlink(missing_ok=True)
    return told
