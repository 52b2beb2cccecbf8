"""The site over a ledger: its pages, its files, and what else is served beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from typing_extensions import override

from sitrep.desk.processes import Remembered
from sitrep.desk.waiting import Counted
from sitrep.errors import SitrepError
from sitrep.web import refusals
from sitrep.web.contents import PAGES
from sitrep.web.frame import STATIC
from sitrep.web.guards import Guards

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Scope

    from sitrep.desk.site import Site

#: The package whose folder ``style`` holds what pages and exports share.
SHARED: Final = "sitrep.exports"


def make_app(site: Site, beside: Mapping[str, ASGIApp] | None = None, *, efforts: Remembered | None = None) -> FastAPI:
    """The pages of a ledger; ``beside`` holds what is served with them, by path (the REST interface).

    ``efforts`` are those that others of its server hold.
    """
    app = FastAPI(
        title="Sitrep", docs_url=None, redoc_url=None, openapi_url=None,
        middleware=[
            Middleware(Guards, hosts=site.hosts, largest_body=site.largest_body),
            Middleware(GZipMiddleware, minimum_size=1500, compresslevel=5),
        ],
        exception_handlers={
            SitrepError: refusals.refused, HTTPException: refusals.not_served,
            RequestValidationError: refusals.unreadable,
        },
    )  # fmt: skip
    app.state.site = site
    app.state.efforts = efforts or Remembered()
    app.state.counted = Counted()
    app.state.tabs = [each.tab for each in PAGES if each.tab is not None]
    app.state.static = f"/static/{_edition()}"
    for path, served in (beside or {}).items():
        app.mount(path, served)
    app.mount(app.state.static, KeptFiles(directory=STATIC, packages=[(SHARED, "style")]), name="static")
    for each in PAGES:
        app.include_router(each.router, include_in_schema=False)
    return app


class KeptFiles(StaticFiles):
    """Files whose address changes with their content, so that a browser may keep them for good."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def _edition() -> str:
    """A short digest of all the files that pages load."""
    digest = hashlib.sha256()
    for folder in (STATIC, Path(str(resources.files(SHARED))) / "style"):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                digest.update(file.relative_to(folder).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
