"""Full-text search a page at a time: stories, events, statements, and incidents by the words of their reports.

Of each kind the best of those that came in last are told, CANDIDATES of them: a word that stands in every second story
is no way to find one, and weighing all of them would take a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from sitrep.ledger.claim_lists import claims_of, is_let_out
from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gate import Gate, handed_on
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.paging import FIRST, Page, Turn, question, read, written
from sitrep.ledger.portions import some
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of
from sitrep.ledger.sqlite import KINDS, ROWS_A_NUMBER, WordHit, matching, pieces, ranked
from sitrep.ledger.standings import standings
from sitrep.ledger.statement_reviews import once_accepted
from sitrep.ledger.tables import documents, events, readings, statements
from sitrep.ledger.view_tables import current_readings, event_views

Kind = Literal["document", "event", "statement", "incident"]
#: So many of each kind are weighed against each other.
CANDIDATES: Final = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words: a piece of its text in parts, each with whether it is one of the words.

    An incident is found by its best report, whose piece and story are told. ``review`` is how it stands, an incident as
    its reports do together; None for a story.
    """

    kind: Kind
    id: str
    pieces: tuple[tuple[str, bool], ...]
    document: DocumentFacts
    review: Review | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A document, event or statement that holds the words, a piece of it around them, and how it stands (as Found)."""

    kind: str
    id: str
    snippet: str
    document: DocumentFacts
    review: Review | None


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row of the search index that may be told, and as what."""

    score: float
    number: int
    kind: Kind
    id: str

    @property
    def place(self) -> tuple[float, int, str]:
        """Where it stands: the best first, then the newest."""
        return self.score, -self.number, self.kind


def search(
    connection: Connection, words: str, *, kinds: tuple[str, ...] = ("document", "statement"), gate: Gate = "all",
    limit: int | None = None,
) -> list[Hit]:  # fmt: skip
    """What holds all the words, best first; case and diacritics do not matter. Stories pass every gate."""
    told: list[Hit] = []
    for found in some([each for each in matching(connection, words) if each.kind in kinds]):
        owned = {kind: _owned(connection, kind, found) for kind in kinds}
        here = [(each, *owned[each.kind][each.owner]) for each in found if each.owner in owned[each.kind]]
        stand = standings(connection, [(each.kind, id_) for each, id_, _ in here])
        hits = [Hit(each.kind, id_, each.snippet, facts, stand.get((each.kind, id_))) for each, id_, facts in here]
        told += [hit for hit in hits if gate == "all" or hit.kind == "document" or hit.review in REVIEWED]
        if limit is not None and len(told) >= limit:
            break
    return told[:limit]


def _owned(connection: Connection, kind: str, found: Sequence[WordHit]) -> dict[int, tuple[str, DocumentFacts]]:
    """The id and the publication of each of these of one kind, by its number; none for what an older reading says."""
    numbers = [each.owner for each in found if each.kind == kind]
    if kind == "document":
        asked = select(documents.c.seq, documents.c.id, *PUBLICATION).where(documents.c.seq.in_(numbers))
    else:
        table = events if kind == "event" else statements
        asked = (
            select(table.c.seq, table.c.id, *PUBLICATION)
            .join_from(table, current_readings, current_readings.c.reading == table.c.reading)
            .join(documents, documents.c.seq == current_readings.c.document)
            .where(table.c.seq.in_(numbers))
        )  # fmt: skip
    return {row.seq: (row.id, facts_of(row)) for row in connection.execute(asked)}


def search_page(
    connection: Connection, words: str, kinds: tuple[Kind, ...] = ("document", "statement"), turn: Turn = FIRST, *,
    gate: Gate = "all",
) -> Page[Found]:  # fmt: skip
    """What holds all the words, best first; words in double quotes stand together, ``*`` ends a prefix.

    Through the gate come statements and events that were let out and incidents of which one was; stories always do.
    """
    asked = question("search", words, kinds, gate)
    hits = sorted(_hits(connection, words, kinds, gate), key=lambda hit: hit.place)
    total = len(hits) if turn.count else None
    if turn.cursor is not None:
        after = read(turn.cursor, asked, (float, int, str))
        hits = [hit for hit in hits if hit.place > after]
    shown = hits[: turn.rows]
    return Page(
        tuple(_found(connection, words, shown)), written(shown[-1].place, asked) if hits[turn.rows :] else None, total
    )


def _hits(connection: Connection, words: str, kinds: tuple[Kind, ...], gate: Gate) -> Iterator[_Hit]:
    """What may be told, an incident once by its best report."""
    for kind in KINDS:
        told: list[Kind] = [each for each in kinds if each == kind or (each == "incident" and kind == "event")]
        if not told:
            continue
        candidates = ranked(connection, words, kind, most=CANDIDATES)
        for each in told:
            ids = _ids(connection, each, [one.number // ROWS_A_NUMBER for one in candidates], gate)
            seen: set[str] = set()
            for one in candidates:
                id_ = ids.get(one.number // ROWS_A_NUMBER)
                if id_ is not None and id_ not in seen:
                    seen.add(id_)
                    yield _Hit(one.score, one.number, each, id_)


def _ids(connection: Connection, kind: Kind, numbers: Sequence[int], gate: Gate) -> dict[int, str]:
    """The ids of the rows with these numbers; none for what only an older reading says, or what is not let out."""
    found: dict[int, str] = {}
    for some_ in some(numbers):
        asked = _ASKED[kind].params(wanted=list(some_))
        if gate == "reviewed" and kind in ("event", "incident"):
            asked = asked.where(event_views.c.event.in_(select(handed_on.c.event)))
        if gate == "reviewed" and kind == "statement":
            asked = asked.where(statements.c.id.in_(once_accepted()))
        told = {row.seq: row.id for row in connection.execute(asked)}
        if gate == "reviewed" and kind == "statement":
            told = {seq: told[seq] for seq, claim in claims_of(connection, list(told)).items() if is_let_out(claim)}
        found.update(told)
    return found


_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_ASKED: dict[Kind, Select[tuple[int, str]]] = {
    "document": select(documents.c.seq, documents.c.id).where(documents.c.seq.in_(_WANTED)),
    "event": select(event_views.c.event.label("seq"), event_views.c.id).where(event_views.c.event.in_(_WANTED)),
    "statement": select(statements.c.seq, statements.c.id)
    .join_from(statements, current_readings, current_readings.c.reading == statements.c.reading)
    .where(statements.c.seq.in_(_WANTED)),
    "incident": select(event_views.c.event.label("seq"), seats.c.incident.label("id"))
    .join_from(event_views, linked_items, linked_items.c.event == event_views.c.id)
    .join(seats, seats.c.item == linked_items.c.item)
    .where(event_views.c.event.in_(_WANTED), newest_of(linked_items, "item"), newest_of(seats, "item")),
}  # fmt: skip


def _found(connection: Connection, words: str, shown: Sequence[_Hit]) -> Iterator[Found]:
    """The hits with a piece of their texts and their stories."""
    stories = {kind: _stories(connection, kind, shown) for kind in KINDS}
    stand = standings(connection, [(hit.kind, hit.id) for hit in shown])
    for hit in shown:
        owner, of = divmod(hit.number, ROWS_A_NUMBER)
        told = pieces(connection, words, hit.number)
        yield Found(hit.kind, hit.id, told, stories[KINDS[of]][owner], stand.get((hit.kind, hit.id)))


def _stories(connection: Connection, kind: str, shown: Sequence[_Hit]) -> dict[int, DocumentFacts]:
    """The stories of the hits of one kind, by the numbers of their rows."""
    numbers = [hit.number // ROWS_A_NUMBER for hit in shown if KINDS[hit.number % ROWS_A_NUMBER] == kind]
    if kind == "document":
        asked = select(documents.c.seq, *PUBLICATION).where(documents.c.seq.in_(numbers))
    else:
        table = events if kind == "event" else statements
        asked = (
            select(table.c.seq, *PUBLICATION).join_from(table, readings).join(documents).where(table.c.seq.in_(numbers))
        )
    return {row.seq: facts_of(row) for row in connection.execute(asked)}
