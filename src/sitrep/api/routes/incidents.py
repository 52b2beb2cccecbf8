"""Incidents: what the reports together say, with every figure's history; merged and split by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Gated, OfHappenings, Turned
from sitrep.api.problems import refusing
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.api.tokens import signed, site_of, writer
from sitrep.desk.gated import days_of, gated_account
from sitrep.desk.incidents import wholes
from sitrep.desk.reconcile import keep_apart, merge_incidents, split_incident
from sitrep.exports.cells import Cell
from sitrep.exports.incidents import account_value, shown_value
from sitrep.incidents.nesting import PartOf
from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_queries import IncidentFilter
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.lists import IncidentOrder, incident_page

router = APIRouter(prefix="/incidents", tags=["incidents"])
Linker = Annotated[str, Depends(writer("link"))]


class Other(BaseModel):
    """Another incident, and why it is the same or not."""

    other: str = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=2000)


class Apart(BaseModel):
    """Events that tell of another happening, and why."""

    events: list[str] = Field(min_length=1, max_length=500)
    reason: str = Field(min_length=1, max_length=2000)


class OfIncidents(OfHappenings, Gated, Turned):
    """Which incidents are asked for, in which order."""

    min_killed: int | None = Field(None, ge=0, le=10_000_000, description="With so many killed at least.")
    order: IncidentOrder = Field("newest", description="By day, the newest day, the newest report, or the dead.")


@dataclass(frozen=True, slots=True)
class _Row:
    """An incident as it is told here, and what it is part of."""

    shown: Incident
    reviews: Mapping[str, Review]
    part_of: PartOf | None

    @property
    def value(self) -> dict[str, Any]:
        return shown_value(self.shown, self.reviews, self.part_of)


_OUTCOMES = ("killed", "wounded")
_COLUMNS = (
    "id", "type", "mode", "status", "when.start", "when.end", "when.precision", "where.name", "where.country",
    "where.admin1", "where.lat", "where.lon", "where.precision", "reports", "origins", "independent_sources",
    "part_of.whole",
)  # fmt: skip
_PLAIN = flat_cells(_COLUMNS)


def _cells(row: _Row) -> Sequence[Cell]:
    figures = {figure.outcome: figure for figure in row.shown.fused.figures}
    ends = [getattr(figures.get(outcome), end, None) for outcome in _OUTCOMES for end in ("low", "best", "high")]
    reviewed = sum(review in REVIEWED for review in row.reviews.values())
    return [*_PLAIN(row.value), *ends, reviewed]


SHAPE: Shape[_Row] = Shape(
    lambda row: row.value,
    (*_COLUMNS, *(f"{outcome}_{end}" for outcome in _OUTCOMES for end in ("low", "best", "high")), "reviewed_reports"),
    _cells,
)


@router.get("")
@router.get(".csv")
def incidents(request: Request, book: Asked, asked: Annotated[OfIncidents, Query()]) -> Response:
    """What the reports together say: each happening once, its figures of the reports that the gate lets out."""
    wanted = IncidentFilter(event=asked.wanted, min_killed=asked.min_killed)
    found = incident_page(book, wanted, asked.turn, order=asked.order, gate=asked.gate)
    ids = [one.id for one in found.rows]
    shown = shown_incidents(book, ids, asked.gate)
    within = wholes(book, ids, days=days_of(shown))
    rows = [_Row(one.incident, one.reviews, within.get(id_)) for id_ in ids if (one := shown[id_]).incident]
    return listed(request, SHAPE, rows, found.next_cursor, gate=asked.gate)


@router.get("/{incident}")
def incident(incident: str, book: Asked, asked: Annotated[Gated, Query()]) -> dict[str, Any]:
    """The incident that this id leads to, also one that was merged into another: figures, sources, reports, reasons."""
    found, let_out = gated_account(book, incident, asked.gate)
    return {**account_value(found), "gate": asked.gate, "reviews": dict(let_out.reviews)}


@router.post("/{incident}/merge", responses=refusing(401, 403))
def merged(request: Request, incident: str, other: Other, by: Linker) -> dict[str, str]:
    """The two incidents are one, says a person; the id that stays."""
    return {"id": merge_incidents(site_of(request).ledger, incident, other.other, signed(request, by, other.reason))}


@router.post("/{incident}/apart", responses=refusing(401, 403))
def apart(request: Request, incident: str, other: Other, by: Linker) -> dict[str, str]:
    """The two incidents are different, says a person, and no warning says otherwise again."""
    keep_apart(site_of(request).ledger, incident, other.other, signed(request, by, other.reason))
    return {"id": incident, "other": other.other}


@router.post("/{incident}/split", responses=refusing(401, 403))
def split(request: Request, incident: str, events: Apart, by: Linker) -> dict[str, str]:
    """These events are another happening than the rest of the incident, says a person; both ids."""
    kept, taken = split_incident(site_of(request).ledger, incident, events.events, signed(request, by, events.reason))
    return {"id": kept, "other": taken}
