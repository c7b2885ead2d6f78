"""Runs, deliveries, and what retention removed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """The first schema. Written out, not taken from `schema.py`: a migration stays what it was."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.String(200), nullable=False),
        sa.Column("logical_date", moment, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("started", moment),
        sa.Column("finished", moment),
        sa.Column("heartbeat", moment),
        sa.Column("host", sa.Text, nullable=False, server_default=""),
        sa.Column("pid", sa.Integer),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="1"),
        sa.Column("input_hash", sa.String(200), nullable=False, server_default=""),
        sa.Column("parameters_hash", sa.String(200), nullable=False, server_default=""),
        *(
            sa.Column(name, sa.Text, nullable=False, server_default="")
            for name in ("briefing_id", "folder", "title", "article_date", "source")
        ),
        sa.Column("pinned", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("report", "logical_date", "key", name="uq_runs"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_report_key", "runs", ["report", "key"])
    op.create_index("ix_runs_state", "runs", ["state"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
        sa.Column("channel", sa.String(200), nullable=False),
        sa.Column("recipient", sa.String(500), nullable=False),
        sa.Column("message_id", sa.Text, nullable=False, server_default=""),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created", moment, nullable=False),
        sa.Column("updated", moment, nullable=False),
        sa.Column("error", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("run_id", "channel", "recipient", name="uq_deliveries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"])
    op.create_table(
        "remembered",
        sa.Column("report", sa.String(200), primary_key=True),
        sa.Column("logical_date", moment, primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
    )
    op.create_index("ix_remembered_report_key", "remembered", ["report", "key"])
