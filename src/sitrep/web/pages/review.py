"""The review queue: what waits, why it comes first, and what a reviewer decides, each with one key."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sitrep.codebook.review_reasons import review_reasons
from sitrep.desk.review import WAYS, Reviewer, correct
from sitrep.errors import BadReview, SitrepError, UnknownId
from sitrep.ledger.decisions import Decision
from sitrep.ledger.opening import Book
from sitrep.ledger.review_log import head, newest_decisions
from sitrep.ledger.review_queue import Waiting, put_aside, review_queue
from sitrep.ledger.reviews import Judged, judged
from sitrep.records.report import Event
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page, review_standing, signed, site_of
from sitrep.web.views.judging import (
    JudgedView,
    can_be_corrected,
    headline,
    judged_view,
    leaves,
    path_of,
    told,
    with_leaves,
)
from sitrep.web.views.later import Later, mark

router = APIRouter()
PATH = "/review"
#: How many events a page of the queue shows, and how many decisions stand beside it.
_ROWS, _LATEST = 10, 8
#: How the fields of a value are named in the form that corrects it.
_FIELD = "leaf."


@router.get(PATH)
def queue(request: Request, book: Annotated[Book, Depends(book_of)], after: str | None = None) -> HTMLResponse:
    """What waits for review, with the reasons why it comes where it comes."""
    later = Later.of(Address.of(request))
    aside = {f"event-{mark}" for mark in later.marks}
    found = review_queue(book, after=after, limit=_ROWS, aside=aside)
    last = later.last(put_aside(book, aside), _mark) if found.next_cursor is None else []
    return page(
        request, "review.html", title="Review", here=PATH, rows=[_row(book, one) for one in found.rows],
        aside=[_row(book, one) for one in last], later=later, mark=mark, next_cursor=found.next_cursor,
        counts=review_standing(request), reasons=review_reasons().reasons,
        latest=[(each, told(each), _headline(book, each)) for each in newest_decisions(book, _LATEST)], head=head(book),
        waiting_words=_why, **_SHAPES,
    )  # fmt: skip


@router.get(PATH + "/{reference}")
def one(request: Request, reference: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """One event with everything that was decided about it; a part of a page when htmx asks."""
    found = _event(judged(book, reference))
    template = "judged.html" if _partly(request) else "review_one.html"
    return page(request, template, title="Review", here=PATH, row=judged_view(found), why=(), document=None, **_SHAPES)


@router.get(PATH + "/{reference}/correct")
def form(request: Request, reference: str, path: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The fields of one value, to be corrected."""
    found = _event(judged(book, reference))
    template = "correcting.html" if _partly(request) else "correct_one.html"
    event = found.shown
    assert isinstance(event, Event)
    return page(
        request, template, title="Correct", here=PATH, row=judged_view(found), path=path, field=_FIELD,
        leaves=_leaves(event, path),
    )  # fmt: skip


async def _typed(request: Request) -> dict[str, str]:
    """What was typed into the form; of a name typed twice the last counts."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


@router.post(PATH + "/{reference}/{verdict}")
def decided(
    request: Request, reference: str, verdict: str, typed: Annotated[dict[str, str], Depends(_typed)]
) -> Response:
    """A reviewer's word is kept; htmx gets the event as it stands now, a plain form leads to its page."""
    author = signed(request, "reviewed on the page")
    last = typed.get("last", "")
    reviewer = Reviewer(
        author.by, author.at, typed.get("note", "").strip() or None, typed.get("seen") or None,
        int(last) if last.isdecimal() else None,
    )  # fmt: skip
    ledger = site_of(request).ledger
    if verdict == "correct":
        path = typed.get("path", "")
        with ledger.reading() as book:
            event = _event(judged(book, reference)).shown
        assert isinstance(event, Event)
        value = None if typed.get("remove") else _value(event, path, typed)
        found = correct(ledger, reference, path, value, reviewer)
    elif verdict in WAYS:
        found = WAYS[verdict](ledger, reference, reviewer)
    else:
        raise UnknownId(f"There is no decision {verdict!r}.", check="accept, correct, reject, undo or note")
    if not _partly(request):
        return RedirectResponse(f"{PATH}/{found.id}", status_code=303)
    with ledger.reading() as request.state.book:
        return page(
            request, "judged_anew.html", title="Review", row=judged_view(found), why=(), document=None, **_SHAPES
        )


def _value(event: Event, path: str, typed: dict[str, str]) -> Any:
    try:
        fields = {name.removeprefix(_FIELD): text for name, text in typed.items() if name.startswith(_FIELD)}
        return with_leaves(event, path, fields)
    except (KeyError, IndexError, ValueError, TypeError) as problem:
        raise _no_value(path) from problem


def _leaves(event: Event, path: str) -> Any:
    try:
        return leaves(event, path)
    except (KeyError, IndexError, ValueError, TypeError) as problem:
        raise _no_value(path) from problem


def _no_value(path: str) -> SitrepError:
    return BadReview(f"There is no value at {path!r}.", check="Choose one of the values that the page shows.")


def _event(found: Judged) -> Judged:
    if not isinstance(found.value, Event):
        raise UnknownId(f"{found.id} is no event.", check="The page reviews events; for others: sitrep review")
    return found


def _mark(waiting: Waiting) -> str:
    return mark(waiting.event.id)


def _row(book: Book, waiting: Waiting) -> tuple[JudgedView, Waiting]:
    return judged_view(_event(judged(book, waiting.event.id))), waiting


def _headline(book: Book, decision: Decision) -> str:
    """What a decision is about, in words; a statement and a link by the end of their ids."""
    if decision.word.kind == "event":
        return headline(judged(book, decision.word.subject))
    return f"{decision.word.kind} {decision.word.subject[-8:]}"


def _partly(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _why(waiting: Waiting) -> list[str]:
    """The reasons of a row in words."""
    found = (review_reasons().find(name) for name in waiting.reasons)
    return [reason.words for reason in found if reason is not None]


_SHAPES: dict[str, Any] = {"path_of": path_of, "can_be_corrected": can_be_corrected}
