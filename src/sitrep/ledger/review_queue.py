"""What wants review first: by the reasons of ``codebook/data/review.yaml``, in an order that each row explains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    MetaData,
    Row,
    Select,
    Table,
    case,
    literal,
    select,
    tuple_,
)

from sitrep.codebook.review_reasons import Reason, review_reasons
from sitrep.errors import UnknownId
from sitrep.ledger.beside import emptied, like
from sitrep.ledger.decisions import Review
from sitrep.ledger.gate import event_standings
from sitrep.ledger.incident_views import stale, views
from sitrep.ledger.paging import Page
from sitrep.ledger.portions import some
from sitrep.ledger.queries import PUBLICATION, DocumentFacts, facts_of
from sitrep.ledger.review_places import places_of, unlinked_places
from sitrep.ledger.review_tables import event_contents
from sitrep.ledger.reviews import once_judged
from sitrep.ledger.tables import documents, events, readings
from sitrep.ledger.view_tables import review_places
from sitrep.records.report import Event

#: How many rows a page of the queue has when nobody says.
PAGE: Final = 50
_PARTS: Final = 4
#: Where an event stands: by its reason, its dead, how unsure it is, its number.
_Place = tuple[int, int, float, int]


@dataclass(frozen=True)
class Waiting:
    """An event that nobody has judged as it is read now, and every reason to look at it, the first of them first."""

    event: Event
    document: DocumentFacts
    review: Review
    reasons: tuple[Reason, ...]


def review_queue(
    connection: Connection, *, after: str | None = None, limit: int = PAGE, aside: Collection[str] = ()
) -> Page[Waiting]:
    """The events that wait for review: what recalls history last, the others by their first reason.

    Within a reason those with most dead come first, then the least sure, then by the order in which they came in.
    Events whose ids were put ``aside`` are passed over.
    """
    return _asked(connection, ~event_contents.c.id.in_(aside) if aside else None, after, limit)


def put_aside(connection: Connection, ids: Collection[str]) -> tuple[Waiting, ...]:
    """Of these events those that wait for review, in the order of the queue."""
    return _asked(connection, event_contents.c.id.in_(ids), None, len(ids)).rows if ids else ()


def _asked(connection: Connection, wanted: ColumnElement[bool] | None, after: str | None, limit: int) -> Page[Waiting]:
    place = None if after is None else _place(after)
    places = _places(connection)
    recalled = len(review_reasons().reasons)
    ahead = case((places.c.rank >= recalled, recalled), else_=0)
    both = (
        _waiting(places, ahead, changed=True, place=place, limit=limit),
        _waiting(places, places.c.rank, changed=False, place=place, limit=limit),
    )
    found = [row for asked in both for row in connection.execute(asked if wanted is None else asked.where(wanted))]
    rows = sorted(found, key=_at)[: limit + 1]
    return Page(tuple(_told(connection, rows[:limit])), _cursor(rows[limit - 1]) if rows[limit:] else None)


def _places(connection: Connection) -> FromClause:
    """Where events stand in the queue; the places of what is not told anew or not linked yet are made now."""
    wanted, alone = stale(connection), unlinked_places(connection)
    if not wanted and not alone:
        return review_places
    beside = _beside()
    emptied(connection, beside)
    told = views(connection).rows
    rows = [*alone, *(row for ids in some(wanted) for row in places_of(connection, ids, told))]
    if rows:
        connection.execute(beside.insert(), rows)
    names = [column.name for column in review_places.columns]
    kept = select(*(review_places.c[name] for name in names)).where(
        review_places.c.incident.not_in(wanted), review_places.c.event.not_in(select(beside.c.event))
    )
    return kept.union_all(select(*(beside.c[name] for name in names))).subquery()


@cache
def _beside() -> Table:
    """The places that are not kept yet."""
    return like(review_places, MetaData())


def _waiting(
    places: FromClause, rank: ColumnElement[int], *, changed: bool, place: _Place | None, limit: int
) -> Select[Any]:
    """Those that wait and were judged before, or were not, in order, from this place on."""
    contents = event_contents.c
    judged = contents.id.in_(once_judged())
    at = (rank, places.c.weight, places.c.confidence, places.c.event)
    asked = (
        select(*(each.label(f"at{number}") for number, each in enumerate(at)), event_standings.c.review,
               places.c.reasons, literal(changed).label("changed"))
        .join_from(places, event_contents, contents.event == places.c.event)
        .join(event_standings, event_standings.c.event == contents.event)
        .where(event_standings.c.review.in_(("unreviewed", "changed")), judged if changed else ~judged)
        .order_by(*at).limit(limit + 1)
    )  # fmt: skip
    return asked if place is None else asked.where(tuple_(*at) > tuple_(*place))


def _at(row: Row[*tuple[Any, ...]]) -> _Place:
    return row.at0, row.at1, row.at2, row.at3


def _told(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Waiting]:
    asked = (
        select(events.c.seq, events.c.json, *PUBLICATION)
        .join_from(events, readings).join(documents).where(events.c.seq.in_([row.at3 for row in rows]))
    )  # fmt: skip
    found = {row.seq: row for row in connection.execute(asked)}
    return [
        Waiting(
            Event.model_validate_json(found[row.at3].json), facts_of(found[row.at3]),
            "changed" if row.changed else "unreviewed", _reasons(row),
        )
        for row in rows
    ]  # fmt: skip


def _reasons(row: Row[*tuple[Any, ...]]) -> tuple[Reason, ...]:
    """The reasons that hold; the rest is one only where there is no other."""
    known = {reason.name for reason in review_reasons().reasons}
    every: list[Reason] = [name for name in row.reasons.split() if name in known]
    if not row.changed:
        return tuple(every)
    return ("changed", *(name for name in every if name != "rest"))


def _cursor(row: Row[*tuple[Any, ...]]) -> str:
    return "_".join(str(getattr(row, f"at{number}")) for number in range(_PARTS))


def _place(cursor: str) -> _Place:
    parts = cursor.split("_")
    try:
        rank, weight, confidence, event = parts
        return int(rank), int(weight), float(confidence), int(event)
    except ValueError as problem:
        raise UnknownId(f"{cursor!r} is no place in the queue.", check="Begin anew: sitrep review") from problem
