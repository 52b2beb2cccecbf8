"""What a gate lets out of an incident is kept where that is otherwise than all its reports tell."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.judged_incidents import FOLLOWING

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    figures = (f"{outcome}_{end}" for outcome in ("killed", "wounded") for end in ("low", "best", "high"))
    op.create_table(
        "gated_views",
        sa.Column("gate", sa.String(8), primary_key=True),
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("background", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("start_day", sa.String(10)),
        sa.Column("end_day", sa.String(10)),
        sa.Column("time_precision", sa.String(20)),
        sa.Column("place", sa.Text()),
        sa.Column("place_precision", sa.String(20)),
        sa.Column("country", sa.String(2)),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        *(sa.Column(name, sa.Integer()) for name in figures),
        sa.Column("dead", sa.Integer(), nullable=False),
        sa.Column("gravest", sa.String(20)),
        sa.Column("reports", sa.Integer(), nullable=False),
    )
    op.execute("INSERT OR IGNORE INTO stale_incidents (id) SELECT id FROM judged_incidents")
    op.execute("DROP TRIGGER IF EXISTS publications_follow")  # an earlier 0012 made another
    op.execute(FOLLOWING)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")
