"""Search: stories, claims, events and incidents that hold the words, filtered, the words marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.ledger.findings import Asked, Kind, find_claims, find_events, find_incidents, find_stories
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Page, Turn
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.asking import code_asked, day_asked, words_asked
from sitrep.web.views.found import Row, claim_found, event_row, incident_row, story_row

router = APIRouter()
PATH: Final = "/search"
#: How many of each kind stand together, and how many when one kind is asked for.
_TOGETHER: Final = 5
_ALONE: Final = 30
#: So many that came in last are weighed for each kind when all stand together.
_WEIGHED: Final = 500
#: The longest question, in characters.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of thing that is found: its heading, who finds it, and its row."""

    code: Kind
    heading: str
    find: Callable[[Book, Asked, Turn], Page[Any]]
    row: Callable[[Any], Row]


SORTS: Final = (
    Sort("incidents", "Incidents", find_incidents, incident_row),
    Sort("stories", "Stories", find_stories, story_row),
    Sort("claims", "Claims", find_claims, claim_found),
    Sort("events", "Events", find_events, event_row),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What was found of one kind; ``after`` says where there is more."""

    sort: Sort
    rows: list[Row]
    after: str | None


@router.get(PATH)
def search(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The best of each kind together; ``kind`` asks for one kind alone, a part at a time."""
    address = Address.of(request)
    words = (words_asked(address, "q") or "")[:_LONGEST]
    kind = code_asked(address, "kind", Kind)
    parts = [_part(book, address, words, sort, alone=bool(kind)) for sort in SORTS if kind in (None, sort.code)]
    return page(
        request, "search.html", title=f"{words}: search" if words else "Search", here=PATH, words=words, kind=kind,
        parts=parts if words else [], sorts=SORTS,
    )  # fmt: skip


def _part(book: Book, address: Address, words: str, sort: Sort, *, alone: bool) -> Part:
    asked = Asked(
        words=words, gate=address.gate, outlet=words_asked(address, "outlet"), since=day_asked(address, "since"),
        until=day_asked(address, "until"),
    )  # fmt: skip
    if not words:
        return Part(sort, [], None)
    if alone:
        found = sort.find(book, asked, Turn(cursor=address.get("after"), limit=_ALONE))
    else:
        found = sort.find(book, replace(asked, most=_WEIGHED), Turn(limit=_TOGETHER))
    return Part(sort, [sort.row(each) for each in found.rows], found.next_cursor)
