"""When a run may be tried again, and when all that follows it (deliveries) was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two moments a run; of those there are, nothing is tried again and everything counts as done."""
    op.add_column("runs", sa.Column("retry_at", sa.DateTime(timezone=True)))
    op.add_column("runs", sa.Column("settled", sa.DateTime(timezone=True)))
    op.execute("UPDATE runs SET settled = finished")
