"""The derived tables: what follows from the rows that are kept for ever, worked out so that questions are quick.

Nothing here is the truth itself: every row can be made again from the other tables, to the byte, so rows are changed
and deleted. What is not made anew yet is listed in ``stale_incidents``, which triggers fill whatever writes.
Columns that end in ``_folded`` hold what filters compare, several names joined by " | ".
Columns that are called ``by_…`` hold the whole of a sort order as one text, of which no two rows have the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from sitrep.ledger.tables import metadata

#: The rules by which incident views are made; raise it when a change of them makes other rows of the same reports.
EDITION: Final = 1

#: The newest reading of each document.
current_readings = Table(
    "current_readings", metadata,
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    Column("reading", Integer, ForeignKey("readings.seq"), nullable=False),
    Index("current_readings_by_reading", "reading", unique=True),
)  # fmt: skip


def _figures(outcome: str) -> Iterator[Column[int]]:
    return (Column(f"{outcome}_{end}", Integer) for end in ("low", "best", "high"))


#: What is told of an incident, one row for each of which something is. ``background`` says that it is only recalled,
#: ``dead`` counts as ``--min-killed`` does, ``gravest`` is the gravest outcome or ``outage``, ``side`` who did it.
incident_views = Table(
    "incident_views", metadata,
    Column("id", String(40), primary_key=True),
    Column("type", String(20), nullable=False),
    Column("mode", String(40)),
    Column("status", String(20), nullable=False),
    Column("background", Boolean(create_constraint=False), nullable=False),
    Column("start_day", String(10)),
    Column("end_day", String(10)),
    Column("time_precision", String(20)),
    Column("place", Text),
    Column("place_folded", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", String(2)),
    Column("admin1", Text),
    Column("place_precision", String(20)),
    *_figures("killed"),
    *_figures("wounded"),
    Column("dead", Integer, nullable=False),
    Column("gravest", String(20)),
    Column("side", Text, nullable=False),
    Column("actors_folded", Text, nullable=False),
    Column("outlets_folded", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("independent_sources", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_published", String(40)),
    Column("last_published", String(40)),
    Column("by_day", Text, nullable=False),
    Column("by_newest", Text, nullable=False),
    Column("by_report", Text, nullable=False),
    Column("by_dead", Text, nullable=False),
    Index("incident_views_by_day", "by_day", unique=True),
    Index("incident_views_by_newest", "by_newest", unique=True),
    Index("incident_views_by_report", "by_report", unique=True),
    Index("incident_views_by_dead", "by_dead", unique=True),
)  # fmt: skip

#: The whole fused view of an incident as JSON, without the history of its figures.
incident_fusions = Table(
    "incident_fusions", metadata,
    Column("id", String(40), primary_key=True),
    Column("fused", Text, nullable=False),
)  # fmt: skip

#: Incidents whose rows are to be made anew, as something was told of them since, or is told no more.
stale_incidents = Table(
    "stale_incidents", metadata,
    Column("id", String(40), primary_key=True),
)  # fmt: skip

#: By which rules the rows of a derived table were made.
view_editions = Table(
    "view_editions", metadata,
    Column("name", String(40), primary_key=True),
    Column("edition", Integer, nullable=False),
)  # fmt: skip
