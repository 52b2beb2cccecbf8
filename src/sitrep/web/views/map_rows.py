"""Incidents as rows beside a map: what every list says of them, how exactly their place is told, and why none is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.ledger.gated_incidents import Shown
from sitrep.records.report import Where
from sitrep.web.views.incident_rows import IncidentRow, row_of


@dataclass(frozen=True, slots=True)
class MapRow:
    """One incident; ``figures`` are shades and words, ``reason`` says why it has no point, empty where it has one."""

    told: IncidentRow
    place: str
    precision: str
    figures: tuple[tuple[str, str], ...]
    reason: str


def map_row(shown: Shown) -> MapRow:
    """The row of an incident as it may be shown."""
    assert shown.incident is not None
    told, where = row_of(shown, year=True), shown.incident.fused.where
    return MapRow(told, _place(where), where.precision if where else "", tuple(_figures(told)), reason(where))


def reason(where: Where | None) -> str:
    """Why a place has no point; empty where it has one."""
    if where is None:
        return "no place told"
    if where.precision == "country":
        return "country"
    return "" if where.lat is not None and where.lon is not None else "place not in the gazetteer"


def _figures(told: IncidentRow) -> Iterator[tuple[str, str]]:
    """The dead first, then the wounded, then all others; a stated zero is told without a colour."""
    for amount, shade, outcome in ((told.killed, "k", "killed"), (told.wounded, "w", "wounded")):
        if amount is not None:
            none = amount.number == "0"
            yield ("nil", f"0 {outcome}, stated") if none else (shade, f"{amount.words} {outcome}")
    if told.others:
        yield "", told.others


def _place(where: Where | None) -> str:
    if where is None:
        return "No place told"
    return f"{where.note[:1].upper()}{where.note[1:]} {where.name}" if where.note else where.name
