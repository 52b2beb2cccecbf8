"""Tokens of those who may write over the interface."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.UniqueConstraint("digest", name="api_tokens_once"),
    )
    op.create_table(
        "api_token_ends",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.UniqueConstraint("token", name="api_token_ends_once"),
    )
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "api_tokens": (("seq",), ("digest",)),
    "api_token_ends": (("seq",), ("token",)),
}
