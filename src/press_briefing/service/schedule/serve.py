"""The scheduler for a machine without cron: APScheduler in the foreground, which only calls `run_due` at the times.

What is due is always worked out from the ledger, so a call too many does nothing and a late one catches up. Hence no
limit to how late a call may come (APScheduler's own, one second, drops calls without a word), calls that piled up
are made once, and one call at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ...guard.failing import guarded
from ...model.errors import BriefingError
from . import cron
from .check import load
from .declared import Schedule

# Between the times of the schedule: retries, mail that could not be sent, a schedule that was edited.
BETWEEN = timedelta(minutes=5)
# Seconds between two looks whether it is to stop.
LISTEN = 0.5
JOB_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Times(BaseTrigger):
    """The next moment any report is due, by our own reading of cron expressions and clock changes."""

    def __init__(self, current: Callable[[], Schedule]) -> None:
        self.current = current

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first moment after the previous one (or now) that a report names."""
        after = max(previous_fire_time, now) if previous_fire_time else now
        return min(
            (
                moment
                for report in self.current().reports
                for moment in cron.upcoming(report.cron, report.zone, after.astimezone(UTC), 1)
            ),
            default=None,
        )


class LatestSchedule:
    """The schedule as the file has it now; while the file is wrong, as it last was right."""

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        self.path, self.tell = path, tell
        self.schedule, self._stamp = load(path), self._changed()

    def __call__(self) -> Schedule:
        stamp = self._changed()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self.schedule = load(self.path)
            except BriefingError as error:
                self.tell(f"{error}; the schedule as it was stays in force")
        return self.schedule

    def _changed(self) -> float:
        try:
            return self.path.stat().st_mtime_ns
        except OSError:
            return 0


def serve(
    path: Path,
    work: Callable[[Schedule], Any],
    *,
    stop: threading.Event,
    tell: Callable[[str], None],
    between: timedelta = BETWEEN,
) -> None:
    """Call `work(schedule)` at once, at every moment a report is due, and every now and then between.

    It is called in this thread, the main one of a command, where a signal can interrupt it; the scheduler's only say
    when. Returns when `stop` is set. Raises `ScheduleError` when the schedule is wrong at the start; of later mistakes
    in it, and of whatever a call raises, only word is given.
    """
    current, due = LatestSchedule(path, tell), threading.Event()
    due.set()
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(1)}, job_defaults=JOB_DEFAULTS, timezone=UTC
    )
    scheduler.add_job(due.set, Times(current), name="when due")
    scheduler.add_job(due.set, IntervalTrigger(seconds=int(between.total_seconds()), timezone=UTC), name="between")
    scheduler.start()
    try:
        while not stop.is_set():
            if due.wait(LISTEN):
                due.clear()
                _once(path, lambda: work(current()), tell)
    finally:
        scheduler.shutdown(wait=False)


def _once(path: Path, work: Callable[[], Any], tell: Callable[[str], None]) -> None:
    try:
        with guarded("running what is due", path):
            work()
    except BriefingError as error:  # the next call tries again
        tell(str(error))
