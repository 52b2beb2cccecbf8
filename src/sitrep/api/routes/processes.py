"""Peace efforts: their meetings, proposals and positions, and what people say of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Gated
from sitrep.api.problems import refusing
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.api.tokens import signed, site_of, writer
from sitrep.desk.processes import Remembered, confirm, let_out, move, rename, shown
from sitrep.exports.processes import effort_value, process_value
from sitrep.processes.process import Process

router = APIRouter(prefix="/processes", tags=["processes"])
_COLUMNS = ("id", "name", "standing", "first", "last", "meetings", "issues", "proposals", "documents")
_CELLS = flat_cells(_COLUMNS)
SHAPE: Shape[Process] = Shape(process_value, _COLUMNS, lambda one: _CELLS(process_value(one)))


class Why(BaseModel):
    """Why somebody says so."""

    reason: str = Field(min_length=1, max_length=2000)


class Name(Why):
    """A name for an effort."""

    name: str = Field(min_length=1, max_length=300)


class Place(Why):
    """Where a meeting belongs: the id of an effort, ``new`` for one of its own, ``nowhere`` for none."""

    meeting: str = Field(min_length=1, max_length=100)
    to: str = Field(min_length=1, max_length=100)


def _efforts(request: Request) -> Remembered:
    held: Remembered = request.app.state.efforts
    return held


class OfEfforts(Gated):
    """Which efforts are asked for."""

    every: bool = Field(default=False, description="Those of a single meeting too.")


@router.get("")
@router.get(".csv")
def efforts(request: Request, book: Asked, asked: Annotated[OfEfforts, Query()]) -> Response:
    """The peace efforts that a person confirmed; with ``gate=all`` those too that the engine proposes."""
    found = shown(_efforts(request).efforts(book), gate=asked.gate, every=asked.every)
    return listed(request, SHAPE, found, gate=asked.gate)


@router.get("/{process}")
def effort(request: Request, process: str, book: Asked, asked: Annotated[Gated, Query()]) -> dict[str, Any]:
    """One effort: the beginning of its id, its name, or a meeting of it leads to it."""
    return effort_value(let_out(_efforts(request).efforts(book), process, asked.gate))


@router.post("/{process}/confirm", responses=refusing(401, 403))
def confirmed(
    request: Request, process: str, why: Why, by: Annotated[str, Depends(writer("process"))]
) -> dict[str, str]:
    """These meetings are one effort, says a person."""
    return {"id": confirm(site_of(request).ledger, process, signed(request, by, why.reason))}


@router.post("/{process}/rename", responses=refusing(401, 403))
def renamed(
    request: Request, process: str, name: Name, by: Annotated[str, Depends(writer("process"))]
) -> dict[str, str]:
    """The effort bears this name, says a person."""
    return {"id": rename(site_of(request).ledger, process, name.name, signed(request, by, name.reason))}


@router.post("/{process}/meetings", responses=refusing(401, 403))
def moved(
    request: Request, process: str, place: Place, by: Annotated[str, Depends(writer("process"))]
) -> dict[str, str]:
    """The meeting of this effort belongs elsewhere, says a person; where it is now."""
    return {
        "id": move(site_of(request).ledger, place.meeting, place.to, signed(request, by, place.reason)),
        "was": process,
    }
