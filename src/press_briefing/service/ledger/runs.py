"""Runs: claimed by one, kept alive, finished, looked up, forgotten."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from .base import Base
from .faults import LeaseLost
from .pulse import Pulse
from .records import ATTEMPTS, LEASE, LONGEST_WAIT, RETRIED, Run
from .schema import REMEMBERED, RUNS
from .statements import (
    C,
    all_runs,
    changed,
    error_line,
    forget,
    inserted,
    is_busy,
    is_free,
    is_remembered,
    is_silent,
    known_state,
    name_of,
    one_at_a_time,
    one_run,
    storable,
    taken,
)

# More bound values than this a database may refuse in one statement.
_CHUNK = 500


class Runs(Base):
    """The half of the ledger that is about runs."""

    def claim(
        self,
        report: str,
        logical_date: datetime,
        key: str = "",
        *,
        attempts: int = ATTEMPTS,
        lease: timedelta = LEASE,
        again: Collection[str] = (),
        alone: bool = False,
        **told: Any,
    ) -> Run | None:
        """Take this run, or None when it is not to be had.

        It is to be had when nobody ever had it; when it ended badly and its `retry_at` has come; when its holder has
        been silent for longer than `lease` and fewer than `attempts` were made; or when its state is in `again`.
        With `alone`, only while nobody holds another run of the report. `told` are further fields of `Run`
        (`input_hash`, `source`, …). A run that retention removed stays done.
        """
        try:
            run = self._claimed(report, logical_date, key, attempts, lease, again, alone, told)
        except IntegrityError:  # another wrote the first row between our look and our insert: it has the run
            return None
        if run is not None:
            self.held[run.id] = run
        return run

    def _claimed(
        self,
        report: str,
        logical_date: datetime,
        key: str,
        attempts: int,
        lease: timedelta,
        again: Collection[str],
        alone: bool,
        told: Mapping[str, Any],
    ) -> Run | None:
        mine = {"state": "running", "host": platform.node(), "pid": os.getpid(), **told}
        with self._writing() as connection:
            one_at_a_time(connection)
            now = self.now()
            if is_remembered(connection, report, logical_date, key):
                return None
            if alone and is_busy(connection, report, now, lease):
                return None
            mine |= {"started": now, "heartbeat": now, "settled": None}
            found = one_run(connection, and_(C.report == report, C.logical_date == logical_date, C.key == key))
            if found is None:
                return inserted(connection, {**mine, "report": report, "logical_date": logical_date, "key": key})
            free = is_free(connection, found, now, lease, attempts) or found.state in again
            return taken(connection, found, mine) if free else None

    def beat(self, run: Run) -> None:
        """Say that the run is alive. Raises `LeaseLost` when another has taken it over."""
        self._held(run, heartbeat=self.now())

    def heartbeat(self, run: Run, lease: timedelta = LEASE) -> AbstractContextManager[Pulse]:
        """`with ledger.heartbeat(run):` beats from a thread, four times a lease, until the block ends."""
        return Pulse(self, run, lease.total_seconds() / 4)

    def finish(self, run: Run, state: str, *, retry_at: datetime | None = None, error: str = "", **told: Any) -> Run:
        """Record how the run ended, and what it made. Raises `LeaseLost` when another has taken it over."""
        ended = self._held(
            run, state=known_state(state), finished=self.now(), retry_at=retry_at, error=error_line(error), **told
        )
        self.held.pop(run.id, None)
        return ended

    def let_go(self, error: str) -> None:
        """Record every run this process holds as killed, to be tried again at once: it is about to end."""
        for run in list(self.held.values()):
            with suppress(LeaseLost):
                self.finish(run, "killed", error=error, retry_at=self.now())

    def record(
        self,
        report: str,
        logical_dates: Iterable[datetime],
        state: str = "missed",
        error: str = "",
        settled: bool = True,
    ) -> list[Run]:
        """Write down runs that nobody held (those that were missed); returns those that were not in the ledger.

        Parameters
        ----------
        logical_dates: aware, as all moments of the ledger.
        state: how they ended, one of `STATES`.
        settled: whether nothing is owed for them any more.
        """
        new = []
        with self._writing() as connection:
            one_at_a_time(connection)
            now = self.now()
            for moment in logical_dates:
                known = and_(C.report == report, C.logical_date == moment, C.key == "")
                if one_run(connection, known) or is_remembered(connection, report, moment, ""):
                    continue
                new.append(
                    inserted(
                        connection,
                        {
                            "report": report,
                            "logical_date": moment,
                            "key": "",
                            "state": known_state(state),
                            "attempt": 0,
                            "finished": now,
                            "settled": now if settled else None,
                            "error": error_line(error),
                        },
                    )
                )
        return new

    def reap(self, report: str, *, lease: timedelta = LEASE, attempts: int = ATTEMPTS) -> list[Run]:
        """Mark runs of a report whose holder has been silent for longer than `lease` as killed, and return them.

        They may be tried again at once while fewer than `attempts` were made.
        """
        query = select(RUNS).where(C.state == "running", C.report == report)
        with self._reading() as connection:
            if not all_runs(connection, query):
                return []
        with self._writing() as connection:
            now = self.now()
            stale = [run for run in all_runs(connection, query) if is_silent(connection, run, now, lease)]
            return [
                changed(
                    connection,
                    run,
                    state="killed",
                    finished=now,
                    error=_SILENT,
                    retry_at=now if run.attempt < attempts else None,
                )
                for run in stale
            ]

    def run(self, run_id: int) -> Run | None:
        """The run with this id."""
        with self._reading() as connection:
            return one_run(connection, C.id == run_id)

    def runs(
        self,
        *,
        report: str | None = None,
        states: Collection[str] = (),
        key: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Run]:
        """Runs by logical date (then id); `since` and `until` are inclusive logical dates, no `states` means any."""
        clauses = [column == value for column, value in ((C.report, report), (C.key, key)) if value is not None]
        if states:
            clauses.append(C.state.in_(list(states)))
        if since is not None:
            clauses.append(C.logical_date >= since)
        if until is not None:
            clauses.append(C.logical_date <= until)
        query = select(RUNS).where(*clauses)
        order = (C.logical_date.desc(), C.id.desc()) if newest_first else (C.logical_date, C.id)
        with self._reading() as connection:
            return all_runs(connection, query.order_by(*order).limit(limit))

    def previous(self, run: Run, states: Collection[str] = ("completed",)) -> Run | None:
        """The run of the same report before this one, in one of `states`, that has a briefing or ended badly."""
        query = (
            select(RUNS)
            .where(
                C.report == run.report,
                C.id != run.id,
                C.state.in_(list(states)),
                or_(C.logical_date < run.logical_date, and_(C.logical_date == run.logical_date, C.id < run.id)),
            )
            .order_by(C.logical_date.desc(), C.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            return next(iter(all_runs(connection, query)), None)

    def keys_done(self, report: str, keys: Iterable[str]) -> set[str]:
        """Those of `keys` the report has completed on any logical date, or completed and since removed."""
        done = self._keys(report, keys, C.state == "completed")
        r = REMEMBERED.c
        return done | self._matching(keys, lambda part: select(r.key).where(r.report == report, r.key.in_(part)))

    def keys_given_up(self, report: str, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that ended badly and are not to be tried again."""
        return self._keys(report, keys, and_(C.state.in_(RETRIED), C.retry_at.is_(None)))

    def tries(self, report: str, key: str) -> int:
        """How often a key was tried without success, on all logical dates together.

        Returns
        -------
        0 where it was never tried.
        """
        with self._reading() as connection:
            return (
                connection.scalar(
                    select(func.coalesce(func.sum(C.attempt), 0)).where(
                        C.report == report, C.key == key, C.state != "completed"
                    )
                )
                or 0
            )

    def to_retry(self, report: str) -> list[Run]:
        """Logical dates (key "") that ended badly and whose time to be tried again has come, oldest first."""
        now = self.now()
        time_has_come = or_(C.retry_at <= now, C.retry_at > now + LONGEST_WAIT)
        query = select(RUNS).where(C.report == report, C.key == "", C.state.in_(RETRIED), time_has_come)
        with self._reading() as connection:
            return all_runs(connection, query.order_by(C.logical_date))

    def unsettled(self, report: str, since: datetime | None = None) -> list[Run]:
        """Runs that ended, whose deliveries are not done; `since` bounds when they ended. Oldest first."""
        query = select(RUNS).where(C.report == report, C.state != "running", C.settled.is_(None))
        query = query if since is None else query.where(C.finished >= since)
        with self._reading() as connection:
            return all_runs(connection, query.order_by(C.id))

    def settle_run(self, run: Run) -> None:
        """Write down that all that follows a run was done; a run claimed again in the meantime is left alone."""
        with self._writing() as connection:
            connection.execute(
                update(RUNS)
                .where(C.id == run.id, C.attempt == run.attempt, C.state == run.state)
                .values(settled=self.now())
            )

    def _keys(self, report: str, keys: Iterable[str], clause: Any) -> set[str]:
        return self._matching(keys, lambda part: select(C.key).where(C.report == report, C.key.in_(part), clause))

    def _matching(self, keys: Iterable[str], query: Callable[[list[str]], Select]) -> set[str]:
        wanted, found = list(keys), set()
        with self._reading() as connection:
            for start in range(0, len(wanted), _CHUNK):
                found |= set(connection.scalars(query(wanted[start : start + _CHUNK])))
        return found

    def dates_seen(self, report: str, since: datetime | None = None) -> dict[datetime, str]:
        """Logical dates the ledger knows of a report (key ""), with their state; "removed" for removed ones.

        Parameters
        ----------
        since: only from this moment on; None: all.
        """
        removed = select(REMEMBERED.c.logical_date).where(REMEMBERED.c.report == report, REMEMBERED.c.key == "")
        held = select(C.logical_date, C.state).where(C.report == report, C.key == "")
        if since is not None:
            removed, held = removed.where(REMEMBERED.c.logical_date >= since), held.where(C.logical_date >= since)
        with self._reading() as connection:
            seen = dict.fromkeys(connection.scalars(removed), "removed")
            seen.update((row.logical_date, row.state) for row in connection.execute(held))
        return seen

    def last_date(self, report: str, until: datetime) -> datetime | None:
        """The newest logical date (key "") the ledger knows of a report, not later than `until`; removed ones count.

        One that is recorded as missed later than now does not: a clock was ahead, and it is still to come.
        """
        r = REMEMBERED.c
        true = or_(C.state != "missed", C.finished <= self.now())
        queries = (
            select(func.max(C.logical_date)).where(C.report == report, C.key == "", C.logical_date <= until, true),
            select(func.max(r.logical_date)).where(r.report == report, r.key == "", r.logical_date <= until),
        )
        with self._reading() as connection:
            return max((found for query in queries if (found := connection.scalar(query))), default=None)

    def pin(self, run_id: int, pinned: bool = True) -> None:
        """Keep a run from retention, or let it go."""
        with self._writing() as connection:
            connection.execute(update(RUNS).where(C.id == run_id).values(pinned=pinned))

    def change(self, run_id: int, **told: Any) -> None:
        """Correct fields of a run that has ended (where its folder is, for instance)."""
        with self._writing() as connection:
            connection.execute(update(RUNS).where(C.id == run_id).values(**told))

    def delete(self, run_ids: Sequence[int]) -> int:
        """Remove runs and their deliveries; what they were stays remembered, so that none is run again.

        Running ones stay. Returns how many went.
        """
        gone = 0
        with self._writing() as connection:
            for start in range(0, len(run_ids), _CHUNK):
                part = select(RUNS).where(C.id.in_(list(run_ids[start : start + _CHUNK])), C.state != "running")
                gone += sum(forget(connection, run) for run in all_runs(connection, part))
        return gone

    def _held(self, run: Run, **values: Any) -> Run:
        """Change a run this process holds: the attempt's number is the fence."""
        with self._writing() as connection:
            done = connection.execute(
                update(RUNS)
                .where(C.id == run.id, C.attempt == run.attempt, C.state == "running")
                .values(**storable(values))
            )
            if done.rowcount != 1:
                raise LeaseLost(
                    "was taken over by another process after a silence",
                    where=name_of(run),
                    cure="nothing to do; the other one's result stands",
                )
            found = one_run(connection, C.id == run.id)
        assert found is not None
        return found


_SILENT = "its process went silent: killed, or the machine was switched off"
