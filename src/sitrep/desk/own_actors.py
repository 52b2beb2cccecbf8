"""A user's own actors: rows of CSV or JSON lines, checked one by one, kept in a file of their own.

A row has a name and, where known: id, kind, country, sector, aliases, alone, parent, wikidata and offices. Aliases are
a list, or parted by "|"; an office is "KIND OF FROM..TO" ("defence-minister UA 2026-01.."), several parted by ";".
A row that is wrong is told with its line and code and kept out; the rest goes in. A row of a known id takes its place.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sitrep.codebook.actor_kinds import actor_kinds
from sitrep.codebook.actor_list import BODY_KINDS, ID, WIKIDATA, ListedActor, Office, office_fault
from sitrep.codebook.actor_spellings import words_of
from sitrep.codebook.countries import countries
from sitrep.documents.cleaning import decode
from sitrep.errors import EmptyInput, MalformedActor, NotFound, TooLarge, UnknownFormat, Unreadable

KINDS = ("person", "state", *BODY_KINDS)
COLUMNS = ("id", "name", "kind", "country", "sector", "aliases", "alone", "parent", "wikidata", "offices")
LISTS = ("aliases", "alone")
#: A larger file is no list of actors.
LARGEST = 50_000_000
OFFICE = re.compile(r"(?P<kind>\S+) (?P<of>.+?)(?: (?P<begin>[\d-]*)\.\.(?P<end>[\d-]*))?")
CHECK = f"A row has a name and, where known, {', '.join(name for name in COLUMNS if name != 'name')}."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the actors that went in, how many of them were known before, and what was kept out."""

    actors: tuple[ListedActor, ...]
    replaced: int
    refused: tuple[MalformedActor, ...]


def own_actors(store: Path) -> tuple[ListedActor, ...]:
    """The user's own actors; none where nothing was imported yet, and a refusal where the file is damaged."""
    if not store.exists():
        return ()
    found = list(rows(store, ".jsonl"))
    faults = [row for row in found if isinstance(row, MalformedActor)]
    if faults:
        raise faults[0]
    return tuple({row.id: row for row in found if isinstance(row, ListedActor)}.values())


def import_actors(source: Path, store: Path) -> Imported:
    """The sound rows of the file are among the user's own actors, a known id replaced."""
    before = {actor.id: actor for actor in own_actors(store)}
    found = list(rows(source, source.suffix.lower()))
    new = {row.id: row for row in found if isinstance(row, ListedActor)}
    if new:
        lines = [_line(actor) for actor in {**before, **new}.values()]
        fresh = store.with_name(f"{store.name}.new")
        try:
            fresh.write_text("".join(lines), encoding="utf-8")
            fresh.replace(store)
        except OSError as problem:
            raise Unreadable(f"{store} cannot be written: {problem.strerror}.", check="Check its folder.") from problem
    refused = tuple(row for row in found if isinstance(row, MalformedActor))
    return Imported(tuple(new.values()), len(before.keys() & new.keys()), refused)


def digest(actors: tuple[ListedActor, ...]) -> str:
    """A short digest of the actors, part of the version of an engine that reads with them."""
    return hashlib.sha256("".join(map(_line, actors)).encode()).hexdigest()[:8]


def rows(path: Path, suffix: str) -> Iterator[ListedActor | MalformedActor]:
    """The actors of a CSV or JSON lines file, a wrong row as its refusal."""
    text = _text(path)
    if suffix == ".csv":
        told = _of_csv(text)
    elif suffix in {".jsonl", ".ndjson", ".json"}:
        told = _of_json_lines(text)
    else:
        raise UnknownFormat(f"{path} is no list of actors.", check="Its name ends in .csv or .jsonl.")
    empty = True
    for number, row in told:
        empty = False
        try:
            yield _actor(row)
        except ValueError as problem:
            yield MalformedActor(f"{path}, line {number}: {problem}.", check=CHECK)
    if empty:
        raise EmptyInput(f"{path} holds no row.", check=CHECK)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise TooLarge(f"{path} is larger than {LARGEST // 1_000_000} MB.", check="It is no list of actors.")
        return decode(path.read_bytes()).removeprefix("\ufeff")
    except FileNotFoundError as problem:
        raise NotFound(f"{path} is not there.", check="Check the path.") from problem
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror}.", check="Check that it is a file you may read.") from problem


def _of_csv(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    table = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [name.strip().lower() for name in next(table, [])]
        for cells in table:
            if any(cells):
                fits = len(cells) == len(head)
                yield table.line_num, dict(zip(head, cells, strict=True)) if fits else f"{len(cells)} cells"
    except csv.Error as problem:
        yield table.line_num, f"no CSV: {problem}"


def _of_json_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield number, row if isinstance(row, dict) else "no JSON object"


def _actor(row: Mapping[str, Any] | str) -> ListedActor:
    """The actor of a row; a ValueError says what is wrong with it."""
    if isinstance(row, str):
        raise ValueError(row)  # noqa: TRY004 -- the row was unreadable, and this says why
    unknown = [name for name in row if name not in COLUMNS]
    if unknown:
        raise ValueError(f"the column {unknown[0]!r} is unknown")
    told = {name: _cell(row.get(name)) for name in COLUMNS if name not in {*LISTS, "offices"}}
    name = told["name"]
    words = words_of(name or "")
    if not name or not words:
        raise ValueError("no name")
    id_, kind = told["id"] or "-".join(words), told["kind"] or "person"
    for what, value, fits in (
        ("id", id_, ID.fullmatch(id_)),
        ("kind", kind, kind in KINDS),
        ("country", told["country"], told["country"] in {None, *countries()}),
        ("sector", told["sector"], told["sector"] in {None, *actor_kinds().sectors}),
        ("wikidata id", told["wikidata"], WIKIDATA.fullmatch(told["wikidata"] or "")),
    ):
        if not fits:
            raise ValueError(f"the {what} {value!r} is none")
    return ListedActor(
        id_, name, kind, told["country"], told["sector"], _list(row.get("aliases")), _list(row.get("alone")),
        parent=told["parent"], wikidata=told["wikidata"], source="own", offices=_offices(row.get("offices")),
    )  # fmt: skip


def _cell(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return (value or "").strip() or None


def _list(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else (_cell(value) or "").split("|")
    return tuple(name for name in (_cell(each) for each in listed) if name and words_of(name))


def _offices(value: Any) -> tuple[Office, ...]:
    listed = value if isinstance(value, list) else (_cell(value) or "").split(";")
    return tuple(_office(told) for told in (_cell(each) for each in listed) if told)


def _office(told: str) -> Office:
    found = OFFICE.fullmatch(told)
    office = Office(found["kind"], found["of"], found["begin"] or "", found["end"] or "", "own") if found else None
    fault = office_fault(office) if office else f"the office {told!r}"
    if fault or office is None:
        raise ValueError(f"{fault} is none")
    return office


def _line(actor: ListedActor) -> str:
    """The actor as a line of its file, which reads back as the same actor."""
    told = asdict(actor)
    row = {name: told[name] for name in COLUMNS if told[name] and name != "offices"}
    if actor.offices:
        row["offices"] = [f"{each.kind} {each.of} {each.begin}..{each.end}" for each in actor.offices]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
