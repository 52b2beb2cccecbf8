"""The tables of review: what people decided, what may be handed on because of it, and what an event is judged by.

Of decisions there is one chain: each row holds the digest of the row before it (``review_log.py``, docs/review.md).
Of the rows of ``publications`` about one content of one event the newest counts; the database refuses a row that lets
an event out which no accepting decision stands for.
"""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from sitrep.ledger.tables import metadata, seq, what_when_where


def _digest(name: str) -> Column[str]:
    return Column(name, String(64), nullable=False)


#: What an event is judged by, one row for each row of events: the SHA-256 of its JSON, and what makes it urgent.
event_contents = Table(
    "event_contents", metadata,
    Column("event", Integer, ForeignKey("events.seq"), primary_key=True, autoincrement=False),
    Column("reading", Integer, ForeignKey("readings.seq"), nullable=False),
    Column("id", String(40), nullable=False),
    _digest("content"),
    Column("killed", Integer, nullable=False),
    Column("contested", Boolean(create_constraint=False), nullable=False),
    Column("background", Boolean(create_constraint=False), nullable=False),
    Column("confidence", Float, nullable=False),
    Index("event_contents_by_id", "id", "content"),
    Index("event_contents_by_weight", "killed", "confidence", "event"),
    Index("event_contents_contested", "reading", "id", "content", sqlite_where=text("contested = 1")),
)  # fmt: skip

#: A person's word on an event, a statement or an event's place in an incident (``kind``), told by its id.
review_decisions = Table(
    "review_decisions", metadata, seq(),
    Column("at", String(40), nullable=False),
    Column("by", Text, nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("path", Text),
    Column("value", Text),
    Column("note", Text),
    _digest("content"), _digest("previous"), _digest("hash"),
    Index("review_decisions_of", "subject", "seq"),
)  # fmt: skip

#: An event as a person corrected it: the columns of events that its values stand in, and its JSON.
#: ``parties_folded`` are the names and ids of all who took part, as names are compared.
corrected_events = Table(
    "corrected_events", metadata, seq(),
    Column("decision", Integer, ForeignKey("review_decisions.seq"), nullable=False),
    Column("id", String(40), nullable=False),
    _digest("content"),
    *what_when_where(known_place=True),
    Column("confidence", Float, nullable=False),
    Column("parties_folded", Text, nullable=False),
    Column("json", Text, nullable=False),
    Index("corrected_events_by_id", "id", "content"),
)  # fmt: skip

#: How one content of one event stands (``review``: accepted, corrected, rejected, unreviewed) by which decision.
publications = Table(
    "publications", metadata, seq(),
    Column("id", String(40), nullable=False),
    _digest("content"),
    Column("decision", Integer, ForeignKey("review_decisions.seq"), nullable=False),
    Column("review", String(12), nullable=False),
    Column("corrected", Integer, ForeignKey("corrected_events.seq")),
    Index("publications_of", "id", "content", "seq"),
)  # fmt: skip
