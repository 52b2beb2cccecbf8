"""Words found in stories, statements, events and incidents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Gated, Turned
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.ledger.searching import Found, Kind, search_page

router = APIRouter(tags=["search"])
_COLUMNS = ("kind", "id", "snippet", "document.id", "document.outlet", "document.published", "document.title",
            "review")  # fmt: skip
_CELLS = flat_cells(_COLUMNS)


def _value(hit: Found) -> dict[str, Any]:
    snippet = "".join(piece for piece, _ in hit.pieces)
    return {"kind": hit.kind, "id": hit.id, "snippet": snippet, "pieces": [list(one) for one in hit.pieces],
            "document": asdict(hit.document), "review": hit.review}  # fmt: skip


SHAPE: Shape[Found] = Shape(_value, _COLUMNS, lambda one: _CELLS(_value(one)))
KINDS: tuple[Kind, ...] = get_args(Kind)


class Sought(Gated, Turned):
    """Which words are looked for, in what, and how many rows are told at most."""

    q: str = Field(min_length=1, max_length=200, description="Words; in double quotes they stand together.")
    kind: list[Kind] = Field(list(KINDS), description="In what they are looked for; may be given again.")


@router.get("/search")
@router.get("/search.csv")
def found(request: Request, book: Asked, asked: Annotated[Sought, Query()]) -> Response:
    """What holds all the words, best first; ``*`` ends a prefix."""
    hits = search_page(book, asked.q, tuple(asked.kind), asked.turn, gate=asked.gate)
    return listed(request, SHAPE, hits.rows, hits.next_cursor, gate=asked.gate)
