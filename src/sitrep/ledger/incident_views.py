"""Incidents as their reports together tell them, worked out beforehand: a list asks rows, and fuses nothing.

Whatever is written to the ledger marks the incidents it touches as stale. Whoever writes makes their rows anew at the
end (``refresh_views``); until then a question works them out for itself (``views``), so that every answer is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from sqlalchemy import Connection, FromClause, MetaData, Table, delete, exists, select, union_all

from sitrep.ledger.beside import emptied, like
from sitrep.ledger.gated_views import write_gated
from sitrep.ledger.incident_reports import AT_ONCE, told_of
from sitrep.ledger.incident_rows import fused, packed_fusion, view_row
from sitrep.ledger.incident_tables import seats
from sitrep.ledger.judged_incidents import count_judged
from sitrep.ledger.portions import some
from sitrep.ledger.review_places import refresh_places
from sitrep.ledger.sqlite import FOR_QUESTIONS
from sitrep.ledger.view_tables import (
    EDITION,
    gated_views,
    incident_fusions,
    incident_views,
    judged_incidents,
    review_places,
    stale_incidents,
    view_editions,
)

#: Under which name the edition of the incident views is kept.
_NAME: Final = "incidents"
#: Under which name a connection that only asks remembers what it asks.
_ASKED: Final = "sitrep_incident_views"


class _Tables(NamedTuple):
    """The derived tables of incidents: told in columns, fused, as judged, as gates let them out."""

    rows: Table
    fusions: Table
    judged: Table
    gated: Table


_KEPT: Final = _Tables(incident_views, incident_fusions, judged_incidents, gated_views)


def refresh_views(connection: Connection, *, most: int | None = None) -> int:
    """Every incident's row tells what its reports say now, or those of so many that were stale; how many those were."""
    _follow_the_edition(connection)
    wanted = sorted(connection.scalars(select(stale_incidents.c.id).limit(most)))
    for ids in some(wanted, AT_ONCE):
        for table in (*_KEPT, stale_incidents):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
        _write(connection, _KEPT, ids)
        refresh_places(connection, ids)
    return len(wanted)


def rebuild_views(connection: Connection) -> int:
    """Every row is made from nothing; how many incidents there ever were."""
    connection.execute(delete(view_editions).where(view_editions.c.name == _NAME))
    return refresh_views(connection)


def _follow_the_edition(connection: Connection) -> None:
    """Rows that were made by other rules are all stale."""
    if _is_of_this_edition(connection):
        return
    for table in (*_KEPT, stale_incidents, review_places):
        connection.execute(delete(table))
    connection.execute(stale_incidents.insert().from_select(["id"], select(seats.c.incident).distinct()))
    connection.execute(delete(view_editions).where(view_editions.c.name == _NAME))
    connection.execute(view_editions.insert(), {"name": _NAME, "edition": EDITION})


def stale(connection: Connection) -> list[str]:
    """The incidents whose rows do not tell, or may not tell, what their reports say now; in order."""
    marked = set(connection.scalars(select(stale_incidents.c.id)))
    if not _is_of_this_edition(connection):
        marked.update(connection.scalars(select(seats.c.incident).distinct()))
        marked.update(connection.scalars(select(incident_views.c.id)))
    return sorted(marked)


def is_current(connection: Connection) -> bool:
    """Whether no row is stale."""
    return _is_of_this_edition(connection) and connection.scalar(select(stale_incidents.c.id).limit(1)) is None


def _is_of_this_edition(connection: Connection) -> bool:
    return connection.scalar(select(view_editions.c.edition).where(view_editions.c.name == _NAME)) == EDITION


def _write(connection: Connection, into: _Tables, ids: Sequence[str]) -> None:
    """The rows of these incidents; none for those of which nothing is told any more."""
    rows, packed = [], []
    reports = dict(told_of(connection, ids))
    for id_, told in reports.items():
        view = fused(told)
        rows.append(view_row(id_, told, view))
        packed.append({"id": id_, "fused": packed_fusion(view)})
    if rows:
        connection.execute(into.rows.insert(), rows)
        connection.execute(into.fusions.insert(), packed)
    count_judged(connection, ids, into.judged)
    write_gated(connection, reports, into.judged, into.gated)


@dataclass(frozen=True)
class Views:
    """What questions about incidents are put to: ``rows`` has the columns of ``incident_views``.

    ``fusions`` has those of ``incident_fusions``, ``judged`` those of ``judged_incidents``, ``gated``
    those of ``gated_views``.
    """

    rows: FromClause
    fusions: FromClause
    judged: FromClause
    gated: FromClause


def views(connection: Connection) -> Views:
    """The incidents as they are now: those that are stale are worked out once for all questions of a transaction."""
    held = connection.info.get(_ASKED)
    if held is not None:
        return held  # type: ignore[no-any-return]  # what a connection remembers has no type
    found = _now(connection)
    if FOR_QUESTIONS.items() <= connection.get_execution_options().items():  # nothing changes before its eyes
        connection.info[_ASKED] = found
    return found


def _now(connection: Connection) -> Views:
    wanted = stale(connection)
    if not wanted:
        return Views(*_KEPT)
    beside, known = _beside()
    emptied(connection, known, *beside)
    connection.execute(known.insert(), [{"id": id_} for id_ in wanted])
    for ids in some(wanted, AT_ONCE):
        _write(connection, beside, ids)
    return Views(*(_together(kept, fresh, known) for kept, fresh in zip(_KEPT, beside, strict=True)))


@cache
def _beside() -> tuple[_Tables, Table]:
    """Tables of one connection, which are gone with it: the rows of stale incidents as they are now, and their ids."""
    held = MetaData()
    return _Tables(*(like(table, held) for table in _KEPT)), like(stale_incidents, held)


def _together(kept: Table, fresh: Table, without: Table) -> FromClause:
    """The rows that are kept, less those that are stale, and these instead."""
    left_out = exists().where(without.c.id == kept.c.id)
    return union_all(select(kept).where(~left_out), select(fresh)).subquery(f"{kept.name}_now")
