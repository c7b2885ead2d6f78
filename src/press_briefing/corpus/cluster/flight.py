"""The story of a batch on a cluster: units go out a window at a time, outcomes come back in any order."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...model.errors import BriefingError, RunError
from .. import batch
from ..batch import Outcome, Tally, Unit
from ..batch.opening import opened
from ..batch.outcome import FAILED
from ..dataset import unit_key
from . import work
from .connection import LOCAL, connected

if TYPE_CHECKING:
    from distributed import Client, Future

    from ...capture.read import Capture

TIMEOUT = 30.0  # seconds for the scheduler to answer
WORKERLESS = 120.0  # seconds without any worker before we give up: an adaptive cluster takes a minute
WINDOW = 3  # units out for each thread of the cluster: enough that none waits for us
FEWEST = 8  # units out at least: workers may join
LOOK = 5.0  # seconds after which we look whether there still are a scheduler and workers
KILLER = "the workers that read it were lost, one after the other"
_Task = TypeVar("_Task", bound=batch.Task)


def run_batch(
    source: str | os.PathLike[str] | Capture,
    *,
    task: batch.Task,
    scheduler: str = LOCAL,
    workers: int | None = None,
    resume: bool = False,
    limit: int = 0,
    timeout: float = TIMEOUT,
    progress: Callable[[Tally], None] | None = None,
) -> Tally:
    """Do `task` for each article of `source`, as `batch.run` does, on the workers of a Dask scheduler.

    1. reach the scheduler; check the request, and that no other batch works in the same folder
    2. read captures, one at a time, and cut them into units; with `resume`, pass over what is there
    3. keep a window of units on their way, never all of them
    4. count what comes back; a unit that several workers were lost with goes out again, an article at a time

    `scheduler`: `tcp://HOST:PORT`, or `local` for one on this machine with `workers` processes. The task's folders
    are those every worker sees. Raises what `batch.run` raises, and `RunError` when scheduler or workers are gone:
    what is complete stays, and the same call with `resume` goes on from there.
    """
    with (
        connected(scheduler, workers=workers, timeout=timeout) as client,  # 1
        opened(everywhere(task), source, limit=limit, resume=resume) as (fitted, tally, units),  # 2
    ):
        for outcome in Flight(client, fitted, tally).outcomes(units):  # 3
            tally.count(outcome)  # 4
            if progress:
                progress(tally)
    return tally


def everywhere(task: _Task) -> _Task:
    """The task with paths as a worker in another folder finds them."""
    paths: dict[str, object] = {name: value.absolute() for name, value in vars(task).items() if isinstance(value, Path)}
    target = getattr(task, "target", None)
    if target is not None and "://" not in target:
        paths["target"] = str(Path(target).absolute())
    return replace(task, **paths)  # type: ignore[type-var]  # a dataclass


class Flight:
    """Units on their way to workers and back, never more than a window of them.

    `seconds`: processor seconds the units took on the workers.
    """

    def __init__(self, client: Client, task: batch.Task, tally: Tally) -> None:
        self.client, self.task, self.tally = client, task, tally
        self.out: dict[Future, Unit] = {}
        self.apart: list[Unit] = []
        self.token = uuid.uuid4().hex[:8]  # two batches on one scheduler do not meddle with each other
        self.closing = False
        self.seconds = 0.0
        self.workers: dict[str, int] = {}
        self.looked, self.manned = float("-inf"), time.monotonic()

    def outcomes(self, units: Iterator[Unit | Outcome]) -> Iterator[Outcome]:
        """Each article's outcome, as it comes. Raises `BriefingError` when it makes no sense to go on."""
        try:
            self._look()
            yield from self._fill(units)
            while self.out:
                for future in self._landed():
                    yield from self._settled(self.out.pop(future), future)
                yield from self._fill(units)
            self._leave()
        finally:
            if self.out:
                self.client.cancel(list(self.out), force=True)
            self.out.clear()

    def _fill(self, units: Iterator[Unit | Outcome]) -> Iterator[Outcome]:
        """Hand out units while there is room; what needs no work comes back at once."""
        while not self.closing and len(self.out) < max(FEWEST, WINDOW * sum(self.workers.values())):
            unit = self.apart.pop() if self.apart else next(units, None)
            if unit is None:
                return
            if isinstance(unit, Outcome):
                yield unit
            else:
                future = self.client.submit(
                    work.attempt, self.task, unit, key=f"unit-{self.token}-{unit.key}", pure=False
                )
                self.out[future] = unit

    def _landed(self) -> list[Future]:
        """The units that came back; none when some seconds passed without any."""
        from distributed import CancelledError, wait

        try:
            found = list(wait(list(self.out), timeout=LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            found = []
        except CancelledError:
            raise self._gone() from None
        self._look()
        return found

    def _look(self) -> None:
        """Now and then: who is there to feed. Raises `RunError` when nobody has been for too long."""
        now = time.monotonic()
        if now - self.looked < LOOK:
            return
        self.looked = now
        before = self.workers
        try:
            self.workers = dict(self.client.nthreads())
        except (OSError, TimeoutError, ValueError):
            raise self._gone() from None
        self.tally.lost += len(before.keys() - self.workers.keys())
        if self.workers:
            self.manned = now
            self.tally.since = self.tally.since or now
        elif now - self.manned > WORKERLESS:
            raise RunError(
                f"has had no worker for {WORKERLESS:.0f} seconds",
                where=self._where(),
                cure=f"start some (dask worker {self._where()} --nthreads 1), then run again with --resume",
            )

    def _where(self) -> str:
        return str(self.client.scheduler.address) if self.client.scheduler else "the scheduler"

    def _gone(self) -> RunError:
        return RunError(
            "the scheduler went away",
            where=self._where(),
            cure="start it and run again with --resume: what is complete stays",
        )

    def _settled(self, unit: Unit, future: Future) -> Iterator[Outcome]:
        """The outcomes of a unit that came back. Raises when what happened to it will happen to all."""
        from distributed import KilledWorker

        if future.status == "finished":
            yield from self._told(future.result())
            return
        error = future.exception() if future.status == "error" else None
        if error is None:
            raise self._gone()
        if not isinstance(error, KilledWorker):
            raise RunError(
                f"a worker cannot do a unit: {type(error).__name__}: {str(error)[:200]}",
                where=self._where(),
                cure="install the same press-briefing on every machine, the scheduler's too",
            )
        yield from self._taken_apart(unit)

    def _told(self, done: work.UnitResult | BriefingError) -> Iterator[Outcome]:
        if isinstance(done, BriefingError):
            raise done
        self.seconds += done.seconds
        self.closing |= any(outcome.fatal for outcome in done.outcomes)
        yield from done.outcomes

    def _taken_apart(self, unit: Unit) -> Iterator[Outcome]:
        """A unit that several workers were lost with goes out again, an article at a time, until one is alone."""
        if len(unit.members) > 1:
            self.apart += [Unit(unit_key([name]), ((name, capture),)) for name, capture in unit.members]
            return
        for name, capture in unit.members:
            yield Outcome(capture.origin, FAILED, name, kind=RunError.__name__, reason=KILLER)

    def _leave(self) -> None:
        """Tell workers that stay to give back what they were made ready with."""
        with suppress(Exception):
            self.client.run(work.leave, on_error="ignore")
