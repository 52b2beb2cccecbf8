"""One incident: what is told of it by whom, why it is one, and the forms by which a reviewer splits or merges it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from sitrep.desk.gated import gated_account, let_through
from sitrep.desk.incidents import account
from sitrep.desk.reconcile import keep_apart, merge_incidents, split_incident
from sitrep.errors import BadJudgement
from sitrep.ledger.opening import Book
from sitrep.web.addresses import Address
from sitrep.web.frame import as_csv, book_of, interface, page, signed, site_of
from sitrep.web.views.figures import figure_columns, figure_csv_rows
from sitrep.web.views.incident_page import page_of

router = APIRouter()
PATH = "/incidents"
Asked = Annotated[Book, Depends(book_of)]
Reason = Annotated[str, Form()]


@router.get(PATH + "/{reference}", response_model=None)
def told(request: Request, reference: str, book: Asked, side: str = "", was: str = "") -> Response:
    """The incident that this id leads to; another address than its own leads there."""
    address = Address.of(request)
    found = account(book, reference)
    if found is None:
        return page(request, "incident_gone.html", status=410, title="Nothing told", here=PATH, reference=reference)
    if found.incident.id != reference:
        merged = found.asked if found.asked != found.incident.id else None
        return RedirectResponse(address.to(f"{PATH}/{found.incident.id}", was=merged), status_code=302)
    told_of, let_out = let_through(book, found, address.gate)
    if told_of is None:
        return page(request, "incident_waiting.html", title="Not reviewed", here=PATH, let_out=let_out, id=reference)
    shown = page_of(book, told_of, let_out.reviews, gate=address.gate, every=side == "all")
    return page(
        request, "incident.html", title=shown.head.title, here=PATH, was=was, incident=shown, head=shown.head,
        side=shown.side, let_out=let_out, interface=interface(request),
    )  # fmt: skip


@router.get(PATH + "/{reference}/figures.csv")
def figures_csv(request: Request, reference: str, book: Asked) -> Response:
    """Every figure ever told of the incident, as CSV."""
    found, let_out = gated_account(book, reference, Address.of(request).gate)
    return as_csv(figure_columns(), figure_csv_rows(found.incident, let_out.reviews))


@router.post(PATH + "/{reference}/split")
def split(
    request: Request, reference: str, reason: Reason, event: Annotated[list[str] | None, Form()] = None
) -> RedirectResponse:
    """These reports tell of another happening, says a reviewer; one goes to what was taken out."""
    if not event:
        raise BadJudgement("No report was chosen.", check="Choose the reports that tell of another happening.")
    _, apart = split_incident(site_of(request).ledger, reference, event, signed(request, reason))
    return _to(request, apart)


@router.post(PATH + "/{reference}/merge")
def merge(request: Request, reference: str, other: Annotated[str, Form()], reason: Reason) -> RedirectResponse:
    """The two incidents are one, says a reviewer; ``other`` may be the address of its page."""
    kept = merge_incidents(site_of(request).ledger, reference, _id_in(other), signed(request, reason))
    return _to(request, kept)


@router.post(PATH + "/{reference}/apart")
def apart(request: Request, reference: str, other: Annotated[str, Form()], reason: Reason) -> RedirectResponse:
    """The two incidents are different, says a reviewer, and no warning says otherwise again."""
    keep_apart(site_of(request).ledger, reference, _id_in(other), signed(request, reason))
    return _to(request, reference)


def _id_in(other: str) -> str:
    """The id that somebody wrote or copied from an address."""
    return other.strip().rstrip("/").rpartition("/")[2].partition("?")[0].partition("#")[0]


def _to(request: Request, incident: str) -> RedirectResponse:
    return RedirectResponse(Address.of(request).to(f"{PATH}/{incident}"), status_code=303)
