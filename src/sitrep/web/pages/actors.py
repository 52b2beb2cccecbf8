"""Actors: who the stories name, and what each is told to have done, suffered and said."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.ledger.claim_lists import ClaimFilter, list_claims
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.lists import ActorFilter, ActorOrder, actor_page, event_page, listed_actor
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.ledger.reviews import reviews_of
from sitrep.records.report import ActorKind
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.actors import deed_row, known_as, offices, sort_words
from sitrep.web.views.asking import code_asked, words_asked
from sitrep.web.views.claims import claim_row

router = APIRouter()
PATH: Final = "/actors"
#: How many actors a page has, and how many deeds and words of one are shown.
_ROWS, _DEEDS, _SAID = 60, 25, 15


@router.get(PATH)
def actors(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The actors over all stories, each once, those that most stories name first."""
    address = Address.of(request)
    country = words_asked(address, "country")
    wanted = ActorFilter(
        name=words_asked(address, "name"), kind=code_asked(address, "kind", ActorKind), country=country
    )
    order: ActorOrder = "name" if code_asked(address, "order", ActorOrder) == "name" else "stories"
    found = actor_page(book, wanted, Turn(cursor=address.get("after"), limit=_ROWS), order=order)
    return page(
        request, "actors.html", title="Actors", here=PATH, rows=found.rows, after=found.next_cursor, order=order,
        kinds=[(code, code.replace("-", " ")) for code in get_args(ActorKind)], sort_words=sort_words,
    )  # fmt: skip


@router.get(PATH + "/{actor}")
def actor(request: Request, actor: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """One actor over all stories: offices, events, statements."""
    gate = Address.of(request).gate
    found = listed_actor(book, actor)
    deeds = event_page(book, EventFilter(actor=found.name), Turn(limit=_DEEDS), gate=gate).rows
    reviews = reviews_of(book, [one.event.id for one in deeds])
    said = list_claims(book, ClaimFilter(speaker=found.name), Turn(limit=_SAID), gate=gate).rows
    known = known_as(found)
    return page(
        request, "actor.html", title=found.name, here=PATH, actor=found, sort=sort_words(found), known=known,
        offices=offices(known) if known else [], said=[claim_row(one) for one in said],
        deeds=[deed_row(one, found, reviews.get(one.event.id, "unreviewed")) for one in deeds],
    )  # fmt: skip
