"""Derived tables for lists of events and actors, orders for those of stories and claims, and search by row number."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import NUMBERED_WORDS

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("documents_by_publication", "documents", ["published", "seq"])
    op.create_index(
        "statements_in_order", "statements", ["reading", "position", "speaker_folded", "certainty", "background"]
    )
    _make_event_views()
    _make_actor_views()
    for statement in NUMBERED_WORDS:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


def _word(name: str, length: int, *, needed: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=not needed)


def _text(name: str, *, needed: bool = True, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=not needed, primary_key=key)


def _to(target: str, name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(
        name, sa.Integer(), sa.ForeignKey(target), nullable=False, primary_key=key, autoincrement=False
    )  # fmt: skip


def _make_event_views() -> None:
    op.create_table(
        "event_views", _to("events.seq", "event", key=True), _to("documents.seq", "document"),
        _word("id", 40, needed=True), _word("type", 20, needed=True), _word("mode", 40),
        _word("status", 20, needed=True),
        sa.Column("background", sa.Boolean(create_constraint=False), nullable=False),
        _word("start_day", 10), _word("end_day", 10), _word("time_precision", 20), _text("place", needed=False),
        _text("place_folded"), sa.Column("lat", sa.Float()), sa.Column("lon", sa.Float()), _word("country", 2),
        _text("admin1", needed=False), _word("place_precision", 20),
        sa.Column("dead", sa.Integer(), nullable=False), _word("gravest", 20), _text("actors_folded"),
        _text("outlets_folded"), sa.Column("confidence", sa.Float(), nullable=False),
        _text("by_day"), _text("by_newest"), _text("by_report"),
    )  # fmt: skip
    op.create_index("event_views_of_document", "event_views", ["document"])
    op.create_index("event_views_by_id", "event_views", ["id"])
    for order in ("by_day", "by_newest", "by_report"):
        op.create_index(f"event_views_{order}", "event_views", [order], unique=True)


def _make_actor_views() -> None:
    op.create_table(
        "actor_stories", _text("key", key=True), _to("documents.seq", "document", key=True),
        _to("actors.seq", "actor"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("actor_stories_of_document", "actor_stories", ["document"])
    op.create_table(
        "actor_views", _text("key", key=True), _to("actors.seq", "actor"), _text("name"), _text("name_folded"),
        _word("kind", 20, needed=True), _word("country", 2), _word("sector", 20),
        sa.Column("stories", sa.Integer(), nullable=False), _word("first_published", 40), _word("last_published", 40),
        _text("by_name"), _text("by_stories"),
    )  # fmt: skip
    for order in ("by_name", "by_stories"):
        op.create_index(f"actor_views_{order}", "actor_views", [order], unique=True)
