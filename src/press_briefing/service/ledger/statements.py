"""Single statements on the table of runs: whether a run is free, taken, changed, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, text, update

from .records import LONGEST_WAIT, RETRIED, STATES, Run
from .schema import DELIVERIES, REMEMBERED, RUNS

C = RUNS.c


_LONGEST_ERROR = 500


def one_at_a_time(connection: Connection) -> None:
    """Let one transaction at a time decide who may run; SQLite's write lock does so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE runs IN SHARE ROW EXCLUSIVE MODE"))


def is_busy(connection: Connection, report: str, now: datetime, lease: timedelta) -> bool:
    """Whether somebody alive holds a run of the report."""
    running = all_runs(connection, select(RUNS).where(C.report == report, C.state == "running"))
    return any(not is_silent(connection, run, now, lease) for run in running)


def is_free(connection: Connection, run: Run, now: datetime, lease: timedelta, attempts: int) -> bool:
    if run.state == "running":
        return run.attempt < attempts and is_silent(connection, run, now, lease)
    if run.state == "missed":  # by a clock that was ahead: nobody can have missed it yet
        return run.finished is not None and run.finished > now
    if run.state not in RETRIED or run.retry_at is None:
        return False
    return run.retry_at <= now or run.retry_at - now > LONGEST_WAIT


def is_silent(connection: Connection, run: Run, now: datetime, lease: timedelta) -> bool:
    """Whether the holder of a running run is to be taken for dead.

    A heartbeat from the future means that a clock was set back (or that two machines disagree). Waiting until that
    time comes again could take an hour, so it is set to now: a living holder beats again, a dead one is silent.
    """
    if run.heartbeat is None or now - run.heartbeat > lease:
        return True
    if run.heartbeat - now > lease:
        connection.execute(update(RUNS).where(C.id == run.id).values(heartbeat=now))
    return False


def is_remembered(connection: Connection, report: str, logical_date: datetime, key: str) -> bool:
    r = REMEMBERED.c
    return (
        connection.execute(
            select(r.key).where(r.report == report, r.logical_date == logical_date, r.key == key)
        ).first()
        is not None
    )


def forget(connection: Connection, run: Run) -> int:
    """Remove one run and its deliveries, remembering what it was."""
    if not is_remembered(connection, run.report, run.logical_date, run.key):
        connection.execute(insert(REMEMBERED).values(report=run.report, logical_date=run.logical_date, key=run.key))
    connection.execute(delete(DELIVERIES).where(DELIVERIES.c.run_id == run.id))
    return connection.execute(delete(RUNS).where(C.id == run.id)).rowcount


def inserted(connection: Connection, values: dict[str, Any]) -> Run:
    made = connection.execute(insert(RUNS).values(**storable(values))).inserted_primary_key
    found = one_run(connection, C.id == made[0]) if made else None
    assert found is not None
    return found


def taken(connection: Connection, run: Run, mine: dict[str, Any]) -> Run | None:
    """The run under its next attempt, unless another was faster."""
    values = {**mine, "finished": None, "retry_at": None, "error": "", "attempt": run.attempt + 1}
    done = connection.execute(
        update(RUNS).where(C.id == run.id, C.attempt == run.attempt, C.state == run.state).values(**storable(values))
    )
    return one_run(connection, C.id == run.id) if done.rowcount == 1 else None


def changed(connection: Connection, run: Run, **values: Any) -> Run:
    connection.execute(update(RUNS).where(C.id == run.id).values(**values))
    found = one_run(connection, C.id == run.id)
    assert found is not None
    return found


def one_run(connection: Connection, clause: Any) -> Run | None:
    return next(iter(all_runs(connection, select(RUNS).where(clause))), None)


def all_runs(connection: Connection, query: Select) -> list[Run]:
    return [Run(**row._mapping) for row in connection.execute(query)]


def storable(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as a database takes them: a file's name or a title may hold what is half a character."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value
        for name, value in values.items()
    }


def error_line(error: str) -> str:
    return " ".join(error.split())[:_LONGEST_ERROR]


def known_state(state: str) -> str:
    if state not in STATES:
        raise ValueError(f"no such state: {state!r}")
    return state


def name_of(run: Run) -> str:
    return f"run {run.id} ({run.report}, {run.logical_date:%Y-%m-%dT%H:%MZ})"
