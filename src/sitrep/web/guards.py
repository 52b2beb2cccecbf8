"""What every answer carries and every request must meet, whatever page is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing but this site's own files is loaded, nothing inline runs, no other site may frame the pages.
POLICY: Final = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all a browser would not name the page whose form it sends
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: Requests that change nothing.
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Guards:
    """Every answer carries HEADERS, and what may not be asked is refused before any page sees it.

    That is a request for another host (a page elsewhere may have pointed its own name here), a change that another
    site's page asks for, and a body longer than the limit.
    """

    app: ASGIApp
    hosts: tuple[str, ...]
    largest_body: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, guarded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)

        async def carry(message: Message) -> None:
            if message["type"] == "http.response.start":
                carried = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    carried.setdefault(name, value)
            await send(message)

        if refusal is not None:
            await PlainTextResponse(refusal[1], status_code=refusal[0])(scope, receive, carry)
            return
        await self.app(scope, _counted(receive, self.largest_body), carry)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        if host_of(headers.get("host", "")) not in self.hosts:
            return 421, "This ledger is not served under that name. Start it with --name NAME to allow it.\n"
        if method not in SAFE and not self._own(headers):
            return 403, "A page of another site may not change this ledger.\n"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.largest_body:
            return 413, f"The body is longer than {self.largest_body} bytes.\n"
        return None

    def _own(self, headers: Headers) -> bool:
        """A browser names the page that asks; a program names none."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        return origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower()


def host_of(stated: str) -> str:
    """The host that a Host header names, without its port."""
    name = stated.strip().lower()
    return name[: name.find("]") + 1] if name.startswith("[") else name.partition(":")[0]


def _counted(receive: Receive, most: int) -> Receive:
    """A body sent in pieces is cut off as a lost connection when it passes the limit."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > most else message

    return counted
