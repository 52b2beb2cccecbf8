"""What is handed on is asked for here: events with all that tells where they are from, and whole readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, select
from sqlalchemy.sql.selectable import Select

from sitrep.documents.document import Document
from sitrep.ledger.filters import EventFilter, event_conditions
from sitrep.ledger.queries import (
    PUBLICATION,
    DocumentFacts,
    document_of,
    facts_of,
    newest,
)
from sitrep.ledger.tables import actors, documents, events, readings, runs
from sitrep.records.report import Actor, Event

#: How many events are fetched at a time, with the actors and texts of their stories.
BATCH = 500


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event, the document that tells it, and who read it.

    ``actors`` are all actors of the story by their ids, and ``text`` the story; both empty where nobody asked for them.
    """

    document: DocumentFacts
    language: str
    engine: str
    event: Event
    actors: Mapping[str, Actor] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A document, and what one engine read in it: the report's JSON as it is kept, the run's start and manifest."""

    document: Document
    engine: str
    started: str
    manifest: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are handed on: those that fit the filter and have one of the statuses (any, when there is none).

    ``actors`` and ``text`` ask for the actors and the text of their stories too.
    """

    events: EventFilter = field(default_factory=EventFilter)
    statuses: tuple[str, ...] = ()
    limit: int | None = None
    actors: bool = False
    text: bool = False


def told_events(connection: Connection, wanted: Wanted) -> Iterator[ToldEvent]:
    """The events that are wanted, by day, then by publication; those without a day come last."""
    found = connection.execution_options(yield_per=BATCH).execute(_told(wanted))
    for rows in found.partitions(BATCH):
        people = _actors(connection, {row.reading for row in rows}) if wanted.actors else {}
        for row in rows:
            event = Event.model_validate_json(row.json)
            yield ToldEvent(
                facts_of(row),
                row.language,
                row.engine,
                event,
                people.get(row.reading, {}),
                row.text if wanted.text else "",
            )


def _told(wanted: Wanted) -> Select[tuple[object, ...]]:
    columns = (events.c.json, events.c.reading, documents.c.language, readings.c.engine, *PUBLICATION)
    asked = (
        select(*columns, *((documents.c.text,) if wanted.text else ()))
        .join_from(events, readings)
        .join(documents)
        .where(events.c.reading.in_(newest()), *event_conditions(wanted.events))
        .order_by(
            events.c.start_day.is_(None), events.c.start_day, documents.c.published.is_(None), documents.c.published,
            documents.c.id, events.c.position,
        )
        .limit(wanted.limit)
    )  # fmt: skip
    return asked.where(events.c.status.in_(wanted.statuses)) if wanted.statuses else asked


def _actors(connection: Connection, numbers: set[int]) -> dict[int, dict[str, Actor]]:
    """The actors of these readings by their ids."""
    asked = select(actors.c.reading, actors.c.json).where(actors.c.reading.in_(sorted(numbers))).order_by(actors.c.seq)
    found: dict[int, dict[str, Actor]] = {}
    for row in connection.execute(asked):
        actor = Actor.model_validate_json(row.json)
        found.setdefault(row.reading, {})[actor.id] = actor
    return found


def kept_readings(connection: Connection, wanted: EventFilter | None = None) -> Iterator[KeptReading]:
    """Every reading in the order they came in; with a filter, those of stories that tell an event that fits it."""
    asked = (
        select(documents, readings.c.engine, readings.c.report, runs.c.started, runs.c.manifest)
        .join_from(readings, documents).join(runs, readings.c.run == runs.c.seq).order_by(readings.c.seq)
    )  # fmt: skip
    if wanted is not None and wanted != EventFilter():
        telling = (
            select(readings.c.document).join_from(events, readings).join(documents)
            .where(events.c.reading.in_(newest()), *event_conditions(wanted)).correlate(None)
        )  # fmt: skip
        asked = asked.where(readings.c.document.in_(telling))
    for row in connection.execution_options(yield_per=BATCH).execute(asked):
        yield _kept(row)


def _kept(row: Row[*tuple[object, ...]]) -> KeptReading:
    return KeptReading(document_of(row), row.engine, row.started, row.manifest, row.report)
