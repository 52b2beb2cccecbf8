"""A ledger of the series of stories that tell of happenings again and again, for the pages about incidents."""

import json
from pathlib import Path

from starlette.testclient import TestClient
from tests.web.conftest import NOW

from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.reading import read_document
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.web.app import make_app

SERIES = Path(__file__).parent.parent / "incidents" / "series"
KEPT = ("text", "outlet", "published", "title")


def site_over(ledger: Ledger) -> Site:
    """The ledger as it is served for reading, to a browser and to a client in this process."""
    return Site(ledger, lambda: NOW, "sitrep test", hosts=("127.0.0.1", "testserver"))


def client_over(ledger: Ledger) -> TestClient:
    """A client of its pages."""
    return TestClient(make_app(site_over(ledger)))


def told(folder: Path, *series: str, more: tuple[dict[str, str], ...] = ()) -> Ledger:
    """A ledger in this folder of these series, and of more stories."""
    stories = list(more)
    for name in series:
        stories += json.loads((SERIES / f"{name}.json").read_text(encoding="utf-8"))["stories"]
    lines = [json.dumps({name: each[name] for name in KEPT if name in each}) for each in stories]
    (folder / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ledger = open_ledger(folder / "told.db")
    made = manifest()
    ingest([folder / "stories.jsonl"], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))
    return ledger
