"""All that is SQLite's alone: connection pragmas, guards against change, full-text search, what its refusals mean."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    column,
    create_engine,
    event,
    exists,
    table,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.selectable import TextualSelect

from sitrep.errors import LedgerBusy, LedgerError, LedgerReadOnly, NotALedger

#: The first bytes of every SQLite file.
HEADER = b"SQLite format 3\x00"
#: SQLite's application id of a ledger: the letters "SREP".
APPLICATION = 0x53524550
#: The execution option of a transaction that will not write.
FOR_QUESTIONS = {"sitrep_for_questions": True}
#: What every connection is told; without the second INSERT OR REPLACE would delete past the guards.
PRAGMAS = ("PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON")
#: How often a new file is brought to write-ahead logging while others write to it, before it counts as busy.
SWITCHES = 5
#: The bits of an error code that say what it is; the others tell why.
PRIMARY = 0xFF
#: Marks around the found words in a snippet.
FOUND, END_FOUND = "[", "]"


@dataclass(frozen=True, slots=True)
class SqliteFacts:
    """The SQLite library in use and whether it can search full text."""

    version: str
    full_text: bool


def sqlite_facts() -> SqliteFacts:
    """What the SQLite library of this Python can do."""
    engine = create_engine("sqlite://", poolclass=NullPool)
    with engine.connect() as connection:
        version = str(connection.scalar(text("SELECT sqlite_version()")))
        options = set(connection.scalars(text("SELECT compile_options FROM pragma_compile_options")))
    return SqliteFacts(version, "ENABLE_FTS5" in options)


def make_engine(path: Path, *, mode: str, busy_seconds: float) -> Engine:
    """An engine over a file: ``mode`` is ``rwc`` (one writer at a time), ``ro`` or ``immutable``."""
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    uri = f"{path.resolve().as_uri()}?{query}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=busy_seconds, check_same_thread=False)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        if mode == "rwc":
            _log_ahead(cursor)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        for_questions = mode != "rwc" or FOR_QUESTIONS.items() <= connection.get_execution_options().items()
        connection.exec_driver_sql("BEGIN" if for_questions else "BEGIN IMMEDIATE")

    return engine


def _log_ahead(cursor: DBAPICursor) -> None:
    """Brings the file to write-ahead logging, after whoever else is about to write to a new one.

    SQLite refuses that switch at once while another writes, however long it was told to wait; to begin a transaction
    does wait.
    """
    for left in reversed(range(SWITCHES)):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as refusal:
            if not left or refusal.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
    cursor.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last commits whole, never halves


def is_sqlite(path: Path) -> bool:
    """Whether the file is a SQLite file, or empty as SQLite leaves a file it has not written to yet."""
    with path.open("rb") as file:
        head = file.read(len(HEADER))
    return head in (b"", HEADER)


def application(connection: Connection) -> int:
    """The application id stored in the file; 0 when nobody set one."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def is_blank(connection: Connection) -> bool:
    """Whether the file holds no table yet."""
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def integrity(connection: Connection) -> list[str]:
    """What is wrong with the file's pages and with rows that point at others; nothing in a sound one."""
    faults = [str(fault) for fault in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if fault != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return faults + [f"a row of {orphan[0]} points at none of {orphan[2]}" for orphan in orphans]


def claim(connection: Connection) -> None:
    """The file is marked as a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def guards(table: str, keys: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The triggers that refuse to change, delete or replace a row of the table."""
    refusal = f"RAISE(ABORT, 'append-only: rows of {table} are never changed')"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT {refusal}; END"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT {refusal}; END"
    held = " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in key) + ")" for key in keys)
    known = f"EXISTS (SELECT 1 FROM {table} WHERE {held})"  # noqa: S608 -- names of our own tables
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} BEGIN SELECT {refusal}; END"


#: The triggers by which derived tables follow what is written, whoever writes: the newest reading of a document is the
#: current one, and an incident is stale when an item comes, goes or is told anew.
FOLLOWING = (
    """CREATE TRIGGER readings_follow AFTER INSERT ON readings BEGIN
    INSERT OR REPLACE INTO current_readings (document, reading) VALUES (NEW.document, NEW.seq);
    INSERT OR IGNORE INTO stale_incidents (id)
        SELECT s.incident FROM linked_items i JOIN seats s ON s.item = i.item WHERE i.document = NEW.document;
    END""",
    """CREATE TRIGGER linked_readings_follow AFTER INSERT ON linked_readings BEGIN
    INSERT OR IGNORE INTO stale_incidents (id)
        SELECT s.incident FROM linked_items i JOIN seats s ON s.item = i.item
        WHERE i.document = (SELECT document FROM readings WHERE seq = NEW.reading);
    END""",
    """CREATE TRIGGER linked_items_follow AFTER INSERT ON linked_items BEGIN
    INSERT OR IGNORE INTO stale_incidents (id)
        SELECT * FROM (SELECT incident FROM seats WHERE item = NEW.item ORDER BY seq DESC LIMIT 1);
    END""",
    """CREATE TRIGGER seats_follow AFTER INSERT ON seats BEGIN
    INSERT OR IGNORE INTO stale_incidents (id) VALUES (NEW.incident);
    INSERT OR IGNORE INTO stale_incidents (id)
        SELECT * FROM (SELECT incident FROM seats WHERE item = NEW.item AND seq < NEW.seq ORDER BY seq DESC LIMIT 1);
    END""",
)


#: Two incidents that may be one are told anew, as the queue of review begins with such.
WARNINGS_FOLLOW = """CREATE TRIGGER duplicate_warnings_follow AFTER INSERT ON duplicate_warnings BEGIN
    INSERT OR IGNORE INTO stale_incidents (id) VALUES (NEW."left"), (NEW."right");
    END"""

#: A newest reading waits until its events are linked, or a newer one of its document comes in.
LINKING_FOLLOWS = (
    """CREATE TRIGGER readings_wait AFTER INSERT ON readings BEGIN
    DELETE FROM unlinked_readings WHERE reading IN (SELECT seq FROM readings WHERE document = NEW.document);
    INSERT INTO unlinked_readings (reading) VALUES (NEW.seq);
    END""",
    """CREATE TRIGGER linked_readings_wait_no_more AFTER INSERT ON linked_readings BEGIN
    DELETE FROM unlinked_readings WHERE reading = NEW.reading;
    END""",
)

#: The index of full-text search; derived from documents and statements, so it can be made again.
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE words USING fts5("
    "kind UNINDEXED, owner UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 2')"
)


#: What is found by words; the number of a row of the index is its owner's times four plus the place of its kind here.
KINDS = ("document", "event", "statement")
ROWS_A_NUMBER = 4
#: From so many rows on a word is a common one.
COMMON = 5000
_INDEXED = table("words", column("words"), column("rowid"))
#: How an index whose rows were numbered as they came becomes one whose numbers tell kind and owner.
NUMBERED_WORDS = (
    "ALTER TABLE words RENAME TO words_as_they_came",
    SEARCH_INDEX,
    "INSERT INTO words (rowid, kind, owner, title, body) SELECT CAST(owner AS INTEGER) * 4 + CASE kind "
    "WHEN 'document' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, kind, owner, title, body FROM words_as_they_came",
    "DROP TABLE words_as_they_came",
)


def index(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """The rows (``kind``, ``owner``, ``title``, ``body``) can be found by their words from now on."""
    if rows:
        added = "INSERT INTO words (rowid, kind, owner, title, body) VALUES (:number, :kind, :owner, :title, :body)"
        numbered = [row | {"number": row["owner"] * ROWS_A_NUMBER + KINDS.index(row["kind"])} for row in rows]
        connection.execute(text(added), numbered)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The row of the search index with this number, and how well it fits: less is better."""

    number: int
    score: float


def ranked(connection: Connection, words: str, kind: str, *, most: int) -> list[Ranked]:
    """The best of the ``most`` that came in last of this kind and hold the words, best first.

    Weighing every text that holds a common word would take a second in a large ledger.
    """
    found = connection.execute(
        text(
            "SELECT rowid AS number, bm25(words, 0, 0, 2, 1) AS score FROM words "
            "WHERE words MATCH :query AND rowid % 4 = :kind ORDER BY rowid DESC LIMIT :most"
        ),
        {"query": as_query(words), "kind": KINDS.index(kind), "most": most},
    )
    told = [Ranked(row.number, round(row.score, 6)) for row in found]
    return sorted(told, key=lambda one: (one.score, -one.number))


#: Marks around the found words in a piece of text; they are in no text that is kept, or are taken for what they mark.
_OPEN, _CLOSE = "\ue000", "\ue001"


def pieces(connection: Connection, words: str, number: int, *, around: int = 24) -> tuple[tuple[str, bool], ...]:
    """A piece of the text around the words, in parts: what each says, and whether it is one of the words."""
    asked = text(
        "SELECT snippet(words, -1, :found, :end_found, '…', :around) FROM words "
        "WHERE words MATCH :query AND rowid = :number"
    )
    told = {"query": as_query(words), "number": number, "around": around, "found": _OPEN, "end_found": _CLOSE}
    snippet = str(connection.scalar(asked, told) or "")
    parts: list[tuple[str, bool]] = []
    for at, part in enumerate(snippet.split(_OPEN)):
        found, closed, rest = part.partition(_CLOSE)
        parts += [(found, True), (rest, False)] if at and closed else [(part, False)]
    return tuple(part for part in parts if part[0])


@dataclass(frozen=True, slots=True)
class WordHit:
    """A document, event or statement (``owner`` is its ``seq``) that holds the words, and a piece of it."""

    kind: str
    owner: int
    snippet: str


def matching(connection: Connection, words: str, *, around: int = 16) -> list[WordHit]:
    """Everything that holds the words, best first; words in double quotes stand together, ``*`` ends a prefix."""
    found = connection.execute(
        text(
            "SELECT kind, owner, snippet(words, -1, :found, :end_found, '…', :around) AS snippet "
            "FROM words WHERE words MATCH :query ORDER BY bm25(words, 0, 0, 2, 1), rowid"
        ),
        {"query": as_query(words), "found": FOUND, "end_found": END_FOUND, "around": around},
    )
    return [WordHit(row.kind, row.owner, row.snippet) for row in found]


def owners(words: str, kind: str) -> TextualSelect:
    """The numbers of the documents, events or statements that hold the words, as part of a larger question."""
    asked = text("SELECT rowid / 4 AS owner FROM words WHERE words MATCH :query AND rowid % 4 = :kind")
    return asked.bindparams(query=as_query(words), kind=KINDS.index(kind)).columns(owner=Integer)


def says(words: str, kind: str, owner: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the row with this number holds the words: quick to ask of a few rows, where many hold them."""
    of = _INDEXED.c
    return exists().where(of.words.op("MATCH")(as_query(words)), of.rowid == owner * ROWS_A_NUMBER + KINDS.index(kind))


def is_common(connection: Connection, words: str, kind: str) -> bool:
    """Whether COMMON rows of this kind or more hold the words."""
    asked = text(
        "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH :query AND rowid % 4 = :kind LIMIT :most)"
    )
    told = {"query": as_query(words), "kind": KINDS.index(kind), "most": COMMON}
    return bool(connection.scalar(asked, told) == COMMON)


def as_query(words: str) -> str:
    """The words as an FTS5 query in which nothing a person types is an operator, or an error."""
    parts: list[str] = []
    for i, piece in enumerate(words.replace("\x00", " ").split('"')):
        for word in [piece] if i % 2 else piece.split():
            bare = word.rstrip("*")
            if any(letter.isalnum() for letter in bare):
                parts.append(f'"{bare}"' + ("*" if bare != word else ""))
    return " ".join(parts) or '""'


def refused(problem: DatabaseError, path: Path) -> LedgerError:
    """What a refusal of SQLite means for the person who asked."""
    name = str(getattr(problem.orig, "sqlite_errorname", ""))
    words = str(problem.orig)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(
            f"{path} is being written by another process.", check="Wait for it to finish, then try again."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return LedgerReadOnly(
            f"{path} cannot be written: {words}.",
            check="Name a ledger in a folder that you may write to (--ledger).",
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return NotALedger(f"{path} is not a Sitrep ledger: {words}.", check="Name another file with --ledger.")
    return LedgerError(f"{path}: {words}.", check="Is the disk full, or the file damaged?")
