"""A web server on this machine that says what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

from sitrep.fetching.dialling import Net
from sitrep.fetching.fetch import Fetcher
from sitrep.fetching.policy import Policy


@dataclass(frozen=True)
class Answer:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Page = Answer | Callable[[dict[str, str]], Answer]


@dataclass
class Site:
    """The pages of a server by path, and the paths and headers it was asked for."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str) -> str:
        """The address of a page that is there from now on."""
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(raw, headers={"Content-Type": media, **named})
        return self.url(path)

    @property
    def pages_asked(self) -> list[str]:
        """The paths asked for, robots.txt aside."""
        return [path for path in self.asked if path != "/robots.txt"]

    def policy(self, **limits: float) -> Policy:
        """A policy that may dial this server, and no other of this machine."""
        return Policy(also=frozenset({("127.0.0.1", self.port)}), **limits)  # type: ignore[arg-type]

    def fetcher(self, **limits: float) -> Fetcher:
        """A fetcher that may dial this server, and never sleeps."""
        return Fetcher(self.policy(**limits), net=Net(clock=time.monotonic), sleep=self.slept.append)


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
        page = self.site.pages.get(self.path, Answer(b"nothing here", 404))
        answer = page if isinstance(page, Answer) else page(self.site.headers[-1])
        self.send_response(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def site() -> Iterator[Site]:
    """A server for the time of a test."""

    class Handler(_Handler):
        """A handler of this server alone."""

    server = _Server(("127.0.0.1", 0), Handler)
    Handler.site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Handler.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_site(speak: Callable[[socket.socket], None]) -> Iterator[Site]:
    """A server that speaks to each connection as it likes, HTTP or not."""
    listening = socket.create_server(("127.0.0.1", 0))
    found = Site(listening.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                head = connection.recv(65_536).decode("latin-1")
                found.asked.append(head.split(" ")[1] if " " in head else "")
                try:
                    speak(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=5)
