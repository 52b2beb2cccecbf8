"""A page of incidents at a time: in a stable order, from where the page before ended, through the gate."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlalchemy import ColumnElement, Connection, func, select

from sitrep.errors import BadQuestion
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import let_out
from sitrep.ledger.incident_queries import IncidentFilter, asks_common_words, incident_conditions
from sitrep.ledger.incident_views import views

#: By the day of the act, by the newest report, by the dead; the latest and the most first.
Order = Literal["newest", "report", "dead"]
ORDERS: Final = get_args(Order)
_COLUMN: Final[dict[Order, str]] = {"newest": "by_newest", "report": "by_report", "dead": "by_dead"}
#: Beyond so many they are counted no further.
COUNTED: Final = 1000


@dataclass(frozen=True, slots=True)
class IncidentIds:
    """The ids of a page, where the next one begins, and how many there are in all, counted up to COUNTED."""

    ids: tuple[str, ...]
    after: str | None
    count: int


def incident_ids(
    connection: Connection, wanted: IncidentFilter, gate: Gate, *, order: Order = "newest", after: str | None = None,
    limit: int = 50,
) -> IncidentIds:  # fmt: skip
    """The page of the incidents that fit the filter."""
    rows = views(connection).rows
    by = rows.c[_COLUMN[order]]
    common = asks_common_words(connection, wanted.event)
    conditions: list[ColumnElement[bool]] = incident_conditions(rows, wanted, common=common)
    if gate == "reviewed":
        conditions.append(rows.c.id.in_(let_out()))
    counted = select(rows.c.id).where(*conditions).limit(COUNTED).subquery()
    asked = select(rows.c.id, by.label("place")).where(*conditions).order_by(by.desc()).limit(limit + 1)
    if after is not None:
        asked = asked.where(by < place_of(after))
    found = connection.execute(asked).all()
    more = len(found) > limit
    ids = tuple(row.id for row in found[:limit])
    total = connection.scalar(select(func.count()).select_from(counted)) or 0
    return IncidentIds(ids, cursor(found[limit - 1].place) if more else None, total)


def cursor(place: str) -> str:
    """The place in an order as a word for an address."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(word: str) -> str:
    """The place that the word tells; one that no page gave is refused."""
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError) as wrong:
        raise BadQuestion("The page's beginning cannot be read.", check="Begin at the first page.") from wrong
