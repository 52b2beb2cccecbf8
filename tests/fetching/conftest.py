"""Fetching without the outside world: names that a test makes up, and a server on this machine that it allows."""

import socket
from dataclasses import dataclass, field
from typing import NoReturn

import pytest

from sitrep.fetching.dialling import Net
from sitrep.fetching.fetch import Fetcher
from sitrep.fetching.policy import Policy

PUBLIC = "93.184.215.14"


@dataclass
class World:
    """What each name resolves to, call by call, and every connection that was tried."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(-2, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: str, port: int, _seconds: float) -> NoReturn:
        self.dialled.append((address, port))
        raise ConnectionRefusedError(111, "Connection refused")

    @property
    def net(self) -> Net:
        return Net(clock=lambda: 0.0, resolve=self.resolve, connect=self.connect)

    def fetcher(self, policy: Policy | None = None) -> Fetcher:
        return Fetcher(policy or Policy(), net=self.net, sleep=lambda _: None)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """No socket of this process can connect, whatever a test forgets to replace."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a socket was about to connect")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return World()
