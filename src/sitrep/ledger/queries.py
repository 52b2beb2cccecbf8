"""Every question to the ledger has a name; answers come from the newest reading of each document, in a stable order."""

import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, exists, func, or_, select
from sqlalchemy.sql.selectable import ScalarSelect

from sitrep.documents.document import Document, Notice
from sitrep.ledger.filters import EventFilter, event_conditions
from sitrep.ledger.tables import (
    actors,
    documents,
    events,
    quarantine,
    readings,
    run_ends,
    runs,
    statements,
)
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Event, Report


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Where an answer was published."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a document, and where its body begins behind the dateline, in characters."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event and the document that reports it."""

    document: DocumentFacts
    event: Event


@dataclass(frozen=True, slots=True)
class FoundRefusal:
    """Something that was refused, and when."""

    id: str
    source: str
    location: str | None
    code: str
    reason: str
    sha256: str | None
    engine: str
    refused: str


@dataclass(frozen=True, slots=True)
class Size:
    """How much a ledger holds; events, statements and actors of the newest readings only."""

    documents: int
    readings: int
    events: int
    statements: int
    actors: int
    refusals: int
    runs: int
    interrupted_runs: int


#: The columns of DocumentFacts.
PUBLICATION = (documents.c.id.label("document_id"), documents.c.outlet, documents.c.published,
                documents.c.title, documents.c.url)  # fmt: skip


def newest() -> ScalarSelect[int]:
    """The numbers of the newest reading of each document."""
    return select(current_readings.c.reading).scalar_subquery()


def facts_of(row: Row[*tuple[Any, ...]]) -> DocumentFacts:
    """Where the answer of a row with PUBLICATION was published."""
    return DocumentFacts(row.document_id, row.outlet, row.published, row.title, row.url)


def find_events(connection: Connection, wanted: EventFilter, *, limit: int | None = None) -> list[FoundEvent]:
    """The events that fit the filter, by day, then by publication; those without a day come last."""
    asked = (
        select(events.c.json, *PUBLICATION)
        .join_from(events, readings)
        .join(documents)
        .where(events.c.reading.in_(newest()), *event_conditions(wanted))
        .order_by(
            events.c.start_day.is_(None),
            events.c.start_day,
            documents.c.published.is_(None),
            documents.c.published,
            documents.c.id,
            events.c.position,
        )
        .limit(limit)
    )
    return [FoundEvent(facts_of(row), Event.model_validate_json(row.json)) for row in connection.execute(asked)]


def find_refusals(connection: Connection, *, code: str | None = None, limit: int | None = None) -> list[FoundRefusal]:
    """What was refused and why, in the order it happened, less what has been read since."""
    asked = REFUSALS.where(*still_refused(code)).order_by(quarantine.c.seq).limit(limit)
    return [refusal_of(row) for row in connection.execute(asked)]


#: All that was ever refused, and when; each row is one ``refusal_of``.
REFUSALS: Final = select(quarantine, runs.c.started.label("refused")).join_from(quarantine, runs)


def still_refused(code: str | None) -> list[ColumnElement[bool]]:
    """What is asked of a refusal: that the story was not read since, and that it is of one code or one kind of them."""
    read_since = exists().where(documents.c.sha256 == quarantine.c.sha256, readings.c.document == documents.c.seq)
    of_code = [] if code is None else [or_(quarantine.c.code == code, quarantine.c.code.like(f"{code}.%"))]
    return [~read_since, *of_code]


def refusal_of(row: Row[Any]) -> FoundRefusal:
    """The refusal of a row."""
    return FoundRefusal(*(getattr(row, each.name) for each in fields(FoundRefusal)))


def reports(connection: Connection) -> list[Report]:
    """The newest report of every document, in the order the documents came in."""
    asked = select(readings.c.report).where(readings.c.seq.in_(newest())).order_by(readings.c.document)
    return [Report.model_validate_json(stored) for stored in connection.scalars(asked)]


def stored_documents(connection: Connection) -> list[Document]:
    """Every document as it came in, in that order."""
    return [document_of(row) for row in connection.execute(select(documents).order_by(documents.c.seq))]


def document_of(row: Row[*tuple[Any, ...]]) -> Document:
    """The document of a row of the table, as it came in."""
    stated = row.published
    return Document(
        row.text,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=None if stated is None else _moment(stated),
        published_rule=row.published_rule,
        place=row.place,
        body_start=row.body_start,
        language=row.language,
        outlet_rule=row.outlet_rule,
        agency=row.agency,
        dateline_day=None if row.dateline_day is None else date.fromisoformat(row.dateline_day),
        notices=tuple(Notice(code, message) for code, message in json.loads(row.notices)),
    )


def _moment(stated: str) -> date | datetime:
    return datetime.fromisoformat(stated) if len(stated) > len("2025-12-04") else date.fromisoformat(stated)


def bodies(connection: Connection, ids: Collection[str]) -> dict[str, Body]:
    """The texts of these documents."""
    asked = select(documents.c.id, documents.c.text, documents.c.body_start).where(documents.c.id.in_(ids))
    return {row.id: Body(row.text, row.body_start) for row in connection.execute(asked)}


def size(connection: Connection) -> Size:
    """How much the ledger holds."""
    current = newest()

    def count(table: Any, *conditions: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0

    return Size(
        documents=count(documents),
        readings=count(readings),
        events=count(events, events.c.reading.in_(current)),
        statements=count(statements, statements.c.reading.in_(current)),
        actors=count(actors, actors.c.reading.in_(current)),
        refusals=count(quarantine),
        runs=count(runs),
        interrupted_runs=count(runs, ~exists().where(run_ends.c.run == runs.c.seq)),
    )
