"""What this ledger holds, who read it, whose work it rests on, and every key."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.ledger.opening import Book
from sitrep.ledger.queries import size
from sitrep.web.frame import book_of, page

router = APIRouter()


@router.get("/about")
def about(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """How much the ledger holds, and the keys of all pages."""
    return page(request, "about.html", size=size(book), title="About this ledger")
