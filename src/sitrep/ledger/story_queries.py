"""Questions about one story: its text, what was read in it, who read it, and where it was fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from sitrep.documents.document import Document
from sitrep.errors import UnknownId
from sitrep.ledger.decisions import Review
from sitrep.ledger.gate import event_standings
from sitrep.ledger.homes import homes_of
from sitrep.ledger.queries import document_of
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.reviews import reviews_of
from sitrep.ledger.statement_reviews import stood
from sitrep.ledger.tables import documents, events, fetched_documents, fetches, readings, runs, statements
from sitrep.records.report import Event, Report

#: How many ids an error message lists.
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Fetched:
    """Where and when a page was fetched that held the story, and the digest of its bytes."""

    url: str
    fetched: str
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptStory:
    """A story as it came in, and what the newest reading of it says.

    ``report`` tells events and statements as reviewers corrected them, and ``reviews`` how each stands, by its id.
    ``read`` is when the run of that reading began, ``readings`` how many engines read it so far; ``incidents`` says in
    which incident each event is.
    """

    document: Document
    report: Report
    reading: str
    engine: str
    read: str
    readings: int
    fetched: Fetched | None
    incidents: Mapping[str, str]
    reviews: Mapping[str, Review]


def kept_story(connection: Connection, reference: str) -> KeptStory:
    """The story with this id; the beginning of it is enough as long as no other id begins so."""
    row = connection.execute(
        select(
            documents, readings.c.seq.label("number"), readings.c.id.label("reading"), readings.c.engine,
            readings.c.report, runs.c.started,
        )
        .join_from(documents, readings).join(runs, runs.c.seq == readings.c.run)
        .where(documents.c.seq == _number(connection, reference.strip()))
        .order_by(readings.c.seq.desc()).limit(1)
    ).one()  # fmt: skip
    count = connection.scalar(select(func.count()).where(readings.c.document == row.seq))
    report, reviews = _reviewed(connection, Report.model_validate_json(row.report), row)
    return KeptStory(
        document_of(row), report, row.reading, row.engine, row.started, count or 1,
        _fetched(connection, row.id), homes_of(connection, [event.id for event in report.events]), reviews,
    )  # fmt: skip


def _reviewed(
    connection: Connection, report: Report, document: Row[*tuple[Any, ...]]
) -> tuple[Report, dict[str, Review]]:
    """The report with what was corrected, and how each event and statement stands."""
    asked = (
        select(events.c.id, corrected_events.c.json)
        .join_from(events, event_standings, event_standings.c.event == events.c.seq)
        .join(corrected_events, corrected_events.c.seq == event_standings.c.corrected)
        .where(events.c.reading == document.number)
    )
    told = {row.id: Event.model_validate_json(row.json) for row in connection.execute(asked)}
    said = select(statements.c.id, statements.c.json).where(statements.c.reading == document.number)
    stands = stood(connection, {row.id: (row.json, document.text) for row in connection.execute(said)})
    reviews = reviews_of(connection, [event.id for event in report.events])
    shown = report.model_copy(update={
        "events": tuple(told.get(event.id, event) for event in report.events),
        "statements": tuple(stands[each.id][1] for each in report.statements),
    })  # fmt: skip
    return shown, reviews | {id_: review for id_, (review, _) in stands.items()}


def _number(connection: Connection, start: str) -> int:
    """The number of the document that is meant."""
    asked = select(documents.c.seq, documents.c.id).where(documents.c.id.startswith(start, autoescape=True))
    found = connection.execute(asked.order_by(documents.c.id).limit(_LISTED)).all() if start else []
    exact = [row for row in found if row.id == start]
    if len(exact or found) == 1:
        return int((exact or found)[0].seq)
    if not found:
        raise UnknownId(f"No story in the ledger has the id {start!r}.", check="Find it in the list of stories.")
    raise UnknownId(
        f"{start!r} begins more than one id.", check=f"Say which: {', '.join(row.id for row in found)}"
    )  # fmt: skip


def _fetched(connection: Connection, document: str) -> Fetched | None:
    asked = (
        select(fetches.c.url, fetches.c.fetched, fetches.c.sha256)
        .join_from(fetches, fetched_documents)
        .where(fetched_documents.c.document == document)
        .order_by(fetches.c.seq.desc()).limit(1)
    )  # fmt: skip
    row = connection.execute(asked).one_or_none()
    return None if row is None else Fetched(row.url, row.fetched, row.sha256)
