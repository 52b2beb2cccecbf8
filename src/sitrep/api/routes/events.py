"""Events: what one story tells of one act, as reviewers left it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import JSONResponse, Response

from sitrep.api.asking import Asked, Gated, OfHappenings, Turned
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.errors import UnknownId
from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gated_incidents import corrections_of
from sitrep.ledger.lists import EventOrder, event_page
from sitrep.ledger.queries import DocumentFacts
from sitrep.ledger.reviews import judged, reviews_of
from sitrep.records.report import Event

router = APIRouter(prefix="/events", tags=["events"])


class OfEvents(OfHappenings, Gated, Turned):
    """Which events are asked for, in which order."""

    order: EventOrder = Field("newest", description="By day, the newest day, or the newest story.")
    background: bool | None = Field(None, description="Only what stories recall, or only news.")


@dataclass(frozen=True, slots=True)
class _Row:
    """An event as it is told here, where it was published, and how it stands."""

    event: Event
    document: DocumentFacts
    review: Review

    @property
    def value(self) -> dict[str, Any]:
        told: Mapping[str, Any] = self.event.model_dump(mode="json")
        return {**told, "document": asdict(self.document), "review": self.review}


_COLUMNS = (
    "id", "type", "mode", "status", "background", "review", "when.start", "when.end", "when.precision", "where.name",
    "where.country", "where.admin1", "where.lat", "where.lon", "where.precision", "confidence", "anchor.text",
    "document.id", "document.outlet", "document.published", "document.title", "document.url",
)  # fmt: skip
_CELLS = flat_cells(_COLUMNS)
SHAPE: Shape[_Row] = Shape(lambda row: row.value, _COLUMNS, lambda row: _CELLS(row.value))


@router.get("")
@router.get(".csv")
def events(request: Request, book: Asked, asked: Annotated[OfEvents, Query()]) -> Response:
    """The events of the newest reading of each story, a page at a time, corrected where a person corrected them."""
    rows, cursor = _rows(book, asked)
    return listed(request, SHAPE, rows, cursor, gate=asked.gate)


@router.get(".geojson")
def points(book: Asked, asked: Annotated[OfEvents, Query()]) -> Response:
    """The same page as GeoJSON (RFC 7946); an event without a point has no geometry, and is never hidden."""
    rows, cursor = _rows(book, asked)
    features = [{"type": "Feature", "id": row.event.id, "geometry": _geometry(row.event), "properties": row.value}
                for row in rows]  # fmt: skip
    told = {"type": "FeatureCollection", "features": features, "gate": asked.gate, "next_cursor": cursor}
    return JSONResponse(told, media_type="application/geo+json")


def _rows(book: Asked, asked: OfEvents) -> tuple[list[_Row], str | None]:
    wanted = asked.wanted_with(background=asked.background)
    found = event_page(book, wanted, asked.turn, order=asked.order, gate=asked.gate)
    ids = [one.event.id for one in found.rows]
    reviews, right = reviews_of(book, ids), corrections_of(book, ids)
    rows = [
        _Row(right.get(one.event.id, one.event), one.document, reviews.get(one.event.id, "unreviewed"))
        for one in found.rows
    ]
    return rows, found.next_cursor


def _geometry(event: Event) -> dict[str, Any] | None:
    where = event.where
    if where is None or where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [where.lon, where.lat]}


@router.get("/{event}")
def event(event: str, book: Asked, asked: Annotated[Gated, Query()]) -> dict[str, Any]:
    """One event as reviewers left it; one that nobody reviewed only when ``gate=all`` asks for it."""
    found = judged(book, event)
    if not isinstance(found.shown, Event):
        raise UnknownId(f"{event!r} is no event.", check="List them: /api/v1/events?gate=all")
    if asked.gate == "reviewed" and found.review not in REVIEWED:
        raise UnknownId(f"{found.id} is not reviewed.", check="Ask for unreviewed ones by name: gate=all")
    return {**found.shown.model_dump(mode="json"), "review": found.review, "gate": asked.gate}
