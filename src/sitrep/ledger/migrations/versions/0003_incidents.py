"""Events linked into incidents: items, keys, likenesses, seats, judgements and warnings."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_items()
    _make_likenesses()
    _make_incidents()
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


def _make_items() -> None:
    op.create_table(
        "linked_readings", _seq(), _to("readings.seq", "reading"), sa.Column("agency", sa.Text()),
        sa.Column("sketch", sa.Text(), nullable=False), sa.UniqueConstraint("reading", name="linked_readings_once"),
    )  # fmt: skip
    op.create_table(
        "linked_items", _seq(), _id("item"), sa.Column("event", sa.String(40)), _to("documents.seq", "document"),
        _to("readings.seq", "reading"), sa.Column("packed", sa.Text()),
    )  # fmt: skip
    op.create_index("linked_items_by_id", "linked_items", ["item", "seq"])
    op.create_index("linked_items_by_event", "linked_items", ["event"])
    op.create_index("linked_items_of_document", "linked_items", ["document"])


def _make_likenesses() -> None:
    op.create_table(
        "item_keys", _key("key"), _key("item"), sa.Column("published", sa.Integer()), sqlite_with_rowid=False
    )
    op.create_table(
        "likenesses", _key("item"), _key("other"),
        sa.Column("edition", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("probability", sa.Float()), sqlite_with_rowid=False,
    )  # fmt: skip


def _make_incidents() -> None:
    op.create_table("seats", _seq(), _id("item"), _id("incident"), sa.Column("arrival", sa.Integer(), nullable=False))
    op.create_index("seats_by_item", "seats", ["item", "seq"])
    op.create_index("seats_by_incident", "seats", ["incident", "item"])
    op.create_table("incidents", _seq(), _id("id"), _id("founder"), sa.UniqueConstraint("id", name="incidents_once"))
    op.create_table(
        "judgements", _seq(), _id("left"), _id("right"), sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("by", sa.Text(), nullable=False), sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False), sa.Column("kind", sa.String(20), nullable=False),
    )  # fmt: skip
    op.create_index("judgements_by_left", "judgements", ["left"])
    op.create_index("judgements_by_right", "judgements", ["right"])
    op.create_table(
        "duplicate_warnings", _seq(), _id("left"), _id("right"), sa.Column("probability", sa.Float(), nullable=False)
    )
    op.create_index("duplicate_warnings_by_left", "duplicate_warnings", ["left"])
    op.create_index("duplicate_warnings_by_right", "duplicate_warnings", ["right"])


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True)


def _to(target: str, name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=False)


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), primary_key=True, autoincrement=False)


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "linked_readings": (("seq",), ("reading",)),
    "linked_items": (("seq",),),
    "item_keys": (("key", "item"),),
    "likenesses": (("item", "other", "edition"),),
    "seats": (("seq",),),
    "incidents": (("seq",), ("id",)),
    "judgements": (("seq",),),
    "duplicate_warnings": (("seq",),),
}
