"""No client asks too often, and nobody is sent again what they have."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders

from sitrep.api.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: So many clients are remembered; the one that asked longest ago is forgotten.
_CLIENTS: Final = 10_000


@dataclass(slots=True)
class Pace:
    """A client may ask ``burst`` times at once and ``rate`` times a second in the long run."""

    rate: float
    burst: int
    clock: Callable[[], float]
    _held: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, client: str) -> float:
        """Seconds until this client may ask again; 0 when it may now, which counts as asked."""
        now = self.clock()
        left, then = self._held.pop(client, (float(self.burst), now))
        left = min(float(self.burst), left + (now - then) * self.rate)
        allowed = left >= 1
        self._held[client] = (left - 1 if allowed else left, now)
        while len(self._held) > _CLIENTS:
            self._held.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.rate


@dataclass(frozen=True, slots=True)
class Limits:
    """A client that asks too often is told when to ask again."""

    app: ASGIApp
    pace: Pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, if its client may ask."""
        if scope["type"] == "http":
            wait = self.pace.wait((scope.get("client") or ("",))[0])
            if wait:
                told = problem(429, "http.429", "Too many requests.", "Ask more slowly.",
                               **{"Retry-After": str(int(wait) + 1)})  # fmt: skip
                await told(scope, receive, send)
                return
        await self.app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A whole answer to a question carries the digest of its bytes; who has them already is sent none."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request with its answer tagged; what is streamed in parts goes through as it comes."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        known = [each.strip().removeprefix("W/") for each in Headers(scope=scope).get("if-none-match", "").split(",")]

        async def tag(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                held.append(message)
                return
            if held and message["type"] == "http.response.body":
                start = held.pop()
                if not message.get("more_body"):
                    etag = f'"{hashlib.sha256(message.get("body", b"")).hexdigest()[:32]}"'
                    MutableHeaders(scope=start)["ETag"] = etag
                    if etag in known or "*" in known:
                        start, message = _unchanged(start), {"type": "http.response.body", "body": b""}
                await send(start)
            await send(message)

        await self.app(scope, receive, tag)


def _unchanged(start: Message) -> Message:
    kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"content-type")]
    return {**start, "status": 304, "headers": kept}
