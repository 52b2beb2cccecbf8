"""Every happening, filtered and a page at a time; parts stand under their whole."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.codebook.wording import wording
from sitrep.desk.incidents import wholes
from sitrep.errors import BadQuestion
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_pages import COUNTED, ORDERS, Order, incident_ids
from sitrep.ledger.opening import Book
from sitrep.records.report import Status
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views.asked import ASKED, incident_filter
from sitrep.web.views.incident_rows import days_of, rows_of

router = APIRouter()
PATH = "/incidents"
#: How many incidents stand on a page.
ON_A_PAGE: Final = 50
#: How each order is told.
ORDER_WORDS: Final = {"newest": "newest day first", "report": "newest report first", "dead": "most dead first"}


@router.get(PATH)
def listed(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The incidents that the address asks for."""
    address = Address.of(request)
    wanted = incident_filter(address)
    found = incident_ids(
        book, wanted, address.gate, order=order_of(address), after=address.get("after"), limit=ON_A_PAGE
    )
    shown = shown_incidents(book, found.ids, address.gate)
    rows = rows_of(shown, found.ids, wholes(book, found.ids, days=days_of(shown)))
    return page(
        request, "incidents.html", title="Incidents", here=PATH, rows=rows,
        found=found, counted=COUNTED, types=wording().event, statuses=get_args(Status), orders=ORDER_WORDS,
        order=order_of(address), filtered=any(address.get(name) for name in ASKED),
    )  # fmt: skip


def order_of(address: Address) -> Order:
    """The order that the address asks for."""
    stated = address.get("order") or "newest"
    for known in ORDERS:
        if stated == known:
            return known  # type: ignore[no-any-return]  # one of the literal's own values
    raise BadQuestion(f"order={stated!r} is not known.", check=f"One of: {', '.join(ORDERS)}")
