"""Happenings that one voice asserts and another denies, or of which sides give rival figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, or_, select

from sitrep.incidents.fusion import Fused
from sitrep.ledger.decisions import REVIEWED
from sitrep.ledger.gate import Gate
from sitrep.ledger.gated_incidents import shown_incidents
from sitrep.ledger.incident_reports import Reported
from sitrep.ledger.incident_tables import linked_items, seats
from sitrep.ledger.incident_views import views
from sitrep.ledger.linkage import newest_of
from sitrep.ledger.paging import Page, Turn, page_of, question, read
from sitrep.ledger.review_tables import event_contents
from sitrep.ledger.tables import events
from sitrep.ledger.view_tables import current_readings

#: Happenings are shown with all their reports, so a page has few.
FIRST: Final = Turn(limit=20)


@dataclass(frozen=True)
class Contested:
    """A happening with the reports that may be shown, how they together tell it, and whether all were let out."""

    id: str
    reports: Sequence[Reported]
    fused: Fused
    reviewed: bool

    @property
    def denials(self) -> bool:
        """Whether one voice asserts what another denies."""
        said = {source.certainty for one in self.reports for source in one.event.sources}
        told = {one.event.status == "denied" for one in self.reports}
        return "denied" in said and ("asserted" in said or False in told)

    @property
    def rivals(self) -> bool:
        """Whether sides give different figures of one outcome."""
        return any(figure.disputed for figure in self.fused.figures)


def contested_incidents(connection: Connection, turn: Turn = FIRST, *, gate: Gate) -> Page[Contested]:
    """The contested happenings, the newest told first; ``gate`` says which of their reports are looked at."""
    own = question("contested", gate)
    found: list[tuple[Contested, str]] = []
    place = str(read(turn.cursor, own, (str,))[0]) if turn.cursor is not None else None
    while len(found) <= turn.rows:
        rows = connection.execute(_candidates(connection, place).limit(turn.rows + 1)).all()
        told = {one.id: one for one in _told(connection, [row.id for row in rows], gate)}
        found += [(told[row.id], row.by_report) for row in rows if row.id in told]
        if len(rows) <= turn.rows:
            break
        place = rows[-1].by_report
    return page_of([one for one, _ in found], [(place,) for _, place in found], own, turn)


def _candidates(connection: Connection, before: str | None) -> Select[Any]:
    """Happenings that may be contested, by rows alone."""
    rows = views(connection).rows
    asked = select(rows.c.id, rows.c.by_report).where(
        rows.c.background.is_(False),
        or_(rows.c.id.in_(_of_contested()), and_(rows.c.documents > 1, _spread(rows))),
    )
    if before is not None:
        asked = asked.where(rows.c.by_report < before)
    return asked.order_by(rows.c.by_report.desc())


def _of_contested() -> Select[Any]:
    """The incidents of events whose story contradicts itself, or tells them only as denied."""
    contested = select(event_contents.c.id).where(
        event_contents.c.contested, ~event_contents.c.background,
        event_contents.c.reading.in_(select(current_readings.c.reading)),
    )  # fmt: skip
    denied = select(events.c.id).where(events.c.status == "denied", ~events.c.background)
    return (
        select(seats.c.incident)
        .join_from(linked_items, seats, seats.c.item == linked_items.c.item)
        .where(
            linked_items.c.event.in_(contested.union(denied)), newest_of(linked_items, "item"), newest_of(seats, "item")
        )
    )


def _spread(rows: FromClause) -> ColumnElement[bool]:
    return or_(*(rows.c[f"{each}_low"].is_distinct_from(rows.c[f"{each}_high"]) for each in ("killed", "wounded")))


def _told(connection: Connection, ids: Sequence[str], gate: Gate) -> list[Contested]:
    made = [
        Contested(id_, one.incident.reports, one.incident.fused, set(one.reviews.values()) <= set(REVIEWED))
        for id_, one in shown_incidents(connection, ids, gate).items() if one.incident is not None
    ]  # fmt: skip
    return [one for one in made if one.denials or one.rivals]
