"""The scheduler for a machine without cron: APScheduler in the foreground, which only calls `run_due` at the times.

What is due is always worked out from the ledger, so a call too many does nothing and a late one catches up. Hence no
limit to how late a call may come (APScheduler's own, one second, drops calls without a word), calls that piled up
are made once, and one call at a time.
"""
from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ..errors import BriefingError
from . import cron
from .check import load
from .declared import Schedule

_LOG = logging.getLogger(__name__)
# Between the times of the schedule: retries, mail that could not be sent, a schedule that was edited.
BETWEEN = timedelta(minutes=5)
JOB_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


class Times(BaseTrigger):
    """The next moment any report is due, by our own reading of cron expressions and clock changes."""

    def __init__(self, current: Callable[[], Schedule]) -> None:
        self.current = current

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """The first moment after the previous one (or now) that a report names."""
        after = max(previous_fire_time, now) if previous_fire_time else now
        return min((moment for report in self.current().reports
                    for moment in cron.upcoming(report.cron, report.zone, after.astimezone(UTC), 1)), default=None)


class Latest:
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


def serve(path: Path, work: Callable[[Schedule, threading.Event], Any], *, tell: Callable[[str], None],
          between: timedelta = BETWEEN) -> None:
    """Call `work(schedule, stop)` at once, at every moment a report is due, and every now and then between.

    Returns after SIGTERM or SIGINT, when the article being briefed is done; the rest is left for the next start.
    Raises `ScheduleError` when the schedule is wrong at the start; of later mistakes in it only word is given.
    """
    current, stop = Latest(path, tell), threading.Event()

    def once() -> None:
        try:
            work(current(), stop)
        except BriefingError as error:      # the next call tries again
            tell(str(error))

    scheduler = BlockingScheduler(executors={"default": ThreadPoolExecutor(1)}, job_defaults=JOB_DEFAULTS, timezone=UTC)
    scheduler.add_job(once, name="at the start")
    scheduler.add_job(once, Times(current), name="when due")
    scheduler.add_job(once, IntervalTrigger(seconds=int(between.total_seconds()), timezone=UTC), name="between")
    with _until_told(scheduler, stop):
        scheduler.start()


@contextmanager
def _until_told(scheduler: BlockingScheduler, stop: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT end the scheduler, from a thread of their own: it waits there for the work under way."""
    ending = threading.Thread(target=lambda: scheduler.shutdown(wait=True), name="ending")

    def told(*_: object) -> None:
        if not stop.is_set():
            stop.set()
            ending.start()

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if ending.ident is not None:
            ending.join()
