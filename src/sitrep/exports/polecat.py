"""Events in POLECAT's 40 columns; a type that PLOVER lacks is left out, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import BinaryIO

from sitrep.codebook.event_types import event_types
from sitrep.codebook.files import Entry
from sitrep.exports.cells import BETWEEN, Cell, CsvSheet
from sitrep.exports.country_codes import codes_of
from sitrep.exports.handing_on import HandedOn, LeftOut
from sitrep.exports.mappings import read_mapping
from sitrep.exports.sides import Side, sides
from sitrep.exports.spans import day
from sitrep.ledger.export_queries import ToldEvent
from sitrep.records.report import ActorKind, EventType, Where


class Polecat(Entry):
    """The whole of ``polecat.yaml``."""

    columns: tuple[str, ...]
    quads: dict[str, str]
    intensities: dict[EventType, dict[str, float]]


@cache
def polecat() -> Polecat:
    """POLECAT's columns, quad codes and intensities."""
    return read_mapping("polecat.yaml", Polecat)


def write_polecat(told: Iterable[ToldEvent], out: BinaryIO) -> HandedOn:
    """One row for each event of a PLOVER type."""
    done = HandedOn()
    sheet = CsvSheet(out, polecat().columns)
    sheet.rows(done.rows(told, _row))
    sheet.end()
    return done


def _row(told: ToldEvent) -> tuple[Cell, ...] | LeftOut:
    event, document = told.event, told.document
    kind = event_types()[event.type]
    if kind.origin != "plover":
        return LeftOut("of a type that PLOVER lacks")
    first, second = sides(told)
    intensities = polecat().intensities[event.type]
    return (
        event.id, day(event.when.start) if event.when else None, event.type, event.mode,
        intensities.get(event.mode or "any", intensities.get("any")), polecat().quads[kind.quad],
        BETWEEN.join(event.contexts) or None,
        *_party(told, first), *_party(told, second), *_place(event.where),
        document.outlet, day(document.published),
        _people(told, "person"), _people(told, "organization", "state", "armed-group"), None,
        told.language, f"sitrep {told.engine}, {told.review}",
    )  # fmt: skip


def _party(told: ToldEvent, side: Side) -> tuple[Cell, ...]:
    """The nine columns of an actor or a recipient; of several, the parts stand side by side."""
    actors = [told.actors.get(each.actor or "") for each in side.parties]
    both = list(zip(side.parties, actors, strict=True))
    countries = [codes_of(party.country or (actor.country if actor else None)) for party, actor in both]
    sectors = [party.sector or (actor.sector if actor else None) for party, actor in both]
    titles = [role.text for actor in actors if actor for role in actor.roles]
    return (
        _joined(actor.name if actor else party.name for party, actor in both),
        _joined(codes.iso3 for codes in countries), _joined(codes.cow for codes in countries),
        next((sector for sector in sectors if sector), None), _joined(sectors), _joined(titles),
        _joined(party.text for party in side.parties), None,
    )  # fmt: skip


def _joined(parts: Iterable[str | None]) -> str | None:
    return BETWEEN.join(dict.fromkeys(part for part in parts if part)) or None


def _place(where: Where | None) -> tuple[Cell, ...]:
    """From ``Placename`` to ``Feature Type``."""
    if where is None:
        return (None,) * 10
    return (
        where.name, where.name if where.precision == "city" else None,
        where.name if where.precision == "district" else None, where.admin1, codes_of(where.country).iso3 or None,
        where.lat, where.lon, where.geonames_id, where.text, None,
    )  # fmt: skip


def _people(told: ToldEvent, *kinds: ActorKind) -> str | None:
    """The names of the story's actors of these kinds."""
    return _joined(actor.name for actor in told.actors.values() if actor.kind in kinds)
