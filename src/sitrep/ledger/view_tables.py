"""The derived tables: what follows from the rows that are kept for ever, worked out so that questions are quick.

Nothing here is the truth itself: every row can be made again from the other tables, to the byte, so rows are changed
and deleted. What is not made anew yet is listed in ``stale_incidents``, which triggers fill whatever writes.
Columns that end in ``_folded`` hold what filters compare, several names joined by " | ".
Columns that are called ``by_…`` hold the whole of a sort order as one text, of which no two rows have the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from sitrep.ledger.tables import metadata, what_when_where

#: The rules by which incident views are made; raise it when a change of them makes other rows of the same reports.
EDITION: Final = 3
#: An event somewhere in a whole district, region or country, which may hold others.
IN_WIDE_PLACES: Final = "place_precision IN ('district', 'region', 'country')"
#: What has no point on a map: no place was told, or a whole country, wherever its middle is.
WITHOUT_POINT: Final = "lat IS NULL OR lon IS NULL OR place_precision = 'country'"

#: The newest reading of each document.
current_readings = Table(
    "current_readings", metadata,
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    Column("reading", Integer, ForeignKey("readings.seq"), nullable=False),
    Index("current_readings_by_reading", "reading", unique=True),
)  # fmt: skip

#: An event of a newest reading with what lists filter and sort by; ``dead`` is the highest figure of the killed, and
#: ``gravest`` the gravest outcome told or ``outage``.
event_views = Table(
    "event_views", metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.seq"), nullable=False),
    Column("id", String(40), nullable=False),
    *what_when_where(),
    Column("dead", Integer, nullable=False),
    Column("gravest", String(20)),
    Column("actors_folded", Text, nullable=False),
    Column("outlets_folded", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("by_day", Text, nullable=False),
    Column("by_newest", Text, nullable=False),
    Column("by_report", Text, nullable=False),
    Index("event_views_of_document", "document"),
    Index("event_views_by_id", "id"),
    Index("event_views_by_day", "by_day", unique=True),
    Index("event_views_by_newest", "by_newest", unique=True),
    Index("event_views_by_report", "by_report", unique=True),
    Index("event_views_of_wide_places", "start_day", "country", "type", sqlite_where=text(IN_WIDE_PLACES)),
)  # fmt: skip

#: A statement of a newest reading with what lists filter and sort by. ``outlets_folded`` are its paper and the channels
#: that carried it; ``answered`` says that another voice of its story stands for something on an issue of it.
statement_views = Table(
    "statement_views", metadata,
    Column("statement", Integer, ForeignKey("statements.seq"), primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.seq"), nullable=False),
    Column("id", String(40), nullable=False),
    Column("speaker_folded", Text, nullable=False),
    Column("certainty", String(20), nullable=False),
    Column("outlets_folded", Text, nullable=False),
    Column("answered", Boolean(create_constraint=False), nullable=False),
    Column("by_report", Text, nullable=False),
    Index("statement_views_of_document", "document"),
    Index("statement_views_by_id", "id"),
    Index("statement_views_by_report", "by_report", unique=True),
    Index("statement_views_by_certainty", "certainty", "by_report"),
)  # fmt: skip

#: Under which key an actor of a story is counted: its Wikidata id, else its name, kind and country.
actor_stories = Table(
    "actor_stories", metadata,
    Column("key", Text, primary_key=True),
    Column("document", Integer, ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    Column("actor", Integer, ForeignKey("actors.seq"), nullable=False),
    Index("actor_stories_of_document", "document"),
    sqlite_with_rowid=False,
)  # fmt: skip

#: An actor over all stories: as the first of them names it, how many there are, and when the first and last came out.
actor_views = Table(
    "actor_views", metadata,
    Column("key", Text, primary_key=True),
    Column("actor", Integer, ForeignKey("actors.seq"), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("country", String(2)),
    Column("sector", String(20)),
    Column("stories", Integer, nullable=False),
    Column("first_published", String(40)),
    Column("last_published", String(40)),
    Column("by_name", Text, nullable=False),
    Column("by_stories", Text, nullable=False),
    Index("actor_views_by_name", "by_name", unique=True),
    Index("actor_views_by_stories", "by_stories", unique=True),
)  # fmt: skip


def _figures(outcome: str) -> Iterator[Column[int]]:
    return (Column(f"{outcome}_{end}", Integer) for end in ("low", "best", "high"))


#: What is told of an incident, one row for each of which something is. ``background`` says that it is only recalled,
#: ``disputed`` that the sides give rival figures; ``dead`` counts as ``--min-killed`` does, ``gravest`` is the gravest
#: outcome or ``outage``, ``side`` who did it.
incident_views = Table(
    "incident_views", metadata,
    Column("id", String(40), primary_key=True),
    *what_when_where(),
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
    Column("disputed", Boolean(create_constraint=False), nullable=False, server_default=text("0")),
    Index("incident_views_by_day", "by_day", unique=True),
    Index("incident_views_by_newest", "by_newest", unique=True),
    Index("incident_views_by_report", "by_report", unique=True),
    Index("incident_views_by_dead", "by_dead", unique=True),
    Index("incident_views_by_type", "type", "by_newest"),
    Index("incident_views_by_type_and_day", "type", "by_day"),
    Index("incident_views_by_type_and_report", "type", "by_report"),
    Index("incident_views_by_type_and_dead", "type", "by_dead"),
    Index("incident_views_by_start", "start_day", "background", "end_day", "place_precision", "lat", "lon", "country"),
    Index("incident_views_without_point", "by_newest", sqlite_where=text(WITHOUT_POINT)),
)  # fmt: skip

#: How many reports of an incident reviewers accepted, corrected and rejected, as they are read now; one row for each
#: incident of which any were.
judged_incidents = Table(
    "judged_incidents", metadata,
    Column("id", String(40), primary_key=True),
    Column("accepted", Integer, nullable=False),
    Column("corrected", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
)  # fmt: skip

#: The whole fused view of an incident as JSON, without the history of its figures.
incident_fusions = Table(
    "incident_fusions", metadata,
    Column("id", String(40), primary_key=True),
    Column("fused", Text, nullable=False),
)  # fmt: skip

#: Where an event stands in the queue of review: by its first reason, what is recalled after all news, then by its dead,
#: then the least sure; ``reasons`` are all that hold, parted by blanks.
review_places = Table(
    "review_places", metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True, autoincrement=False),
    Column("incident", String(40), nullable=False),
    Column("rank", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Index("review_places_in_order", "rank", "weight", "confidence", "event", unique=True),
    Index("review_places_of_incident", "incident"),
)  # fmt: skip

#: What the reports of an incident together tell that a gate lets out, as they were corrected: one row for each gate by
#: which that is otherwise than all its reports tell. ``reports`` counts those that are let out.
gated_views = Table(
    "gated_views",
    metadata,
    Column("gate", String(8), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("type", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("background", Boolean(create_constraint=False), nullable=False),
    Column("start_day", String(10)),
    Column("end_day", String(10)),
    Column("time_precision", String(20)),
    Column("place", Text),
    Column("place_precision", String(20)),
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    *_figures("killed"),
    *_figures("wounded"),
    Column("dead", Integer, nullable=False),
    Column("gravest", String(20)),
    Column("reports", Integer, nullable=False),
)

#: The newest readings whose events are not linked yet.
unlinked_readings = Table(
    "unlinked_readings", metadata,
    Column("reading", Integer, ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
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
