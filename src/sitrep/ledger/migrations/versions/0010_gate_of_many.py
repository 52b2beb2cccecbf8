"""Whether one event may be handed on is asked of its own rows, however many others may."""

from alembic import op

from sitrep.ledger.gate_rules import HANDED_ON

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DROP VIEW handed_on")
    op.execute(HANDED_ON)


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")
