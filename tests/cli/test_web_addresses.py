"""`sitrep read` and `sitrep ingest` take addresses on the web where they take files."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep
from tests.desk.test_web import PAGE
from tests.stand_in_web import Site, site

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.desk.web import Web
from sitrep.ledger.opening import Ledger

pytest.importorskip("sitrep.desk.reading")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that the commands may dial; nothing typed could make them."""
    with site() as found:

        def open_web(ledger: Ledger | None = None) -> Web:
            return Web(found.fetcher(), lambda: datetime(2025, 12, 5, tzinfo=UTC), ledger)

        monkeypatch.setattr(options, "open_web", open_web)
        yield found


def test_a_page_is_read(sitrep: Sitrep, web: Site) -> None:
    ended = sitrep("read", web.put("/odesa", PAGE), "--format", "json")
    report = json.loads(ended.out)

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert (report["document"]["url"], report["document"]["title"]) == (web.url("/odesa"), "Port struck")


def test_pages_and_files_are_ingested_together(sitrep: Sitrep, web: Site, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Nothing happened.")
    ended = sitrep(
        "ingest", tmp_path / "story.txt", web.put("/odesa", PAGE), web.url("/gone"), "--ledger", tmp_path / "war.db"
    )
    quarantine = sitrep("quarantine", "--ledger", tmp_path / "war.db", "--format", "json")

    assert (ended.code, ended.out[:7]) == (Exit.PARTLY, "2 read ")
    assert json.loads(quarantine.out)[0]["source"] == web.url("/gone")


def test_a_refused_address_is_told_in_two_lines(sitrep: Sitrep) -> None:
    ended = sitrep("read", "http://169.254.169.254/latest/meta-data/")

    assert (ended.code, ended.out) == (Exit.INPUT, "")
    assert ended.err.startswith("[fetch.address] 'http://169.254.169.254/latest/meta-data/' leads to 169.254.169.254")
    assert len(ended.err.splitlines()) == 2


def test_reading_a_file_loads_nothing_that_fetches(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Nothing happened.")
    code = (
        "import sys; from sitrep.cli.main import run; run(['read', sys.argv[1], '--format', 'json']); "
        "sys.exit(bool({'httpx2', 'httpcore2', 'pypdf', 'warcio', 'protego', 'feedparser'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path / "story.txt")], check=False, capture_output=True)

    assert ended.returncode == 0
