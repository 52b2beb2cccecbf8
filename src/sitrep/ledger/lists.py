"""Lists that pages and the API ask: incidents, events, actors and refusals, a page at a time, in a stable order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, func, select

from sitrep.errors import UnknownId
from sitrep.ledger.filters import EventFilter, holds_actor, holds_words, plain_conditions
from sitrep.ledger.gate import Gate, handed_on
from sitrep.ledger.gated_incidents import through_gate
from sitrep.ledger.incident_queries import (
    IncidentFilter,
    Summary,
    asks_common_words,
    incident_conditions,
    summary_columns,
    summary_of,
)
from sitrep.ledger.incident_views import views
from sitrep.ledger.paging import FIRST, Page, Turn, page_of, question, read
from sitrep.ledger.queries import PUBLICATION, REFUSALS, FoundEvent, FoundRefusal, facts_of, refusal_of, still_refused
from sitrep.ledger.sqlite import owners, says
from sitrep.ledger.tables import actors, documents, events, quarantine
from sitrep.ledger.view_tables import actor_views, event_views
from sitrep.records.report import Event

T = TypeVar("T")
#: By day, the earliest or the newest first; by the newest report; by the dead.
IncidentOrder = Literal["day", "newest", "report", "dead"]
EventOrder = Literal["day", "newest", "report"]
#: By name; by how many stories tell of them, the most first.
ActorOrder = Literal["name", "stories"]
#: The orders that go forward; the others go backward, what has no day last.
_FORWARD: Final = ("day", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """Which actors are asked for; None asks for all."""

    name: str | None = None
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor over all stories: as the first names it, how many name it, and when the first and the last came out.

    ``id`` is the actor's id in the first story.
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    stories: int
    first_published: str | None
    last_published: str | None


#: The actors over all stories; each row is one ``ListedActor``.
_ACTORS: Final = select(
    actors.c.id, *(actor_views.c[each.name] for each in fields(ListedActor) if each.name != "id")
).join_from(actor_views, actors, actors.c.seq == actor_views.c.actor)


def incident_page(
    connection: Connection, wanted: IncidentFilter, turn: Turn = FIRST, *, order: IncidentOrder = "newest",
    gate: Gate = "all",
) -> Page[Summary]:  # fmt: skip
    """The incidents that fit; through the gate come those of which some report was let out.

    Incidents that are asked for by a common word are not counted.
    """
    asked = views(connection)
    rows = asked.rows
    common = asks_common_words(connection, wanted.event)
    conditions = incident_conditions(rows, wanted, common=common) + through_gate(connection, rows, gate)
    found = _Found(
        select(*summary_columns(asked)).join_from(rows, asked.fusions, asked.fusions.c.id == rows.c.id),
        rows, rows.c[f"by_{order}"], conditions, backward=order not in _FORWARD,
    )  # fmt: skip
    turn = replace(turn, count=turn.count and not common)
    return found.page(connection, turn, question("incidents", order, gate, wanted), summary_of)


def event_page(
    connection: Connection, wanted: EventFilter, turn: Turn = FIRST, *, order: EventOrder = "newest",
    gate: Gate = "all",
) -> Page[FoundEvent]:  # fmt: skip
    """The events of the newest readings that fit, as they were read; through the gate come those that were let out."""
    rows = event_views
    common = asks_common_words(connection, wanted)
    found = _Found(
        select(events.c.json, *PUBLICATION)
        .join_from(rows, events, events.c.seq == rows.c.event)
        .join(documents, documents.c.seq == rows.c.document),
        rows, rows.c[f"by_{order}"], _event_row_conditions(wanted) + _event_gate(gate), backward=order not in _FORWARD,
        of_a_page=_event_row_conditions(wanted, common=common) + _event_gate(gate),
    )  # fmt: skip
    return found.page(
        connection, turn, question("events", order, gate, wanted),
        lambda row: FoundEvent(facts_of(row), Event.model_validate_json(row.json)),
    )  # fmt: skip


def actor_page(
    connection: Connection, wanted: ActorFilter, turn: Turn = FIRST, *, order: ActorOrder = "stories"
) -> Page[ListedActor]:
    """The actors that fit, each once however many stories tell of it."""
    rows = actor_views
    conditions: list[ColumnElement[bool]] = []
    if wanted.name is not None:
        conditions.append(holds_words(rows.c.name_folded, wanted.name))
    if wanted.kind is not None:
        conditions.append(rows.c.kind == wanted.kind.lower())
    if wanted.country is not None:
        conditions.append(rows.c.country == wanted.country.upper())
    found = _Found(_ACTORS, rows, rows.c[f"by_{order}"], conditions, backward=order not in _FORWARD)
    return found.page(connection, turn, question("actors", order, wanted), _actor_of)


def refusal_page(connection: Connection, turn: Turn = FIRST, *, code: str | None = None) -> Page[FoundRefusal]:
    """What was refused and why, the newest first, less what has been read since; of one code or one kind of them."""
    found = _Found(REFUSALS, quarantine, quarantine.c.seq, still_refused(code), backward=True)
    return found.page(connection, turn, question("refusals", code), refusal_of)


def _event_row_conditions(wanted: EventFilter, *, common: bool = False) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of ``event_views``; ``common`` says that many rows hold its words."""
    rows = event_views
    conditions = plain_conditions(rows, wanted)
    if wanted.actor is not None:
        conditions.append(holds_actor(rows.c.actors_folded, wanted.actor))
    if wanted.outlet is not None:
        conditions.append(holds_words(rows.c.outlets_folded, wanted.outlet))
    if wanted.text is not None:
        held = rows.c.event.in_(owners(wanted.text, "event"))
        conditions.append(says(wanted.text, "event", rows.c.event) if common else held)
    return conditions


def _event_gate(gate: Gate) -> list[ColumnElement[bool]]:
    """What the gate asks of a row of ``event_views``."""
    return [] if gate == "all" else [event_views.c.event.in_(select(handed_on.c.event))]


@dataclass(frozen=True)
class _Found:
    """A list as it is asked: what is told of its rows, by which column they stand in order, and which fit.

    ``of_a_page`` asks the same in a way that is quick where few rows are looked at.
    """

    told: Select[Any]
    rows: FromClause
    place: ColumnElement[Any]
    conditions: Sequence[ColumnElement[bool]]
    backward: bool
    of_a_page: Sequence[ColumnElement[bool]] | None = None

    def page(self, connection: Connection, turn: Turn, asked: str, make: Callable[[Any], T]) -> Page[T]:
        """The page that is asked for."""
        order = self.place.desc() if self.backward else self.place.asc()
        conditions = self.conditions if self.of_a_page is None else self.of_a_page
        wanted = self.told.add_columns(self.place.label("place")).where(*conditions, *self._beyond(turn, asked))
        found = connection.execute(wanted.order_by(order).limit(turn.rows + 1)).all()
        places = [(row.place,) for row in found]
        return page_of([make(row) for row in found], places, asked, turn, self._total(connection, turn))

    def _beyond(self, turn: Turn, asked: str) -> list[ColumnElement[bool]]:
        if turn.cursor is None:
            return []
        (place,) = read(turn.cursor, asked, (self.place.type.python_type,))
        return [self.place < place if self.backward else self.place > place]

    def _total(self, connection: Connection, turn: Turn) -> int | None:
        if not turn.count:
            return None
        return connection.scalar(select(func.count()).select_from(self.rows).where(*self.conditions)) or 0


def listed_actor(connection: Connection, id_: str) -> ListedActor:
    """The actor with this id in some story, as it is over all stories; an unknown id is refused."""
    rows = actor_views
    own = select(actors.c.name_folded, actors.c.kind).where(actors.c.id == id_).limit(1).subquery()
    asked = _ACTORS.join(own, (own.c.name_folded == rows.c.name_folded) & (own.c.kind == rows.c.kind))
    asked = asked.order_by(actors.c.id != id_, rows.c.by_stories.desc()).limit(1)
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise UnknownId(f"No actor in the ledger has the id {id_[:80]!r}.", check="List them: /actors")
    return _actor_of(row)


def _actor_of(row: Row[Any]) -> ListedActor:
    return ListedActor(*(getattr(row, each.name) for each in fields(ListedActor)))
