"""What is handed on is asked for here: events with all that tells where they are from, and whole readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select
from sqlalchemy.sql.selectable import Select

from sitrep.documents.document import Document
from sitrep.ledger.decisions import REVIEWED, Review, Word
from sitrep.ledger.filters import EventFilter, corrected_conditions, event_conditions
from sitrep.ledger.gate import Gate, event_standings, through
from sitrep.ledger.moved_words import words_with
from sitrep.ledger.queries import (
    PUBLICATION,
    DocumentFacts,
    document_of,
    newest,
)
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.statement_reviews import once_accepted, stood
from sitrep.ledger.tables import actors, documents, events, readings, runs, statements
from sitrep.ledger.view_tables import event_views
from sitrep.records.report import Actor, Event

#: How many events are fetched at a time, with the actors and texts of their stories.
BATCH = 500


@dataclass(frozen=True)
class ToldEvent:
    """An event as it is handed on, the document that tells it, who read it, and how reviewers left it.

    ``json`` is the event as it is kept, and ``read_json`` as it was read, where a reviewer corrected it; who needs
    columns alone reads the JSON as a lean event. ``actors`` are all actors of the story by their ids, and ``text`` the
    story; both empty where nobody asked for them.
    """

    document: DocumentFacts
    language: str
    engine: str
    json: str
    actors: Mapping[str, Actor] = field(default_factory=dict)
    text: str = ""
    review: Review = "unreviewed"
    read_json: str | None = None

    @cached_property
    def event(self) -> Event:
        """The event as it is handed on."""
        return Event.model_validate_json(self.json)

    @cached_property
    def read(self) -> Event | None:
        """The event as it was read, where a reviewer corrected it."""
        return None if self.read_json is None else Event.model_validate_json(self.read_json)


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A document, and what one engine read in it: the report's JSON as it is kept, the run's start and manifest.

    ``words`` are what reviewers said of what it tells, in that order.
    """

    document: Document
    engine: str
    started: str
    manifest: str
    report: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are handed on: those that fit the filter and have one of the statuses (any, when there is none).

    The ``gate`` lets out what reviewers accepted or corrected, unless ``all`` is asked for by name.
    ``actors`` and ``text`` ask for the actors and the text of their stories too.
    """

    events: EventFilter = field(default_factory=EventFilter)
    statuses: tuple[str, ...] = ()
    gate: Gate = "reviewed"
    limit: int | None = None
    actors: bool = False
    text: bool = False


def told_events(connection: Connection, wanted: Wanted) -> Iterator[ToldEvent]:
    """The events that are wanted, by day, then by publication; those without a day come last.

    An event that a reviewer corrected is told as it was corrected, and fits a filter when its corrected values do.
    """
    found = connection.execution_options(yield_per=BATCH).execute(_told(connection, wanted))
    for rows in found.partitions(BATCH):
        people = _actors(connection, {row.reading for row in rows}) if wanted.actors else {}
        for row in rows:
            json, reading, language, engine, review, right, *facts = row
            yield ToldEvent(
                DocumentFacts(*facts[: len(PUBLICATION)]),
                language,
                engine,
                json if right is None else right,
                people.get(reading, {}),
                row.text if wanted.text else "",
                review,
                None if right is None else json,
            )


def held_back(connection: Connection, wanted: Wanted) -> dict[Review, int]:
    """How many events that are wanted the gate does not let out, by how they stand; none where all are asked for."""
    if wanted.gate == "all":
        return {}
    asked = _asked(connection, replace(wanted, gate="all"), event_standings.c.review, func.count().label("number"))
    rows = connection.execute(asked.where(_NEWEST).group_by(event_standings.c.review))
    return {row.review: row.number for row in rows if row.review not in REVIEWED}


def _told(connection: Connection, wanted: Wanted) -> Select[tuple[Any, ...]]:
    columns = (
        events.c.json, events.c.reading, documents.c.language, readings.c.engine, through(wanted.gate).c.review,
        corrected_events.c.json.label("right"), *PUBLICATION,
    )  # fmt: skip
    asked = _asked(connection, wanted, *columns, *((documents.c.text,) if wanted.text else ())).limit(wanted.limit)
    if not _corrects(connection):
        # The order is an index of what the newest readings tell: no row, with all that it holds, need be sorted.
        return asked.join(event_views, event_views.c.event == events.c.seq).order_by(event_views.c.by_day)
    start = case((corrected_events.c.seq.is_(None), events.c.start_day), else_=corrected_events.c.start_day)
    return asked.where(_NEWEST).order_by(
        start.is_(None), start, documents.c.published.is_(None), documents.c.published, documents.c.id,
        events.c.position,
    )  # fmt: skip


_NEWEST: Final = events.c.reading.in_(newest())


def _asked(connection: Connection, wanted: Wanted, *columns: Any) -> Select[tuple[Any, ...]]:
    """These columns of the events that fit and that the gate lets out, of whatever reading."""
    gate = through(wanted.gate)
    joined = (
        select(*columns)
        .join_from(events, gate, gate.c.event == events.c.seq)
        .join(readings, readings.c.seq == events.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .outerjoin(corrected_events, corrected_events.c.seq == gate.c.corrected)
    )
    filters = replace(wanted.events, statuses=wanted.statuses or wanted.events.statuses)
    if not _corrects(connection):
        return joined.where(*event_conditions(filters))
    as_read = corrected_events.c.seq.is_(None)
    return joined.where(or_(and_(as_read, *event_conditions(filters)), and_(~as_read, *corrected_conditions(filters))))


def _corrects(connection: Connection) -> bool:
    """Whether any event of the ledger was ever corrected; where none was, filters are answered by indexes."""
    return connection.scalar(select(corrected_events.c.seq).limit(1)) is not None


def _actors(connection: Connection, numbers: set[int]) -> dict[int, dict[str, Actor]]:
    """The actors of these readings by their ids."""
    asked = select(actors.c.reading, actors.c.json).where(actors.c.reading.in_(sorted(numbers))).order_by(actors.c.seq)
    found: dict[int, dict[str, Actor]] = {}
    for row in connection.execute(asked):
        actor = Actor.model_validate_json(row.json)
        found.setdefault(row.reading, {})[actor.id] = actor
    return found


def kept_readings(
    connection: Connection, wanted: EventFilter | None = None, *, gate: Gate = "reviewed"
) -> Iterator[KeptReading]:
    """Readings in the order they came in; with a filter, those of stories that tell an event that fits it.

    The gate lets out the newest readings all of whose events and statements may be handed on, if they tell any; ``all``
    are all.
    """
    asked = (
        select(documents, readings.c.seq.label("reading"), readings.c.engine, readings.c.report, runs.c.started,
               runs.c.manifest)
        .join_from(readings, documents).join(runs, readings.c.run == runs.c.seq)
        .where(*_of_stories(wanted)).order_by(readings.c.seq)
    )  # fmt: skip
    if gate == "reviewed":
        asked = asked.where(readings.c.seq.in_(newest()), _TELLING, *_let_out())
    for rows in connection.execution_options(yield_per=BATCH).execute(asked).partitions(BATCH):
        numbers = [row.reading for row in rows]
        words, kept_in = words_with(connection, numbers), set[int]()
        if gate == "reviewed":
            kept_in = _with_statements_kept_in(connection, numbers)
        for row in rows:
            if row.reading not in kept_in:
                told = tuple(words.get(row.reading, ()))
                yield KeptReading(document_of(row), row.engine, row.started, row.manifest, row.report, told)


def telling_readings(connection: Connection, wanted: EventFilter | None = None) -> int:
    """How many newest readings of stories that fit tell an event or a statement: so many could be let out."""
    asked = select(func.count()).select_from(readings)
    return connection.scalar(asked.where(readings.c.seq.in_(newest()), _TELLING, *_of_stories(wanted))) or 0


_TELLING: Final = or_(
    exists().where(events.c.reading == readings.c.seq), exists().where(statements.c.reading == readings.c.seq)
)


def _of_stories(wanted: EventFilter | None) -> list[ColumnElement[bool]]:
    """That a reading is of a story that tells an event that fits."""
    if wanted is None or wanted == EventFilter():
        return []
    telling = (
        select(readings.c.document).join_from(events, readings).join(documents)
        .where(events.c.reading.in_(newest()), *event_conditions(wanted)).correlate(None)
    )  # fmt: skip
    return [readings.c.document.in_(telling)]


def _let_out() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """That a reading tells no event that may not be handed on, and no statement that nobody ever accepted."""
    of_reading = events.c.reading == readings.c.seq
    own = event_standings.c.event == events.c.seq
    return (
        ~exists().where(of_reading, own, event_standings.c.review.not_in(REVIEWED)),
        ~exists().where(statements.c.reading == readings.c.seq, statements.c.id.not_in(once_accepted())),
    )


def _with_statements_kept_in(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Which of these readings tell a statement that may not be handed on as it is read now."""
    asked = (
        select(statements.c.reading, statements.c.id, statements.c.json, documents.c.text)
        .join_from(statements, readings).join(documents)
        .where(statements.c.reading.in_(numbers))
    )  # fmt: skip
    rows = connection.execute(asked).all()
    stand = stood(connection, {row.id: (row.json, row.text) for row in rows})
    return {row.reading for row in rows if stand[row.id][0] not in REVIEWED}
