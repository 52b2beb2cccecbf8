"""What a search finds: stories, claims, events and the incidents that these are of, filtered and through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Generic, Literal, TypeVar

from sqlalchemy import Connection, func, select

from sitrep.ledger.claim_lists import Claim, claims_of, is_let_out
from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gate import Gate, through
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.homes import homes_of
from sitrep.ledger.incident_reports import Incident
from sitrep.ledger.paging import Page, Turn, page_of, question, read
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.sqlite import ROWS_A_NUMBER, Ranked, pieces, ranked
from sitrep.ledger.statement_reviews import once_accepted
from sitrep.ledger.story_lists import OPENING, publication_conditions
from sitrep.ledger.tables import documents, events, statements
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Event

T = TypeVar("T")
#: What can be searched for.
Kind = Literal["incidents", "stories", "claims", "events"]
#: As what the search index holds each of them; an incident is found by its events.
_HELD_AS: Final[dict[Kind, str]] = {
    "incidents": "event", "stories": "document", "claims": "statement", "events": "event",
}  # fmt: skip
#: So many of those that came in last are weighed against each other; who wants more says more.
MOST: Final = 2000
#: So many are looked up at first, and so many at once when those were not enough.
_AT_FIRST: Final = 30
_AT_ONCE: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The words, and of stories published where and when; None asks for all. So many are weighed."""

    words: str
    gate: Gate
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """Something found, with a piece of it around the words, in parts: what each says, and whether it is a word."""

    found: T
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, and how it opens."""

    document: DocumentFacts
    opening: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event as reviewers left it, how it stands with them, its story, and the incident it is of."""

    document: DocumentFacts
    event: Event
    review: Review
    incident: str | None


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """An incident as its reports that may be shown tell it, and whether all of them were let out."""

    incident: Incident
    reviewed: bool


def find_stories(connection: Connection, asked: Asked, turn: Turn) -> Page[Finding[FoundStory]]:
    """The stories that hold the words."""

    def look_up(numbers: Sequence[int]) -> dict[int, FoundStory]:
        opening = func.substr(documents.c.text, documents.c.body_start + 1, OPENING).label("opening")
        rows = connection.execute(
            select(documents.c.seq, opening, *PUBLICATION).where(documents.c.seq.in_(numbers), *_published(asked))
        )
        return {row.seq: FoundStory(facts_of(row), row.opening) for row in rows}

    return _page(connection, asked, "stories", look_up, turn)


def find_claims(connection: Connection, asked: Asked, turn: Turn) -> Page[Finding[Claim]]:
    """The statements that hold the words."""

    def look_up(numbers: Sequence[int]) -> dict[int, Claim]:
        fitting = (
            select(statements.c.seq)
            .join_from(statements, current_readings, current_readings.c.reading == statements.c.reading)
            .join(documents, documents.c.seq == current_readings.c.document)
            .where(statements.c.seq.in_(numbers), *_published(asked))
        )
        if asked.gate == "reviewed":
            fitting = fitting.where(statements.c.id.in_(once_accepted()))
        found = claims_of(connection, list(connection.scalars(fitting)))
        return {seq: claim for seq, claim in found.items() if asked.gate == "all" or is_let_out(claim)}

    return _page(connection, asked, "claims", look_up, turn)


def find_events(connection: Connection, asked: Asked, turn: Turn) -> Page[Finding[FoundEvent]]:
    """The events whose words hold these."""
    return _page(connection, asked, "events", lambda numbers: _events(connection, asked, numbers), turn)


def find_incidents(connection: Connection, asked: Asked, turn: Turn) -> Page[Finding[FoundIncident]]:
    """The incidents of the events whose words hold these, each once, with the piece of its best report."""
    taken: set[str] = set()

    def look_up(numbers: Sequence[int]) -> dict[int, FoundIncident]:
        found = {seq: one.incident for seq, one in _events(connection, asked, numbers).items()}
        first = {}
        for seq in numbers:
            incident = found.get(seq)
            if incident and incident not in taken:
                taken.add(incident)
                first[seq] = incident
        told = _told(connection, list(first.values()), asked.gate)
        return {seq: told[incident] for seq, incident in first.items() if incident in told}

    return _page(connection, asked, "incidents", look_up, turn)


def _published(asked: Asked) -> Any:
    return publication_conditions(asked.outlet, asked.since, asked.until)


def _events(connection: Connection, asked: Asked, numbers: Sequence[int]) -> dict[int, FoundEvent]:
    gate = through(asked.gate)
    rows = connection.execute(
        select(
            events.c.seq, events.c.id, func.coalesce(corrected_events.c.json, events.c.json).label("told"),
            gate.c.review, *PUBLICATION,
        )
        .join_from(events, gate, gate.c.event == events.c.seq)
        .join(current_readings, current_readings.c.reading == events.c.reading)
        .join(documents, documents.c.seq == current_readings.c.document)
        .outerjoin(corrected_events, corrected_events.c.seq == gate.c.corrected)
        .where(events.c.seq.in_(numbers), *_published(asked))
    ).all()  # fmt: skip
    seated = homes_of(connection, [row.id for row in rows])
    return {
        row.seq: FoundEvent(facts_of(row), Event.model_validate_json(row.told), row.review, seated.get(row.id))
        for row in rows
    }


def _told(connection: Connection, ids: Sequence[str], gate: Gate) -> dict[str, FoundIncident]:
    return {
        id_: FoundIncident(one.incident, set(one.reviews.values()) <= set(REVIEWED))
        for id_, one in shown_incidents(connection, ids, gate).items() if one.incident is not None
    }  # fmt: skip


def _page(
    connection: Connection, asked: Asked, kind: Kind, look_up: Callable[[Sequence[int]], dict[int, T]], turn: Turn
) -> Page[Finding[T]]:
    """A page of what was found; it goes on at a rank."""
    own = question("found", kind, asked)
    first = read(turn.cursor, own, (int,))[0] + 1 if turn.cursor is not None else 0
    taken: list[tuple[int, Ranked, T]] = []
    for at, one, thing in _looked_up(ranked(connection, asked.words, _HELD_AS[kind], most=asked.most), look_up):
        if at >= first:
            taken.append((at, one, thing))
        if len(taken) > turn.rows:
            break
    part = page_of(taken, [(at,) for at, _, _ in taken], own, turn)
    found = (Finding(thing, pieces(connection, asked.words, one.number)) for _, one, thing in part.rows)
    return Page(tuple(found), part.next_cursor)


def _looked_up(
    best: Sequence[Ranked], look_up: Callable[[Sequence[int]], dict[int, T]]
) -> Iterator[tuple[int, Ranked, T]]:
    starts = [0, *range(_AT_FIRST, len(best), _AT_ONCE)] if best else []
    for start, end in pairwise([*starts, len(best)]):
        some = best[start:end]
        found = look_up([one.number // ROWS_A_NUMBER for one in some])
        for at, one in enumerate(some, start):
            if one.number // ROWS_A_NUMBER in found:
                yield at, one, found[one.number // ROWS_A_NUMBER]
