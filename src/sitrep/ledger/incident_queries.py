"""Every question about incidents has a name; views are fused from the newest readings, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, or_, select

from sitrep.errors import UnknownId
from sitrep.incidents.clustering import Pair
from sitrep.incidents.fusion import Fused, Telling, fuse, words_around
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Judgement
from sitrep.incidents.origins import Imprint
from sitrep.incidents.packing import unpack
from sitrep.ledger.incident_tables import (
    duplicate_warnings,
    incidents,
    judgements,
    linked_items,
    linked_readings,
    seats,
)
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.queries import DocumentFacts, EventFilter, event_conditions, newest
from sitrep.ledger.tables import actors, documents, events, readings
from sitrep.records.report import Actor, Event

T = TypeVar("T")
#: So many incidents are fused at once, and so many ids asked for in one question.
AT_ONCE: Final = 200
#: How many ids an error message lists.
_LISTED: Final = 12


@dataclass(frozen=True)
class Reported:
    """One report of an incident: its event, what is compared of it, its story and its number of arrival."""

    item: Item
    event: Event
    document: DocumentFacts
    arrival: int


@dataclass(frozen=True)
class Incident:
    """An incident as its reports together tell it, in the order in which they came in."""

    id: str
    fused: Fused
    reports: tuple[Reported, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Which incidents are asked for: those of which some report fits ``event``, and with so many killed."""

    event: EventFilter = field(default_factory=EventFilter)
    min_killed: int | None = None

    @classmethod
    def during(cls, type_: str, start: str | None, end: str | None) -> IncidentFilter:
        """All of one type that may have happened in this time."""
        return cls(event=EventFilter(type=type_, since=start and start[:10], until=end and end[:10]))

    def fits(self, fused: Fused) -> bool:
        """Whether the fused view fits too: its type, its days, its dead."""
        wanted = self.event
        start = fused.when.start[:10] if fused.when and fused.when.start else None
        end = fused.when.end[:10] if fused.when and fused.when.end else start
        return (
            (wanted.type is None or fused.type == wanted.type.upper())
            and not (wanted.since and end and end < wanted.since)
            and not (wanted.until and start and start > wanted.until)
            and (self.min_killed is None or killed(fused) >= self.min_killed)
        )


def killed(fused: Fused) -> int:
    """How many were killed: the best figure, else the lowest; 0 where nobody tells of any."""
    return next(
        (one.best if one.best is not None else one.low or 0 for one in fused.figures if one.outcome == "killed"), 0
    )


def find_incidents(connection: Connection, wanted: IncidentFilter, *, limit: int | None = None) -> list[Incident]:
    """The incidents that fit the filter, by day, place and id; those without a day come last."""
    asked = (
        select(seats.c.incident).distinct()
        .join_from(events, linked_items, linked_items.c.event == events.c.id)
        .join(seats, seats.c.item == linked_items.c.item)
        .join(readings, readings.c.seq == events.c.reading)
        .join(documents, documents.c.seq == readings.c.document)
        .where(
            events.c.reading.in_(newest()), newest_of(linked_items, "item"), newest_of(seats, "item"),
            *event_conditions(wanted.event),
        )
    )  # fmt: skip
    found = [one for one in load_incidents(connection, connection.scalars(asked)) if wanted.fits(one.fused)]
    return sorted(found, key=_order)[:limit]


def _order(one: Incident) -> tuple[bool, str, str, str]:
    start = one.fused.when.start if one.fused.when else None
    return start is None, start or "", one.fused.where.name if one.fused.where else "", one.id


def load_incidents(connection: Connection, wanted: Iterable[str]) -> Iterator[Incident]:
    """These incidents, fused; one of which nothing is told any more is left out."""
    for ids in _some(sorted(set(wanted))):
        rows = connection.execute(_REPORTS.where(seats.c.incident.in_(ids))).all()
        known = _actors(connection, {row.reading for row in rows})
        told: dict[str, list[tuple[Reported, Telling]]] = {}
        for row in rows:
            told.setdefault(row.incident, []).append(_reported(row, known.get(row.reading, {})))
        for id_, each in told.items():
            each.sort(key=lambda pair: pair[0].arrival)
            yield Incident(id_, fuse([telling for _, telling in each]), tuple(one for one, _ in each))


def _some(listed: Sequence[T]) -> Iterator[Sequence[T]]:
    return (listed[at : at + AT_ONCE] for at in range(0, len(listed), AT_ONCE))


_REPORTS = (
    select(
        seats.c.incident, seats.c.arrival, linked_items.c.packed, events.c.json, events.c.reading,
        documents.c.id.label("document_id"), documents.c.outlet, documents.c.published, documents.c.title,
        documents.c.url, documents.c.text, linked_readings.c.agency, linked_readings.c.sketch,
    )
    .join_from(seats, linked_items, linked_items.c.item == seats.c.item)
    .join(readings, readings.c.document == linked_items.c.document)
    .join(events, (events.c.reading == readings.c.seq) & (events.c.id == linked_items.c.event))
    .join(linked_readings, linked_readings.c.reading == readings.c.seq)
    .join(documents, documents.c.seq == readings.c.document)
    .where(newest_of(seats, "item"), newest_of(linked_items, "item"), newest_of(readings, "document"))
)  # fmt: skip


def _reported(row: Row[*tuple[Any, ...]], known: dict[str, Actor]) -> tuple[Reported, Telling]:
    event = Event.model_validate_json(row.json)
    document = DocumentFacts(row.document_id, row.outlet, row.published, row.title, row.url)
    imprint = Imprint(row.document_id, row.outlet, row.agency, tuple(json.loads(row.sketch)))
    words = words_around(row.text, event.anchor.start, event.anchor.end)
    telling = Telling(event, row.document_id, row.outlet, row.published or "", known, imprint, words)
    return Reported(unpack(row.packed), event, document, row.arrival), telling


def _actors(connection: Connection, wanted: set[int]) -> dict[int, dict[str, Actor]]:
    found: dict[int, dict[str, Actor]] = {}
    for some in _some(sorted(wanted)):
        for row in connection.execute(select(actors.c.reading, actors.c.json).where(actors.c.reading.in_(some))):
            actor = Actor.model_validate_json(row.json)
            found.setdefault(row.reading, {})[actor.id] = actor
    return found


def imprints_of(connection: Connection, wanted: Sequence[str]) -> list[Imprint]:
    """What tells the origins of these documents' stories."""
    found = []
    for some in _some(sorted(set(wanted))):
        asked = (
            select(documents.c.id, documents.c.outlet, linked_readings.c.agency, linked_readings.c.sketch)
            .join_from(documents, readings)
            .join(linked_readings)
            .where(documents.c.id.in_(some), newest_of(readings, "document"))
        )
        rows = connection.execute(asked.order_by(documents.c.id))
        found += [Imprint(row.id, row.outlet, row.agency, tuple(json.loads(row.sketch))) for row in rows]
    return found


def wide_items(connection: Connection, types: Sequence[str], countries: Sequence[str]) -> list[tuple[str, Item]]:
    """What is told of whole districts, regions and countries of these types: incident and item."""
    asked = (
        select(seats.c.incident, linked_items.c.packed)
        .join_from(events, linked_items, linked_items.c.event == events.c.id)
        .join(seats, seats.c.item == linked_items.c.item)
        .where(
            events.c.place_precision.in_(("district", "region", "country")), events.c.type.in_(types),
            events.c.country.in_(countries), events.c.reading.in_(newest()),
            newest_of(linked_items, "item"), newest_of(seats, "item"), linked_items.c.packed.is_not(None),
        )
        .order_by(seats.c.incident, linked_items.c.item)
    )  # fmt: skip
    return [(row.incident, unpack(row.packed)) for row in connection.execute(asked)]


def resolve(connection: Connection, reference: str) -> tuple[str, str]:
    """The id meant by its beginning or by an event's, and the incident that it leads to now."""
    start = reference.strip()
    found = _beginning(connection, incidents.c.id, start)
    if not found:
        items = select(linked_items.c.item).where(linked_items.c.event.startswith(start, autoescape=True)).distinct()
        seated = select(seats.c.incident).where(seats.c.item.in_(items), newest_of(seats, "item")).distinct()
        found = sorted(connection.scalars(seated)) if start.startswith("event-") else []
    if start in found:
        found = [start]
    if len(found) == 1:
        return found[0], leads_to(connection, found[0])
    if not found:
        raise UnknownId(f"No incident in the ledger has the id {start!r}.", check="List ids: sitrep incidents")
    raise UnknownId(f"{start!r} begins more than one id.", check=f"Say which: {', '.join(found[:_LISTED])}")


def _beginning(connection: Connection, column: Any, start: str) -> list[str]:
    if not start:
        return []
    return sorted(connection.scalars(select(column).where(column.startswith(start, autoescape=True)).limit(_LISTED)))


def leads_to(connection: Connection, incident: str) -> str:
    """The incident in which the item is that opened this one."""
    founder = select(incidents.c.founder).where(incidents.c.id == incident).scalar_subquery()
    return str(connection.scalar(select(seats.c.incident).where(seats.c.item == founder, newest_of(seats, "item"))))


def items_of_events(connection: Connection, wanted: Sequence[str]) -> dict[str, str]:
    """The items that these events are, the beginnings of whose ids are enough; an unknown one is refused."""
    found: dict[str, str] = {}
    for start in wanted:
        asked = select(linked_items.c.item, linked_items.c.event).where(
            linked_items.c.event.startswith(start, autoescape=True), newest_of(linked_items, "item")
        )
        rows = connection.execute(asked.limit(_LISTED)).all() if start else []
        if len(rows) != 1:
            listed = ", ".join(sorted(row.event for row in rows))
            what = "begins more than one id" if rows else "is no event of the ledger's newest readings"
            raise UnknownId(f"{start!r} {what}.", check=f"Say which: {listed}" if rows else "List ids: sitrep events")
        found[rows[0].event] = rows[0].item
    return found


def judgements_about(connection: Connection, items: Sequence[str]) -> list[tuple[str, Judgement]]:
    """What was decided about these items, in that order, each with the course in which it was."""
    told: dict[int, tuple[str, Judgement]] = {}
    for some in _some(items):
        asked = select(judgements).where(or_(judgements.c.left.in_(some), judgements.c.right.in_(some)))
        for row in connection.execute(asked):
            judgement = Judgement(row.left, row.right, row.verdict, row.by, row.reason, row.at)
            told[row.seq] = row.kind, judgement
    return [told[seq] for seq in sorted(told)]


def likely_duplicates(connection: Connection, incident: str) -> dict[Pair, float]:
    """The incidents that may be this one, with how likely that is."""
    asked = select(duplicate_warnings).where(
        or_(duplicate_warnings.c.left == incident, duplicate_warnings.c.right == incident),
        newest_of(duplicate_warnings, "left", "right"),
        duplicate_warnings.c.probability > 0,
    )
    return {(row.left, row.right): row.probability for row in connection.execute(asked)}
