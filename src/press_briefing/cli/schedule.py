"""`press-briefing run-due` and `press-briefing schedule`: reports on schedule."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..guard.stopping import SIGNALS, STOPPED, Stopped, stopping
from ..model.errors import BriefingError, UsageError
from .group import InOrder, cli
from .words import leave, printable

if TYPE_CHECKING:
    from ..service.ledger import Ledger
    from ..service.schedule import Call, DeclaredReport, Done, Schedule

file_option = click.option(
    "--schedule",
    "path",
    type=click.Path(path_type=Path),
    default=Path("schedule.toml"),
    show_default=True,
    metavar="FILE",
    help="The TOML file that declares the reports.",
)
# Tests tell the time; nobody else should.
now_option = click.option("--now", hidden=True, metavar="MOMENT")
_NONE = "-"


@cli.command("run-due")
@file_option
@now_option
def run_due_once(path: Path, now: str | None) -> None:
    """Run what is due and has not been run, once; deliver it; rebuild the site.

    Safe to call from cron, a timer or a container, as often as you like and by several machines at once.
    """
    from ..service.schedule import run_due

    with _called(path, now) as call:
        _conclude(call, run_due(call))


@cli.group("schedule", cls=InOrder)
def schedule_group() -> None:
    """Reports on schedule: what is declared, what is due, what was run."""


@schedule_group.command("check")
@file_option
def check_file(path: Path) -> None:
    """Check the schedule file: every mistake at once, with its line and what to do."""
    from ..service.schedule.checked import sound

    schedule = _loaded(path)
    problems = sound(schedule)
    for problem in problems:
        click.echo(f"press-briefing: {printable(problem.told(path))}", err=True)
    if problems:
        raise UsageError(f"{len(problems)} {_many(len(problems), 'mistake')}", where=path, cure="mend the lines named")
    click.echo(f"{path}: {len(schedule.reports)} {_many(len(schedule.reports), 'report')}, no mistake")


@schedule_group.command("list")
@file_option
@now_option
def list_reports(path: Path, now: str | None) -> None:
    """List the reports: when each is due, and how its last logical date ended."""
    from ..service.schedule import cron

    with _called(path, now) as call:
        rows = [("report", "cron", "zone", "catch-up", "last", "state", "next")]
        for report in call.schedule.reports:
            last = next(iter(call.ledger.runs(report=report.name, key="", newest_first=True, limit=1)), None)
            coming = cron.upcoming(report.cron, report.zone, call.ledger.now(), 1)
            rows.append(
                (
                    report.name,
                    report.cron,
                    report.zone.key,
                    report.catchup,
                    report.local(last.logical_date) if last else _NONE,
                    last.state if last else _NONE,
                    report.local(coming[0]) if coming else _NONE,
                )
            )
    _table(rows)


@schedule_group.command("next")
@click.argument("name", required=False)
@click.option("--count", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many.")
@file_option
@now_option
def next_dates(name: str | None, count: int, path: Path, now: str | None) -> None:
    """Print the next moments at which NAME, or any report, is due."""
    from ..service.schedule import cron

    schedule, moment = _loaded(path), _moment(now) or datetime.now(UTC)
    reports = [schedule.report(name)] if name else schedule.reports
    found = sorted(
        (due, report.name, report.local(due))
        for report in reports
        for due in cron.upcoming(report.cron, report.zone, moment, count)
    )
    _table(
        [
            ("report", "local time", "UTC"),
            *((told, local, f"{due:%Y-%m-%d %H:%M}") for due, told, local in found[:count]),
        ]
    )


@schedule_group.command("run")
@click.argument("name")
@click.option("--again", is_flag=True, help="Build again what is in the sources and was built before.")
@file_option
@now_option
def run_now(name: str, again: bool, path: Path, now: str | None) -> None:
    """Run NAME now, whatever the hour; its schedule goes on as if nothing had been."""
    from ..service.schedule.backfill import REPROCESS
    from ..service.schedule.work import BY_HAND, run_dates

    with _called(path, now) as call:
        report = call.schedule.report(name)
        done = run_dates(
            call,
            report,
            [call.ledger.now().replace(microsecond=0)],
            key=BY_HAND,
            again=REPROCESS["completed" if again else "failed"],
        )
        if not done:
            raise BriefingError("is being run by another process", where=name, cure="wait until that one has ended")
        _conclude(call, done)


@schedule_group.command("backfill")
@click.argument("name")
@click.option("--from", "since", required=True, metavar="DATE", help="First day, or moment, in the report's zone.")
@click.option("--to", "until", required=True, metavar="DATE", help="Last day (whole), or moment.")
@click.option(
    "--reprocess",
    type=click.Choice(["none", "failed", "completed"]),
    default="none",
    show_default=True,
    help="Run only what never was; also what ended badly; everything.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be run, and run nothing.")
@file_option
@now_option
def backfill_dates(
    name: str, since: str, until: str, reprocess: str, dry_run: bool, path: Path, now: str | None
) -> None:
    """Run the logical dates of NAME in a time that is past."""
    from ..service.schedule.backfill import backfill, plan

    with _called(path, now) as call:
        report = call.schedule.report(name)
        planned = plan(report, call.ledger, _edge(since, report, False), _edge(until, report, True), reprocess)
        if dry_run:
            _table(
                [
                    ("logical date", "state", "would be"),
                    *((report.local(each.moment), each.state, "run" if each.runs else "left") for each in planned),
                ]
            )
            return
        _conclude(call, backfill(call, report, planned, reprocess))


@schedule_group.command("serve")
@file_option
def serve_schedule(path: Path) -> None:
    """Stay in the foreground and run what is due when it is due, for a machine without cron. SIGTERM ends it."""
    _loaded(path)
    click.echo(f"press-briefing: serving {path}", err=True)
    try:
        _serve_until_told(path)
    except Stopped:
        leave("stopped", 0)


def _serve_until_told(path: Path) -> None:
    from ..service.schedule import Call, open_ledger, run_due
    from ..service.schedule.serve import serve

    ledgers: list[Ledger] = []  # the one open now

    def work(schedule: Schedule) -> None:
        with open_ledger(schedule) as ledger:
            ledgers[:] = [ledger]
            call = Call(schedule, ledger, stop=stop, tell=_tell)
            with _let_go(ledger):
                run_due(call)
            _problems(call)

    def last() -> None:
        for ledger in ledgers:
            ledger.let_go(STOPPED)

    with stopping((*SIGNALS, signal.SIGINT), last=last) as stop:
        serve(path, work, stop=stop, tell=lambda line: click.echo(f"press-briefing: {printable(line)}", err=True))


def _loaded(path: Path) -> Schedule:
    """The schedule; its mistakes are printed a line each."""
    from ..service.schedule import ScheduleError, load

    try:
        return load(path)
    except ScheduleError as error:
        if len(error.problems) < 2:
            raise
        for problem in error.problems:
            click.echo(f"press-briefing: {printable(problem.told(path))}", err=True)
        raise UsageError(f"{len(error.problems)} mistakes", where=path, cure="mend the lines named") from None


@contextmanager
def _called(path: Path, now: str | None) -> Iterator[Call]:
    """What every command that looks into the ledger begins with."""
    from ..service.schedule import Call, open_ledger

    schedule, moment = _loaded(path), _moment(now)
    clock: Callable[[], datetime] | None = (lambda: moment) if moment else None
    with open_ledger(schedule, clock) as ledger, stopping(last=lambda: ledger.let_go(STOPPED)) as stop, _let_go(ledger):
        yield Call(schedule, ledger, tell=_tell, stop=stop)


@contextmanager
def _let_go(ledger: Ledger) -> Iterator[None]:
    """Interrupted: whatever run is still recorded as running is not."""
    try:
        yield
    except KeyboardInterrupt:
        ledger.let_go(STOPPED)
        raise


def _tell(done: Done) -> None:
    """One line a logical date, and one for each of its articles."""
    made = sum(run.state == "completed" for run in done.articles)
    told = f"{made} {_many(made, 'briefing')}" if done.articles else "nothing new"
    error = f" ({done.run.error})" if done.run.error else ""
    click.echo(
        printable(f"{done.report.name} {done.report.local(done.run.logical_date)}: {done.run.state}, {told}{error}")
    )
    for run in done.articles:
        click.echo("  " + printable(f"{run.state}: {run.folder or f'{run.source}: {run.error}'}"))


def _problems(call: Call) -> None:
    for problem in call.after.problems:
        click.echo(f"press-briefing: {printable(problem)}", err=True)


def _conclude(call: Call, done: list[Done]) -> None:
    """Say what could not be delivered, and exit with 1 when something went wrong."""
    _problems(call)
    bad = sum(each.bad for each in done)
    if bad and not call.stop.is_set():
        raise BriefingError(
            f"{bad} of {len(done)} logical {_many(len(done), 'date')} ended badly",
            where=call.schedule.path,
            cure="see the lines above; what can be tried again will be",
        )


def _moment(now: str | None) -> datetime | None:
    if now is None:
        return None
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise UsageError(f"--now {now!r} is no moment", cure="write 2026-03-29T01:30:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _edge(told: str, report: DeclaredReport, last: bool) -> datetime:
    """A day or moment in the report's zone; a last day is meant whole."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        raise UsageError(
            f"{told!r} is no date", where=report.name, cure="write 2026-03-29 or 2026-03-29T06:30"
        ) from None
    if last and len(told) <= len("2026-03-29"):
        moment += timedelta(days=1) - timedelta(microseconds=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=report.zone)


def _table(rows: list[tuple[Any, ...]]) -> None:
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(f"{cell!s:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


def _many(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
