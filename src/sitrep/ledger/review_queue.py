"""What wants review first: by the reasons of ``codebook/data/review.yaml``, in an order that each row explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, case, or_, select, tuple_

from sitrep.codebook.review_reasons import Reason, ReviewReasons, review_reasons
from sitrep.errors import UnknownId
from sitrep.ledger.decisions import Review
from sitrep.ledger.gate import event_standings
from sitrep.ledger.incident_tables import duplicate_warnings, linked_items, seats
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of, newest
from sitrep.ledger.review_tables import event_contents
from sitrep.ledger.reviews import once_judged
from sitrep.ledger.tables import documents, events, readings
from sitrep.ledger.view_tables import incident_views
from sitrep.records.report import Event

#: How many rows a page of the queue has when nobody says.
PAGE: Final = 50
_PARTS: Final = 4


@dataclass(frozen=True)
class Waiting:
    """An event that nobody has judged as it is read now, and every reason to look at it, the first of them first."""

    event: Event
    document: DocumentFacts
    review: Review
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class QueuePage:
    """Some of the queue, and where the next of it begins; None at its end."""

    rows: tuple[Waiting, ...]
    next_cursor: str | None


def review_queue(connection: Connection, *, after: str | None = None, limit: int = PAGE) -> QueuePage:
    """The events that wait for review: what recalls history last, the others by their first reason.

    Within a reason those with most dead come first, then the least sure, then by the order in which they came in.
    """
    told = review_reasons()
    holds = _reasons(told)
    first = case(*((holds[reason.name], at) for at, reason in enumerate(told.reasons)), else_=len(told.reasons))
    weight = -event_contents.c.killed
    rank = case((event_contents.c.background, first + len(told.reasons)), else_=first)
    place = (rank, weight, event_contents.c.confidence, event_contents.c.event)
    asked = (
        select(*(each.label(f"at{number}") for number, each in enumerate(place)), event_standings.c.review,
               *(holds[reason.name].label(f"is{number}") for number, reason in enumerate(told.reasons)))
        .join_from(event_contents, event_standings, event_standings.c.event == event_contents.c.event)
        .where(event_contents.c.reading.in_(newest()), event_standings.c.review.in_(("unreviewed", "changed")))
        .order_by(*place).limit(limit + 1)
    )  # fmt: skip
    if after is not None:
        asked = asked.where(tuple_(*place) > tuple_(*_place(after)))
    rows = connection.execute(asked).all()
    return QueuePage(tuple(_told(connection, rows[:limit], told)), _cursor(rows[limit - 1]) if rows[limit:] else None)


def _reasons(told: ReviewReasons) -> dict[Reason, ColumnElement[bool]]:
    """When each reason holds of a row of event_contents."""
    deaths, unsure = told.find("deaths"), told.find("low-confidence")
    contents = event_contents.c
    return {
        "changed": or_(event_standings.c.review == "changed", contents.id.in_(once_judged())),
        "contradiction": or_(contents.contested.is_(True), contents.id.in_(_of_incidents(_disputed()))),
        "deaths": contents.killed >= (deaths.at_least if deaths and deaths.at_least else 1),
        "low-confidence": contents.confidence < (unsure.below if unsure and unsure.below else 0),
        "duplicate": contents.id.in_(_of_incidents(_likely_twice())),
        "rest": event_contents.c.event.is_not(None),
    }


def _disputed() -> Any:
    """The incidents of which the sides give rival figures."""
    return select(incident_views.c.id).where(incident_views.c.disputed.is_(True))


def _likely_twice() -> Any:
    """The incidents that another incident may be."""
    live = and_(newest_of(duplicate_warnings, "left", "right"), duplicate_warnings.c.probability > 0)
    return select(duplicate_warnings.c.left).where(live).union(select(duplicate_warnings.c.right).where(live))


def _of_incidents(wanted: Any) -> Any:
    """The events of these incidents."""
    return (
        select(linked_items.c.event).join_from(seats, linked_items, linked_items.c.item == seats.c.item)
        .where(seats.c.incident.in_(wanted), newest_of(seats, "item"), newest_of(linked_items, "item"),
               linked_items.c.event.is_not(None)).correlate(None)
    )  # fmt: skip


def _told(connection: Connection, rows: Any, told: ReviewReasons) -> list[Waiting]:
    asked = (
        select(events.c.seq, events.c.json, *PUBLICATION)
        .join_from(events, readings).join(documents).where(events.c.seq.in_([row.at3 for row in rows]))
    )  # fmt: skip
    found = {row.seq: row for row in connection.execute(asked)}
    return [
        Waiting(
            Event.model_validate_json(found[row.at3].json), facts_of(found[row.at3]),
            "changed" if _holding(row, told)[0] == "changed" else "unreviewed", _holding(row, told),
        )
        for row in rows
    ]  # fmt: skip


def _holding(row: Row[*tuple[Any, ...]], told: ReviewReasons) -> tuple[Reason, ...]:
    """The reasons that hold; the rest is one only where there is no other."""
    every = tuple(reason.name for number, reason in enumerate(told.reasons) if getattr(row, f"is{number}"))
    return every[:-1] or every


def _cursor(row: Row[*tuple[Any, ...]]) -> str:
    return "_".join(str(getattr(row, f"at{number}")) for number in range(_PARTS))


def _place(cursor: str) -> tuple[int, int, float, int]:
    parts = cursor.split("_")
    try:
        rank, weight, confidence, event = parts
        return int(rank), int(weight), float(confidence), int(event)
    except ValueError as problem:
        raise UnknownId(f"{cursor!r} is no place in the queue.", check="Begin anew: sitrep review") from problem
