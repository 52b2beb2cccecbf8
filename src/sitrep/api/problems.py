"""The one shape of every refusal: problem details (RFC 9457) with Sitrep's code and what to check."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from sitrep.desk.site import http_status
from sitrep.errors import SitrepError

MEDIA_TYPE = "application/problem+json"
#: What a status says where the refusal has no words of its own.
_TITLES = {
    400: "The question cannot be answered", 401: "A token is needed", 403: "Not allowed", 404: "Not found",
    405: "Not a way to ask here", 409: "Judged in between", 413: "Too large", 422: "The question cannot be read",
    429: "Too many requests", 503: "The ledger is busy",
}  # fmt: skip


class Problem(BaseModel):
    """Why a request was refused."""

    type: str = Field(description="Always about:blank; the code tells kinds apart.")
    title: str = Field(description="What the status means.")
    status: int = Field(description="The HTTP status.")
    code: str = Field(description="Sitrep's own code: it never changes its meaning.")
    detail: str = Field(description="What is wrong, in words.")
    check: str = Field(description="What to check; empty where there is nothing to add.")


#: The refusals that any route can give, for its description.
REFUSALS = {
    status: {"model": Problem, "description": title, "content": {MEDIA_TYPE: {}}} for status, title in _TITLES.items()
}


def refusing(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route says that it refuses with these statuses beyond those of any route."""
    return {status: REFUSALS[status] for status in statuses}


def problem(status: int, code: str, detail: str, check: str = "", **headers: str) -> JSONResponse:
    """The answer that refuses."""
    told = Problem(type="about:blank", title=_TITLES.get(status, "A fault of Sitrep"), status=status, code=code,
                   detail=detail, check=check)  # fmt: skip
    return JSONResponse(told.model_dump(), status, headers, MEDIA_TYPE)


async def refused(_request: Request, error: Exception) -> JSONResponse:
    """A refusal made on purpose."""
    assert isinstance(error, SitrepError)
    return problem(http_status(error), error.code, error.what, error.check)


async def not_served(_request: Request, error: Exception) -> JSONResponse:
    """An address that leads nowhere, or a way of asking that it does not take."""
    assert isinstance(error, HTTPException)
    return problem(error.status_code, f"http.{error.status_code}", str(error.detail), **(error.headers or {}))


async def unreadable(_request: Request, error: Exception) -> JSONResponse:
    """A question whose values are of the wrong kind."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    return problem(422, "option.question", f"{where}: {first['msg']}.", "See /api/v1/openapi.json")
