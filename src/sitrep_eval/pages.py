"""How quickly a full ledger is served: its lists, its search, its map, its files, from a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final
from urllib.request import Request, urlopen

from sitrep.ledger.opening import open_to_read
from sitrep.ledger.queries import size
from sitrep_eval.stream import stream

#: What is asked, by the kind of figure that it counts to.
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "lists": (
        "/incidents?gate=all", "/incidents?gate=all&type=ASSAULT&order=dead", "/incidents?gate=all&place=kharkiv",
        "/stories?gate=all", "/stories?gate=all&outlet=wire", "/claims?gate=all", "/claims?gate=all&certainty=denied",
        "/actors?gate=all", "/review", "/?gate=all", "/api/v1/incidents?gate=all", "/api/v1/events?gate=all",
        "/api/v1/statements?gate=all", "/api/v1/actors",
    ),
    "search": ("/search?gate=all&q=killed", "/search?gate=all&q=drone+strike", "/search?gate=all&q=kharkiv"),
    "map": ("/map?gate=all", "/map/points.json?gate=all"),
}  # fmt: skip
#: How often each is asked; the first answer, which fills caches, counts as well.
ROUNDS: Final = 20
_ANNOUNCED: Final = re.compile(r"at (http://\S+)/ ")
_LONGEST: Final = 120.0


@dataclass(frozen=True)
class Timed:
    """One address: its 95th percentile, its slowest and its median answer in milliseconds, and its size."""

    path: str
    p95: float
    slowest: float
    median: float
    kilobytes: int

    @classmethod
    def of(cls, path: str, seconds: list[float], size: int) -> Timed:
        """The figures of these answers."""
        told = sorted(1000 * each for each in seconds)
        at = ceil(0.95 * len(told)) - 1  # the largest but one of twenty
        return cls(path, round(told[at], 1), round(told[-1], 1), round(told[len(told) // 2], 1), size // 1024)


def serve_pages(records: int, ledger: Path | None = None, *, rounds: int = ROUNDS) -> str:
    """The figures of a ledger with so many made-up records, as one JSON object; one that is there is not made again."""
    with TemporaryDirectory() as folder:
        path = ledger or Path(folder) / "served.db"
        if not path.exists():
            stream(records, path, spoken=True)
        with open_to_read(path).reading() as book:
            held = size(book).events
        with _served(path) as (address, process, started):
            timed = {kind: [_timed(address, one, rounds) for one in paths] for kind, paths in ASKED.items()}
            memory = _memory(process)
        exported = _export(path, Path(folder) / "events.csv")
    told = {
        "records": held,
        "server_start_s": round(started, 2),
        "memory_mb": memory,
        "csv_export_s": round(exported, 2),
        **{f"{kind}_p95_ms": max(one.p95 for one in found) for kind, found in timed.items()},
        "asked": {one.path: {"p95": one.p95, "median": one.median, "slowest": one.slowest, "kb": one.kilobytes}
                  for found in timed.values() for one in found},
    }  # fmt: skip
    return json.dumps(told, indent=1)


@contextmanager
def _served(ledger: Path) -> Iterator[tuple[str, subprocess.Popen[str], float]]:
    """A server of this ledger, its address, and how long it took until it answered."""
    begun = perf_counter()
    command = [sys.executable, "-m", "sitrep", "serve", "--ledger", str(ledger), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 -- our own command
    try:
        assert process.stderr is not None
        told = _ANNOUNCED.search(process.stderr.readline())
        if told is None:
            raise RuntimeError("the server did not say where it listens")
        _ask(f"{told[1]}/about")
        yield told[1], process, perf_counter() - begun
    finally:
        process.terminate()
        process.wait(timeout=_LONGEST)


def _ask(url: str) -> int:
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=_LONGEST) as answer:  # noqa: S310 -- our own server
        return len(answer.read())


def _timed(address: str, path: str, rounds: int) -> Timed:
    seconds, size = [], 0
    for _ in range(rounds):
        begun = perf_counter()
        size = _ask(address + path)
        seconds.append(perf_counter() - begun)
    return Timed.of(path, seconds, size)


def _memory(process: subprocess.Popen[str]) -> int | None:
    """The most memory that the server ever held, in MiB; None where the system does not tell."""
    try:
        told = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    return int(found[1]) // 1024 if found else None


def _export(ledger: Path, out: Path) -> float:
    begun = perf_counter()
    command = [sys.executable, "-m", "sitrep", "export", "--ledger", str(ledger), "--format", "csv", "--unreviewed"]
    with out.open("wb") as file:
        subprocess.run(command, stdout=file, check=True)  # noqa: S603 -- our own command
    return perf_counter() - begun
