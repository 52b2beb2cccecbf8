"""What people decide of single events and statements, in one chain, and what may be handed on because of it."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.contents import content_row
from sitrep.ledger.gate_rules import VIEWS, triggers
from sitrep.ledger.sqlite import guards
from sitrep.records.report import Event

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
#: So many events are looked at together.
AT_ONCE = 500


def upgrade() -> None:
    _make_contents()
    _make_decisions()
    _make_corrections()
    _make_publications()
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)
    for rule in (*triggers(), *VIEWS):
        op.execute(rule)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


def _make_contents() -> None:
    made = op.create_table(
        "event_contents",
        sa.Column("event", sa.Integer(), sa.ForeignKey("events.seq"), primary_key=True, autoincrement=False),
        sa.Column("reading", sa.Integer(), sa.ForeignKey("readings.seq"), nullable=False),
        _id("id"), _digest("content"), sa.Column("killed", sa.Integer(), nullable=False),
        sa.Column("contested", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("background", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
    )  # fmt: skip
    held = sa.table("events", sa.column("seq"), sa.column("reading"), sa.column("json"))
    found = op.get_bind().execution_options(yield_per=AT_ONCE).execute(sa.select(held))
    for rows in found.partitions(AT_ONCE):
        op.bulk_insert(
            made,
            [
                content_row(Event.model_validate_json(row.json), row.json, number=row.seq, reading=row.reading)
                for row in rows
            ],
        )
    op.create_index("event_contents_by_id", "event_contents", ["id", "content"])
    op.create_index("event_contents_by_weight", "event_contents", ["killed", "confidence", "event"])


def _make_decisions() -> None:
    op.create_table(
        "review_decisions", _seq(),
        sa.Column("at", sa.String(40), nullable=False), sa.Column("by", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False), sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False), sa.Column("path", sa.Text()),
        sa.Column("value", sa.Text()), sa.Column("note", sa.Text()),
        _digest("content"), _digest("previous"), _digest("hash"),
    )  # fmt: skip
    op.create_index("review_decisions_of", "review_decisions", ["subject", "seq"])


def _make_corrections() -> None:
    op.create_table(
        "corrected_events", _seq(), _decision(), _id("id"), _digest("content"),
        sa.Column("type", sa.String(20), nullable=False), sa.Column("mode", sa.String(40)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("background", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("start_day", sa.String(10)), sa.Column("end_day", sa.String(10)),
        sa.Column("time_precision", sa.String(20)), sa.Column("place", sa.Text()),
        sa.Column("place_folded", sa.Text(), nullable=False), sa.Column("geonames_id", sa.Integer()),
        sa.Column("lat", sa.Float()), sa.Column("lon", sa.Float()), sa.Column("country", sa.String(2)),
        sa.Column("admin1", sa.Text()), sa.Column("place_precision", sa.String(20)),
        sa.Column("confidence", sa.Float(), nullable=False), sa.Column("parties_folded", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
    )  # fmt: skip
    op.create_index("corrected_events_by_id", "corrected_events", ["id", "content"])


def _make_publications() -> None:
    op.create_table(
        "publications", _seq(), _id("id"), _digest("content"), _decision(),
        sa.Column("review", sa.String(12), nullable=False),
        sa.Column("corrected", sa.Integer(), sa.ForeignKey("corrected_events.seq")),
    )  # fmt: skip
    op.create_index("publications_of", "publications", ["id", "content", "seq"])


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True)


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _digest(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=False)


def _decision() -> sa.Column[int]:
    return sa.Column("decision", sa.Integer(), sa.ForeignKey("review_decisions.seq"), nullable=False)


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "event_contents": (("event",),),
    "review_decisions": (("seq",),),
    "corrected_events": (("seq",),),
    "publications": (("seq",),),
}
