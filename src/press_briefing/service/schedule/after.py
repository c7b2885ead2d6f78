"""What follows a run: it is delivered, the site is rebuilt, what is past its time goes.

`post` and `site` are asked here and nowhere else, and only when there is something for them to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from ...guard.failing import guarded
from ...model.errors import BriefingError, MachineError, ProgramFault
from ..ledger import Ledger, LedgerError, Run
from .declared import DeclaredReport, Schedule

# States of an outcome that a later call may change.
OPEN = ("pending", "busy")
# How long deliveries are looked after; mail servers give up after five days themselves.
PATIENCE = timedelta(days=14)


def delivery_problems(table: Mapping[str, Any]) -> list[str]:
    """What is wrong with a `[[report.deliver]]` table, each « what - cure »."""
    from ..post import check

    return check(table, "")


def retention_problem(table: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a `[report.retention]` table, and the cure."""
    from ..site import Rules

    try:
        Rules(**{name: value for name, value in table.items() if name != "reports"})
    except (TypeError, BriefingError) as error:
        told = error.what if isinstance(error, BriefingError) else str(error).rpartition(") ")[2]
        return f"retention: {told}", "give days, count or newest_too"
    return None


# The key of a run somebody asked for by hand: it stands for no date of the schedule.
BY_HAND = "by hand"


class After:
    """Deliveries, site and retention of one call of `run_due`."""

    def __init__(self, schedule: Schedule, ledger: Ledger, sleep: Callable[[float], None] = time.sleep) -> None:
        self.schedule, self.ledger, self.sleep = schedule, ledger, sleep
        # Servers that answered nobody in this call are not asked again in it: each try waits for its time-outs.
        self._down: set[tuple[str, int]] = set()
        self.problems: list[str] = []
        self.changed = False

    def deliver(self, report: DeclaredReport, run: Run) -> None:
        """Send what a run made, as far as that is possible now; what is not is left for a later call.

        An article goes to its readers; how the whole date ended, when it ended badly or again well, to the owner.
        """
        if run.folder or run.state != "completed":
            self.change()
        if run.state == "completed" or run.key in ("", BY_HAND):
            outcomes = [self._table(report, number, table, run) for number, table in enumerate(report.deliver)]
            if not all(outcomes):
                return
        self.ledger.settle_run(run)

    def change(self) -> None:
        """Something is there that the site does not show; written down, should this process not come to show it."""
        from ..site import outdate

        if self.schedule.site and not self.changed:
            with suppress(BriefingError, OSError):  # the rebuild will say what is wrong there
                outdate(self.schedule.out)
        self.changed = True

    def deliver_late(self, report: DeclaredReport) -> None:
        """Send what earlier calls could not."""
        for run in self.ledger.unsettled(report.name, since=self.ledger.now() - PATIENCE):
            self.deliver(report, run)

    def _table(self, report: DeclaredReport, number: int, table: Mapping[str, Any], run: Run) -> bool:
        """Whether nothing is left to do for one table."""
        if (report.name, number) in self._down:
            return False
        where = f"{self.schedule.path.name}: report {report.name!r}, deliver {number + 1}"
        try:
            with guarded("delivering", where):
                return self._sent(report, number, table, run, where)
        except LedgerError:
            raise
        except (ProgramFault, MachineError) as error:  # the next call tries again
            self.problems.append(str(error))
            return False
        except BriefingError as error:  # a folder that is gone, a table that was changed since: told, not retried
            self.problems.append(f"{where}: {error}")
            return True

    def _sent(self, report: DeclaredReport, number: int, table: Mapping[str, Any], run: Run, where: str) -> bool:
        from ..post import deliver, notice

        if run.state == "completed" and not run.folder:
            outcomes = notice(run, table, ledger=self.ledger, language=report.language, where=where, sleep=self.sleep)
        else:
            outcomes = deliver(
                run, self.schedule.out / run.folder, table, ledger=self.ledger, where=where, sleep=self.sleep
            )
        self.problems += [
            f"{where}: {one.recipient}: {one.state}: {one.reason}"
            for one in outcomes
            if one.state in ("pending", "failed", "uncertain")
        ]
        if outcomes and all(one.state == "pending" for one in outcomes):
            self._down.add((report.name, number))
        repeats = table.get("semantics") == "at-least-once"
        return not any(one.state in OPEN or (repeats and one.state == "uncertain") for one in outcomes)

    def finish(self) -> None:
        """Rebuild the site and apply retention, when anything was made or removed."""
        try:
            with guarded("rebuilding the site", self.schedule.out):
                self._rebuild()
        except BriefingError as error:
            self.problems.append(f"site: {error}")

    def _rebuild(self) -> None:
        from ..site import outdated, rebuild, retain

        rules = {report.name: report.retention for report in self.schedule.reports if report.retention}
        if rules:
            retain(self.schedule.out, self.ledger, _rules(rules), now=self.ledger.now())
        if self.schedule.site and (self.changed or outdated(self.schedule.out)):
            rebuild(self.schedule.out, self.ledger)


def _rules(told: Mapping[str, Mapping[str, Any]]) -> Any:
    from ..site import Rules

    return Rules(reports={name: Rules(**rules) for name, rules in told.items()})
