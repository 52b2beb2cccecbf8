"""The frame of every page: its bar and foot, the words of its values, and how a template becomes an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sitrep.desk.reconcile import Signed
from sitrep.errors import WritesRefused
from sitrep.exports.cells import Cells, csv_bytes
from sitrep.web import words
from sitrep.web.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from threading import Event

    from sitrep.desk.processes import Remembered
    from sitrep.desk.site import Site
    from sitrep.ledger.opening import Book
    from sitrep.ledger.reviews import ReviewCounts

HERE = Path(__file__).parent
STATIC = HERE / "static"
#: Where the REST interface is served, if it is.
INTERFACE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Tab:
    """One page's place in the bar."""

    label: str
    path: str


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; every value is escaped, and a name that nobody gave is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(words.FILTERS)
    return made


def compile_templates(stop: Event) -> None:
    """The templates are compiled before anybody asks for a page, or some of them before the stop.

    It rests as long as it works: whoever asks meanwhile waits little.
    """
    made = templates()
    for name in made.list_templates():
        begun = monotonic()
        made.get_template(name)
        if stop.wait(monotonic() - begun):
            return


def site_of(request: Request) -> Site:
    """The site that this request asks."""
    site: Site = request.app.state.site
    return site


def book_of(request: Request) -> Iterator[Book]:
    """A transaction for questions; a page's dependency, so that its whole answer is of one moment."""
    with site_of(request).ledger.reading() as book:
        request.state.book = book
        try:
            yield book
        finally:
            request.state.book = None


def review_standing(request: Request) -> ReviewCounts | None:
    """How many events wait for review, in the page's own transaction; as last told where a page asks nothing."""
    book: Book | None = getattr(request.state, "book", None)
    counted = request.app.state.counted
    found: ReviewCounts | None = counted.counts(book) if book is not None else counted.last
    return found


def page(
    request: Request, template: str, *, status: int = 200, address: Address | None = None, **values: Any
) -> HTMLResponse:
    """The page made of this template, with what every page knows: its address, the bar, who may write."""
    site = site_of(request)
    text = templates().get_template(template).render(
        address=address or Address.of(request), tabs=request.app.state.tabs, site=site, writable=site.writable,
        static=request.app.state.static, standing=review_standing(request), **values,
    )  # fmt: skip
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-cache"})


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cells]]) -> Response:
    """These rows as a CSV file, its cells safe from formulas."""
    return Response(csv_bytes(columns, rows), media_type="text/csv; charset=utf-8")


def remembered(request: Request) -> Remembered:
    """The peace efforts of the ledger, which every page shares."""
    held: Remembered = request.app.state.efforts
    return held


def signed(request: Request, reason: str) -> Signed:
    """Who decides on the pages, why and when; refused where nobody may."""
    site = site_of(request)
    if not site.writable or not site.author:
        raise WritesRefused("This ledger is served for reading only.", check="Start it with --allow-writes --by NAME.")
    return Signed(site.author, reason, site.clock().isoformat(timespec="seconds"))


def interface(request: Request) -> str | None:
    """Where the REST interface is served beside the pages; None where it is not."""
    return next((INTERFACE for route in request.app.routes if getattr(route, "path", "") == INTERFACE), None)
