"""Where each event stands in the queue of review is kept, so that a page of it is read and not sorted out."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.sqlite import WARNINGS_FOLLOW

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_places",
        sa.Column("event", sa.Integer(), sa.ForeignKey("events.seq"), primary_key=True, autoincrement=False),
        sa.Column("incident", sa.String(40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
    )
    order = ["rank", "weight", "confidence", "event"]
    op.create_index("review_places_in_order", "review_places", order, unique=True)
    op.create_index("review_places_of_incident", "review_places", ["incident"])
    op.execute(WARNINGS_FOLLOW)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")
