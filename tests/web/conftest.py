"""A ledger of the example stories, asked through its pages: by a client in this process, and by a browser."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient
from tests.web.eyes import Watched, serving

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.web.app import make_app

#: The pages' own clock: some days after the newest example story.
NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    opened = open_ledger(tmp_path_factory.mktemp("web") / "examples.db")
    made = manifest()
    engine = Engine(read_document, made.engine, made.to_json(), lambda: NOW)
    ingest([Path("examples")], ledger=opened, engine=engine)
    return opened


@pytest.fixture(scope="session")
def site(ledger: Ledger) -> Site:
    return Site(ledger, lambda: NOW, "sitrep test", hosts=("127.0.0.1", "testserver"))


@pytest.fixture(scope="session")
def app(site: Site) -> FastAPI:
    return make_app(site)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """Where the pages are served to the browser."""
    with serving(app) as at:
        yield at


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's browser; where there is none its tests are skipped, but for CI, where they may not be."""
    if not CHROMIUM.exists():
        if os.environ.get("SITREP_NEEDS_BROWSER"):
            pytest.fail(f"There is no {CHROMIUM}, and here the browser's tests may not be skipped.")
        pytest.skip(f"needs Debian's chromium at {CHROMIUM}")
    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                  "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield started
        started.close()


@pytest.fixture
def watched(chromium: Browser, address: str) -> Iterator[Watched]:
    """A fresh page; what it says to its console and asks of other hosts fails the test."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    seen = Watched(context.new_page(), address)
    yield seen
    context.close()
    seen.passed()
