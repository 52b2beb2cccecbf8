"""Claims: who said what, through whom, how firmly."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Gated, Turned, day
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.ledger.claim_lists import Claim, ClaimFilter, list_claims
from sitrep.records.report import Certainty, IssueCode

router = APIRouter(prefix="/statements", tags=["statements"])


class OfStatements(Gated, Turned):
    """Which statements are asked for; days are days of publication."""

    speaker: str | None = Field(None, max_length=200)
    issue: IssueCode | None = None
    certainty: Certainty | None = None
    outlet: str | None = Field(None, max_length=200, description="The paper, or a channel that carried it.")
    since: str | None = Field(None, max_length=60)
    until: str | None = Field(None, max_length=60)
    text: str | None = Field(None, max_length=200)


def _value(one: Claim) -> dict[str, Any]:
    told: dict[str, Any] = one.statement.model_dump(mode="json")
    said = " … ".join(quote.text for quote in one.statement.content)
    return {**told, "said": said, "document": asdict(one.document), "review": one.review}


_COLUMNS = (
    "id", "speaker", "role", "affiliation", "anonymous", "kind", "certainty", "background", "review", "issues", "via",
    "addressee", "when.start", "when.end", "said", "document.id", "document.outlet", "document.published",
    "document.title", "document.url",
)  # fmt: skip
_CELLS = flat_cells(_COLUMNS)
SHAPE: Shape[Claim] = Shape(_value, _COLUMNS, lambda one: _CELLS(_value(one)))


@router.get("")
@router.get(".csv")
def statements(request: Request, book: Asked, asked: Annotated[OfStatements, Query()]) -> Response:
    """The statements that fit, newest publication first."""
    wanted = ClaimFilter(
        speaker=asked.speaker, issue=asked.issue, certainty=asked.certainty, outlet=asked.outlet,
        since=day(asked.since), until=day(asked.until), text=asked.text,
    )  # fmt: skip
    found = list_claims(book, wanted, asked.turn, gate=asked.gate)
    return listed(request, SHAPE, found.rows, found.next_cursor, gate=asked.gate)
