"""Where and when: the map, the timeline that it follows, the list beside it, and what has no point."""

from __future__ import annotations

import gzip
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sitrep.codebook.countries import countries
from sitrep.codebook.wording import wording
from sitrep.exports.drawing import Drawn
from sitrep.exports.seas import seas
from sitrep.exports.topology import topology_bytes
from sitrep.ledger.opening import Book
from sitrep.web.addresses import Address
from sitrep.web.frame import book_of, page
from sitrep.web.views import map_words
from sitrep.web.views.asked import ASKED
from sitrep.web.views.map_asking import Asked, ask_countries, ask_days, ask_deadliest, ask_lists, ask_marks, ask_point
from sitrep.web.views.map_drawn import LIGHT, drawn
from sitrep.web.views.map_marks import payload, span_of

router = APIRouter()
PATH = "/map"
#: Where the REST interface is served.
API = "/api/v1"


@router.get(PATH)
def shown(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The page; what its map and timeline draw is fetched from its own address."""
    address = Address.of(request)
    asked = Asked.of(address)
    counts, lists = ask_days(book, asked), ask_lists(book, asked)
    span = span_of(counts)
    return page(
        request, "map.html", title="Map and timeline", here=PATH, address=address, asked=asked,
        lists=lists, lede=map_words.lede(ask_countries(book, asked), asked, counts), span=map_words.chosen(asked, span),
        days=counts[::-1], kinds=sorted(wording().event.items(), key=lambda one: one[1]),
        any=bool(lists.on_map.total or lists.pointless.total or counts), empty=_empty(asked),
        drawn=_drawn(book, asked, address),
        settings=_settings(request.app.state.static), exports=_exports(request, address),
    )  # fmt: skip


def _drawn(book: Book, asked: Asked, address: Address) -> Drawn | None:
    """The map for browsers without scripts; None when it is too large to be sent to all and was not asked for."""
    found = drawn(ask_deadliest(book, asked), asked)
    return found if len(found) <= LIGHT or address.get("drawn") else None


def _exports(request: Request, address: Address) -> dict[str, str]:
    """The same events over the REST interface, where it is served beside the pages."""
    if not any(getattr(route, "path", "") == API for route in request.app.routes):
        return {}
    asked = {name: address.get(name) for name in ASKED if name != "q"}
    events = {name: value for name, value in asked.items() if name != "min_killed"} | {"background": "false"}
    return {
        "JSON": address.to(f"{API}/incidents", **asked, text=address.get("q")),
        "CSV": address.to(f"{API}/incidents.csv", **asked, text=address.get("q")),
        "GeoJSON": address.to(f"{API}/events.geojson", **events, text=address.get("q")),
    }


def _empty(asked: Asked) -> str:
    if asked.gate == "reviewed":
        return "Nothing that fits is reviewed."
    return "The ledger holds no event that fits."


def _settings(edition: str) -> dict[str, Any]:
    """Where the page's scripts fetch what they draw, and what countries are called."""
    return {
        "points": f"{PATH}/points.json",
        "lists": f"{PATH}/lists",
        "at": f"{PATH}/at",
        "seas": [[sea.name, sea.lat, sea.lon, sea.width] for sea in seas()],
        "land": f"{PATH}/land.json?{edition.rpartition('/')[2]}",
        "names": {code: country.name for code, country in countries().items()},
    }


@router.get(PATH + "/land.json")
def land(request: Request) -> Response:
    """The package's topology as it lies there; its address changes with the package, so a browser keeps it."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Encoding": "gzip"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(topology_bytes(), media_type="application/json", headers=headers)
    return Response(
        gzip.decompress(topology_bytes()),
        media_type="application/json",
        headers=headers | {"Content-Encoding": "identity"},
    )


@router.get(PATH + "/points.json")
def points(request: Request, book: Annotated[Book, Depends(book_of)]) -> JSONResponse:
    """The marks of what fits the filter, at most so many, and how many there were on each day."""
    asked = Asked.of(Address.of(request))
    marks, total = ask_marks(book, asked)
    told = payload(marks, ask_days(book, asked), total=total)
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


@router.get(PATH + "/lists")
def lists(request: Request, book: Annotated[Book, Depends(book_of)]) -> HTMLResponse:
    """The lists of the days that are chosen, by themselves; their links lead to the page."""
    address = Address.of(request)
    asked = Asked.of(address)
    counts = [] if asked.since or asked.until else ask_days(book, asked)
    lede = map_words.lede(ask_countries(book, asked), asked, counts)
    return page(
        request, "map_lists.html", address=Address(PATH, address.asked), lists=ask_lists(book, asked), lede=lede
    )


@router.get(PATH + "/at")
def at_point(
    request: Request, book: Annotated[Book, Depends(book_of)],
    lat: Annotated[float, Query(ge=-90, le=90)], lon: Annotated[float, Query(ge=-180, le=180)],
) -> HTMLResponse:  # fmt: skip
    """The events that share a point."""
    return page(request, "map_point.html", rows=ask_point(book, Asked.of(Address.of(request)), lat, lon))
