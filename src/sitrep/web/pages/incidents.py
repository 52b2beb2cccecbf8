"""Every happening, filtered and a page at a time; parts stand under their whole."""

from __future__ import annotations

from typing import Annotated, Final, get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse

from sitrep.codebook.wording import wording
from sitrep.desk.gated import days_of
from sitrep.desk.incidents import wholes
from sitrep.errors import BadQuestion
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.lists import IncidentOrder, incident_page
from sitrep.ledger.opening import Book
from sitrep.ledger.paging import Turn
from sitrep.records.report import Status
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, interface, page
from sitrep.web.views.asked import ASKED, incident_filter
from sitrep.web.views.incident_rows import rows_of

router = APIRouter()
PATH = "/incidents"
#: How many incidents stand on a page.
ON_A_PAGE: Final = 50
#: How each order is told.
ORDER_WORDS: Final[dict[IncidentOrder, str]] = {
    "newest": "newest day first",
    "report": "newest report first",
    "dead": "most dead first",
    "day": "oldest day first",
}


@router.get(PATH)
def listed(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The incidents that the address asks for."""
    address = Address.of(request)
    wanted = incident_filter(address)
    turn = Turn(cursor=address.get("after"), limit=ON_A_PAGE, count=True)
    found = incident_page(book, wanted, turn, order=order_of(address), gate=address.gate)
    ids = [one.id for one in found.rows]
    shown = shown_incidents(book, ids, address.gate)
    rows = rows_of(shown, ids, wholes(book, ids, days=days_of(shown)))
    return page(
        request, "incidents.html", title="Incidents", here=PATH, rows=rows,
        found=found, types=wording().event, statuses=get_args(Status), orders=ORDER_WORDS,
        order=order_of(address), filtered=any(address.get(name) for name in ASKED),
        exports=_exports(request, address, wanted.event.country),
    )  # fmt: skip


def _exports(request: Request, address: Address, country: str | None) -> dict[str, str]:
    """The same list over the REST interface, where it is served."""
    at = interface(request)
    if at is None:
        return {}
    asked = {name: address.get(name) for name in ASKED if name not in ("q", "country")}
    asked |= {"country": country, "text": address.get("q"), "order": order_of(address)}
    return {"JSON": address.to(f"{at}{PATH}", **asked), "CSV": address.to(f"{at}{PATH}.csv", **asked)}


def order_of(address: Address) -> IncidentOrder:
    """The order that the address asks for."""
    stated = address.get("order") or "newest"
    for known in ORDER_WORDS:
        if stated == known:
            return known
    raise BadQuestion(f"order={stated!r} is not known.", check=f"One of: {', '.join(ORDER_WORDS)}")
