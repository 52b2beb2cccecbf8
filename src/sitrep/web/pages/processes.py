"""Peace efforts: a list, and each with its meetings, proposals and positions; a reviewer confirms, renames, moves."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sitrep.desk.processes import among, confirm, move, rename, shown
from sitrep.exports.charts_times import time_table
from sitrep.ledger.opening import Book
from sitrep.processes.process import Efforts, Process
from sitrep.web.frame import as_csv, book_of, interface, page, remembered, signed, site_of
from sitrep.web.views import efforts as views
from sitrep.web.views.effort_line import line_view, time_line
from sitrep.web.views.outside_room import outside_marks

router = APIRouter()
PATH = "/processes"
#: So many other efforts stand beside one.
_OTHERS = 6


@router.get(PATH)
def listed(request: Request, book: Annotated[Book, Depends(book_of)], every: str = "") -> HTMLResponse:
    """Every effort of several meetings; with ``every`` those of one meeting too."""
    held = remembered(request).efforts(book)
    found = shown(held, every=bool(every))
    return page(
        request, "processes.html", title="Processes", here=PATH, rows=[(one, views.sentence(one)) for one in found],
        hidden=len(held.processes) - len(found), chip=views.standing_chip,
    )  # fmt: skip


@router.get(PATH + "/{reference}")
def told(request: Request, reference: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """One effort: its line of time, meetings, proposals and the matrix of positions."""
    held = remembered(request).efforts(book)
    process = among(held, reference)
    return page(
        request, "process.html", title=process.name, here=PATH, interface=interface(request),
        line=line_view(time_line(process, outside_marks(book, process))), **_values(process, held),
    )  # fmt: skip


@router.get(PATH + "/{reference}/line.csv")
def line_csv(request: Request, reference: str, book: Annotated[Book, Depends(book_of)]) -> Response:
    """Everything on the line of time, as CSV."""
    process = among(remembered(request).efforts(book), reference)
    told = time_table(time_line(process, outside_marks(book, process)))
    return as_csv(told.columns, told.rows)


@router.get(PATH + "/{reference}/positions.csv")
def positions_csv(request: Request, reference: str, book: Annotated[Book, Depends(book_of)]) -> Response:
    """Every position that a party took, as CSV."""
    told = views.positions_table(among(remembered(request).efforts(book), reference))
    return as_csv(told.columns, told.rows)


def _values(process: Process, held: Efforts) -> dict[str, Any]:
    newest = views.newest_word(process)
    others = [one for one in reversed(held.processes) if one.id != process.id][:_OTHERS]
    return {
        "process": process,
        "sentence": views.sentence(process),
        "chip": views.standing_chip,
        "meetings": [views.meeting_row(one, process.reasons[one.id], newest) for one in process.meetings],
        "proposals": [(one, views.versions(one)) for one in process.proposals],
        "columns": views.columns(process),
        "matrix": views.matrix(process),
        "contradictions": views.contradictions(process),
        "stance": views.stance_words,
        "short": views.short,
        "others": [(one, views.sentence(one)) for one in others],
    }


@router.post(PATH + "/{reference}/confirm")
def confirmed(request: Request, reference: str, reason: Annotated[str, Form()]) -> RedirectResponse:
    """A reviewer says that these meetings are one effort."""
    return _back(confirm(site_of(request).ledger, reference, signed(request, reason)))


@router.post(PATH + "/{reference}/rename")
def renamed(
    request: Request, reference: str, name: Annotated[str, Form()], reason: Annotated[str, Form()]
) -> RedirectResponse:
    """A reviewer gives the effort its name."""
    return _back(rename(site_of(request).ledger, reference, name, signed(request, reason)))


@router.post(PATH + "/{reference}/move")
def moved(
    request: Request, reference: str, meeting: Annotated[str, Form()], to: Annotated[str, Form()],
    reason: Annotated[str, Form()],
) -> RedirectResponse:  # fmt: skip
    """A reviewer puts a meeting into another effort, one of its own, or none; ``reference`` is where one goes back."""
    move(site_of(request).ledger, meeting, to, signed(request, reason))
    return _back(reference)


def _back(reference: str) -> RedirectResponse:
    return RedirectResponse(f"{PATH}/{reference}", status_code=303)
