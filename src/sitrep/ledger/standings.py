"""How things of different kinds stand with reviewers: what was found is told with it, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from sitrep.ledger.decisions import Review, together
from sitrep.ledger.homes import HOMES
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.portions import some
from sitrep.ledger.reviews import reviews_of
from sitrep.ledger.statement_reviews import stood
from sitrep.ledger.tables import documents, statements
from sitrep.ledger.view_tables import current_readings

#: A thing by its kind and id.
Thing = tuple[str, str]


def standings(connection: Connection, things: Iterable[Thing]) -> dict[Thing, Review]:
    """How each of these events, statements and incidents stands; a story is not read by anybody, and is not in it.

    An incident stands as its reports stand together.
    """
    ids: dict[str, list[str]] = {}
    for kind, id_ in things:
        ids.setdefault(kind, []).append(id_)
    found = {("event", id_): review for id_, review in reviews_of(connection, ids.get("event", ())).items()}
    for wanted in some(sorted(set(ids.get("statement", ())))):
        found |= {("statement", id_): review for id_, review in _of_statements(connection, wanted).items()}
    for wanted in some(sorted(set(ids.get("incident", ())))):
        found |= {("incident", id_): review for id_, review in _of_incidents(connection, wanted).items()}
    return found


def _of_statements(connection: Connection, ids: Sequence[str]) -> dict[str, Review]:
    asked = (
        select(statements.c.id, statements.c.json, documents.c.text)
        .join_from(statements, current_readings, current_readings.c.reading == statements.c.reading)
        .join(documents, documents.c.seq == current_readings.c.document)
        .where(statements.c.id.in_(ids))
    )  # fmt: skip
    told = {row.id: (row.json, row.text) for row in connection.execute(asked)}
    return {id_: review for id_, (review, _) in stood(connection, told).items()}


def _of_incidents(connection: Connection, ids: Sequence[str]) -> dict[str, Review]:
    asked = HOMES.where(seats.c.incident.in_(ids), linked_items.c.event.is_not(None))
    told: dict[str, list[str]] = {}
    for row in connection.execute(asked):
        told.setdefault(row.incident, []).append(row.event)
    reviews = reviews_of(connection, [event for reports in told.values() for event in reports])
    return {id_: together(reviews.get(event, "unreviewed") for event in reports) for id_, reports in told.items()}
