"""What is refused is told on a page of its own: the code, what is wrong, and what to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette import status

from sitrep.desk.site import http_status
from sitrep.errors import SitrepError
from sitrep.web.addresses import Address
from sitrep.web.frame import page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def refused(request: Request, problem: Exception) -> Response:
    """The page of a refusal made on purpose."""
    assert isinstance(problem, SitrepError)
    return _told(request, http_status(problem), problem.code, problem.what, problem.check)


async def not_served(request: Request, problem: Exception) -> Response:
    """The page for an address that leads nowhere, or a way of asking that it does not take."""
    code: int = getattr(problem, "status_code", status.HTTP_404_NOT_FOUND)
    if code == status.HTTP_404_NOT_FOUND:
        return _told(request, code, "page.missing", "There is no such page.", "Look at the address, or search.")
    return _told(request, code, f"page.{code}", "The page does not answer that.", "Go back and try again.")


async def unreadable(request: Request, _problem: Exception) -> Response:
    """The page for a question whose values are of the wrong kind: a letter where a number belongs."""
    return _told(
        request, status.HTTP_400_BAD_REQUEST, "option.question", "A part of the address cannot be read.",
        "Look at the values after the question mark.",
    )  # fmt: skip


def _told(request: Request, number: int, code: str, what: str, check: str) -> Response:
    bare = Address(request.url.path, ())  # the question may be what is refused
    request.state.book = None  # what asking it again may fail at is what is refused
    told = {"code": code, "what": what, "check": check, "title": f"Refused ({number})"}
    if request.headers.get("hx-request") != "true":
        return page(request, "refusal.html", status=number, address=bare, **told)
    part = page(request, "refused.html", status=number, address=bare, **told)
    part.headers.update({"HX-Retarget": "#refusal", "HX-Reswap": "innerHTML"})
    return part
