"""Incidents as a gate lets them out, worked out with their views: no page fuses what reviewers left of many reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from sqlalchemy import Connection, Table, select

from sitrep.ledger.decisions import REVIEWED, Review
from sitrep.ledger.gate import Gate, event_standings
from sitrep.ledger.incident_reports import Told
from sitrep.ledger.incident_rows import fused, view_row
from sitrep.ledger.portions import some
from sitrep.ledger.review_tables import corrected_events
from sitrep.ledger.view_tables import event_views, gated_views
from sitrep.records.report import Event

_COLUMNS: Final = tuple(column.name for column in gated_views.columns if column.name != "gate")
#: How an event stands, and how it reads where somebody corrected it.
_Standing = tuple[Review, Event | None]


def write_gated(connection: Connection, told: Mapping[str, Sequence[Told]], judged: Table, into: Table) -> None:
    """The rows of those of these incidents of which anybody judged a report, of which ``judged`` has a row."""
    known = connection.scalars(select(judged.c.id).where(judged.c.id.in_(list(told)))).all()
    ids = [one.telling.event.id for id_ in known for one in told[id_]]
    standing = dict(_standings(connection, ids))
    rows = [row for id_ in sorted(known) for row in _rows(id_, told[id_], standing)]
    if rows:
        connection.execute(into.insert(), rows)


def _standings(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, _Standing]]:
    for wanted in some(sorted(ids)):
        asked = (
            select(event_standings.c.id, event_standings.c.review, corrected_events.c.json)
            .join_from(event_standings, event_views, event_views.c.event == event_standings.c.event)
            .outerjoin(corrected_events, corrected_events.c.seq == event_standings.c.corrected)
            .where(event_standings.c.id.in_(wanted))
        )
        for row in connection.execute(asked):
            yield row.id, (row.review, None if row.json is None else Event.model_validate_json(row.json))


def _rows(id_: str, told: Sequence[Told], standing: Mapping[str, _Standing]) -> Iterator[dict[str, Any]]:
    found = [(one, *standing.get(one.telling.event.id, ("unreviewed", None))) for one in told]
    for gate in get_args(Gate):
        kept = [(one, event) for one, review, event in found if is_let_out(review, gate)]
        if kept and (len(kept) < len(found) or any(event for _, event in kept)):
            right = [as_corrected(one, event) for one, event in kept]
            row = view_row(id_, right, fused(right))
            yield {"gate": gate, **{name: row[name] for name in _COLUMNS}}


def is_let_out(review: Review, gate: Gate) -> bool:
    """Whether the gate lets out a report that stands like this; what was rejected no gate does."""
    return review in REVIEWED or (gate == "all" and review != "rejected")


def as_corrected(one: Told, event: Event | None) -> Told:
    """The report with the event as somebody corrected it, where anybody did."""
    return one if event is None else replace(one, telling=replace(one.telling, event=event))
