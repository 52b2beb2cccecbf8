"""The tables of linking: items and their keys, likenesses, seats, incidents, judgements and warnings.

An item goes by the id of the event that it was first; when a document is read anew, the event that takes that one's
place takes over its item. Of rows about one thing the newest counts; a thing is withdrawn by a row that says so.
The two large tables, keys and likenesses, hold ids as numbers (``numbers.py``) and are found by them alone.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from sitrep.ledger.tables import metadata, seq


def _to(target: str, name: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False)


def _id(name: str, *, needed: bool = True) -> Column[str]:
    return Column(name, String(40), nullable=not needed)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


#: Readings whose events are linked, each with its story's imprint: the agency it credits, the sketch of its text.
linked_readings = Table(
    "linked_readings", metadata, seq(),
    _to("readings.seq", "reading"),
    Column("agency", Text),
    Column("sketch", Text, nullable=False),
    Unique("reading", name="linked_readings_once"),
)  # fmt: skip

#: An item, the event that it is, and what is compared of it; without an event the story no longer tells of it.
linked_items = Table(
    "linked_items", metadata, seq(),
    _id("item"),
    _id("event", needed=False),
    _to("documents.seq", "document"),
    _to("readings.seq", "reading"),
    Column("packed", Text),
    Index("linked_items_by_id", "item", "seq"),
    Index("linked_items_by_event", "event"),
    Index("linked_items_of_document", "document"),
)  # fmt: skip

#: The keys by which items are found.
item_keys = Table(
    "item_keys", metadata,
    _number("key"), _number("item"),
    Column("published", Integer),
    sqlite_with_rowid=False,
)  # fmt: skip

#: How likely two items are one happening, from either side; 0 where that is ruled out. The newest edition counts;
#: one without a probability takes back those before it.
likenesses = Table(
    "likenesses", metadata,
    _number("item"), _number("other"),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("probability", Float),
    sqlite_with_rowid=False,
)  # fmt: skip

#: In which incident an item is; ``arrival`` is its number in the order of coming.
seats = Table(
    "seats", metadata, seq(),
    _id("item"),
    _id("incident"),
    Column("arrival", Integer, nullable=False),
    Index("seats_by_item", "item", "seq"),
    Index("seats_by_incident", "incident", "item"),
)  # fmt: skip

#: Every incident there ever was, and the item that opened it: its id leads to wherever that item is.
incidents = Table(
    "incidents", metadata, seq(),
    _id("id"),
    _id("founder"),
    Unique("id", name="incidents_once"),
)  # fmt: skip

#: What was decided about two items. ``kind`` says in the course of what: ``merge`` or ``split`` of a person, ``link``
#: of the engine, ``heir`` where an item that is no longer told keeps its incident by another.
judgements = Table(
    "judgements", metadata, seq(),
    _id("left"), _id("right"),
    Column("verdict", String(20), nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Index("judgements_by_left", "left"),
    Index("judgements_by_right", "right"),
)  # fmt: skip

#: Two incidents that may be one; a warning of 0 takes back those before it.
duplicate_warnings = Table(
    "duplicate_warnings", metadata, seq(),
    _id("left"), _id("right"),
    Column("probability", Float, nullable=False),
    Index("duplicate_warnings_by_left", "left"),
    Index("duplicate_warnings_by_right", "right"),
)  # fmt: skip
