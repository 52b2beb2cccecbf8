"""A connection goes to the very address that was judged: the name is resolved once, judged, and pinned.

Between the judgement and the connection nobody asks the name again, so a name that changes its address in between
(DNS rebinding) wins nothing.
TLS still checks the certificate against the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2
import httpx2
from typing_extensions import override

from sitrep.errors import AddressRefused, TimedOut, Unreachable
from sitrep.fetching.addresses import IP, literal_address, refuse_unless_public
from sitrep.fetching.policy import Policy

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]
#: More addresses than this are no host's.
_MOST_ADDRESSES = 16


def resolve(host: str, port: int) -> list[str]:
    """Every address that this machine's resolver gives for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to an address in numbers."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Net:
    """How names are resolved, connections made and time told; tests hand over their own."""

    clock: Callable[[], float]
    resolve: Resolve = resolve
    connect: Connect = connect


@dataclass(frozen=True)
class Deadline:
    """The moment at which a fetch has had its time."""

    at: float
    clock: Callable[[], float]

    def left(self, most: float | None = None) -> float:
        """The seconds left, at most so many; a TimedOut when there are none."""
        left = self.at - self.clock()
        if left <= 0:
            raise TimedOut("The host took too long to answer.", check="Try again later.")
        return left if most is None else min(left, most)


class _Timed(httpcore2.NetworkStream):
    """A connection on which no single wait outlasts the deadline, however many drops a slow host serves."""

    def __init__(self, stream: socket.socket, deadline: Deadline) -> None:
        self._socket = stream
        self._deadline = deadline

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _refusals():
            self._socket.settimeout(self._deadline.left(timeout))
            return self._socket.recv(max_bytes)

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _refusals():
            self._socket.settimeout(self._deadline.left(timeout))
            self._socket.sendall(buffer)

    @override
    def close(self) -> None:
        self._socket.close()

    @override
    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        with _refusals():
            self._socket.settimeout(self._deadline.left(timeout))
            return _Timed(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._deadline)

    @override
    def get_extra_info(self, info: str) -> Any:
        return None


class Dialler(httpcore2.NetworkBackend):
    """Dials judged addresses alone."""

    def __init__(self, policy: Policy, net: Net, deadline: Deadline) -> None:
        self._policy = policy
        self._net = net
        self._deadline = deadline

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._judged(host, port)
        problem: OSError | None = None
        for address in addresses:
            try:
                made = self._net.connect(str(address), port, self._deadline.left(self._policy.connect_seconds))
            except OSError as refused:
                problem = refused
                continue
            return _Timed(self._confirmed(made, host, port), self._deadline)
        with _refusals():
            raise problem or OSError(f"{host} has no address")

    @override
    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        raise AddressRefused(f"{path!r} is a socket of this machine.")

    def _judged(self, host: str, port: int) -> list[IP]:
        """The host's addresses, of which every single one is public."""
        literal = literal_address(host)
        found = [literal] if literal else [ip_address(each) for each in self._resolved(host, port)]
        for address in found:
            refuse_unless_public(address, port, self._policy, named=host)
        return found[:_MOST_ADDRESSES]

    def _resolved(self, host: str, port: int) -> list[str]:
        """What the resolver gives in time; it knows no time limit of its own, so it is asked on the side."""
        answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._net.resolve(host, port))
            except OSError as problem:
                answers.put(problem)
            except UnicodeError as problem:
                answers.put(OSError(str(problem)))

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.left(self._policy.connect_seconds))
        except Empty:
            raise TimedOut(f"Nobody said in time where {host} is.", check="Is this machine online?") from None
        if isinstance(answer, OSError):
            raise Unreachable(f"There is no host {host}: {answer}.", check="Check the address, and the connection.")
        return answer

    def _confirmed(self, made: socket.socket, host: str, port: int) -> socket.socket:
        """The connection, whose other end is judged once more."""
        try:
            refuse_unless_public(ip_address(made.getpeername()[0]), port, self._policy, named=host)
        except (AddressRefused, OSError):
            made.close()
            raise
        return made


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except TimeoutError as problem:
        raise TimedOut("The host took too long to answer.", check="Try again later.") from problem
    except ssl.SSLError as problem:
        what = getattr(problem, "verify_message", "") or problem.reason or "it speaks no TLS"
        raise Unreachable(f"The host is not trusted: {what}.", check="Is the address right, and its host?") from problem
    except OSError as problem:
        raise Unreachable(f"The host cannot be reached: {problem}.", check="Try again later.") from problem


class Line(httpx2.BaseTransport):
    """A transport of httpx2 that dials through a Dialler: one connection a request, no proxy, nothing kept open."""

    def __init__(self, dialler: Dialler) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls(), network_backend=dialler, max_keepalive_connections=0, retries=0
        )

    @override
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        try:
            answer = self._pool.handle_request(asked)
        except (httpcore2.ProtocolError, httpcore2.NetworkError, httpcore2.TimeoutException) as problem:
            raise Unreachable(f"The host does not speak HTTP: {problem}.", check="Check the address.") from problem
        return httpx2.Response(answer.status, headers=answer.headers, stream=_Chunks(answer))

    @override
    def close(self) -> None:
        self._pool.close()


class _Chunks(httpx2.SyncByteStream):
    """The body as it comes off the wire."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    @override
    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except (httpcore2.ProtocolError, httpcore2.NetworkError, httpcore2.TimeoutException) as problem:
            raise Unreachable(f"The answer broke off: {problem}.", check="Try again later.") from problem

    @override
    def close(self) -> None:
        self._answer.close()


@cache
def tls() -> ssl.SSLContext:
    """The certificates that this system trusts; variables of the environment change nothing."""
    return httpx2.create_ssl_context(trust_env=False)
