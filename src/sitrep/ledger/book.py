"""The book is only ever added to: what is already in it is not added twice."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, Table, bindparam, exists, select

from sitrep.documents.document import Document
from sitrep.identity import identify
from sitrep.ledger.contents import content_rows
from sitrep.ledger.folding import fold
from sitrep.ledger.inserting import into, numbered_into
from sitrep.ledger.review_tables import event_contents
from sitrep.ledger.rows import (
    Row,
    actor_rows,
    channel_rows,
    event_rows,
    evidence_rows,
    issue_rows,
    participant_rows,
    statement_rows,
)
from sitrep.ledger.sqlite import index
from sitrep.ledger.story_views import tell_story
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
from sitrep.records.report import Event, Report, quoted_values


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
    return _insert_numbered(connection, runs, [row])[0]


def end_run(connection: Connection, run: int, *, finished: str, summary: str) -> None:
    """The run came to its end with this summary."""
    connection.execute(run_ends.insert().values(run=run, finished=finished, summary=summary))


def holds(connection: Connection, document: Document, engine: str) -> bool:
    """Whether this engine's reading of this document is in the book."""
    return bool(connection.scalar(_HELD, {"id": document.id, "engine": engine}))


_HELD = select(
    exists().where(
        documents.c.id == bindparam("id"),
        readings.c.document == documents.c.seq,
        readings.c.engine == bindparam("engine"),
    )
)
_NUMBER = select(documents.c.seq).where(documents.c.id == bindparam("id"))


def append(connection: Connection, document: Document, report: Report, *, engine: str, run: int) -> bool:
    """The document and this engine's reading of it are in the book; False when they were before."""
    if holds(connection, document, engine):
        return False
    held = connection.scalar(_NUMBER, {"id": document.id})
    number = _append_document(connection, document, run) if held is None else held
    row = {
        "id": identify("reading", document.id, engine),
        "document": number,
        "engine": engine,
        "report": report.to_json(indent=None),
        "run": run,
    }
    (reading,) = _insert_numbered(connection, readings, [row])
    _append_events(connection, report, reading)
    _append_statements(connection, report, reading)
    _insert(connection, actors, actor_rows(report, reading))
    _insert(connection, evidence, evidence_rows(report, reading))
    tell_story(connection, number, again=held is not None)
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
    (number,) = _insert_numbered(connection, documents, [row])
    index(connection, [{"kind": "document", "owner": number, "title": document.title, "body": document.text}])
    return number


def _append_events(connection: Connection, report: Report, reading: int) -> None:
    rows = event_rows(report, reading)
    numbers = _insert_numbered(connection, events, rows)
    _insert(connection, event_contents, content_rows(report, rows, numbers))
    told = list(zip(report.events, rows, numbers, strict=True))
    _insert(connection, event_participants, [side for event, _, at in told for side in participant_rows(event, at)])
    index(connection, [_event_words(event, row, at) for event, row, at in told])


def _event_words(event: Event, row: Row, number: int) -> Row:
    """The words an event is found by: all that it rests on, each once."""
    told = dict.fromkeys([event.anchor.text, *(quoted for _, quoted in quoted_values(event))])
    return {"kind": "event", "owner": number, "title": row["place"], "body": " … ".join(told)}


def _append_statements(connection: Connection, report: Report, reading: int) -> None:
    rows = statement_rows(report, reading)
    numbers = _insert_numbered(connection, statements, rows)
    said = list(zip(report.statements, numbers, strict=True))
    _insert(connection, statement_issues, [issue for each, at in said for issue in issue_rows(each, at)])
    _insert(connection, statement_channels, [channel for each, at in said for channel in channel_rows(each, at)])
    words = [
        {"kind": "statement", "owner": number, "title": row["speaker"], "body": row["said"]}
        for row, number in zip(rows, numbers, strict=True)
    ]
    index(connection, words)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(into(table), rows)


def _insert_numbered(connection: Connection, table: Table, rows: list[Row]) -> list[int]:
    """The numbers the database gave the rows, in the order of the rows."""
    if not rows:
        return []
    return list(connection.scalars(numbered_into(table), rows))
