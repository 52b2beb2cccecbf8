"""A type's incidents are read in every order; no index of countries stands where an order is asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("incident_views_by_country", "incident_views")
    op.drop_index("incident_views_by_start", "incident_views")
    days = ["start_day", "background", "end_day", "place_precision", "lat", "lon", "country"]
    op.create_index("incident_views_by_start", "incident_views", days)
    for order in ("day", "report", "dead"):
        op.create_index(f"incident_views_by_type_and_{order}", "incident_views", ["type", f"by_{order}"])
    op.drop_index("event_views_by_area", "event_views")
    wide = sa.text("place_precision IN ('district', 'region', 'country')")
    op.create_index(
        "event_views_of_wide_places", "event_views", ["start_day", "country", "type"], sqlite_where=wide
    )  # fmt: skip


def downgrade() -> None:
    raise NotImplementedError("A ledger never goes back.")
