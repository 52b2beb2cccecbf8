"""Incidents as far as they may be shown: fused of the reports that the gate lets out, as they were corrected.

What a reviewer rejected is of no incident's figures, whichever gate is asked for; it is only counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, FromClause, Select, select

from sitrep.incidents.fusion import fuse
from sitrep.ledger.decisions import Review
from sitrep.ledger.gate import Gate, event_standings
from sitrep.ledger.gated_views import as_corrected, is_let_out
from sitrep.ledger.incident_reports import Incident, Reported, Told, told_of
from sitrep.ledger.incident_views import views
from sitrep.ledger.judged_incidents import reports_let_out
from sitrep.ledger.portions import some
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.reviews import reviews_of
from sitrep.ledger.tables import events
from sitrep.ledger.view_tables import current_readings
from sitrep.records.report import Event


@dataclass(frozen=True)
class Shown:
    """An incident as it may be shown: None when none of its reports may.

    ``reviews`` tells how each of the reports shown stands; ``waiting`` and ``rejected`` count those left out.
    """

    incident: Incident | None
    reviews: dict[str, Review]
    waiting: int
    rejected: int


def shown_incidents(connection: Connection, wanted: Iterable[str], gate: Gate) -> dict[str, Shown]:
    """These incidents through the gate; one of which nothing is told any more is left out."""
    told = dict(told_of(connection, wanted))
    ids = [one.telling.event.id for reports in told.values() for one in reports]
    reviews, corrections = reviews_of(connection, ids), corrections_of(connection, ids)
    return {id_: _shown(id_, reports, reviews, corrections, gate) for id_, reports in told.items()}


def _shown(
    id_: str, told: Sequence[Told], reviews: dict[str, Review], corrections: dict[str, Event], gate: Gate
) -> Shown:
    standing = [(one, reviews.get(one.telling.event.id, "unreviewed")) for one in told]
    kept = [one for one, review in standing if is_let_out(review, gate)]
    rejected = sum(review == "rejected" for _, review in standing)
    right = [as_corrected(one, corrections.get(one.telling.event.id)) for one in kept]
    incident = None
    if right:
        reports = tuple(Reported(one.packed, one.telling.event, one.document, one.arrival) for one in right)
        incident = Incident(id_, fuse([one.telling for one in right]), reports)
    own = {one.telling.event.id: reviews.get(one.telling.event.id, "unreviewed") for one in kept}
    return Shown(incident, own, len(told) - len(kept) - rejected, rejected)


def corrections_of(connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    """The events of the newest readings that are told as a person corrected them."""
    found: dict[str, Event] = {}
    for wanted in some(sorted(set(ids))):
        asked = (
            select(event_standings.c.id, corrected_events.c.json)
            .join_from(event_standings, corrected_events, corrected_events.c.seq == event_standings.c.corrected)
            .join(events, events.c.seq == event_standings.c.event)
            .join(current_readings, current_readings.c.reading == events.c.reading)
            .where(event_standings.c.id.in_(wanted))
        )
        found |= {row.id: Event.model_validate_json(row.json) for row in connection.execute(asked)}
    return found


def let_out(connection: Connection) -> Select[tuple[str]]:
    """The ids of the incidents of which some report was accepted or corrected."""
    judged = views(connection).judged
    return select(judged.c.id).where(reports_let_out(judged) > 0)


def through_gate(connection: Connection, rows: FromClause, gate: Gate) -> list[ColumnElement[bool]]:
    """What the gate asks of a row of incidents: that some report of it was let out."""
    return [] if gate == "all" else [rows.c.id.in_(let_out(connection))]
