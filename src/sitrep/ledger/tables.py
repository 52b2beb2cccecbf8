"""Every table of the ledger; rows are only ever added, and the newest reading of a document is the current one.

``seq`` counts rows in the order they were appended; ids come from content (a run alone has only its number).
Columns that end in ``_folded`` hold what filters compare: lower case without diacritics.
The tables are made by the numbered migrations; a test holds the two together.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData()


def seq() -> Column[int]:
    """The number of a row, in the order in which they are appended."""
    return Column("seq", Integer, primary_key=True, autoincrement=True)


def _to(target: str, name: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False)


#: One row for each time somebody ingested: what engine, from where, when.
runs = Table(
    "runs", metadata, seq(),
    Column("started", String(40), nullable=False),
    Column("engine", String(80), nullable=False),
    Column("manifest", Text, nullable=False),
    Column("sources", Text, nullable=False),
)  # fmt: skip

#: One row for each run that came to its end, with what it counted; a run without one was interrupted.
run_ends = Table(
    "run_ends", metadata, seq(),
    _to("runs.seq", "run"),
    Column("finished", String(40), nullable=False),
    Column("summary", Text, nullable=False),
    Unique("run", name="run_ends_once"),
)  # fmt: skip

documents = Table(
    "documents", metadata, seq(),
    Column("id", String(40), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("outlet", Text),
    Column("outlet_folded", Text, nullable=False),
    Column("published", String(40)),
    Column("published_rule", Text),
    Column("outlet_rule", Text),
    Column("agency", Text),
    Column("dateline_day", String(10)),
    Column("notices", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("place", Text),
    Column("body_start", Integer, nullable=False),
    Column("language", String(20), nullable=False),
    Column("characters", Integer, nullable=False),
    Column("text", Text, nullable=False),
    _to("runs.seq", "run"),
    Index("documents_by_text", "sha256"),
    Index("documents_by_publication", "published", "seq", "outlet_folded"),
)  # fmt: skip

#: What one engine read in one document; the whole report as JSON.
readings = Table(
    "readings", metadata, seq(),
    Column("id", String(40), nullable=False, unique=True),
    _to("documents.seq", "document"),
    Column("engine", String(80), nullable=False),
    Column("report", Text, nullable=False),
    _to("runs.seq", "run"),
    Unique("document", "engine", name="readings_once"),
    Index("readings_of_document", "document", "seq"),
)  # fmt: skip


def what_when_where(*, known_place: bool = False) -> Iterator[Column[Any]]:
    """The columns that say of a happening what it is, when and where; with the place's GeoNames id when it is asked."""
    yield Column("type", String(20), nullable=False)
    yield Column("mode", String(40))
    yield Column("status", String(20), nullable=False)
    yield Column("background", Boolean(create_constraint=False), nullable=False)
    yield Column("start_day", String(10))
    yield Column("end_day", String(10))
    yield Column("time_precision", String(20))
    yield Column("place", Text)
    yield Column("place_folded", Text, nullable=False)
    if known_place:
        yield Column("geonames_id", Integer)
    yield Column("lat", Float)
    yield Column("lon", Float)
    yield Column("country", String(2))
    yield Column("admin1", Text)
    yield Column("place_precision", String(20))


events = Table(
    "events", metadata, seq(),
    _to("readings.seq", "reading"),
    Column("position", Integer, nullable=False),
    Column("id", String(40), nullable=False),
    *what_when_where(known_place=True),
    Column("anchor", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("json", Text, nullable=False),
    Unique("reading", "id", name="events_once"),
    Index("events_by_id", "id"),
    Index("events_by_day", "start_day"),
    Index("events_by_type", "type"),
    Index("events_by_country", "country"),
)  # fmt: skip

event_participants = Table(
    "event_participants", metadata, seq(),
    _to("events.seq", "event"),
    Column("position", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("actor", String(40)),
    Column("country", String(2)),
    Column("sector", String(20)),
    Column("disputed", Boolean(create_constraint=False), nullable=False),
    Index("participants_of_event", "event"),
)  # fmt: skip

statements = Table(
    "statements", metadata, seq(),
    _to("readings.seq", "reading"),
    Column("position", Integer, nullable=False),
    Column("id", String(40), nullable=False),
    Column("speaker", Text),
    Column("speaker_folded", Text, nullable=False),
    Column("actor", String(40)),
    Column("anonymous", Boolean(create_constraint=False), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("certainty", String(20), nullable=False),
    Column("background", Boolean(create_constraint=False), nullable=False),
    Column("said", Text, nullable=False),
    Column("json", Text, nullable=False),
    Unique("reading", "id", name="statements_once"),
    Index("statements_by_id", "id"),
    Index("statements_in_order", "reading", "position", "speaker_folded", "certainty", "background"),
)  # fmt: skip

statement_issues = Table(
    "statement_issues", metadata, seq(),
    _to("statements.seq", "statement"),
    Column("issue", String(40), nullable=False),
    Index("issues_of_statement", "statement"),
    Index("issues_by_code", "issue"),
)  # fmt: skip

statement_channels = Table(
    "statement_channels", metadata, seq(),
    _to("statements.seq", "statement"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Index("channels_of_statement", "statement"),
)  # fmt: skip

actors = Table(
    "actors", metadata, seq(),
    _to("readings.seq", "reading"),
    Column("position", Integer, nullable=False),
    Column("id", String(40), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("country", String(2)),
    Column("sector", String(20)),
    Column("json", Text, nullable=False),
    Unique("reading", "id", name="actors_once"),
    Index("actors_by_id", "id"),
)  # fmt: skip

#: The words under every value: whose value, which one, and where in the document's text they stand.
evidence = Table(
    "evidence", metadata, seq(),
    _to("readings.seq", "reading"),
    Column("owner", String(40), nullable=False),
    Column("path", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("evidence_of_owner", "reading", "owner"),
)  # fmt: skip

#: What was refused, where it came from and why.
quarantine = Table(
    "quarantine", metadata, seq(),
    Column("id", String(40), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("location", Text),
    Column("code", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("sha256", String(64)),
    Column("engine", String(80), nullable=False),
    _to("runs.seq", "run"),
)  # fmt: skip

#: A page as it was fetched: what was asked for, where it lay, and the digest of its bytes.
fetches = Table(
    "fetches", metadata, seq(),
    Column("asked", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("fetched", String(40), nullable=False),
    Column("media", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Index("fetches_by_address", "asked", "seq"),
)  # fmt: skip

#: The documents read out of a fetched page, by their ids.
fetched_documents = Table(
    "fetched_documents", metadata, seq(),
    _to("fetches.seq", "fetch"),
    Column("document", String(40), nullable=False),
    Unique("fetch", "document", name="fetched_documents_once"),
    Index("fetched_documents_by_id", "document"),
)  # fmt: skip
