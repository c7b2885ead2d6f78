"""The tables, as SQLAlchemy knows them. A change here needs a migration; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

# Alembic's own table, under a name that does not meet another program's in a shared database.
VERSION_TABLE = "press_briefing_schema"
# The newest migration; kept here so that an up-to-date ledger opens without importing Alembic.
HEAD = "0002"


class UtcDateTime(TypeDecorator):
    """An aware datetime, kept in UTC; SQLite has no zones, so they go and come back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# A name in a unique constraint needs a length on some databases; a hash has 64, a name of ours far fewer than 200.
NAME = 200

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report", String(NAME), nullable=False),
    Column("logical_date", UtcDateTime, nullable=False),
    Column("key", String(NAME), nullable=False),
    Column("state", String(20), nullable=False),
    Column("started", UtcDateTime),
    Column("finished", UtcDateTime),
    Column("heartbeat", UtcDateTime),
    Column("host", Text, nullable=False, server_default=""),
    Column("pid", Integer),
    Column("attempt", Integer, nullable=False, server_default="1"),
    Column("input_hash", String(NAME), nullable=False, server_default=""),
    Column("parameters_hash", String(NAME), nullable=False, server_default=""),
    Column("briefing_id", Text, nullable=False, server_default=""),
    Column("folder", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    Column("article_date", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("error", Text, nullable=False, server_default=""),
    Column("retry_at", UtcDateTime),
    Column("settled", UtcDateTime),
    UniqueConstraint("report", "logical_date", "key"),
    Index(None, "report", "key"),
    Index(None, "state"),
    sqlite_autoincrement=True,  # an id is never given twice: messages carry it
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(NAME), nullable=False),
    Column("recipient", String(500), nullable=False),
    Column("message_id", Text, nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created", UtcDateTime, nullable=False),
    Column("updated", UtcDateTime, nullable=False),
    Column("error", Text, nullable=False, server_default=""),
    UniqueConstraint("run_id", "channel", "recipient"),
    Index(None, "state"),
    sqlite_autoincrement=True,
)

# What was run and has since been removed by retention, so that it is not run again.
REMEMBERED = Table(
    "remembered",
    METADATA,
    Column("report", String(NAME), primary_key=True),
    Column("logical_date", UtcDateTime, primary_key=True),
    Column("key", String(NAME), primary_key=True),
    Index(None, "report", "key"),
)
