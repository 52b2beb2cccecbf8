"""Incidents whose sides give rival figures are known as such, so that the queue of review can begin with them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    disputed: sa.Column[bool] = sa.Column(
        "disputed", sa.Boolean(create_constraint=False), nullable=False, server_default=sa.text("0")
    )
    op.add_column("incident_views", disputed)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")
