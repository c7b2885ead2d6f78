"""Logical dates of the past, run because somebody asks: Airflow's word, and its ways to reprocess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...model.errors import UsageError
from ..ledger import Ledger
from . import cron
from .declared import DeclaredReport
from .work import Call, Done, run_dates

# What is run again besides what never was: nothing, what ended badly, everything.
REPROCESS: Mapping[str, tuple[str, ...]] = {
    "none": ("missed",),
    "failed": ("missed", "failed", "timeout", "killed"),
    "completed": ("missed", "failed", "timeout", "killed", "completed"),
}
NEVER = "never run"
# More dates than this in one call is more likely a slip of the pen.
MOST_DATES = 10_000
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Planned:
    """One logical date of the window: its state in the ledger (or « never run »), and whether it would be run."""

    moment: datetime
    state: str
    runs: bool


def plan(report: DeclaredReport, ledger: Ledger, since: datetime, until: datetime, reprocess: str) -> list[Planned]:
    """Every date the cron expression names from `since` to `until` (both inclusive, until now at most)."""
    if until < since:
        raise UsageError("--to is before --from", where=report.name, cure="exchange them")
    seen = ledger.dates_seen(report.name, since)
    planned: list[Planned] = []
    for moment in cron.moments(report.cron, report.zone, since - _SECOND):
        if moment > min(until, ledger.now()):
            break
        if len(planned) == MOST_DATES:
            raise UsageError(f"more than {MOST_DATES} dates", where=report.name, cure="ask for a shorter time")
        state = seen.get(moment, NEVER)
        planned.append(Planned(moment, state, state == NEVER or state in REPROCESS[reprocess]))
    return planned


def backfill(call: Call, report: DeclaredReport, planned: list[Planned], reprocess: str) -> list[Done]:
    """Run the dates of a plan that are to be run."""
    return run_dates(call, report, [each.moment for each in planned if each.runs], again=REPROCESS[reprocess])
