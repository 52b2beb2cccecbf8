"""Words found in stories, statements and events."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Question
from sitrep.api.replies import MOST, SOME, Shape, flat_cells, listed
from sitrep.ledger.queries import Hit, search

router = APIRouter(tags=["search"])
_COLUMNS = ("kind", "id", "snippet", "document.id", "document.outlet", "document.published", "document.title")
_CELLS = flat_cells(_COLUMNS)


def _value(hit: Hit) -> dict[str, Any]:
    return asdict(hit)


SHAPE: Shape[Hit] = Shape(_value, _COLUMNS, lambda one: _CELLS(_value(one)))
Kind = Literal["document", "statement", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Sought(Question):
    """Which words are looked for, in what, and how many rows are told at most."""

    q: str = Field(min_length=1, max_length=200, description="Words; in double quotes they stand together.")
    kind: list[Kind] = Field(list(KINDS), description="In what they are looked for; may be given again.")
    limit: int = Field(SOME, ge=1, le=MOST)


@router.get("/search")
@router.get("/search.csv")
def found(request: Request, book: Asked, asked: Annotated[Sought, Query()]) -> Response:
    """What holds all the words, best first; ``*`` ends a prefix."""
    return listed(request, SHAPE, search(book, asked.q, kinds=tuple(asked.kind), limit=asked.limit))
