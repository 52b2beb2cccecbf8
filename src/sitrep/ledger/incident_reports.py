"""What is told of incidents now: the newest report of each of their items, and the view that they make together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Row, bindparam, select
from typing_extensions import override

from sitrep.incidents.fusion import Fused, Telling, fuse, words_around
from sitrep.incidents.items import Item
from sitrep.incidents.origins import Imprint
from sitrep.incidents.packing import unpack
from sitrep.ledger.incident_tables import linked_items, linked_readings, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some
from sitrep.ledger.queries import DocumentFacts
from sitrep.ledger.tables import actors, documents, events
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Actor, Event

#: So many incidents are loaded at once, with all that is told of them.
AT_ONCE: Final = 200


@dataclass(frozen=True)
class Told:
    """One report of an incident as it is fused, and the number of its item in the order of arrival.

    ``packed`` is what is compared of the item, as it is kept; ``document`` says where it was published.
    """

    telling: Telling
    document: DocumentFacts
    packed: str
    arrival: int


@dataclass(frozen=True)
class Reported:
    """One report of an incident: its event, its story and its number of arrival.

    ``packed`` is what is compared of it, as it is kept.
    """

    packed: str
    event: Event
    document: DocumentFacts
    arrival: int

    @cached_property
    def item(self) -> Item:
        """What is compared of it; unpacked when it is asked for, as most lists compare nothing."""
        return unpack(self.packed)


@dataclass(frozen=True)
class Incident:
    """An incident as its reports together tell it, in the order in which they came in."""

    id: str
    fused: Fused
    reports: tuple[Reported, ...]


def load_incidents(connection: Connection, wanted: Iterable[str]) -> Iterator[Incident]:
    """These incidents, fused; one of which nothing is told any more is left out."""
    for id_, told in told_of(connection, wanted):
        reports = tuple(Reported(one.packed, one.telling.event, one.document, one.arrival) for one in told)
        yield Incident(id_, fuse([one.telling for one in told]), reports)


def told_of(connection: Connection, wanted: Iterable[str]) -> Iterator[tuple[str, list[Told]]]:
    """The reports of these incidents in the order of their ids, each incident's as they came in.

    An incident of which nothing is told any more is left out.
    """
    for ids in some(sorted(set(wanted)), AT_ONCE):
        rows = connection.execute(_REPORTS, {"wanted": ids}).all()
        known = _actors(connection, {row.reading for row in rows})
        told: dict[str, list[Told]] = {}
        for row in rows:
            told.setdefault(row.incident, []).append(_told(row, known.get(row.reading, {})))
        for id_ in sorted(told):
            yield id_, sorted(told[id_], key=lambda one: one.arrival)


_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_REPORTS = (
    select(
        seats.c.incident, seats.c.arrival, linked_items.c.packed, events.c.json, events.c.reading,
        documents.c.id.label("document_id"), documents.c.outlet, documents.c.published, documents.c.title,
        documents.c.url, documents.c.text, linked_readings.c.agency, linked_readings.c.sketch,
    )
    .join_from(seats, linked_items, linked_items.c.item == seats.c.item)
    .join(current_readings, current_readings.c.document == linked_items.c.document)
    .join(events, (events.c.reading == current_readings.c.reading) & (events.c.id == linked_items.c.event))
    .join(linked_readings, linked_readings.c.reading == current_readings.c.reading)
    .join(documents, documents.c.seq == linked_items.c.document)
    .where(seats.c.incident.in_(_WANTED), newest_of(seats, "item"), newest_of(linked_items, "item"))
)  # fmt: skip
_ACTORS = select(actors.c.reading, actors.c.id, actors.c.json).where(actors.c.reading.in_(_WANTED))


class _Named(Mapping[str, Actor]):
    """The actors of a reading by their ids, each read when it is asked for: an event names few of its story's."""

    def __init__(self, stored: Mapping[str, str]):
        self._stored = stored
        self._read: dict[str, Actor] = {}

    @override
    def __getitem__(self, id_: str) -> Actor:
        if id_ not in self._read:
            self._read[id_] = Actor.model_validate_json(self._stored[id_])
        return self._read[id_]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    @override
    def __len__(self) -> int:
        return len(self._stored)


def _told(row: Row[*tuple[Any, ...]], known: Mapping[str, Actor]) -> Told:
    event = Event.model_validate_json(row.json)
    document = DocumentFacts(row.document_id, row.outlet, row.published, row.title, row.url)
    imprint = Imprint(row.document_id, row.outlet, row.agency, tuple(json.loads(row.sketch)))
    words = words_around(row.text, event.anchor.start, event.anchor.end)
    telling = Telling(event, row.document_id, row.outlet, row.published or "", known, imprint, words)
    return Told(telling, document, row.packed, row.arrival)


def _actors(connection: Connection, wanted: set[int]) -> dict[int, Mapping[str, Actor]]:
    found: dict[int, dict[str, str]] = {}
    for numbers in some(sorted(wanted)):
        for reading, id_, json_ in connection.execute(_ACTORS, {"wanted": numbers}):
            found.setdefault(reading, {})[id_] = json_
    return {reading: _Named(stored) for reading, stored in found.items()}
