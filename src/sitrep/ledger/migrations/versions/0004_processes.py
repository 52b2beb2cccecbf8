"""What people say of peace efforts: confirmed, renamed, a meeting moved."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import guards

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "process_decisions",
        sa.Column("seq", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("process", sa.String(40), nullable=False),
        sa.Column("meetings", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_index("process_decisions_of", "process_decisions", ["process"])
    for table, keys in KEYS.items():
        for guard in guards(table, keys):
            op.execute(guard)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


KEYS: dict[str, tuple[tuple[str, ...], ...]] = {"process_decisions": (("seq",),)}
