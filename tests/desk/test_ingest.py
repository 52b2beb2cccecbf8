"""Stories go in one by one: whole or not at all, and never twice."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.conftest import STORIES, make_engine
from tests.desk.contents import contents
from tests.stand_in import read

from sitrep.desk.ingest import Engine, Summary, ingest
from sitrep.documents.document import Document
from sitrep.documents.source import Given
from sitrep.errors import LedgerBusy
from sitrep.ledger.filters import EventFilter
from sitrep.ledger.opening import Ledger, open_ledger
from sitrep.ledger.queries import find_events, find_refusals, size
from sitrep.records.report import Report

#: Kills the ingest at its nth statement to the database, as a power cut would.
CHILD = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sitrep.desk.ingest import ingest
from sitrep.ledger.opening import open_ledger
from tests.desk.conftest import make_engine

left = int(sys.argv[3])

@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

ingest([Path(sys.argv[1])], open_ledger(Path(sys.argv[2])), engine=make_engine("0.1.0+test"))
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "war.db")


def test_every_story_of_a_folder_is_kept_or_refused(ledger: Ledger, stories: Path, engine: Engine) -> None:
    summary = ingest([stories], ledger, engine=engine)

    assert (summary.read, summary.known, summary.refused) == (5, 0, 3)
    assert (summary.events, summary.statements) == (5, 5)


def test_incidents_are_told_anew_for_what_was_read_and_not_for_what_was_known(
    ledger: Ledger, stories: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_anew: list[Ledger] = []
    monkeypatch.setattr("sitrep.desk.ingest.TOLD_ANEW", 1)
    monkeypatch.setattr("sitrep.desk.ingest.retell", told_anew.append)
    first = ingest([stories], ledger, engine=engine)
    after_first = len(told_anew)
    ingest([stories], ledger, engine=engine)

    assert after_first == first.read + 1
    assert len(told_anew) == after_first + 1


def test_each_refusal_says_where_and_why(ledger: Ledger, stories: Path, engine: Engine) -> None:
    ingest([stories], ledger, engine=engine)
    with ledger.reading() as book:
        found = {Path(each.source).name: each for each in find_refusals(book)}

    assert {name: each.code for name, each in found.items()} == {
        "d.jsonl": "input.line",
        "e.txt": "reading.failed",
        "f.txt": "input.empty",
    }
    assert found["d.jsonl"].location == "2"
    assert "RuntimeError: the engine fell over" in found["e.txt"].reason
    assert found["e.txt"].sha256 == Document(STORIES["e.txt"]).sha256


def test_ingesting_again_adds_nothing(ledger: Ledger, stories: Path, engine: Engine) -> None:
    ingest([stories], ledger, engine=engine)
    before = contents(ledger)
    summary = ingest([stories], ledger, engine=engine)

    assert (summary.read, summary.known, summary.refused) == (0, 5, 3)
    assert contents(ledger) == before


def test_a_newer_engine_reads_again_and_the_old_reading_stays(ledger: Ledger, stories: Path, engine: Engine) -> None:
    ingest([stories], ledger, engine=engine)
    summary = ingest([stories], ledger, engine=make_engine("0.2.0+test"))
    with ledger.reading() as book:
        held = size(book)

    assert summary.read == 5
    assert (held.documents, held.readings, held.events) == (5, 10, 5)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(sorted(STORIES)), min_size=1, max_size=10))
def test_neither_order_nor_repetition_matters(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, text in STORIES.items():
            (folder / name).write_text(text, encoding="utf-8")
        one, other = open_ledger(folder / "one.db"), open_ledger(folder / "other.db")
        for name in names:
            ingest([folder / name], one, engine=make_engine("1"))
        ingest([folder / name for name in sorted(set(names))], other, engine=make_engine("1"))

        assert contents(one) == contents(other)


@pytest.mark.parametrize("statement", [0, 5, 20, 45, 62, 66, 70, 75, 82, 95, 110, 130, 150])
def test_an_ingest_killed_anywhere_and_run_again_loses_nothing_and_repeats_nothing(
    tmp_path: Path, stories: Path, engine: Engine, statement: int
) -> None:
    path = tmp_path / "killed.db"
    command = [sys.executable, "-c", CHILD, str(stories), str(path), str(statement)]
    killed = subprocess.run(command, check=False, cwd=Path(__file__).parents[2])
    again, whole = open_ledger(path), open_ledger(tmp_path / "whole.db")
    summary = ingest([stories], again, engine=engine)
    ingest([stories], whole, engine=engine)

    assert killed.returncode == -signal.SIGKILL
    assert contents(again) == contents(whole)
    assert summary.stories == 8


def test_an_interrupted_run_is_told_from_one_that_ended(ledger: Ledger, stories: Path, engine: Engine) -> None:
    def interrupt(document: Document) -> Report:
        if "Kherson" in document.text:
            raise KeyboardInterrupt
        return read(document)

    with pytest.raises(KeyboardInterrupt):
        ingest([stories], ledger, engine=Engine(interrupt, engine.version, "{}", engine.now))
    with ledger.reading() as book:
        held = size(book)
    ingest([stories], ledger, engine=engine)
    with ledger.reading() as book:
        after = size(book)

    assert (held.documents, held.runs, held.interrupted_runs) == (2, 1, 1)
    assert (after.documents, after.runs, after.interrupted_runs) == (5, 2, 1)


def test_a_quotation_that_does_not_stand_sends_its_story_to_quarantine(
    ledger: Ledger, stories: Path, engine: Engine
) -> None:
    def misquote(document: Document) -> Report:
        return read(document).model_copy(update={"events": read(Document("x " + document.text)).events})

    summary = ingest([stories / "a.txt"], ledger, engine=Engine(misquote, "1", "{}", engine.now))

    assert dict(summary.reasons) == {"reading.failed": 1}


def test_two_values_with_one_id_send_their_story_to_quarantine(ledger: Ledger, stories: Path, engine: Engine) -> None:
    def twice(document: Document) -> Report:
        report = read(document)
        return report.model_copy(update={"events": report.events * 2})

    summary = ingest([stories / "a.txt"], ledger, engine=Engine(twice, "1", "{}", engine.now))

    assert (summary.read, summary.refused) == (0, 1)


def test_a_ledger_that_cannot_serve_stops_the_ingest_and_blames_no_story(
    ledger: Ledger, stories: Path, engine: Engine
) -> None:
    impatient = open_ledger(ledger.path, busy_seconds=0.05)
    with ledger.transaction(), pytest.raises(LedgerBusy):
        ingest([stories], impatient, engine=engine)
    with ledger.reading() as book:
        assert size(book).refusals == 0


def test_what_a_person_states_of_the_stories_is_kept_with_them(ledger: Ledger, stories: Path, engine: Engine) -> None:
    summary = ingest([stories / "a.txt"], ledger, engine=engine, given=Given(outlet="Reuters"))
    with ledger.reading() as book:
        (found,) = find_events(book, EventFilter(outlet="reuters"))

    assert dict(summary.outlets) == {"Reuters": 1}
    assert found.document.outlet == "Reuters"


def test_a_missing_file_and_an_empty_folder_are_refused_and_the_rest_is_read(
    ledger: Ledger, stories: Path, tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "nothing").mkdir()
    paths = [tmp_path / "nowhere.txt", tmp_path / "nothing", stories / "a.txt"]
    summary = ingest(paths, ledger, engine=engine)

    assert (summary.read, dict(summary.reasons)) == (1, {"input.missing": 1, "input.empty": 1})


def test_progress_is_told_after_every_story(ledger: Ledger, stories: Path, engine: Engine) -> None:
    told: list[tuple[int, int, int]] = []

    def listen(summary: Summary, done: int, files: int) -> None:
        told.append((summary.stories, done, files))

    ingest([stories], ledger, engine=engine, progress=listen)

    assert told == [(1, 0, 6), (2, 1, 6), (3, 2, 6), (4, 3, 6), (5, 3, 6), (6, 3, 6), (7, 4, 6), (8, 5, 6)]


def test_two_ingests_at_once_share_the_work_and_repeat_nothing(tmp_path: Path, stories: Path, engine: Engine) -> None:
    path = tmp_path / "shared.db"
    command = [sys.executable, "-c", CHILD, str(stories), str(path), "100000"]
    running = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]
    ended = [each.wait(timeout=60) for each in running]
    whole = open_ledger(tmp_path / "whole.db")
    ingest([stories], whole, engine=engine)

    assert ended == [0, 0]
    assert contents(open_ledger(path)) == contents(whole)
