"""Derived tables: the newest reading of each document, and incidents as their reports together tell them."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import FOLLOWING

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_current_readings()
    _make_incident_views()
    op.create_table("stale_incidents", _id())
    op.create_table(
        "view_editions", _word("name", 40, needed=True, key=True), sa.Column("edition", sa.Integer(), nullable=False)
    )
    op.execute("INSERT INTO current_readings SELECT document, max(seq) FROM readings GROUP BY document")
    for trigger in FOLLOWING:
        op.execute(trigger)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


def _id() -> sa.Column[str]:
    return _word("id", 40, needed=True, key=True)


def _word(name: str, length: int, *, needed: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=not needed, primary_key=key)


def _text(name: str, *, needed: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not needed)


def _number(name: str, *, needed: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=not needed)


def _real(name: str, *, needed: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=not needed)


def _make_current_readings() -> None:
    op.create_table(
        "current_readings",
        sa.Column("document", sa.Integer(), sa.ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
        sa.Column("reading", sa.Integer(), sa.ForeignKey("readings.seq"), nullable=False),
    )
    op.create_index("current_readings_by_reading", "current_readings", ["reading"], unique=True)


def _make_incident_views() -> None:
    op.create_table(
        "incident_views", _id(), _word("type", 20, needed=True), _word("mode", 40), _word("status", 20, needed=True),
        sa.Column("background", sa.Boolean(create_constraint=False), nullable=False),
        _word("start_day", 10), _word("end_day", 10), _word("time_precision", 20),
        _text("place"), _text("place_folded", needed=True), _real("lat"), _real("lon"), _word("country", 2),
        _text("admin1"), _word("place_precision", 20),
        _number("killed_low"), _number("killed_best"), _number("killed_high"),
        _number("wounded_low"), _number("wounded_best"), _number("wounded_high"),
        _number("dead", needed=True), _word("gravest", 20), _text("side", needed=True),
        _text("actors_folded", needed=True), _text("outlets_folded", needed=True),
        _number("reports", needed=True), _number("documents", needed=True), _number("origins", needed=True),
        _number("independent_sources", needed=True), _real("confidence", needed=True),
        _word("first_published", 40), _word("last_published", 40),
        _text("by_day", needed=True), _text("by_newest", needed=True), _text("by_report", needed=True),
        _text("by_dead", needed=True),
    )  # fmt: skip
    for order in ("by_day", "by_newest", "by_report", "by_dead"):
        op.create_index(f"incident_views_{order}", "incident_views", [order], unique=True)
    op.create_table("incident_fusions", _id(), _text("fused", needed=True))
