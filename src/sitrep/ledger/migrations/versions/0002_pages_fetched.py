"""When and where each page was fetched, the digest of its bytes, and the documents read out of it."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fetches",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("fetched", sa.String(40), nullable=False),
        sa.Column("media", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
    )
    op.create_index("fetches_by_address", "fetches", ["asked", "seq"])
    op.create_table(
        "fetched_documents",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("fetch", sa.Integer(), sa.ForeignKey("fetches.seq"), nullable=False),
        sa.Column("document", sa.String(40), nullable=False),
        sa.UniqueConstraint("fetch", "document", name="fetched_documents_once"),
    )
    op.create_index("fetched_documents_by_id", "fetched_documents", ["document"])
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "fetches": (("seq",),),
    "fetched_documents": (("seq",), ("fetch", "document")),
}
