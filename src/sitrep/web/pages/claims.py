"""Claims: who said what, through whom, how firmly; and side by side what one says and another denies."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.codebook.wording import wording
from sitrep.ledger.claim_lists import ClaimFilter, list_claims
from sitrep.ledger.opening import Book
from sitrep.records.report import Certainty, IssueCode
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.asking import code_asked, day_asked, words_asked
from sitrep.web.views.claims import claim_row, issue_words

router = APIRouter()
PATH: Final = "/claims"


@router.get(PATH)
def claims(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The statements that fit, newest first, a part at a time."""
    address = Address.of(request)
    leaf = list_claims(book, _wanted(address), gate=address.gate, after=address.get("after"))
    return page(
        request, "claims.html", title="Claims", here=PATH, rows=[claim_row(each) for each in leaf.rows],
        after=leaf.after, issues=[(code, issue_words(code)) for code in get_args(IssueCode)],
        certainties=list(wording().certainty.items()),
    )  # fmt: skip


def _wanted(address: Address) -> ClaimFilter:
    return ClaimFilter(
        speaker=words_asked(address, "speaker"), issue=code_asked(address, "issue", IssueCode),
        certainty=code_asked(address, "certainty", Certainty), outlet=words_asked(address, "outlet"),
        since=day_asked(address, "since"), until=day_asked(address, "until"), text=words_asked(address, "text"),
    )  # fmt: skip
