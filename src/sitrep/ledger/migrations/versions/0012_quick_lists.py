"""Indexes by which long lists are read and not sorted, and what lists ask of statements and of judged incidents."""

import sqlalchemy as sa
from alembic import op

from sitrep.ledger.judged_incidents import EVERY
from sitrep.ledger.sqlite import LINKING_FOLLOWS

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("documents_by_publication", "documents")
    op.create_index("documents_by_publication", "documents", ["published", "seq", "outlet_folded"])
    contested = sa.text("contested = 1")
    op.create_index(
        "event_contents_contested", "event_contents", ["reading", "id", "content"], sqlite_where=contested
    )  # fmt: skip
    op.create_index("event_views_by_area", "event_views", ["country", "type", "place_precision", "start_day"])
    _index_incidents()
    _make_statement_views()
    _make_unlinked_readings()
    _make_judged_incidents()


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")


def _index_incidents() -> None:
    op.create_index("incident_views_by_type", "incident_views", ["type", "by_newest"])
    op.create_index("incident_views_by_country", "incident_views", ["country", "background"])
    days = ["start_day", "background", "end_day", "place_precision", "lat", "lon"]
    op.create_index("incident_views_by_start", "incident_views", days)
    without = sa.text("lat IS NULL OR lon IS NULL OR place_precision = 'country'")
    op.create_index("incident_views_without_point", "incident_views", ["by_newest"], sqlite_where=without)


def _make_statement_views() -> None:
    op.create_table(
        "statement_views",
        sa.Column("statement", sa.Integer(), sa.ForeignKey("statements.seq"), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer(), sa.ForeignKey("documents.seq"), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("speaker_folded", sa.Text(), nullable=False),
        sa.Column("certainty", sa.String(20), nullable=False),
        sa.Column("outlets_folded", sa.Text(), nullable=False),
        sa.Column("answered", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("by_report", sa.Text(), nullable=False),
    )
    op.create_index("statement_views_of_document", "statement_views", ["document"])
    op.create_index("statement_views_by_id", "statement_views", ["id"])
    op.create_index("statement_views_by_report", "statement_views", ["by_report"], unique=True)
    op.create_index("statement_views_by_certainty", "statement_views", ["certainty", "by_report"])


def _make_unlinked_readings() -> None:
    op.create_table(
        "unlinked_readings",
        sa.Column("reading", sa.Integer(), sa.ForeignKey("readings.seq"), primary_key=True, autoincrement=False),
    )
    op.execute(
        "INSERT INTO unlinked_readings (reading) SELECT reading FROM current_readings c "
        "WHERE NOT EXISTS (SELECT 1 FROM linked_readings l WHERE l.reading = c.reading)"
    )
    for trigger in LINKING_FOLLOWS:
        op.execute(trigger)


def _make_judged_incidents() -> None:
    op.create_table(
        "judged_incidents",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
    )
    op.execute(EVERY)
