"""Events in UCDP GED's 49 columns; an event without a told number of deaths is left out, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import floor
from typing import BinaryIO

from sitrep.codebook.files import Entry
from sitrep.exports.cells import BETWEEN, Cell, CsvSheet
from sitrep.exports.country_codes import codes_of
from sitrep.exports.figures import Figure, figure
from sitrep.exports.flat import speakers
from sitrep.exports.handing_on import HandedOn, LeftOut
from sitrep.exports.mappings import read_mapping
from sitrep.exports.sides import Side, SideKind, sides
from sitrep.exports.spans import day, days_of, graded, year
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import Category, Event, EventType, PlacePrecision, When, Where


class Violence(Entry):
    """A type of violence, by what its sides are."""

    first: tuple[SideKind, ...]
    second: tuple[SideKind, ...]
    code: int


class Ucdp(Entry):
    """The whole of ``ucdp.yaml``."""

    columns: tuple[str, ...]
    types: tuple[EventType, ...]
    violence: tuple[Violence, ...]
    civilians: tuple[Category, ...]
    where_prec: dict[PlacePrecision, int]
    where_noted: int
    where_loose: int
    date_prec: tuple[tuple[int, int], ...]
    date_longest: int
    regions: dict[str, str]
    region_of: dict[str, str]


@cache
def ucdp() -> Ucdp:
    """UCDP's columns and codes, and how events are mapped to them."""
    return read_mapping("ucdp.yaml", Ucdp)


def write_ucdp(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One row for each deadly event of organised violence."""
    done = HandedOn()
    sheet = CsvSheet(out, ucdp().columns)
    sheet.rows(done.rows(told, _row))
    sheet.end()
    return done


def _row(told: ToldEvent) -> tuple[Cell, ...] | LeftOut:
    event = told.event
    if event.type not in ucdp().types:
        return LeftOut("no organised violence")
    deaths = figure(event, "killed")
    if not deaths.least:
        return LeftOut("no number of deaths told")
    where_prec, date_prec = _where_prec(event.where), _date_prec(event.when)
    when = event.when
    first, second, violence = _sides(told)
    return (
        event.id, None, year(when.start) if when else None, None, told.review, violence,
        None, None, None, None, None, _dyad(first, second), None, None, _names(first), None, None, _names(second),
        *_source(told),
        where_prec, *_where(event.where), _clarity(where_prec, date_prec),
        date_prec, day(when.start) if when else None, day(when.end) if when else None,
        *_deaths(event, deaths), _gw(first), _gw(second),
    )  # fmt: skip


def _sides(told: ToldEvent) -> tuple[Side, Side, int | None]:
    """Sides A and B, the government first where only one is, and the type of violence; None when it is not clear."""
    first, second = sides(told)
    code = next((v.code for v in ucdp().violence if first.kind in v.first and second.kind in v.second), None)
    if code == 1 and first.kind != "state":
        first, second = second, first
    return first, second, code


def _names(side: Side) -> str | None:
    return BETWEEN.join(side.names) or None


def _dyad(first: Side, second: Side) -> str | None:
    return f"{_names(first)} - {_names(second)}" if first.parties and second.parties else None


def _gw(side: Side) -> int | None:
    """The Gleditsch and Ward number of a state."""
    number = codes_of(side.country).gw if side.kind == "state" else ""
    return int(number) if number else None


def _source(told: ToldEvent) -> tuple[Cell, ...]:
    """From ``number_of_sources`` to ``source_original``."""
    document = told.document
    article = [each for each in (document.outlet, document.published, document.title, document.url) if each]
    return (
        1, BETWEEN.join([*article, document.id]), document.outlet, day(document.published), document.title,
        BETWEEN.join(speakers(told.event)) or None,
    )  # fmt: skip


def _where(where: Where | None) -> tuple[Cell, ...]:
    """From ``where_coordinates`` to ``region``."""
    if where is None:
        return (None,) * 11
    codes = codes_of(where.country)
    told = f"{where.note} {where.text}" if where.note and where.note not in where.text else where.text
    located = where.lat is not None and where.lon is not None
    return (
        where.name, told, where.admin1, where.name if where.precision == "district" else None, where.lat, where.lon,
        f"POINT ({where.lon} {where.lat})" if located else None, priogrid(where.lat, where.lon),
        codes.name or None, int(codes.gw) if codes.gw else None,
        ucdp().region_of.get(codes.code) or ucdp().regions.get(codes.region),
    )  # fmt: skip


def priogrid(lat: float | None, lon: float | None) -> int | None:
    """The number of the PRIO-GRID cell: half degrees, counted east from 180° W, then north from the pole."""
    if lat is None or lon is None:
        return None
    row, column = min(floor((lat + 90) * 2), 359), min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _where_prec(where: Where | None) -> int | None:
    if where is None:
        return None
    known = ucdp()
    if where.country is None or (where.precision == "region" and where.admin1 is None):
        return known.where_loose
    code = known.where_prec[where.precision]
    return known.where_noted if where.note and code == 1 else code


def _date_prec(when: When | None) -> int | None:
    return graded(days_of(when), ucdp().date_prec, ucdp().date_longest)


def _clarity(where_prec: int | None, date_prec: int | None) -> int | None:
    """1 where the day and the place are known, else 2: it may be several events told as one."""
    if where_prec is None or date_prec is None:
        return None
    return 1 if date_prec <= 2 and where_prec <= 3 else 2


def _deaths(event: Event, deaths: Figure) -> tuple[Cell, ...]:
    """From ``deaths_a`` to ``low``: whose the dead were is known of those alone whom the story describes."""
    civilians = sum(
        person.count
        for each in event.casualties if each.outcome == "killed"
        for person in each.of if person.category in ucdp().civilians
    )  # fmt: skip
    civilians = min(civilians, deaths.least or 0)
    rest = None if deaths.best is None else deaths.best - civilians
    return (None, None, civilians or None, rest, deaths.best, deaths.high, deaths.low)
