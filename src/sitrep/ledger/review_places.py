"""Where each event stands in the queue of review, worked out with the view of its incident, so that a page asks rows.

Whether an event waits at all, and whether it was judged before, is asked when the queue is: a decision moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, FromClause, and_, delete, literal, select

from sitrep.codebook.review_reasons import Reason, review_reasons
from sitrep.ledger.incident_tables import duplicate_warnings, linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.portions import some
from sitrep.ledger.review_tables import event_contents
from sitrep.ledger.view_tables import current_readings, incident_views, review_places, unlinked_readings


def refresh_places(connection: Connection, incidents: Sequence[str]) -> None:
    """The events of these incidents stand where their reasons put them."""
    connection.execute(delete(review_places).where(review_places.c.incident.in_(incidents)))
    rows = places_of(connection, incidents, incident_views)
    if rows:
        connection.execute(delete(review_places).where(review_places.c.event.in_([row["event"] for row in rows])))
        connection.execute(review_places.insert(), rows)


def places_of(connection: Connection, incidents: Sequence[str], told: FromClause) -> list[dict[str, Any]]:
    """The rows of these incidents' events, as they are now; ``told`` are views of all incidents."""
    return [_row(row) for row in connection.execute(_events(incidents, told))]


def unlinked_places(connection: Connection) -> list[dict[str, Any]]:
    """The rows of the events of readings that are linked into no incident yet; none where all are."""
    waiting = connection.scalars(select(unlinked_readings.c.reading).order_by(unlinked_readings.c.reading)).all()
    contents = event_contents.c
    columns = (contents.event, contents.killed, contents.contested, contents.background, contents.confidence)
    found = []
    for numbers in some(waiting):
        asked = select(
            *columns, literal("").label("incident"), literal(value=False).label("disputed"),
            literal(value=False).label("twice"),
        ).where(contents.reading.in_(numbers))  # fmt: skip
        found += [_row(row) for row in connection.execute(asked)]
    return found


def _events(incidents: Sequence[str], told: FromClause) -> Any:
    """The events of these incidents that the newest readings tell, with what makes them urgent."""
    contents = event_contents.c
    return (
        select(
            contents.event, contents.killed, contents.contested, contents.background, contents.confidence,
            seats.c.incident, told.c.disputed, seats.c.incident.in_(_likely_twice(incidents)).label("twice"),
        )
        .join_from(seats, linked_items, linked_items.c.item == seats.c.item)
        .join(event_contents, contents.id == linked_items.c.event)
        .join(current_readings, current_readings.c.reading == contents.reading)
        .outerjoin(told, told.c.id == seats.c.incident)
        .where(seats.c.incident.in_(incidents), newest_of(seats, "item"), newest_of(linked_items, "item"))
    )  # fmt: skip


def _likely_twice(incidents: Sequence[str]) -> Any:
    """Those of these incidents that another incident may be."""
    left, right = duplicate_warnings.c.left, duplicate_warnings.c.right
    live = and_(newest_of(duplicate_warnings, "left", "right"), duplicate_warnings.c.probability > 0)
    ends = (select(end).where(live, end.in_(incidents)) for end in (left, right))
    return next(ends).union(*ends)


def _row(told: Any) -> dict[str, Any]:
    reasons = review_reasons()
    deaths, unsure = reasons.find("deaths"), reasons.find("low-confidence")
    holds: dict[Reason, bool] = {
        "changed": False,
        "contradiction": bool(told.contested or told.disputed),
        "deaths": told.killed >= (deaths.at_least if deaths and deaths.at_least else 1),
        "low-confidence": told.confidence < (unsure.below if unsure and unsure.below else 0),
        "duplicate": bool(told.twice),
        "rest": True,
    }
    ranks = [number for number, reason in enumerate(reasons.reasons) if holds[reason.name]]
    every = [reasons.reasons[number].name for number in ranks]
    return {
        "event": told.event, "incident": told.incident, "weight": -told.killed, "confidence": told.confidence,
        "rank": ranks[0] + len(reasons.reasons) * bool(told.background), "reasons": " ".join(every[:-1] or every),
    }  # fmt: skip
