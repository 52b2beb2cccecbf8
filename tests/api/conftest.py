"""The interface over a ledger of the example stories: for reading, and for writing with tokens."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ledgers import copied

from sitrep.api.app import make_api
from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.site import Site
from sitrep.desk.tokens import Scope, add_token
from sitrep.ledger.opening import Ledger, open_ledger

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
#: More than any test asks.
OFTEN = 1_000_000


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    opened = open_ledger(tmp_path_factory.mktemp("api") / "examples.db")
    made = manifest()
    ingest([Path("examples")], opened, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    return opened


@pytest.fixture(scope="session")
def site(ledger: Ledger) -> Site:
    return Site(ledger, lambda: NOW, "sitrep test", hosts=("testserver",))


@pytest.fixture
def client(site: Site) -> TestClient:
    return TestClient(make_api(site, rate=OFTEN, burst=OFTEN))


@pytest.fixture
def own(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A copy of the examples' ledger that a test may write to."""
    return copied(ledger, tmp_path)


@pytest.fixture
def writing(own: Ledger, site: Site) -> TestClient:
    return TestClient(make_api(replace(site, ledger=own, writable=True), rate=OFTEN, burst=OFTEN))


def bearer(ledger: Ledger, *scopes: Scope, by: str = "ana") -> dict[str, str]:
    """The header of a fresh token that allows this."""
    return {"Authorization": f"Bearer {add_token(ledger, 'x' * 31 + by + scopes[0], by, scopes, NOW.isoformat())}"}
