"""Which logical dates of a report are due, worked out from the ledger alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..ledger import Ledger, Run
from . import cron
from .declared import DeclaredReport

_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Due:
    """Logical dates (UTC) in order: those to run, and those that passed while nobody was there."""

    run: tuple[datetime, ...]
    missed: tuple[datetime, ...]


def due(report: DeclaredReport, ledger: Ledger) -> Due:
    """What the cron expression names since the newest logical date in the ledger, cut by the catch-up policy.

    A report that is new to the ledger begins with its `start`, without one with the last moment before now.
    """
    now = ledger.now()
    after = _after(report, ledger, now)
    dates = () if after is None else tuple(cron.between(report.cron, report.zone, after, now))
    if report.catchup == "all" or not dates:
        return Due(dates, ())
    newest = dates[-1]
    if report.catchup == "skip" and now - newest > report.grace and report.start is None and _is_new(report, ledger):
        return Due((), ())  # nobody was to be there yet
    if report.catchup == "skip" and now - newest > report.grace:
        return Due((), dates)
    return Due((newest,), dates[:-1])


def _is_new(report: DeclaredReport, ledger: Ledger) -> bool:
    return not ledger.dates_seen(report.name)


def _after(report: DeclaredReport, ledger: Ledger, now: datetime) -> datetime | None:
    """Dates later than this are due; None when none can be."""
    start = report.start - _JUST_BEFORE if report.start else None
    last = ledger.last_date(report.name, now)
    if last is not None:
        return max(last, start) if start else last
    if start is not None:
        return start
    newest = cron.latest(report.cron, report.zone, now)
    return newest - _JUST_BEFORE if newest else None


def retries(report: DeclaredReport, ledger: Ledger, coming: tuple[datetime, ...]) -> list[Run]:
    """Logical dates that ended badly and are to be tried again now.

    Unless every date is to be caught up, a newer one takes an older one's place: it reads the same sources.

    Parameters
    ----------
    coming: logical dates that are due now.
    """
    waiting = ledger.to_retry(report.name)
    if report.catchup == "all" or not waiting:
        return waiting
    newest = ledger.last_date(report.name, ledger.now())
    return [run for run in waiting[-1:] if not coming and run.logical_date == newest]
