"""Stories: the list of them, and one with its evidence marked beside its record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.ledger.opening import Book
from sitrep.ledger.story_queries import kept_story
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.story import story_view, switches

router = APIRouter()


@router.get("/stories/{story}")
def story(request: Request, story: str, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The text with its evidence marked by kind, and the record beside it, linked both ways."""
    kept = kept_story(book, story)
    return page(
        request, "story.html", title=kept.document.title or "Untitled story", here="/stories", kept=kept,
        view=story_view(kept), switches=switches(Address.of(request).get("off")),
    )  # fmt: skip
