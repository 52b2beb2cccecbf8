"""The one table of peace efforts: what people said of them; all else about an effort follows from the reports."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from sitrep.ledger.tables import metadata

#: A person's word on an effort: ``confirm`` holds ``meetings`` (a JSON list of incidents) in it, ``rename`` gives it
#: ``value`` as its name, ``move`` puts the one meeting into the effort that ``value`` names.
process_decisions = Table(
    "process_decisions", metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("process", String(40), nullable=False),
    Column("meetings", Text, nullable=False),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index("process_decisions_of", "process"),
)  # fmt: skip
