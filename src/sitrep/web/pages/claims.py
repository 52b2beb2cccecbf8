"""Claims: who said what, through whom, how firmly; and side by side what one says and another denies."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final, Literal, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.codebook.wording import wording
from sitrep.ledger.claim_lists import ClaimFilter, list_claims, others_on
from sitrep.ledger.contested import FIRST, contested_incidents
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.records.report import Certainty, IssueCode
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page, remembered
from sitrep.web.views.asking import code_asked, day_asked, words_asked
from sitrep.web.views.camps import camps, denial
from sitrep.web.views.claims import claim_row, issue_words
from sitrep.web.views.odds import odds

router = APIRouter()
PATH: Final = "/claims"
#: What is put side by side.
At = Literal["happenings", "issues", "positions"]
#: How many denials on issues a part of their list has.
_DENIALS: Final = 20


@router.get(PATH)
def claims(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The statements that fit, newest first, a part at a time; ``odds`` asks for what is contested instead."""
    address = Address.of(request)
    asked = code_asked(address, "odds", At)
    if asked == "happenings":
        return _happenings(request, book, address)
    if asked == "issues":
        return _issues(request, book, address)
    if asked == "positions":
        return _positions(request, book, address)
    found = list_claims(book, _wanted(address), Turn(cursor=address.get("after")), gate=address.gate)
    return page(
        request, "claims.html", title="Claims", here=PATH, rows=[claim_row(each) for each in found.rows],
        after=found.next_cursor, issues=[(code, issue_words(code)) for code in get_args(IssueCode)],
        certainties=list(wording().certainty.items()),
    )  # fmt: skip


def _wanted(address: Address) -> ClaimFilter:
    return ClaimFilter(
        speaker=words_asked(address, "speaker"), issue=code_asked(address, "issue", IssueCode),
        certainty=code_asked(address, "certainty", Certainty), outlet=words_asked(address, "outlet"),
        since=day_asked(address, "since"), until=day_asked(address, "until"), text=words_asked(address, "text"),
    )  # fmt: skip


def _happenings(request: Request, book: Book, address: Address) -> HTMLResponse:
    """What one says of a happening and another denies, and rival figures of one."""
    found = contested_incidents(book, replace(FIRST, cursor=address.get("after")), gate=address.gate)
    return page(
        request, "odds.html", title="Contested happenings", here=PATH, after=found.next_cursor,
        happenings=[odds(each) for each in found.rows], camps=[], denials=[],
    )  # fmt: skip


def _issues(request: Request, book: Book, address: Address) -> HTMLResponse:
    """What one denies that others of the same story say of an issue."""
    wanted = ClaimFilter(certainty="denied", answered=True)
    found = list_claims(book, wanted, Turn(cursor=address.get("after"), limit=_DENIALS), gate=address.gate)
    others = others_on(book, found.rows, gate=address.gate)
    return page(
        request, "odds.html", title="Denied", here=PATH, after=found.next_cursor, happenings=[], camps=[],
        denials=[denial(each, others[each.statement.id]) for each in found.rows if each.statement.id in others],
    )  # fmt: skip


def _positions(request: Request, book: Book, address: Address) -> HTMLResponse:
    """Where the parties to talks stand against each other; the engine gathers them, so nothing of it is reviewed."""
    efforts = remembered(request).efforts(book).processes if address.gate == "all" else ()
    return page(
        request, "odds.html", title="Positions at odds", here=PATH, after=None, happenings=[],
        camps=list(camps(efforts)), denials=[],
    )  # fmt: skip
