"""Reports on schedule: a TOML file says what is due when, the ledger what was done, and `run_due` does the rest.

    schedule = load(Path("schedule.toml"))              # every mistake at once, each with its line and its cure
    with open_ledger(schedule) as ledger:
        for done in run_due(Call(schedule, ledger)):    # safe from anything, at any time, by several at once
            print(done.report.name, done.run.state)

`cron` knows when, `due` what, `work` does it, `after` delivers; `serve` is for machines without cron.
"""

from __future__ import annotations

from .check import load
from .declared import FILE, DeclaredReport, Problem, Schedule, ScheduleError
from .work import Call, Done, open_ledger, run_due

__all__ = [
    "FILE",
    "Call",
    "DeclaredReport",
    "Done",
    "Problem",
    "Schedule",
    "ScheduleError",
    "load",
    "open_ledger",
    "run_due",
]
