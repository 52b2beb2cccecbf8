"""Draws the pictures of the pages in docs/images from a ledger of the project's own stories.

The stories are the examples and those of the tests; some of what was read is reviewed by rule, as no person would.
Needs the test dependencies and Debian's chromium; run it from the repository's root after a change of pages or engine:

    python scripts/screenshots.py [FOLDER]
"""

from __future__ import annotations

import json
import struct
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import urlencode
from urllib.request import urlopen

import numpy as np
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from sitrep.api.app import PATH, make_api
from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.review import Reviewer, accept, correct, reject
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.review_queue import review_queue
from sitrep.web.app import make_app

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
#: The clock of the demonstration: its stories were read, judged and looked at then.
NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)
#: What the rule that plays the reviewer accepts: what is at least so sure, but for one in so many.
SURE, LEFT = 0.5, 4
#: Colours of a picture; more than these are told as the nearest of them.
COLOURS = 256


@dataclass(frozen=True)
class Shot:
    """A picture: its file, the address (with names of things in braces), the window, light or dark, keys."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    keys: tuple[str, ...] = ()


SHOTS = (
    Shot("today", "/?day=2026-01-15&gate=all"),
    Shot("today-dark", "/?day=2026-01-15&gate=all", scheme="dark"),
    Shot("today-phone", "/?day=2026-01-15&gate=all", width=390, height=844),
    Shot("map", "/map?country=UA&since=2025-06-01&gate=all", height=1120),
    Shot("incident", "/incidents/{incident}?gate=all"),
    Shot("story", "/stories/{story}?gate=all", keys=("ArrowRight",) * 7),
    Shot("process", "/processes/{process}?gate=all"),
    Shot("review", "/review", keys=("j",)),
)


def main() -> int:
    """The pictures are in the folder; what each weighs is printed."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    with TemporaryDirectory() as folder:
        ledger = _demo(Path(folder))
        with _served(ledger) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
            )
            names = _names(address)
            for shot in SHOTS:
                picture = slim(_taken(browser, address, shot, names))
                (out / f"{shot.name}.png").write_bytes(picture)
                print(f"{shot.name}.png", len(picture) // 1024, "KiB")
            browser.close()
    return 0


def _demo(folder: Path) -> Ledger:
    """A ledger of the examples and of the tests' stories, some of it reviewed."""
    stories = folder / "stories.jsonl"
    stories.write_text("\n".join(json.dumps(each) for each in _stories()), encoding="utf-8")
    ledger = open_ledger(folder / "demo.db")
    made = manifest()
    ingest([ROOT / "examples", stories], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    _review(ledger)
    return ledger


def _stories() -> Iterator[dict[str, str]]:
    tests = ROOT / "tests"
    for file in [*sorted(tests.glob("incidents/series/*.json")), *sorted(tests.glob("processes/series/*.json"))]:
        for story in json.loads(file.read_text(encoding="utf-8"))["stories"]:
            yield _told(story, story["text"])
    for file in sorted(tests.glob("golden/*.gold.json")):
        document = json.loads(file.read_text(encoding="utf-8"))["document"]
        if document["published"] <= NOW.date().isoformat():
            text = file.with_name(file.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
            yield _told(document, text)


def _told(facts: dict[str, str], text: str) -> dict[str, str]:
    return {"text": text, **{key: facts[key] for key in ("title", "outlet", "published") if facts.get(key)}}


def _review(ledger: Ledger) -> None:
    """The first is rejected, one behind it corrected; of the others what is sure is accepted, but for some."""
    with ledger.reading() as book:
        waiting = review_queue(book, limit=10_000).rows
    by = Reviewer("Ana", NOW.isoformat(timespec="seconds"))
    for at, one in enumerate(waiting):
        counts = [n for n, each in enumerate(one.event.casualties) if each.count and each.count.best]
        if at == 0:
            reject(ledger, one.event.id, by)
        elif at == LEFT and counts:
            correct(ledger, one.event.id, f"casualties.{counts[0]}.count", 12, by)
        elif at % LEFT != 1 and one.event.confidence >= SURE:
            accept(ledger, one.event.id, by)


@contextmanager
def _served(ledger: Ledger) -> Iterator[str]:
    """The ledger behind a server on a free port of this computer."""
    site = Site(ledger, lambda: NOW, manifest().engine, "Ana", writable=True)
    app = make_app(site, {PATH: make_api(site)})
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


def _names(address: str) -> dict[str, str]:
    """What the pictures show: the incident, the story and the effort of which most is told."""

    def most(path: str, key: str, **asked: str) -> str:
        with urlopen(f"{address}{PATH}/{path}?{urlencode(asked)}") as answer:  # noqa: S310 -- our own server
            found = json.load(answer)["items"]
        best = max(found, key=lambda one: one[key])
        id_: str = best.get("document", best)["id"]
        return id_

    return {
        "incident": most("incidents", "reports", gate="all", type="ASSAULT", place="Khan Younis"),
        "story": most("stories", "events", text="ferry pier"),
        "process": most("processes", "meetings", gate="all"),
    }


def _taken(browser: Browser, address: str, shot: Shot, names: dict[str, str]) -> bytes:
    """The picture as the browser gives it, once the page is at rest."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme, reduced_motion="reduce",
        base_url=address, locale="en-GB", timezone_id="UTC",
    )  # fmt: skip
    page = context.new_page()
    page.goto(shot.path.format(**names), wait_until="networkidle")
    for key in shot.keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    picture = page.screenshot()
    context.close()
    return picture


def slim(png: bytes) -> bytes:
    """The same picture with a palette of at most so many colours, packed as tightly as zlib can.

    Takes what chromium writes: eight bits a channel, red, green, blue and perhaps alpha, not interlaced.
    """
    pixels = _pixels(png)
    height, width = pixels.shape[:2]
    codes = pixels.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    found, inverse, counts = np.unique(codes.ravel(), return_inverse=True, return_counts=True)
    kept = _palette(found, counts)
    near = np.array([int(np.argmin(((_rgb(kept) - one) ** 2).sum(axis=1))) for one in _rgb(found)], dtype=np.uint8)
    rows = near[inverse].reshape(height, width)
    lines = np.hstack([np.zeros((height, 1), dtype=np.uint8), rows]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = _rgb(kept).astype(np.uint8).tobytes()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*each)
        for each in ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    )


def _palette(found: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The most frequent colours for one half, and for the other those that are farthest from all that are kept."""
    chosen = list(np.argsort(-counts.astype(np.int64), kind="stable")[: COLOURS // 2])
    colours = _rgb(found)
    apart = np.min([((colours - colours[one]) ** 2).sum(axis=1) for one in chosen], axis=0)
    while len(chosen) < min(COLOURS, len(found)):
        one = int(np.argmax(apart * np.log1p(counts)))
        chosen.append(one)
        apart = np.minimum(apart, ((colours - colours[one]) ** 2).sum(axis=1))
    return found[chosen]


def _rgb(codes: np.ndarray) -> np.ndarray:
    told: np.ndarray = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=-1).astype(np.int32)
    return told


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _pixels(png: bytes) -> np.ndarray:
    """Rows of pixels of red, green and blue, the filters of the lines undone."""
    data, at = b"", 8
    width = height = channels = 0
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
            assert depth == 8
        elif kind == b"IDAT":
            data += body
        at += length + 12
    raw = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, width * channels + 1)
    lines = np.zeros((height + 1, (width + 1) * channels), dtype=np.uint8)
    for number, line in enumerate(raw, start=1):
        _unfilter(int(line[0]), line[1:], lines[number - 1], lines[number], channels)
    return lines[1:, channels:].reshape(height, width, channels)[:, :, :3]


def _unfilter(kind: int, line: np.ndarray, above: np.ndarray, out: np.ndarray, step: int) -> None:
    """One line, as the PNG standard filters it; the first pixel of ``above`` and ``out`` is the empty one."""
    if kind in (0, 2):
        out[step:] = line + (above[step:] if kind else np.uint8(0))
        return
    if kind == 1:
        out[step:] = np.cumsum(line.reshape(-1, step), axis=0, dtype=np.uint8).ravel()
        return
    before, over, told = out.tolist(), above.tolist(), line.tolist()
    for at, value in enumerate(told, start=step):
        left, up, corner = before[at - step], over[at], over[at - step]
        guess = (left + up) // 2 if kind == 3 else _paeth(left, up, corner)
        before[at] = (value + guess) & 255
    out[:] = before


def _paeth(left: int, up: int, corner: int) -> int:
    whole = left + up - corner
    return min((left, up, corner), key=lambda one: abs(whole - one))


if __name__ == "__main__":
    sys.exit(main())
