"""Made-up records stream into a ledger: never slower as it fills, and the same whatever cut the stream off."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, event, func, select
from tests.ledger.linked import groups, seats_of

from sitrep.codebook.incident_linking import incident_linking
from sitrep.ledger.incident_tables import item_keys, likenesses, linked_items, seats
from sitrep.ledger.linkage import Linkage
from sitrep.ledger.opening import Book, Ledger, open_ledger
from sitrep.ledger.queries import size
from sitrep.ledger.recall import Recall
from sitrep.records.report import verify_quotations
from sitrep_eval.__main__ import main
from sitrep_eval.made_stories import stories
from sitrep_eval.stream import stream

ROOT = Path(__file__).parents[2]
RECORDS = 400
#: Streams in small batches; the nth process kills itself after so many statements to the database, as a power cut
#: would, and the next one goes on in the same ledger.
KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
import sitrep_eval.stream as streaming

left = 0

@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

streaming.AT_ONCE = 7
ended = []
for statements in map(int, sys.argv[3:]):
    child = os.fork()
    if child == 0:
        left = statements
        streaming.stream(int(sys.argv[1]), Path(sys.argv[2]))
        os._exit(0)
    ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(*ended)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path = tmp_path_factory.mktemp("whole") / "whole.db"
    stream(RECORDS, path)
    return open_ledger(path)


def counted(ledger: Ledger) -> dict[str, int | None]:
    with ledger.reading() as book:
        held = size(book)
        tables = {
            table.name: book.scalar(select(func.count()).select_from(table))
            for table in (linked_items, item_keys, likenesses, seats)
        }
    return {"documents": held.documents, "readings": held.readings, "events": held.events, **tables}


def test_the_same_seed_makes_the_same_stories() -> None:
    assert list(stories(60, seed=2)) == list(stories(60, seed=2))
    assert list(stories(60, seed=2)) != list(stories(60, seed=3))


def test_every_record_is_in_one_incident_and_there_are_fewer_incidents(whole: Ledger) -> None:
    seated = seats_of(whole)

    assert len(seated) >= RECORDS
    assert len(groups(whole)) < len(seated) / 2


def test_a_stream_killed_at_twenty_places_and_run_again_loses_nothing_and_repeats_nothing(
    whole: Ledger, tmp_path: Path
) -> None:
    path, chance = tmp_path / "killed.db", Random(20)  # noqa: S311 -- any places will do
    statements = [str(chance.randint(5, 700)) for _ in range(20)]
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(RECORDS), str(path), *statements],
        check=True, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    cut = size_of(path)
    stream(RECORDS, path)

    assert told.stdout.split() == [str(-signal.SIGKILL)] * 20
    assert 0 < cut < RECORDS
    assert seats_of(open_ledger(path)) == seats_of(whole)
    assert counted(open_ledger(path)) == counted(whole)


def size_of(path: Path) -> int:
    """How many events the ledger holds."""
    with open_ledger(path).reading() as book:
        return size(book).events


def test_the_cost_of_a_record_does_not_grow() -> None:
    """Told by the statements that a record costs, which no other process can disturb."""
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        stream(1200)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    half = len(statements) // 2
    linked = [sum("INTO linked_items" in each for each in part) for part in (statements[:half], statements[half:])]

    assert linked[0] < linked[1] * 1.5


def test_no_question_of_linking_reads_a_whole_table(whole: Ledger) -> None:
    """Whatever a question asks, it finds by an index; only what a person decided is read whole, once."""
    with whole.reading() as book:
        asked = list(_questions(Linkage(book, Recall(), incident_linking().blocking), book))
        plans = [book.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", values).all() for each, values in asked]
    scanned = [step.detail for plan in plans for step in plan if step.detail.startswith("SCAN")]

    assert len(asked) >= 6
    assert [each for each in scanned if "judgements" not in each] == []


def _questions(linkage: Linkage, book: Book) -> list[tuple[str, tuple[object, ...]]]:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def listen(_connection: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        asked.append((statement, values))

    item = book.scalars(select(seats.c.item)).first() or ""
    incident = book.scalars(select(seats.c.incident)).first() or ""
    event.listen(book, "before_cursor_execute", listen)
    found = linkage.items([item])[item]
    assert found is not None
    linkage.candidates(found)
    linkage.edges([item])
    linkage.seats([item])
    linkage.members([incident])
    linkage.bonds([item])
    linkage.warnings([incident])
    event.remove(book, "before_cursor_execute", listen)
    return asked


def test_the_stream_is_a_task(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stream", "--records", "40"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] >= 40


def test_a_spoken_story_stands_on_its_words() -> None:
    for document, report in stories(60, spoken=True):
        verify_quotations(report, document.text)
        assert len(report.statements) == len(report.events)


def test_the_questions_to_a_ledger_are_a_task(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "spoken.db"
    assert main(["stream", "--records", "60", "--spoken", "--ledger", str(path)]) == 0
    capsys.readouterr()
    assert main(["questions", "--ledger", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)

    assert told["csv"]["rows"] >= 60
    assert all(each["p95"] > 0 for each in told["milliseconds"].values())
