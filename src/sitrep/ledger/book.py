"""The book is only ever added to: what is already in it is not added twice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, exists, select

from sitrep.documents.document import Document
from sitrep.errors import LedgerError
from sitrep.identity import identify
from sitrep.ledger.folding import fold
from sitrep.ledger.rows import Row, actor_rows, event_rows, evidence_rows, participant_rows, statement_rows
from sitrep.ledger.sqlite import index
from sitrep.ledger.tables import (
    actors,
    documents,
    event_participants,
    events,
    evidence,
    quarantine,
    readings,
    run_ends,
    runs,
    statement_channels,
    statement_issues,
    statements,
)
from sitrep.records.report import Report, Statement, quoted_values


@dataclass(frozen=True, slots=True)
class Run:
    """One act of ingesting: when it began, with which engine, from which sources."""

    started: str
    engine: str
    manifest: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be taken in: where it came from, and why."""

    source: str
    location: str | None
    code: str
    reason: str
    sha256: str | None
    engine: str

    @property
    def id(self) -> str:
        """The id: the same refusal of the same content by the same engine is one."""
        return identify("refusal", self.source, self.location, self.code, self.reason, self.sha256, self.engine)


def begin_run(connection: Connection, run: Run) -> int:
    """The run stands in the book; its number."""
    sources = json.dumps(run.sources, ensure_ascii=False)
    row = {"started": run.started, "engine": run.engine, "manifest": run.manifest, "sources": sources}
    return _key(connection.execute(runs.insert().values(row)).inserted_primary_key)


def end_run(connection: Connection, run: int, *, finished: str, summary: str) -> None:
    """The run came to its end with this summary."""
    connection.execute(run_ends.insert().values(run=run, finished=finished, summary=summary))


def holds(connection: Connection, document: Document, engine: str) -> bool:
    """Whether this engine's reading of this document is in the book."""
    wanted = exists().where(
        documents.c.id == document.id, readings.c.document == documents.c.seq, readings.c.engine == engine
    )
    return bool(connection.scalar(select(wanted)))


def append(connection: Connection, document: Document, report: Report, *, engine: str, run: int) -> bool:
    """The document and this engine's reading of it are in the book; False when they were before."""
    if holds(connection, document, engine):
        return False
    held = connection.scalar(select(documents.c.seq).where(documents.c.id == document.id))
    number = _append_document(connection, document, run) if held is None else held
    row = {
        "id": identify("reading", document.id, engine),
        "document": number,
        "engine": engine,
        "report": report.to_json(indent=None),
        "run": run,
    }
    reading = _key(connection.execute(readings.insert().values(row)).inserted_primary_key)
    _append_events(connection, report, reading)
    _append_statements(connection, report, reading)
    _insert(connection, actors, actor_rows(report, reading))
    _insert(connection, evidence, evidence_rows(report, reading))
    return True


def append_refusal(connection: Connection, refusal: Refused, *, run: int) -> bool:
    """The refusal is in the book; False when it was before."""
    if connection.scalar(select(exists().where(quarantine.c.id == refusal.id))):
        return False
    row = {
        "id": refusal.id,
        "source": refusal.source,
        "location": refusal.location,
        "code": refusal.code,
        "reason": refusal.reason,
        "sha256": refusal.sha256,
        "engine": refusal.engine,
        "run": run,
    }
    connection.execute(quarantine.insert().values(row))
    return True


def _append_document(connection: Connection, document: Document, run: int) -> int:
    row = {
        "id": document.id,
        "sha256": document.sha256,
        "outlet": document.outlet,
        "outlet_folded": fold(document.outlet),
        "published": document.published_text,
        "published_rule": document.published_rule,
        "outlet_rule": document.outlet_rule,
        "agency": document.agency,
        "dateline_day": document.dateline_day.isoformat() if document.dateline_day else None,
        "notices": json.dumps([[each.code, each.message] for each in document.notices], ensure_ascii=False),
        "title": document.title,
        "url": document.url,
        "place": document.place,
        "body_start": document.body_start,
        "language": document.language,
        "characters": len(document.text),
        "text": document.text,
        "run": run,
    }
    number = _key(connection.execute(documents.insert().values(row)).inserted_primary_key)
    index(connection, [{"kind": "document", "owner": number, "title": document.title, "body": document.text}])
    return number


def _append_events(connection: Connection, report: Report, reading: int) -> None:
    words = []
    for event, row in zip(report.events, event_rows(report, reading), strict=True):
        number = _key(connection.execute(events.insert().values(row)).inserted_primary_key)
        _insert(connection, event_participants, participant_rows(event, number))
        told = dict.fromkeys([event.anchor.text, *(quoted for _, quoted in quoted_values(event))])
        words.append({"kind": "event", "owner": number, "title": row["place"], "body": " … ".join(told)})
    index(connection, words)


def _append_statements(connection: Connection, report: Report, reading: int) -> None:
    words = []
    for statement, row in zip(report.statements, statement_rows(report, reading), strict=True):
        number = _key(connection.execute(statements.insert().values(row)).inserted_primary_key)
        _append_labels(connection, statement, number)
        words.append({"kind": "statement", "owner": number, "title": statement.speaker, "body": row["said"]})
    index(connection, words)


def _append_labels(connection: Connection, statement: Statement, number: int) -> None:
    issues = [{"statement": number, "issue": issue} for issue in dict.fromkeys(statement.issues)]
    channels = [
        {"statement": number, "position": i, "name": name, "name_folded": fold(name)}
        for i, name in enumerate(statement.via)
    ]
    _insert(connection, statement_issues, issues)
    _insert(connection, statement_channels, channels)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _key(inserted: Sequence[Any] | None) -> int:
    """The number the database gave the row just added."""
    if inserted is None:
        raise LedgerError("The database did not number a new row.", check="Report this as a fault of Sitrep.")
    return int(inserted[0])
