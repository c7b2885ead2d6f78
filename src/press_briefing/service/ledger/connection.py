"""An address becomes an engine: SQLite in WAL that waits for its turn, or PostgreSQL through psycopg."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, exc
from sqlalchemy.engine import URL, Connection, make_url

from .faults import LedgerError, shown

# How long a caller waits for another that writes. Our transactions take milliseconds.
BUSY_SECONDS = 20
# Marks a connection that will write: SQLite then takes the lock at the beginning, and waits for it, rather than
# failing in the middle when two readers want to write.
WRITES = "press_briefing_writes"


def parsed(address: str | Path | URL) -> URL:
    """The address; a path is SQLite's, `postgresql://` and `postgres://` mean psycopg. Raises `LedgerError`."""
    if isinstance(address, Path):
        return URL.create("sqlite", database=str(address))
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError):  # SQLAlchemy would repeat the address, password and all
        raise LedgerError(
            "the ledger's address cannot be read",
            where="ledger",
            cure="write for instance sqlite:////srv/reports/.ledger.sqlite or postgresql://user@host/name",
        ) from None
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql", "postgres"):
        raise LedgerError(
            f"no kind of database we know: {kind}",
            where=shown(url),
            cure="give an address that begins with sqlite:/// or postgresql://",
        )
    return url if kind == "sqlite" else url.set(drivername="postgresql+psycopg")


def engine(url: URL) -> Engine:
    """An engine for `url`; connects to nothing yet. Raises `LedgerError` where the driver is missing."""
    kind = url.get_backend_name()
    try:
        made = create_engine(url, **_options(kind))
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"needs the Python package {error.name}", where=shown(url), cure="pip install 'press-briefing[postgres]'"
        ) from None
    if kind == "sqlite":
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    return made


def _options(kind: str) -> dict[str, Any]:
    if kind == "sqlite":
        return {"connect_args": {"timeout": BUSY_SECONDS}}
    return {"pool_pre_ping": True, "pool_size": 2, "connect_args": {"connect_timeout": BUSY_SECONDS}}


def _prepare_sqlite(raw: Any, _: object) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves, so that migrations are whole or not at all
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    # A message-id kept before sending must survive a power cut, or a mail goes twice.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
