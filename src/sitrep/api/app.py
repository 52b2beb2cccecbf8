"""The REST interface of a ledger: /api/v1, described by its own OpenAPI document."""

from __future__ import annotations

import time
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from sitrep.api.contents import ROUTERS
from sitrep.api.limits import Limits, Pace, Tagged
from sitrep.api.problems import REFUSALS, not_served, refused, unreadable
from sitrep.desk.processes import Remembered
from sitrep.desk.site import Site
from sitrep.errors import SitrepError

#: Under which path the interface is served.
PATH = "/api/v1"
#: How often one client may ask: in the long run a second, and at once.
RATE, BURST = 50.0, 200
_ABOUT = """Events, incidents, claims and peace efforts read from the news, each value on its words.

Lists are asked page by page: `next` is the address of the rows that follow, and the same address with `.csv` after
its last word gives CSV. Only what a person reviewed is given, unless `gate=all` asks for the rest, which is marked.
Refusals are problem details (RFC 9457). Writing needs `--allow-writes` and a bearer token made by `sitrep token`."""


def make_api(site: Site, *, rate: float = RATE, burst: int = BURST, efforts: Remembered | None = None) -> FastAPI:
    """The interface over this ledger, to be served under PATH; ``efforts`` are those that others of its server hold."""
    api = FastAPI(
        title="Sitrep", version=_version(), description=_ABOUT, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", responses={code: REFUSALS[code] for code in (400, 404, 422, 429, 503)},
        middleware=[Middleware(Limits, pace=Pace(rate, burst, time.monotonic)), Middleware(Tagged)],
        exception_handlers={
            SitrepError: refused, HTTPException: not_served, RequestValidationError: unreadable,
        },
        servers=[{"url": PATH}],
    )  # fmt: skip
    api.state.site = site
    api.state.efforts = efforts or Remembered()
    for router in ROUTERS:
        api.include_router(router)
    return api


def _version() -> str:
    try:
        return version("sitrep")
    except PackageNotFoundError:
        return "0"
