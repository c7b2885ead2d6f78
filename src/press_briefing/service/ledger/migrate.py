"""Brings a ledger to the schema of this version, once, however many open it at the same moment."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from .connection import WRITES
from .faults import LedgerError, shown
from .schema import HEAD, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number, as long as it is always this one: PostgreSQL's name for our lock.
LOCK = 7_276_514_001


def upgrade(engine: Engine) -> None:
    """Run the migrations this ledger lacks, in one transaction. Raises `LedgerError` for a newer ledger."""
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        present = version(connection)  # again: another may have done it while we waited
        if present != HEAD:
            _run(connection, present)


def version(connection: Connection) -> str | None:
    """The migration the ledger stands at; None for a new one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def _run(connection: Connection, present: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if present is not None and present not in known:
        raise LedgerError(
            f"was written by a newer press-briefing (schema {present}, this one knows {HEAD})",
            where=shown(connection.engine.url),
            cure="install that version here too",
        )
    command.upgrade(config, HEAD)
