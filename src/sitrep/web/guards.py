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
        if refusal is not None:
            await _refuse(*refusal, scope, receive, send)
            return
        body = _Body(receive, self.largest_body, ended="transfer-encoding" not in headers)
        begun = False

        async def carry(message: Message) -> None:
            nonlocal begun
            if body.cut and not begun:
                return  # what is answered to a body that was cut off is answered below
            if message["type"] == "http.response.start":
                begun = True
                _carrying(message)
                if not body.ended:  # whoever answers before the last piece does not wait for pieces without end
                    MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        await self.app(scope, body.receive, carry)
        if body.cut and not begun:
            await _refuse(*self._too_long, scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        if host_of(headers.get("host", "")) not in self.hosts:
            return 421, "This ledger is not served under that name. Start it with --name NAME to allow it.\n"
        if method not in SAFE and not self._own(headers):
            return 403, "A page of another site may not change this ledger.\n"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.largest_body:
            return self._too_long
        return None

    @property
    def _too_long(self) -> tuple[int, str]:
        return 413, f"The body is longer than {self.largest_body} bytes.\n"

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


async def _refuse(status: int, told: str, scope: Scope, receive: Receive, send: Send) -> None:
    """The refusal; what may still come of the body is not waited for."""

    async def carry(message: Message) -> None:
        if message["type"] == "http.response.start":
            _carrying(message)
        await send(message)

    await PlainTextResponse(told, status_code=status, headers={"Connection": "close"})(scope, receive, carry)


def _carrying(start: Message) -> None:
    carried = MutableHeaders(scope=start)
    for name, value in HEADERS.items():
        carried.setdefault(name, value)


@dataclass(slots=True)
class _Body:
    """A body as it comes; when it passes the limit it is ``cut`` off as a lost connection would cut it.

    ``ended`` says that no more can come than was announced, or that the last piece of it came.
    """

    whole: Receive
    most: int
    ended: bool
    taken: int = 0

    @property
    def cut(self) -> bool:
        return self.taken > self.most

    async def receive(self) -> Message:
        message = await self.whole()
        self.taken += len(message.get("body", b""))
        self.ended = self.ended or not message.get("more_body", False)
        return {"type": "http.disconnect"} if self.cut else message
