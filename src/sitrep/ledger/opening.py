"""A file becomes a ledger: made when it is new, refused when it is not ours, brought up to date when it is old."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from sitrep.errors import LedgerReadOnly, LedgerTooNew, NotALedger, NotFound
from sitrep.ledger.sqlite import (
    APPLICATION,
    FOR_QUESTIONS,
    application,
    claim,
    is_blank,
    is_sqlite,
    make_engine,
    refused,
)

#: The number of the newest migration; a ledger that bears it is opened without loading the migrations.
SCHEMA_VERSION = "0014"
#: How long a writer waits for another before it gives up.
BUSY_SECONDS = 5.0
#: What questions are put to, and rows appended through: an open transaction of a ledger.
Book = Connection


@dataclass(frozen=True)
class Ledger:
    """An open ledger: one transaction at a time, all of it kept or none."""

    path: Path
    engine: Engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection inside one transaction; what the database refuses comes out as a LedgerError."""
        with _refusals(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions, which waits for no writer and holds none up."""
        with _refusals(self.path), self.engine.connect() as opened:
            connection = opened.execution_options(**FOR_QUESTIONS)
            with connection.begin():
                yield connection

    @property
    def schema_version(self) -> str:
        """The number of the newest migration this ledger has been through."""
        with self.reading() as connection:
            return _version(connection) or ""


def open_ledger(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Ledger:
    """The ledger in this file, ready to be written; a new file becomes an empty ledger."""
    if path.is_dir():
        raise NotALedger(f"{path} is a folder.", check="Name a file with --ledger.")
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}.", check="Make the folder first.")
    _refuse_foreign(path)
    ledger = Ledger(path, make_engine(path, mode="rwc", busy_seconds=busy_seconds))
    with ledger.transaction() as connection:
        if _current(connection, path) != SCHEMA_VERSION:
            _bring_up_to_date(connection)
    return ledger


def open_to_read(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Ledger:
    """The ledger in this file for questions only; works in a folder that cannot be written."""
    if not path.is_file():
        raise NotFound(f"There is no ledger {path}.", check="Make one: sitrep ingest STORIES --ledger FILE")
    _refuse_foreign(path)
    ledger = _readable(path, busy_seconds)
    with ledger.reading() as connection:
        version = _current(connection, path)
    return ledger if version == SCHEMA_VERSION else open_ledger(path, busy_seconds=busy_seconds)


def _readable(path: Path, busy_seconds: float) -> Ledger:
    """SQLite wants to write beside a file even to read it; where it may not, nobody else is writing either."""
    ledger = Ledger(path, make_engine(path, mode="ro", busy_seconds=busy_seconds))
    try:
        with ledger.reading() as connection:
            application(connection)
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except LedgerReadOnly:
        if path.with_name(path.name + "-wal").exists():
            raise
        return Ledger(path, make_engine(path, mode="immutable", busy_seconds=busy_seconds))
    return ledger


def _refuse_foreign(path: Path) -> None:
    try:
        foreign = path.exists() and not (path.is_file() and is_sqlite(path))
    except PermissionError as problem:
        raise LedgerReadOnly(f"{path} may not be opened.", check="Look at the permissions of the file.") from problem
    if foreign:
        raise NotALedger(f"{path} is not a Sitrep ledger.", check="Name another file with --ledger.")


def _current(connection: Connection, path: Path) -> str | None:
    """The schema version, None for a file that holds nothing yet; refuses other people's databases."""
    if application(connection) != APPLICATION:
        if is_blank(connection):
            return None
        raise NotALedger(f"{path} is a database, but not a Sitrep ledger.", check="Name another file with --ledger.")
    version = _version(connection)
    if version is None or not version.isdigit() or int(version) > int(SCHEMA_VERSION):
        raise LedgerTooNew(
            f"{path} has schema {version}; this Sitrep knows schemas up to {SCHEMA_VERSION}.",
            check="Update Sitrep: pip install --upgrade sitrep",
        )
    return version


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _bring_up_to_date(connection: Connection) -> None:
    """All missing migrations are run inside the transaction that is open, and what follows from the rows is made."""
    from alembic import command  # late: half a second that an up-to-date ledger need not pay
    from alembic.config import Config

    from sitrep.ledger.incident_views import refresh_views
    from sitrep.ledger.story_views import rebuild_story_views

    config = Config()
    config.set_main_option("script_location", "sitrep.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    claim(connection)
    rebuild_story_views(connection)
    refresh_views(connection)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as problem:
        raise refused(problem, path) from problem
