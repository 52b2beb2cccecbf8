"""Actors over all stories, each once, and what was refused."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Turned
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.ledger.lists import ActorFilter, ActorOrder, ListedActor, actor_page, refusal_page
from sitrep.ledger.queries import FoundRefusal
from sitrep.records.report import ActorKind

router = APIRouter(tags=["actors"])
_COLUMNS = ("id", "name", "kind", "country", "sector", "stories", "first_published", "last_published")
_REFUSED = ("id", "source", "location", "code", "reason", "sha256", "engine", "refused")
_CELLS, _REFUSED_CELLS = flat_cells(_COLUMNS), flat_cells(_REFUSED)
SHAPE: Shape[ListedActor] = Shape(asdict, _COLUMNS, lambda one: _CELLS(asdict(one)))
REFUSED: Shape[FoundRefusal] = Shape(asdict, _REFUSED, lambda one: _REFUSED_CELLS(asdict(one)))


class OfActors(Turned):
    """Which actors are asked for, in which order."""

    name: str | None = Field(None, max_length=200)
    kind: ActorKind | None = None
    country: str | None = Field(None, pattern="^[A-Za-z]{2}$")
    order: ActorOrder = Field("stories", description="By how many stories name them, or by name.")


class OfRefusals(Turned):
    """Which refusals are asked for."""

    code: str | None = Field(None, max_length=40, description="A code, or the beginning of one: input")


@router.get("/actors")
@router.get("/actors.csv")
def actors(request: Request, book: Asked, asked: Annotated[OfActors, Query()]) -> Response:
    """Who the stories name: people, bodies, states, armed groups, each once however many stories tell of it."""
    wanted = ActorFilter(name=asked.name, kind=asked.kind, country=asked.country)
    found = actor_page(book, wanted, asked.turn, order=asked.order)
    return listed(request, SHAPE, found.rows, found.next_cursor)


@router.get("/quarantine")
@router.get("/quarantine.csv")
def refused(request: Request, book: Asked, asked: Annotated[OfRefusals, Query()]) -> Response:
    """What was refused and why, the newest first."""
    found = refusal_page(book, asked.turn, code=asked.code)
    return listed(request, REFUSED, found.rows, found.next_cursor)
