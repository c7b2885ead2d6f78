"""The story of a batch on a cluster: units go out a window at a time, outcomes come back in any order."""
from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from .. import dataset
from ..errors import BriefingError, RunError
from ..settings import Settings
from . import work
from .connection import LOCAL, connected

if TYPE_CHECKING:
    from distributed import Client, Future

    from ..read import Capture
    from ..read.several import Item

TIMEOUT = 30.0           # seconds for the scheduler to answer
WORKERLESS = 120.0       # seconds without any worker before we give up: an adaptive cluster takes a minute
WINDOW = 3               # units out for each thread of the cluster: enough that none waits for us
FEWEST = 8               # units out at least: workers may join
LOOK = 5.0               # seconds after which we look whether there still are a scheduler and workers
KILLER = "kills the worker that reads it"


@dataclass(frozen=True)
class Tally:
    """Where a batch stands: articles `done` now, `skipped` (complete before), `failed` (origin -> the line why).

    `repeated`: the same capture met again. `units`: made now; `seconds`: processor seconds they took on the workers.
    """

    done: int = 0
    skipped: int = 0
    failed: Mapping[str, str] = field(default_factory=dict)
    repeated: int = 0
    units: int = 0
    seconds: float = 0.0


Progress = Callable[[Tally], None]


def run_batch(source: str | os.PathLike[str] | Iterable[Item], target: str | os.PathLike[str], *,
              scheduler: str = LOCAL, settings: Settings | None = None, published: str | None = None,
              pages: work.Pages | None = None, workers: int | None = None, size: int = dataset.UNIT,
              timeout: float = TIMEOUT, progress: Progress | None = None) -> Tally:
    """Analyse every article of `source` on a Dask cluster, into the dataset at `target`.

    1. reach the scheduler, and make sure the target is a dataset
    2. read captures, one at a time, and cut them into units
    3. pass over the units that are complete, hand the others out, a window at a time
    4. count what comes back; a unit whose articles kill their workers is taken apart

    `source`: a folder, pattern, feed or file of JSON lines, or items (`read.several.captures`). `scheduler`:
    `tcp://HOST:PORT`, or `local` for one on this machine with `workers` processes. `target` and `pages.out` (the
    briefings to build as well): where every worker finds them. `size`: articles of a unit, about; the same number
    finds the units of an earlier batch. `progress` hears the tally after each unit. Raises `UsageError`,
    `SourceError`, `OutputError`, or `RunError` when scheduler or workers are gone; complete units stay, and the same
    call goes on from them.
    """
    settings = settings or Settings.current()
    with connected(scheduler, workers=workers, timeout=timeout) as client:                                      # 1
        place = _absolute(target)
        dataset.prepare(place)
        flight = Flight(client, progress or (lambda tally: None))
        told = work.Task("", (), place, settings, published, _placed(pages))
        units = dataset.cut(_read(source, told, flight), size, weigh=lambda capture: len(capture.data))         # 2
        flight.run(_left(units, told, dataset.complete(place), flight))                                         # 3, 4
    return flight.tally


def _absolute(target: str | os.PathLike[str]) -> str:
    """The target as a worker in another folder finds it."""
    told = os.fspath(target)
    return told if "://" in told else str(Path(told).absolute())


def _placed(pages: work.Pages | None) -> work.Pages | None:
    return pages and replace(pages, out=_absolute(pages.out), notebook=pages.notebook and _absolute(pages.notebook))


def _read(source: str | os.PathLike[str] | Iterable[Item], told: work.Task,
          flight: Flight) -> Iterator[tuple[str, Capture]]:
    """(id, capture) of each article; what cannot be read is counted as failed."""
    from ..read.several import captures

    items = captures(source, told.settings) if isinstance(source, str | os.PathLike) else source
    for item in items:
        if item.capture is None or item.error is not None:
            flight.failed(item.origin, str(item.error))
        else:
            flight.read += 1
            yield dataset.article_id(item.capture, told.settings, told.published), item.capture


def _left(units: Iterable[tuple[str, list[tuple[str, Capture]]]], told: work.Task,
          before: Mapping[str, Mapping[str, str]], flight: Flight) -> Iterator[work.Task]:
    """A task for each unit that is not complete; of those that are, what failed then is told again."""
    for key, members in units:
        task = replace(told, key=key, captures=tuple(members), tabled=before.get(key))
        flight.cut += len(members)
        if task.tabled is None or (task.pages and not task.pages.marker(key).exists()):
            yield task
        else:
            flight.skip(task)


class Flight:
    """Units on their way to workers and back, never more than a window of them."""

    def __init__(self, client: Client, progress: Progress) -> None:
        self.client, self.progress = client, progress
        self.why: dict[str, str] = {}
        self.tally = Tally(failed=MappingProxyType(self.why))
        self.read = self.cut = 0
        self.out: dict[Future, work.Task] = {}
        self.apart: list[work.Task] = []
        self.token = uuid.uuid4().hex[:8]         # two batches on one scheduler do not meddle with each other's tasks
        self.threads, self.looked, self.manned = 0, float("-inf"), time.monotonic()

    def run(self, tasks: Iterator[work.Task]) -> None:
        """Hand out all tasks and count what comes back. Raises `BriefingError` when it makes no sense to go on."""
        try:
            self._look()
            self._fill(tasks)
            while self.out:
                for future in self._landed():
                    self._settle(self.out.pop(future), future)
                self._fill(tasks)
        finally:
            if self.out:
                self.client.cancel(list(self.out), force=True)
            self.out.clear()
        self.tally = replace(self.tally, repeated=self.read - self.cut)

    def failed(self, origin: str, why: str) -> None:
        """One more article that failed."""
        self.why[origin] = why

    def skip(self, task: work.Task) -> None:
        """One more unit that was complete before."""
        known = task.tabled or {}
        self._count(task, work.Outcome(task.key, 0, dict(known)), skipped=len(task.captures) - len(known))

    def _count(self, task: work.Task, outcome: work.Outcome, *, skipped: int = 0, units: int = 0) -> None:
        origins = {article: capture.origin for article, capture in task.captures}
        self.why.update({origins.get(article, article): line for article, line in outcome.failed.items()})
        tally = self.tally
        self.tally = replace(tally, done=tally.done + outcome.done, skipped=tally.skipped + skipped,
                             units=tally.units + units, seconds=tally.seconds + outcome.seconds)
        self.progress(self.tally)

    def _fill(self, tasks: Iterator[work.Task]) -> None:
        room = max(FEWEST, WINDOW * self.threads) - len(self.out)
        apart, self.apart = self.apart, []
        for task in chain(apart, islice(tasks, max(room, 0))):
            name = f"unit-{self.token}-{task.key}"
            self.out[self.client.submit(work.attempt, task, key=name, pure=False)] = task

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
        """Now and then: how many threads there are to feed. Raises `RunError` when nobody is left."""
        now = time.monotonic()
        if now - self.looked < LOOK:
            return
        self.looked = now
        try:
            self.threads = sum(self.client.nthreads().values())
        except (OSError, TimeoutError, ValueError):
            raise self._gone() from None
        if self.threads:
            self.manned = now
        elif now - self.manned > WORKERLESS:
            raise RunError(f"has had no worker for {WORKERLESS:.0f} seconds", where=self._where(),
                           cure=f"start some: dask worker {self._where()} --nthreads 1; then run the batch again")

    def _where(self) -> str:
        return str(self.client.scheduler.address) if self.client.scheduler else "the scheduler"

    def _gone(self) -> RunError:
        return RunError("the scheduler went away", where=self._where(),
                        cure="start it and run the batch again: it goes on from the units that are complete")

    def _settle(self, task: work.Task, future: Future) -> None:
        """Count a unit that came back. Raises when what happened to it will happen to all."""
        from distributed import KilledWorker

        if future.status == "finished":
            outcome = future.result()
            if isinstance(outcome, BriefingError):
                raise outcome
            self._count(task, outcome, units=1)
            return
        error = future.exception() if future.status == "error" else None
        if error is None:
            raise self._gone()
        if not isinstance(error, KilledWorker):
            raise RunError(f"a worker cannot make a unit: {type(error).__name__}: {str(error)[:200]}",
                           where=self._where(), cure="install the same press-briefing on every worker")
        self._take_apart(task)

    def _take_apart(self, task: work.Task) -> None:
        """A unit that several workers died over goes out again, an article at a time, until the culprit is alone."""
        if len(task.captures) == 1:
            (article, _), = task.captures
            self._count(task, work.Outcome(task.key, 0, {article: KILLER}))
            return
        self.apart += [replace(task, key=dataset.unit_key([article]), captures=((article, capture),), tabled=None)
                       for article, capture in task.captures]
