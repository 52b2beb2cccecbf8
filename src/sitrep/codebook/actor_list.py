"""The seed of actors: bodies, people in public life and who held which office when, each row with its source.

The tables stand in ``data/actors``; their head comments say what rests on lists and what on memory.
Days are told by the month or the year; an empty one is unknown, or the office is still held.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sitrep.codebook.actor_kinds import actor_kinds
from sitrep.codebook.countries import countries
from sitrep.codebook.office_words import office_words
from sitrep.errors import CodebookError

#: Kinds of the bodies of the seed, beside people, states and the bodies that every state has.
BODY_KINDS = (
    "armed-group", "military", "police", "intelligence", "government", "parliament", "party", "court", "un",
    "intergovernmental", "charity", "monitor", "rescue", "company", "institute", "media",
)  # fmt: skip
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAY = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]))?)?")
WIKIDATA = re.compile(r"(?:Q[1-9]\d*)?")
#: What an office is of: a country, a unit or city of it, its embassy, or a body.
OF = re.compile(r"(?P<country>[A-Z]{2})(?:/[^\t]+|>[A-Z]{2,4})?|(?P<body>[a-z0-9-]+)(?:/[^\t]+)?")


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: its kind, what it is of, and the first and last month or year, "" where unknown."""

    kind: str
    of: str
    begin: str = ""
    end: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor of the seed or of a user's own list: a person, a body, a state or a body that every state has."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()  # names a person goes by without a given name
    sex: str | None = None
    parent: str | None = None
    wikidata: str | None = None
    ucdp: str | None = None
    source: str = ""
    offices: tuple[Office, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return (self.name, *self.aliases)


class Table:
    """A table in ``data/actors``: named columns, comments behind "#", every row of full width."""

    def __init__(self, file: str, columns: tuple[str, ...]) -> None:
        self.file = file
        text = resources.files("sitrep.codebook").joinpath("data", "actors", file).read_text(encoding="utf-8")
        head, *lines = text.splitlines()
        if tuple(head.split("\t")) != columns:
            raise CodebookError(f"{file}: the columns are {head!r}.", check=f"They are {', '.join(columns)}.")
        self.rows = [
            (number, dict(zip(columns, self._cells(number, line, len(columns)), strict=True)))
            for number, line in enumerate(lines, 2)
            if line and not line.startswith("#")
        ]

    def _cells(self, number: int, line: str, columns: int) -> list[str]:
        cells = line.split("\t")
        if len(cells) != columns:
            raise self.wrong(number, f"{len(cells)} cells")
        return cells

    def wrong(self, number: int, what: str) -> CodebookError:
        """The refusal of a row."""
        return CodebookError(f"{self.file}, line {number}: {what}.", check="The file's head says what a row holds.")


def _checked(table: Table, number: int, row: dict[str, str]) -> None:
    """Refuses a row whose id, country, sector, Wikidata id or source is no such thing."""
    wrong = [
        name
        for name, fits in (
            ("id", ID.fullmatch(row["id"])),
            ("name", row["name"].strip() == row["name"] != ""),
            ("country", not row["country"] or row["country"] in countries()),
            ("sector", not row["sector"] or row["sector"] in actor_kinds().sectors),
            ("wikidata", WIKIDATA.fullmatch(row.get("wikidata", ""))),
            ("source", row["source"]),
        )
        if not fits
    ]
    if wrong:
        raise table.wrong(number, f"the {wrong[0]} {row.get(wrong[0])!r}")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def bodies() -> tuple[ListedActor, ...]:
    """The bodies of the seed, armed groups first."""
    columns = ("id", "name", "kind", "country", "sector", "aliases", "parent", "ucdp", "source")
    table = Table("bodies.tsv", columns)
    found: dict[str, ListedActor] = {}
    for number, row in table.rows:
        _checked(table, number, row)
        if row["kind"] not in BODY_KINDS or row["id"] in found:
            raise table.wrong(number, f"{row['id']} is of kind {row['kind']!r}, or told twice")
        found[row["id"]] = ListedActor(
            row["id"], row["name"], row["kind"], row["country"] or None, row["sector"] or None, _split(row["aliases"]),
            parent=row["parent"] or None, ucdp=row["ucdp"] or None, source=row["source"],
        )  # fmt: skip
    return tuple(found.values())


@cache
def people() -> tuple[ListedActor, ...]:
    """The people of the seed with the offices they held."""
    columns = ("id", "name", "country", "sector", "sex", "aliases", "alone", "wikidata", "source")
    table = Table("people.tsv", columns)
    held = _offices()
    found: dict[str, ListedActor] = {}
    for number, row in table.rows:
        _checked(table, number, row)
        if row["id"] in found or row["sex"] not in {"f", "m", ""}:
            raise table.wrong(number, f"{row['id']} is of sex {row['sex']!r}, or told twice")
        found[row["id"]] = ListedActor(
            row["id"], row["name"], "person", row["country"] or None, row["sector"] or None, _split(row["aliases"]),
            _split(row["alone"]), row["sex"] or None, wikidata=row["wikidata"] or None, source=row["source"],
            offices=tuple(held.pop(row["id"], ())),
        )  # fmt: skip
    if held:
        raise CodebookError(f"offices.tsv: {next(iter(held))} is nobody.", check="Holders are ids of people.tsv.")
    return tuple(found.values())


def _offices() -> dict[str, list[Office]]:
    """The offices by the id of their holder."""
    table = Table("offices.tsv", ("holder", "kind", "of", "from", "to", "source"))
    found: dict[str, list[Office]] = {}
    for number, row in table.rows:
        office = Office(row["kind"], row["of"], row["from"], row["to"], row["source"])
        fault = office_fault(office)
        if fault or not row["source"]:
            raise table.wrong(number, fault or "no source")
        found.setdefault(row["holder"], []).append(office)
    return found


def office_fault(office: Office) -> str | None:
    """What is wrong with an office; None where it is sound."""
    of = OF.fullmatch(office.of)
    if office.kind not in office_words().offices:
        return f"the office {office.kind!r}"
    if of is None or (of["country"] and of["country"] not in countries()):
        return f"the office is of {office.of!r}"
    days = DAY.fullmatch(office.begin) and DAY.fullmatch(office.end)
    backward = office.begin and office.end and office.begin[: len(office.end)] > office.end[: len(office.begin)]
    return None if days and not backward else f"the days {office.begin!r} to {office.end!r}"


@cache
def state_ids() -> dict[str, tuple[str | None, str | None]]:
    """The Wikidata id of a state and the UCDP id of its government, by the country's code."""
    table = Table("states.tsv", ("country", "wikidata", "ucdp"))
    found: dict[str, tuple[str | None, str | None]] = {}
    for number, row in table.rows:
        if row["country"] not in countries() or not WIKIDATA.fullmatch(row["wikidata"]):
            raise table.wrong(number, f"{row['country']!r}, {row['wikidata']!r}")
        found[row["country"]] = (row["wikidata"] or None, row["ucdp"] or None)
    return found


@cache
def states() -> tuple[ListedActor, ...]:
    """Every country as an actor ("ua"), from the table of countries."""
    ids = state_ids()
    return tuple(
        ListedActor(
            code.lower(), country.name, "state", code, "GOV", country.names,
            wikidata=ids.get(code, (None, None))[0], source="countries",
        )
        for code, country in countries().items()
    )  # fmt: skip


@cache
def state_body(country: str, kind: str) -> ListedActor:
    """The body of this kind that the country has ("ua-foreign-ministry"), or the body of the seed that is it."""
    words = office_words()
    id_ = f"{country.lower()}-{kind}"
    if id_ in words.same_bodies:
        return next(body for body in bodies() if body.id == words.same_bodies[id_])
    body = words.state_bodies[kind]
    government = kind == "government"
    return ListedActor(
        id_, f"{body.name} of {countries()[country].name}", "government" if body.sector == "GOV" else "state-body",
        country, body.sector, parent=country.lower() if government else f"{country.lower()}-government",
        ucdp=state_ids().get(country, (None, None))[1] if government else None, source="every state",
    )  # fmt: skip


def state_body_of(id_: str) -> ListedActor | None:
    """The body of a state by its id; None where it is no such id."""
    country, _, kind = id_.partition("-")
    known = country.upper() in countries() and kind in office_words().state_bodies
    return state_body(country.upper(), kind) if known else None


@cache
def seed() -> tuple[ListedActor, ...]:
    """The seed but the bodies that every state has: no id twice, and every parent and body of an office known."""
    listed = (*people(), *bodies(), *states())
    found = {actor.id for actor in listed}
    if len(found) != len(listed):
        raise CodebookError("data/actors: an id is given twice.", check="Ids are one for all tables of the seed.")
    named = [actor.parent for actor in listed if actor.parent]
    named += [office.of.split("/")[0] for actor in listed for office in actor.offices if office.of[0].islower()]
    named += office_words().same_bodies.values()
    strays = [name for name in named if name not in found and state_body_of(name) is None]
    if strays:
        raise CodebookError(f"data/actors: {strays[0]} leads nowhere.", check="Parents and bodies are ids.")
    return listed
