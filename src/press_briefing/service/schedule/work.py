"""`run_due`: what is due is run once, whoever calls and however often; what went wrong is written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from ... import confined
from ...guard.failing import guarded, kept_in
from ...guard.stopping import STOPPED
from ...model.errors import BriefingError, NoArticle
from ...report import archive
from ..ledger import LONGEST_WAIT, LeaseLost, Ledger, LedgerError, Run, default_url
from .after import BY_HAND, After
from .declared import DeclaredReport, Schedule
from .due import Due, due, retries
from .runner import Failure, Runner, build, failure
from .sources import ArticleToBrief, Gathered, gather

_LOG = logging.getLogger(__name__)
# A failure of the machine (a full disk, a site that does not answer) is tried again until the date is this old.
PATIENCE = timedelta(days=7)


@dataclass(frozen=True)
class Done:
    """What became of one logical date: the run that stands for it, and those of its articles, as recorded."""

    report: DeclaredReport
    run: Run
    articles: tuple[Run, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether it, or one of its articles, did not end well."""
        return any(run.state != "completed" for run in (self.run, *self.articles))


@dataclass
class Call:
    """One call of `run_due` or its kin: the schedule, the ledger, and who does what."""

    schedule: Schedule
    ledger: Ledger
    runner: Runner = build
    stop: Event = field(default_factory=Event)
    tell: Callable[[Done], None] = lambda done: None
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self.after = After(self.schedule, self.ledger, self.sleep)


def open_ledger(schedule: Schedule, clock: Callable[[], datetime] | None = None) -> Ledger:
    """The schedule's ledger."""
    address = schedule.ledger if schedule.ledger is not None else default_url(schedule.out)
    return Ledger.open(address, clock=clock) if clock else Ledger.open(address)


def run_due(call: Call) -> list[Done]:
    """Run what is due of every report, deliver it, and rebuild the site.

    1. clear away what dead processes left  2. a report at a time: what is due, then what could not be delivered
    3. site and retention

    Safe to call from anything, at any time, by several at once. A report or an article that fails stops no other.
    Raises `OutputError` when nothing can be written at all, `LedgerError` when the ledger fails.
    """
    archive.prepare(call.schedule.out)
    archive.sweep(call.schedule.out)  # 1
    done = []
    with kept_in(call.schedule.out), confined.keeping(call.schedule.settings):
        for report in call.schedule.reports:
            done += run_report(call, report)  # 2
            if not call.stop.is_set():
                call.after.deliver_late(report)
        if not call.stop.is_set():
            call.after.finish()  # 3
    return done


def run_report(call: Call, report: DeclaredReport) -> list[Done]:
    """The due dates of one report, oldest first; those that are not to be caught up are recorded as missed.

    Returns
    -------
    One `Done` a date that was run here.
    """
    ledger = call.ledger
    ledger.reap(report.name, lease=call.schedule.lease, attempts=report.attempts)
    coming = due(report, ledger)
    again = [run.logical_date for run in retries(report, ledger, coming.run)]
    _miss(call, report, coming)
    return list(_dates(call, report, sorted({*again, *coming.run})))


def _miss(call: Call, report: DeclaredReport, coming: Due) -> None:
    """Record what was missed. The owner hears of it where nothing is run in its place."""
    told = f"nobody was there; catch-up: {report.catchup}"
    quiet = coming.missed if coming.run else coming.missed[:-1]
    if quiet:
        call.ledger.record(report.name, quiet, error=told)
    for run in call.ledger.record(report.name, coming.missed[len(quiet) :], error=told, settled=False):
        call.after.deliver(report, run)


def _dates(
    call: Call, report: DeclaredReport, dates: Collection[datetime], *, key: str = "", again: Collection[str] = ()
) -> Iterator[Done]:
    for moment in dates:
        if call.stop.is_set():
            return
        done = run_date(call, report, moment, key=key, again=again)
        if done is not None:
            call.tell(done)
            yield done


def run_dates(
    call: Call, report: DeclaredReport, dates: Collection[datetime], *, key: str = "", again: Collection[str] = ()
) -> list[Done]:
    """Run these logical dates whatever the schedule says; `again`: also those that ended in one of these states."""
    archive.prepare(call.schedule.out)
    call.ledger.reap(report.name, lease=call.schedule.lease, attempts=report.attempts)
    with kept_in(call.schedule.out), confined.keeping(call.schedule.settings):
        done = list(_dates(call, report, dates, key=key, again=again))
        if not call.stop.is_set():
            call.after.finish()
    return done


def run_date(
    call: Call, report: DeclaredReport, moment: datetime, *, key: str = "", again: Collection[str] = ()
) -> Done | None:
    """Run one logical date, or None when somebody else has it or it is done.

    1. claim it, and with it the report: nobody else reads its inbox meanwhile
    2. read the sources; leave what is done or given up
    3. brief each article, and deliver it at once
    4. record how the date ended

    Parameters
    ----------
    moment: the logical date, aware.
    key: apart from others of the same date; empty for the date itself.
    again: states after which it is run once more.
    """
    lease = call.schedule.lease
    run = call.ledger.claim(report.name, moment, key, attempts=report.attempts, lease=lease, again=again, alone=True)
    if run is None:  # 1
        return None
    with call.ledger.heartbeat(run, lease) as pulse:
        work = Work(call, report, run, again, lambda: pulse.lost)
        try:
            work.all()  # 2, 3
            return work.end()  # 4
        except LeaseLost as lost:  # whoever took it over records it
            _LOG.warning("%s", lost)
            return None
        except KeyboardInterrupt:
            work.stopped()
            work.end()
            raise


class Work:
    """The articles of one logical date, one after the other."""

    def __init__(
        self, call: Call, report: DeclaredReport, run: Run, again: Collection[str], lost: Callable[[], bool]
    ) -> None:
        self.call, self.report, self.run, self.again, self.lost = call, report, run, again, lost
        self.articles: list[Run] = []
        self.errors: list[str] = []
        self.retry_at: datetime | None = None

    def all(self) -> None:
        """Read the sources and brief what is new; whatever goes wrong is noted, except that the ledger fails."""
        try:
            with guarded("working through its sources", f"report {self.report.name!r}"):
                self.brief(gather(self.report, self.call.schedule.settings, self.run.logical_date))
        except LedgerError:
            raise
        except BriefingError as error:  # a bug of ours or a broken disk must leave a row that says so
            self.fail(failure(error))

    def brief(self, gathered: Gathered) -> None:
        """Brief what is new of what was gathered; sources that could not be read make the date a failed one."""
        for problem in gathered.problems:
            self.fail(Failure("failed", problem, True))
        for piece in self._new(gathered.pieces):
            if self.call.stop.is_set() or self.lost():
                self.stopped()
                return
            if not self._piece(piece):
                return

    def end(self) -> Done:
        """Record how the date ended: well only when every source was read and every article briefed."""
        state = "failed" if self.errors else "completed"
        more = f" (and {len(self.errors) - 1} more)" if len(self.errors) > 1 else ""
        ended = self.call.ledger.finish(
            self.run, state, retry_at=self.retry_at, error=f"{self.errors[0]}{more}" if self.errors else ""
        )
        self._deliver(ended)
        return Done(self.report, ended, tuple(self.articles))

    def fail(self, bad: Failure, tries: int | None = None) -> datetime | None:
        """Note a failure, and say when it is to be tried again: later and later, in the end no more."""
        self.errors.append(bad.error)
        tries = self.run.attempt if tries is None else tries
        now = self.call.ledger.now()
        old = now - self.run.logical_date > PATIENCE if bad.elsewhere else tries >= self.report.attempts
        if old:
            return None
        wait = min(self.report.retry_after * 2 ** min(self.run.attempt - 1, 20), LONGEST_WAIT)
        self.retry_at = max(self.retry_at or now, now + wait)
        return now + wait

    def _new(self, pieces: tuple[ArticleToBrief, ...]) -> list[ArticleToBrief]:
        """Those that are neither done nor given up, unless they are asked for again."""
        ledger, keys = self.call.ledger, [piece.key for piece in pieces]
        left = set() if "failed" in self.again else ledger.keys_given_up(self.report.name, keys)
        left |= ledger.keys_done(self.report.name, keys)
        if "completed" in self.again:
            left -= self._of_this_date()
        return [piece for piece in pieces if piece.key not in left]

    def _of_this_date(self) -> set[str]:
        """What this date completed; what another one did is that one's. By hand there is no date: everything."""
        moment = None if self.run.key == BY_HAND else self.run.logical_date
        return {
            run.key
            for run in self.call.ledger.runs(report=self.report.name, states=("completed",), since=moment, until=moment)
        }

    def _piece(self, piece: ArticleToBrief) -> bool:
        """Brief one article; whether it makes sense to go on to the next."""
        ledger, lease = self.call.ledger, self.call.schedule.lease
        run = ledger.claim(
            self.report.name,
            self.run.logical_date,
            piece.key,
            attempts=self.report.attempts,
            lease=lease,
            again=self.again,
            source=piece.origin,
            input_hash=piece.input_hash,
            parameters_hash=piece.parameters_hash,
        )
        if run is None:
            return True
        with ledger.heartbeat(run, lease):
            try:
                with guarded("building its briefing", piece.origin):
                    made = self.call.runner(self.call.schedule, self.report, piece)
            except NoArticle:
                ledger.finish(run, "completed")
                return True
            except BriefingError as error:
                return self._failed(run, piece, failure(error))
            except KeyboardInterrupt:
                ledger.finish(run, "killed", error=STOPPED, retry_at=ledger.now())
                raise
            ended = ledger.finish(
                run,
                "completed",
                briefing_id=made.briefing_id,
                folder=made.folder,
                title=made.title,
                article_date=made.article_date,
            )
        self.articles.append(ended)
        self._deliver(ended)
        return True

    def _failed(self, run: Run, piece: ArticleToBrief, bad: Failure) -> bool:
        retry_at = self.fail(bad, self.call.ledger.tries(self.report.name, piece.key))
        ended = self.call.ledger.finish(run, bad.state, error=bad.error, retry_at=retry_at)
        self.articles.append(ended)
        self._deliver(ended)
        return not bad.elsewhere

    def _deliver(self, ended: Run) -> None:
        """Deliver at once; whoever was told to stop leaves that to the next call, since a server may take its time."""
        if self.call.stop.is_set():
            self.call.after.change()
        else:
            self.call.after.deliver(self.report, ended)

    def stopped(self) -> None:
        """Note that the rest is left for the next call."""
        self.errors.append(STOPPED)
        self.retry_at = self.call.ledger.now()
