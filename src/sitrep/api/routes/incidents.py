"""Incidents: what the reports together say, with every figure's history; merged and split by people."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from sitrep.api.asking import Asked
from sitrep.api.problems import REFUSALS
from sitrep.api.tokens import site_of, writer
from sitrep.desk.incidents import account
from sitrep.desk.reconcile import Signed, keep_apart, merge_incidents, split_incident
from sitrep.errors import UnknownId
from sitrep.exports.incidents import account_value

router = APIRouter(prefix="/incidents", tags=["incidents"])
_WRITING: dict[int | str, dict[str, Any]] = {code: REFUSALS[code] for code in (401, 403)}
Linker = Annotated[str, Depends(writer("link"))]


class Other(BaseModel):
    """Another incident, and why it is the same or not."""

    other: str = Field(min_length=1, max_length=100)
    reason: str = Field(min_length=1, max_length=2000)


class Apart(BaseModel):
    """Events that tell of another happening, and why."""

    events: list[str] = Field(min_length=1, max_length=500)
    reason: str = Field(min_length=1, max_length=2000)


@router.get("/{incident}")
def incident(incident: str, book: Asked) -> dict[str, Any]:
    """The incident that this id leads to, also one that was merged into another: figures, sources, reports, reasons."""
    found = account(book, incident)
    if found is None:
        raise UnknownId(f"Nothing is told of {incident} any more.", check="List what is: /api/v1/incidents")
    return account_value(found)


@router.post("/{incident}/merge", responses=_WRITING)
def merged(request: Request, incident: str, other: Other, by: Linker) -> dict[str, str]:
    """The two incidents are one, says a person; the id that stays."""
    return {"id": merge_incidents(site_of(request).ledger, incident, other.other, _signed(request, by, other.reason))}


@router.post("/{incident}/apart", responses=_WRITING)
def apart(request: Request, incident: str, other: Other, by: Linker) -> dict[str, str]:
    """The two incidents are different, says a person, and no warning says otherwise again."""
    keep_apart(site_of(request).ledger, incident, other.other, _signed(request, by, other.reason))
    return {"id": incident, "other": other.other}


@router.post("/{incident}/split", responses=_WRITING)
def split(request: Request, incident: str, events: Apart, by: Linker) -> dict[str, str]:
    """These events are another happening than the rest of the incident, says a person; both ids."""
    kept, taken = split_incident(site_of(request).ledger, incident, events.events, _signed(request, by, events.reason))
    return {"id": kept, "other": taken}


def _signed(request: Request, by: str, reason: str) -> Signed:
    return Signed(by, reason, site_of(request).clock().isoformat(timespec="seconds"))
