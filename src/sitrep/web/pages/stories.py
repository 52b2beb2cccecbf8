"""Stories: the list of them, and one with its evidence marked beside its record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.ledger.story_lists import StoryFilter, list_stories, story_count
from sitrep.ledger.story_queries import kept_story
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.asking import day_asked, words_asked
from sitrep.web.views.story import story_view, switches
from sitrep.web.words import opening, plural

router = APIRouter()
PATH = "/stories"


@router.get(PATH)
def stories(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The stories that fit, newest first, a part at a time."""
    address = Address.of(request)
    wanted = StoryFilter(
        outlet=words_asked(address, "outlet"), text=words_asked(address, "text"),
        since=day_asked(address, "since"), until=day_asked(address, "until"),
    )  # fmt: skip
    found = list_stories(book, wanted, Turn(cursor=address.get("after")))
    held = story_count(book)
    return page(
        request, "stories.html", title="Stories", here=PATH, rows=found.rows, after=found.next_cursor, empty=not held,
        sentence=f"{plural(held, 'story', 'stories')} in the ledger, newest first; each stands beside its record.",
    )  # fmt: skip


@router.get(PATH + "/{story}")
def story(request: Request, story: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The text with its evidence marked by kind, and the record beside it, linked both ways."""
    kept = kept_story(book, story)
    return page(
        request, "story.html", here=PATH, kept=kept,
        title=kept.document.title or opening(kept.document.text, kept.document.body_start) or "Story without words",
        view=story_view(kept), switches=switches(Address.of(request).get("off")),
    )  # fmt: skip
