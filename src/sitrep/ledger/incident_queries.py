"""Every question about incidents has a name; views are fused from the newest readings, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, exists, or_, select, text

from sitrep.errors import UnknownId
from sitrep.incidents.clustering import Pair
from sitrep.incidents.fusion import Fused
from sitrep.incidents.items import Item
from sitrep.incidents.judgement import Judgement
from sitrep.incidents.origins import Imprint
from sitrep.incidents.packing import unpack_outline
from sitrep.ledger.filters import EventFilter, holds_actor, holds_words, plain_conditions
from sitrep.ledger.incident_rows import unpacked_fusion
from sitrep.ledger.incident_tables import (
    duplicate_warnings,
    incidents,
    judgements,
    linked_items,
    linked_readings,
    seats,
)
from sitrep.ledger.incident_views import Views, views
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some
from sitrep.ledger.sqlite import is_common, owners, says
from sitrep.ledger.tables import documents, readings
from sitrep.ledger.view_tables import IN_WIDE_PLACES, event_views

#: How many ids an error message lists.
_LISTED: Final = 12


@dataclass(frozen=True)
class Summary:
    """An incident as lists tell it: its fused view, whose figures have no history, and how many reports it has."""

    id: str
    fused: Fused
    reports: int
    side: str
    dead: int
    gravest: str | None
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Which incidents are asked for: those that fit ``event`` as their reports together tell them, with so many killed.

    They are found by every place, party, outlet and word that any of their reports names.
    """

    event: EventFilter = field(default_factory=EventFilter)
    min_killed: int | None = None

    @classmethod
    def during(cls, type_: str, start: str | None, end: str | None) -> IncidentFilter:
        """All of one type that may have happened in this time."""
        return cls(event=EventFilter(type=type_, since=start and start[:10], until=end and end[:10]))


def incident_conditions(rows: FromClause, wanted: IncidentFilter, *, common: bool = False) -> list[ColumnElement[bool]]:
    """What the filter asks of a row of incidents; ``common`` says that many events hold its words.

    Then each row that is looked at is asked for itself: quick for a page, slow for all.
    """
    event = wanted.event
    conditions = plain_conditions(rows, event)
    if event.actor is not None:
        conditions.append(holds_actor(rows.c.actors_folded, event.actor))
    if event.outlet is not None:
        conditions.append(holds_words(rows.c.outlets_folded, event.outlet))
    if event.text is not None:
        conditions.append(_says(rows, event.text) if common else rows.c.id.in_(_with_words(event.text)))
    if wanted.min_killed is not None:
        conditions.append(rows.c.dead >= wanted.min_killed)
    return conditions


def _with_words(words: str) -> Select[tuple[str]]:
    """The incidents of which a report rests on these words."""
    return (
        select(seats.c.incident)
        .join_from(event_views, linked_items, linked_items.c.event == event_views.c.id)
        .join(seats, seats.c.item == linked_items.c.item)
        .where(
            event_views.c.event.in_(owners(words, "event")), newest_of(linked_items, "item"), newest_of(seats, "item")
        )
    )


def _says(rows: FromClause, words: str) -> ColumnElement[bool]:
    """Whether a report of the incident rests on these words."""
    return exists().where(
        seats.c.incident == rows.c.id, linked_items.c.item == seats.c.item, event_views.c.id == linked_items.c.event,
        newest_of(seats, "item"), newest_of(linked_items, "item"), says(words, "event", event_views.c.event),
    )  # fmt: skip


def asks_common_words(connection: Connection, wanted: EventFilter) -> bool:
    """Whether many events hold the words that are asked for."""
    return wanted.text is not None and is_common(connection, wanted.text, "event")


def find_incidents(connection: Connection, wanted: IncidentFilter, *, limit: int | None = None) -> list[Summary]:
    """The incidents that fit the filter, by day, place and id; those without a day come last."""
    asked = views(connection)
    rows = asked.rows
    found = (
        select(*summary_columns(asked))
        .join_from(rows, asked.fusions, asked.fusions.c.id == rows.c.id)
        .where(*incident_conditions(rows, wanted)).order_by(rows.c.by_day).limit(limit)
    )  # fmt: skip
    return [summary_of(row) for row in connection.execute(found)]


def summary_columns(asked: Views) -> tuple[ColumnElement[Any], ...]:
    """The columns of a Summary."""
    told = asked.rows.c
    return (
        told.id, asked.fusions.c.fused, told.reports, told.side, told.dead, told.gravest, told.first_published,
        told.last_published,
    )  # fmt: skip


def summary_of(row: Row[*tuple[Any, ...]]) -> Summary:
    """The summary in a row of ``summary_columns``."""
    return Summary(
        row.id, unpacked_fusion(row.fused), row.reports, row.side, row.dead, row.gravest, row.first_published,
        row.last_published,
    )  # fmt: skip


def items_of(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Item]]:
    """The outlines of the reports of these incidents: what they are told apart by, without their words."""
    found: dict[str, list[Item]] = {}
    for ids in some(sorted(set(wanted))):
        asked = (
            select(seats.c.incident, linked_items.c.packed)
            .join_from(seats, linked_items, linked_items.c.item == seats.c.item)
            .where(
                seats.c.incident.in_(ids), linked_items.c.packed.is_not(None), newest_of(seats, "item"),
                newest_of(linked_items, "item"),
            )
            .order_by(seats.c.arrival)
        )  # fmt: skip
        for row in connection.execute(asked):
            found.setdefault(row.incident, []).append(unpack_outline(row.packed))
    return found


def imprints_of(connection: Connection, wanted: Sequence[str]) -> list[Imprint]:
    """What tells the origins of these documents' stories."""
    found = []
    for ids in some(sorted(set(wanted))):
        asked = (
            select(documents.c.id, documents.c.outlet, linked_readings.c.agency, linked_readings.c.sketch)
            .join_from(documents, readings)
            .join(linked_readings)
            .where(documents.c.id.in_(ids), newest_of(readings, "document"))
        )
        rows = connection.execute(asked.order_by(documents.c.id))
        found += [Imprint(row.id, row.outlet, row.agency, tuple(json.loads(row.sketch))) for row in rows]
    return found


def wide_items(
    connection: Connection, types: Sequence[str], countries: Sequence[str], days: tuple[str, str] | None = None
) -> list[tuple[str, Item]]:
    """What is told of whole districts, regions and countries of these types: incident and item.

    With ``days``, only of what began within them.
    """
    told = event_views.c
    wide = select(told.id).where(
        text(IN_WIDE_PLACES), told.country.in_(countries), told.type.in_(types),
        *([told.start_day.between(*days)] if days else []),
    )  # fmt: skip
    asked = (
        select(seats.c.incident, linked_items.c.item, linked_items.c.packed)
        .join_from(linked_items, seats, seats.c.item == linked_items.c.item)
        .where(
            linked_items.c.event.in_(wide), newest_of(linked_items, "item"), newest_of(seats, "item"),
            linked_items.c.packed.is_not(None),
        )
    )  # fmt: skip
    # They are few: whoever asked for them in order would be given all seats in order, and look for them there.
    found = sorted(connection.execute(asked), key=lambda row: (row.incident, row.item))
    return [(row.incident, unpack_outline(row.packed)) for row in found]


def kinds_of(connection: Connection, wanted: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """The type and the country of these incidents, as most of their reports tell them."""
    rows = views(connection).rows
    found: dict[str, tuple[str, str | None]] = {}
    for ids in some(sorted(set(wanted))):
        asked = select(rows.c.id, rows.c.type, rows.c.country).where(rows.c.id.in_(ids))
        found |= {row.id: (row.type, row.country) for row in connection.execute(asked)}
    return found


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
    for ids in some(items):
        asked = select(judgements).where(or_(judgements.c.left.in_(ids), judgements.c.right.in_(ids)))
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
