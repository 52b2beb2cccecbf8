"""Incidents and casualties counted, each happening once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from sitrep.api.asking import Asked, Gated, OfHappenings
from sitrep.api.replies import Shape, flat_cells, listed
from sitrep.desk.gated import gated_count
from sitrep.exports.incidents import tally_value
from sitrep.incidents.tallying import By, Tally
from sitrep.ledger.incident_queries import IncidentFilter

router = APIRouter(tags=["tallies"])
_OUTCOMES = ("killed", "wounded")
_COLUMNS = (
    "group", "incidents", "nested",
    *(f"{outcome}.{part}" for outcome in _OUTCOMES for part in ("low", "best", "high", "open")), "rule",
    "unreviewed",
)  # fmt: skip
_CELLS = flat_cells(_COLUMNS)
SHAPE: Shape[Tally] = Shape(tally_value, _COLUMNS, lambda one: _CELLS(tally_value(one)))


class Tallied(OfHappenings, Gated):
    """Which incidents are counted, and how they are grouped."""

    by: By = Field("day", description="What to group by.")


@router.get("/tallies")
@router.get("/tallies.csv")
def tallies(request: Request, book: Asked, asked: Annotated[Tallied, Query()]) -> Response:
    """Only news of what happened counts; what nests is counted once, and the rule stands beside the numbers."""
    groups, total = gated_count(book, IncidentFilter(event=asked.wanted), asked.by, asked.gate)
    beside: dict[str, Any] = {"total": tally_value(total), "by": asked.by, "gate": asked.gate}
    return listed(request, SHAPE, groups, **beside)
