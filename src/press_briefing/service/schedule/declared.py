"""What a schedule file declares, once it is found to be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ...model.errors import UsageError
from ...model.settings import Settings
from ..ledger import ATTEMPTS, LEASE

FILE = "schedule.toml"
# What becomes of logical dates that passed while nobody was there. skip: none is run but one that is not older than
# the grace; latest: the newest is run; all: each is run. Those not run are recorded as missed.
CATCHUP = ("skip", "latest", "all")


@dataclass(frozen=True)
class DeclaredReport:
    """One `[[report]]`: what is read, how often, and what is made of it.

    `review`: days; a press review of so many days before the logical date, in place of a briefing of each article.

    `inbox` is a folder, of which each new article gets one briefing; `files`, `feeds` and `urls` are read anew each
    time, and what has not changed is not made again. `start`: no logical date before it. `retry_after`: the wait
    before a first retry, doubled for each further one. `deliver` tables are `post`'s, `retention` is `site`'s.
    """

    name: str
    cron: str
    zone: ZoneInfo
    catchup: str = "latest"
    grace: timedelta = timedelta(hours=1)
    start: datetime | None = None
    inbox: Path | None = None
    files: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    review: int = 0
    notebook: Path | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fr"
    paper: str = "a4"
    pdf: bool = True
    pdf_engine: str = "typst"
    attempts: int = ATTEMPTS
    retry_after: timedelta = timedelta(minutes=5)
    deliver: tuple[Mapping[str, Any], ...] = ()
    retention: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything the report reads."""
        return (*((str(self.inbox),) if self.inbox else ()), *self.files, *self.feeds, *self.urls)

    def local(self, moment: datetime) -> str:
        """A logical date as the report's readers write it."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M %Z}"


@dataclass(frozen=True)
class Schedule:
    """A whole file. `ledger` is an address or a path, None for the one beside the briefings in `out`."""

    path: Path
    reports: tuple[DeclaredReport, ...]
    out: Path = Path("reports")
    ledger: str | Path | None = None
    lease: timedelta = LEASE
    settings: Settings = field(default_factory=Settings)
    site: bool = True

    def report(self, name: str) -> DeclaredReport:
        """The report of this name. Raises `UsageError`."""
        for report in self.reports:
            if report.name == name:
                return report
        known = ", ".join(report.name for report in self.reports) or "none"
        raise UsageError(f"no report {name!r}", where=self.path, cure=f"known: {known}")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a schedule file."""

    line: int
    what: str
    cure: str

    def told(self, path: Path) -> str:
        """File, line, what and the cure, in one line."""
        return " ".join(f"{path}:{self.line}: {self.what} - {self.cure}".split())


class ScheduleError(UsageError):
    """A schedule file has mistakes; `problems` holds every one of them, in order of line."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, path: Path, problems: list[Problem]) -> ScheduleError:
        """The error for these problems: the only one, or their number and the first."""
        first, *more = found = sorted(problems)
        what = f"{first.what} (and {len(more)} more mistakes)" if more else first.what
        error = cls(what, where=f"{path}:{first.line}", cure=first.cure)
        error.problems = tuple(found)
        return error
