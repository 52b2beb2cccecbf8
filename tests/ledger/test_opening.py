"""A file becomes a ledger, or is refused for what it is."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sitrep.documents.document import Document
from sitrep.errors import LedgerBusy, LedgerReadOnly, LedgerTooNew, NotALedger, NotFound
from sitrep.ledger.book import Run, begin_run
from sitrep.ledger.opening import SCHEMA_VERSION, Ledger, open_ledger, open_to_read
from sitrep.ledger.queries import size
from sitrep.ledger.schema import metadata
from sitrep.ledger.sqlite import claim, make_engine

NOBODY = 65534
Opening = Callable[[Path], Ledger]


@contextmanager
def powerless() -> Iterator[None]:
    """As a user whom permissions bind; root is bound by none."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may look into."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_a_new_file_becomes_an_empty_ledger_of_todays_schema(empty: Ledger) -> None:
    assert empty.schema_version == SCHEMA_VERSION
    with empty.reading() as book:
        assert size(book).documents == 0


def test_the_migrations_end_where_the_fast_path_begins() -> None:
    config = Config()
    config.set_main_option("script_location", "sitrep.ledger:migrations")

    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA_VERSION


def test_the_migrations_make_exactly_the_declared_tables(empty: Ledger) -> None:
    with empty.reading() as book:
        context = MigrationContext.configure(book, opts={"include_name": lambda name, kind, _: _ours(name, kind)})
        assert compare_metadata(context, metadata) == []


def _ours(name: str | None, kind: str) -> bool:
    return kind != "table" or not (name or "").startswith(("words", "alembic"))


def test_an_up_to_date_ledger_is_opened_without_the_migrations(empty: Ledger) -> None:
    program = (
        "import sys; from pathlib import Path; from sitrep.ledger.opening import open_ledger; "
        f"open_ledger(Path({str(empty.path)!r})); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("content", [b"not a database", b"\x00" * 5000, b"SQLite format 3", b"%PDF-1.7"])
@pytest.mark.parametrize("opening", [open_ledger, open_to_read])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes, opening: Opening) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    with pytest.raises(NotALedger):
        opening(path)
    assert path.read_bytes() == content


def test_a_broken_sqlite_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)

    with pytest.raises(NotALedger):
        open_ledger(path)


@pytest.mark.parametrize("opening", [open_ledger, open_to_read])
def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()

    with pytest.raises(NotALedger):
        opening(path)
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    other.close()


def test_an_empty_file_as_an_interrupted_start_leaves_it_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    path.touch()

    assert open_ledger(path).schema_version == SCHEMA_VERSION


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger):
        open_ledger(tmp_path)


def test_a_ledger_in_a_missing_folder_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_ledger(tmp_path / "nowhere" / "war.db")


def test_reading_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_to_read(tmp_path / "war.db")
    assert not (tmp_path / "war.db").exists()


@pytest.mark.parametrize("opening", [open_ledger, open_to_read])
def test_a_ledger_of_a_newer_sitrep_is_refused(empty: Ledger, opening: Opening) -> None:
    with empty.transaction() as book:
        book.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(LedgerTooNew):
        opening(empty.path)


def test_while_one_writes_another_writer_is_told_to_wait(empty: Ledger) -> None:
    with empty.transaction() as book:
        begin_run(book, Run("now", "engine", "{}", ()))
        with pytest.raises(LedgerBusy):
            open_ledger(empty.path, busy_seconds=0.05)


def test_whoever_comes_while_another_makes_the_ledger_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as first:
        first.execute("BEGIN IMMEDIATE")
        done = Timer(0.2, lambda: first.execute("ROLLBACK"))
        done.start()
        ledger = open_ledger(path)
        done.join()

    assert ledger.schema_version == SCHEMA_VERSION


def test_whoever_comes_while_another_makes_the_ledger_does_not_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as first:
        first.execute("BEGIN IMMEDIATE")

        with pytest.raises(LedgerBusy):
            open_ledger(path, busy_seconds=0.05)


def test_while_one_writes_others_can_read(filled: Ledger) -> None:
    with filled.transaction() as book:
        begin_run(book, Run("now", "engine", "{}", ()))
        with open_to_read(filled.path, busy_seconds=0.05).reading() as other:
            assert size(other).runs == 1


def test_no_ledger_can_be_made_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with powerless(), pytest.raises(LedgerReadOnly):
        open_ledger(open_folder / "war.db")


def test_a_ledger_in_a_read_only_folder_can_be_read_but_not_written(open_folder: Path) -> None:
    path = open_folder / "war.db"
    open_ledger(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)

    with powerless():
        with pytest.raises(LedgerReadOnly):
            open_ledger(path)
        with open_to_read(path).reading() as book:
            assert size(book).documents == 0


def test_a_ledger_nobody_may_look_into_is_refused(open_folder: Path) -> None:
    path = open_folder / "war.db"
    open_ledger(path)
    path.chmod(0o000)

    with powerless(), pytest.raises(LedgerReadOnly):
        open_to_read(path)


def test_a_ledgers_path_may_hold_any_character(tmp_path: Path, document: Document) -> None:
    for name in ("a b.db", "100%.db", "what?#mode=ro.db", "Łódź.db"):
        open_ledger(tmp_path / name)
        assert (tmp_path / name).is_file()


def test_a_ledger_from_before_reviews_is_brought_up_to_date_with_all_its_events(filled: Ledger, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    engine = make_engine(old, mode="rwc", busy_seconds=1)
    with engine.begin() as book:
        config = Config()
        config.set_main_option("script_location", "sitrep.ledger:migrations")
        config.attributes["connection"] = book
        upgrade(config, "0004")
        claim(book)
    plain = sqlite3.connect(old)
    plain.execute("ATTACH DATABASE ? AS new", (str(filled.path),))
    for table in ("runs", "documents", "readings", "events"):
        plain.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")  # noqa: S608 -- names of our own tables
    plain.commit()
    asked = "SELECT event, id, content, killed FROM event_contents ORDER BY event"
    contents = plain.execute(asked.replace("FROM ", "FROM new.")).fetchall()
    plain.close()

    with open_ledger(old).reading() as book:
        assert [tuple(row) for row in book.exec_driver_sql(asked)] == contents
    assert len(contents) == 3
