"""The peace efforts that a server remembers."""

import json
import threading
from pathlib import Path

import pytest
from tests.web.conftest import NOW

from sitrep.desk import processes
from sitrep.desk.ingest import Engine, ingest
from sitrep.desk.manifest import manifest
from sitrep.desk.processes import Remembered, gathered
from sitrep.desk.reading import read_document
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.processes.story import Story, story_of
from sitrep.records.report import Report

SERIES = Path(__file__).parent.parent / "processes" / "series"


def heard(ledger: Ledger, folder: Path, stories: list[dict[str, str]]) -> None:
    lines = [json.dumps({name: each[name] for name in ("text", "outlet", "published", "title") if name in each})
             for each in stories]  # fmt: skip
    (folder / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    made = manifest()
    ingest([folder / "stories.jsonl"], ledger, engine=Engine(read_document, made.engine, made.to_json(), lambda: NOW))


@pytest.fixture(scope="module")
def told() -> list[dict[str, str]]:
    found = sorted(SERIES.glob("*.json"))[0]
    stories: list[dict[str, str]] = json.loads(found.read_text(encoding="utf-8"))["stories"]
    return stories


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose stories are read, in order."""
    read: list[str] = []

    def counting(report: Report, text: str) -> Story:
        read.append(report.document.id)
        return story_of(report, text)

    monkeypatch.setattr(processes, "story_of", counting)
    return read


def test_a_story_is_read_once_however_often_the_ledger_grows(
    tmp_path: Path, told: list[dict[str, str]], counted: list[str]
) -> None:
    ledger, held = open_ledger(tmp_path / "talks.db"), Remembered()
    for part in (told[:4], told[4:]):
        heard(ledger, tmp_path, part)
        with ledger.reading() as book:
            held.efforts(book)
    with ledger.reading() as book:
        assert len(counted) == len(set(counted)) > 1
        assert held.efforts(book) == gathered(book)


def test_what_was_prepared_is_what_is_gathered_and_nothing_is_read_again(
    tmp_path: Path, told: list[dict[str, str]], counted: list[str]
) -> None:
    ledger, held = open_ledger(tmp_path / "talks.db"), Remembered()
    heard(ledger, tmp_path, told)
    held.prepare(ledger, threading.Event())
    read = len(counted)
    with ledger.reading() as book:
        assert held.efforts(book).processes and len(counted) == read
        assert held.efforts(book) == gathered(book)


def test_who_is_told_to_stop_prepares_no_more(
    tmp_path: Path, told: list[dict[str, str]], counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_AT_ONCE", 1)
    ledger, stop = open_ledger(tmp_path / "talks.db"), threading.Event()
    heard(ledger, tmp_path, told)
    stop.set()
    Remembered().prepare(ledger, stop)

    assert len(counted) == 1
