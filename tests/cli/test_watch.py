"""`sitrep watch`: every poll is a line, and a signal ends it in peace."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep
from tests.desk.test_watch import feed
from tests.stand_in_web import Site, site

from sitrep.cli import options
from sitrep.cli.exits import Exit
from sitrep.desk.web import Web
from sitrep.ledger.opening import Ledger

pytest.importorskip("sitrep.desk.reading")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that the command may dial; nothing typed could make it."""
    with site() as found:

        def open_web(ledger: Ledger | None = None) -> Web:
            return Web(found.fetcher(), lambda: datetime(2025, 12, 5, tzinfo=UTC), ledger)

        monkeypatch.setattr(options, "open_web", open_web)
        yield found


def test_every_feed_is_asked_once_and_told_in_a_line(sitrep: Sitrep, served: Site, tmp_path: Path) -> None:
    war = tmp_path / "war.db"
    good = served.put("/feed", feed("Odesa"))
    ended = sitrep("watch", good, served.url("/gone"), "--once", "--ledger", war, "--format", "json")
    told = [json.loads(line) for line in ended.out.splitlines()]

    assert ended.code == Exit.PARTLY
    assert [(line["feed"], line["outcome"]) for line in told] == [
        (good, "changed"),
        (served.url("/gone"), "fetch.status"),
    ]
    assert told[0]["summary"]["read"] == 1


def test_the_exit_code_tells_whether_feeds_answered(sitrep: Sitrep, served: Site, tmp_path: Path) -> None:
    good = served.put("/feed", feed("Odesa"))
    war = tmp_path / "war.db"

    assert sitrep("watch", good, "--once", "--ledger", war).code == Exit.DONE
    assert sitrep("watch", served.url("/gone"), "--once", "--ledger", war).code == Exit.INPUT


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_watch_in_peace(sitrep: Sitrep, served: Site, tmp_path: Path, number: signal.Signals) -> None:
    url = served.put("/feed", feed("Odesa"))
    war = tmp_path / "war.db"

    def ask() -> None:
        while not Path(f"{war}.feeds.json").exists():
            time.sleep(0.01)
        os.kill(os.getpid(), number)

    asking = threading.Thread(target=ask)
    asking.start()
    ended = sitrep("watch", url, "--ledger", war)
    asking.join()

    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.out.startswith(f"{url}: 1 read, 0 known before, 0 refused. Asked again after ")


def test_an_interval_shorter_than_a_minute_is_refused(sitrep: Sitrep, tmp_path: Path) -> None:
    assert sitrep("watch", "https://a.tld/", "--interval", "5", "--ledger", tmp_path / "war.db").code == Exit.USAGE
