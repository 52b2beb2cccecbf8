"""Lists of stories: newest publication first, a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sitrep.ledger.decisions import JUDGED
from sitrep.ledger.folding import containing
from sitrep.ledger.gate import event_standings
from sitrep.ledger.paging import FIRST, Page, Turn, page_of, question, read
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of
from sitrep.ledger.sqlite import owners
from sitrep.ledger.tables import documents, events, readings, statements

#: How much of a story stands beside its title, in characters.
OPENING: Final = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFilter:
    """Which stories are asked for; None asks for all. ``since`` and ``until`` are days of publication, inclusive."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story of the list: how it opens, how long it is, and what its newest reading found.

    ``judged`` are the events that a reviewer accepted, corrected or rejected.
    """

    document: DocumentFacts
    opening: str
    characters: int
    agency: str | None
    events: int
    judged: int
    statements: int


def list_stories(connection: Connection, wanted: StoryFilter, turn: Turn = FIRST) -> Page[ListedStory]:
    """The stories that fit, newest first; those without a date come last."""
    own = question("stories", wanted)
    opening = func.substr(documents.c.text, documents.c.body_start + 1, OPENING).label("opening")
    asked = (
        select(documents.c.seq, opening, documents.c.characters, documents.c.agency, *PUBLICATION)
        .where(*publication_conditions(wanted.outlet, wanted.since, wanted.until), *_beyond(turn, own))
        .order_by(documents.c.published.desc(), documents.c.seq.desc())  # SQLite puts what is not told before all
        .limit(turn.rows + 1)
    )
    if wanted.text is not None:
        asked = asked.where(documents.c.seq.in_(owners(wanted.text, "document")))
    rows = connection.execute(asked).all()
    counts = _counts(connection, [row.seq for row in rows])
    found = [
        ListedStory(facts_of(row), row.opening, row.characters, row.agency, *counts.get(row.seq, (0, 0, 0)))
        for row in rows
    ]
    return page_of(found, [(row.published, row.seq) for row in rows], own, turn)


def story_count(connection: Connection) -> int:
    """How many stories the ledger holds."""
    return connection.scalar(select(func.count()).select_from(documents)) or 0


def publication_conditions(outlet: str | None, since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """What is asked of a document: part of its outlet's name, and days between which it was published."""
    conditions: list[ColumnElement[bool]] = []
    if outlet is not None:
        conditions.append(documents.c.outlet_folded.like(containing(outlet), escape="\\"))
    if since is not None:
        conditions.append(documents.c.published >= since)
    if until is not None:
        conditions.append(documents.c.published < after_day(until))
    return conditions


def after_day(day: str) -> str:
    """What sorts after all that was published on the day, and before the next: what begins with it has a T there."""
    return f"{day}U"


def _beyond(turn: Turn, own: str) -> list[ColumnElement[bool]]:
    if turn.cursor is None:
        return []
    published, seq = read(turn.cursor, own, ((str, type(None)), int))
    if published is None:
        return [documents.c.published.is_(None), documents.c.seq < seq]
    earlier: Any = or_(documents.c.published < published, documents.c.published.is_(None))
    return [or_(earlier, and_(documents.c.published == published, documents.c.seq < seq))]


def _counts(connection: Connection, wanted: Iterable[int]) -> Mapping[int, tuple[int, int, int]]:
    """How many events, judged events and statements the newest reading of each of these documents has."""
    numbers = list(wanted)
    asked = select(func.max(readings.c.seq).label("reading"), readings.c.document).where(
        readings.c.document.in_(numbers)
    )
    newest = {row.reading: row.document for row in connection.execute(asked.group_by(readings.c.document))}
    told = (
        select(events.c.reading, event_standings.c.review)
        .join_from(events, event_standings, event_standings.c.event == events.c.seq)
        .where(events.c.reading.in_(newest))
    )
    found = {document: [0, 0, 0] for document in numbers}
    for row in connection.execute(told):
        found[newest[row.reading]][0] += 1
        found[newest[row.reading]][1] += row.review in JUDGED
    said = select(statements.c.reading, func.count().label("number")).where(statements.c.reading.in_(newest))
    for row in connection.execute(said.group_by(statements.c.reading)):
        found[newest[row.reading]][2] = row.number
    return {document: (told, judged, said) for document, (told, judged, said) in found.items()}
