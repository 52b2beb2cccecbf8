"""What is new: the news of a day in a sentence, its figures by day, its incidents, and what is open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, Response

from sitrep.ledger.days import newest_day
from sitrep.ledger.opening import Book
from sitrep.web import words
from sitrep.web.addresses import Address
from sitrep.web.frame import as_csv, book_of, interface, page
from sitrep.web.views.asked import country_asked
from sitrep.web.views.asking import day_asked
from sitrep.web.views.day_chart import WIDE_DAYS
from sitrep.web.views.later import Later, mark
from sitrep.web.views.today import Today, day_chart, today_of

router = APIRouter()
PATH: Final = "/"


def _tallies(request: Request, address: Address, shown: Today) -> str | None:
    """The six weeks as JSON over the REST interface, where it is served."""
    at = interface(request)
    first = date.fromisoformat(shown.day) - timedelta(WIDE_DAYS - 1)
    asked = {"by": "day", "since": first.isoformat(), "until": shown.day, "country": shown.country}
    return address.to(f"{at}/tallies", **asked) if at else None


@router.get("/days.csv")
def days_csv(request: Request, book: Annotated[Book, Depends(book_of)]) -> Response:
    """The six weeks of the chart as CSV."""
    address = Address.of(request)
    day = day_asked(address, "day") or newest_day(book)
    chart = day_chart(book, day, address.gate, country_asked(address)) if day else None
    return as_csv(chart.table.columns if chart else (), chart.table.rows if chart else ())


@router.get(PATH)
def today(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The newest day with news, or the day that the address names."""
    address = Address.of(request)
    day = day_asked(address, "day") or newest_day(book)
    if day is None:
        return page(request, "today_empty.html", title="Today", here=PATH)
    later = Later.of(address)
    shown = today_of(book, day, address.gate, country_asked(address), later)
    return page(
        request, "today.html", title=words.day(day, year=True), here=PATH, today=shown, later=later, mark=mark,
        tallies=_tallies(request, address, shown), before=newest_day(book, before=day),
        after=newest_day(book, after=day),
    )  # fmt: skip
