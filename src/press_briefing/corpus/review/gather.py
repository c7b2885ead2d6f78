"""From a source to a dataset: what it does not hold yet is read and analysed, in processes where that is worth it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import date
from multiprocessing import active_children, get_context
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from ... import confined
from ...capture.read import Item, many
from ...capture.read.endings import LINES
from ...capture.read.fetch import is_url
from ...capture.read.folder import is_many
from ...capture.read.several import expected
from ...capture.read.sources import DEMO, demonstrations
from ...guard.failing import guarded
from ...model.errors import BriefingError, PassedOver, ProgramFault, RunError, SourceError
from .. import dataset
from .outlets import outlet_of
from .period import ReviewPeriod

if TYPE_CHECKING:
    from ...model.article import Article
    from ...model.settings import Settings

UNIT = 24  # articles of a work unit: a few seconds, so that two processes end at much the same time
FEW = 12  # articles below which loading the language model twice costs more than it saves
AHEAD = 2  # units a process may have waiting: what is in memory stays this small
OUTLETS = "outlets"  # the folder of the dataset that says which paper an article is from
Progress = Callable[[str, int, int], None]
Job = tuple[str, str, "Article", str]  # article id, origin, article, paper


@dataclass
class ReadingTally:
    """What was read and what was not: `unread` (origin, why), files passed over among them, `twice` (origin, origin of
    the same bytes).

    `passed`: those of `unread` that were no articles. `outside`: articles of other days; `undated`: articles without a
    date, left out because a period was asked for.
    """

    unread: list[tuple[str, str]] = field(default_factory=list)
    twice: list[tuple[str, str]] = field(default_factory=list)
    outside: int = 0
    undated: int = 0
    read: int = 0
    passed: list[tuple[str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> ReadingTally:
        """The inverse of `to_dict`."""
        unread, twice, passed = (
            [(str(a), str(b)) for a, b in told.get(name, ())] for name in ("unread", "twice", "passed")
        )
        outside, undated, read = (int(told.get(name, 0)) for name in ("outside", "undated", "read"))
        return cls(unread, twice, outside, undated, read, passed)


def gather(
    source: str,
    target: str,
    *,
    period: ReviewPeriod,
    settings: Settings,
    progress: Progress | None = None,
    processes: int = 1,
) -> ReadingTally:
    """Read `source` (anything `read.many` takes, `demo:` for the demonstration) into the dataset at `target`.

    Only articles of the period, and of the one before it that it is compared with, are analysed, and only those the
    dataset does not hold, all in children held to the limits of `settings`. `processes`: 0 for one a core; more than
    one needs a main module that may be imported again (`if __name__ == "__main__"`). Raises when the source itself
    cannot be opened.
    """
    with confined.keeping(settings):
        return _gathered(source, target, period, settings, progress, processes)


def _gathered(
    source: str, target: str, period: ReviewPeriod, settings: Settings, progress: Progress | None, processes: int
) -> ReadingTally:
    told, tell = ReadingTally(), progress or (lambda phase, done, total: None)
    jobs = _jobs(source, _known(target), period, settings, told)
    first: list[Job] = []
    while len(first) < FEW and (job := next(jobs, None)):
        first.append(job)
    workers = (processes or os.cpu_count() or 1) if len(first) == FEW else 1
    others = set(active_children())
    pool, total = _workers(workers, settings), size_of(source, settings)
    try:
        for _unit, failed in _analysed(_chained(first, jobs), target, settings, pool, workers):
            told.unread.extend(failed)
            tell("analyse", min(told.read, total or told.read), total or told.read)
    except KeyboardInterrupt:  # nobody waits for the units at hand
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    told.unread.sort()
    return told


def size_of(source: str, settings: Settings) -> int:
    """About how many articles a source holds, for the progress bar; 0 when that is not known beforehand.

    Parameters
    ----------
    source: anything `read.many` takes, `demo:`, or a dataset.
    """
    known = is_many(source) or PurePath(source).suffix.lower() in LINES
    return expected(source, settings) if known and not is_url(source) else 0


def _known(target: str) -> set[str]:
    """The ids of the articles the dataset holds; none when there is no dataset yet."""
    if not dataset.complete(target):
        return set()
    with dataset.open_dataset(target) as found:
        return {article for unit in found.units for article in unit.articles}


def _jobs(source: str, known: set[str], period: ReviewPeriod, settings: Settings, told: ReadingTally) -> Iterator[Job]:
    """The articles to analyse; everything else is written down in `told`."""
    root = str(next(iter(demonstrations().values())).parent) if source == DEMO else source
    sieve = _Sieve(root, known, period, settings, told)
    for item in many(root, settings):
        told.read += not isinstance(item.error, PassedOver)
        try:
            with guarded("reading", item.origin):
                job = sieve.job(item)
        except BriefingError as error:
            told.unread.append((name_of(item), _why(error)))
            if isinstance(error, PassedOver):
                told.passed.append(told.unread[-1])
        else:
            if job is not None:
                yield job


@dataclass
class _Sieve:
    """What is analysed of a source: articles of the days asked for, each once, that the dataset does not hold."""

    root: str
    known: set[str]
    period: ReviewPeriod
    settings: Settings
    told: ReadingTally
    seen: dict[str, str] = field(default_factory=dict)

    def job(self, item: Item) -> Job | None:
        """The work an item makes, if any. Raises why it could not be read."""
        if item.article is None or item.capture is None:
            raise item.error or SourceError("holds no article")
        article, name = dataset.article_id(item.capture, self.settings), name_of(item)
        if article in self.seen:
            self.told.twice.append((name, self.seen[article]))
            return None
        self.seen[article] = name
        if not _wanted(item, self.period, self.told) or article in self.known:
            return None
        return article, name, item.article, outlet_of(item, self.root)


def _wanted(item: Item, period: ReviewPeriod, told: ReadingTally) -> bool:
    value = item.article.published.value if item.article else None
    day = date.fromisoformat(value) if value else None
    if period.holds(day):
        return True
    told.undated += day is None
    told.outside += day is not None
    before = period.before()
    return before is not None and day is not None and before.holds(day)


def name_of(item: Item) -> str:
    """What a reader is told of where an article came from: the address, else the file without its folders."""
    return item.origin if "://" in item.origin else Path(item.origin).name


def _why(error: BriefingError) -> str:
    """What and the cure; a page that is the same on every machine names a trace, and not where it is kept."""
    return error.what if isinstance(error, ProgramFault) else " - ".join(filter(None, (error.what, error.cure)))


def _chained(first: list[Job], rest: Iterator[Job]) -> Iterator[Job]:
    yield from first
    yield from rest


def _workers(count: int, settings: Settings) -> Executor:
    """A pool of fresh processes (a fork would copy our threads' locks), or this process itself."""
    if count == 1:
        return _Here()
    return ProcessPoolExecutor(count, get_context("spawn"), _with_a_child, (settings, confined.is_in_place()))


def _with_a_child(settings: Settings, in_place: bool) -> None:
    """A worker has a child of its own, which goes with it; or reads in place, as its parent does."""
    _OPEN.enter_context(confined.in_place() if in_place else confined.keeping(settings))


_OPEN = ExitStack()  # left by nobody: the process ends


class _Here(Executor):
    """Does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        future: Future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _analysed(
    jobs: Iterator[Job], target: str, settings: Settings, pool: Executor, workers: int
) -> Iterator[tuple[list[Job], list[tuple[str, str]]]]:
    """Each unit when it is written, with what of it failed, in the order of the source."""
    waiting: deque[tuple[list[Job], Future]] = deque()
    try:
        for key, members in dataset.cut(((job[0], job) for job in jobs), UNIT):
            unit = [job for _, job in members]
            waiting.append((unit, pool.submit(write_unit, target, key, unit, settings)))
            while len(waiting) > AHEAD * workers:
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())
    except BrokenProcessPool:
        raise RunError(
            "a process that analyses articles was killed",
            where=target,
            cure="free memory and run it again: what is analysed is kept with --dataset",
        ) from None


def _finished(pending: tuple[list[Job], Future]) -> tuple[list[Job], list[tuple[str, str]]]:
    unit, future = pending
    return unit, future.result()


def write_unit(target: str, key: str, unit: list[Job], settings: Settings) -> list[tuple[str, str]]:
    """Analyse the articles of a unit and write it; returns (origin, why) of those that could not be analysed.

    Parameters
    ----------
    target: the dataset.
    key: of the unit, the hash of what is in it.
    """
    from ...analyse import analyse

    entries, failed = [], {}
    for article, origin, text, paper in unit:
        try:
            with guarded("analysing", origin):
                address = origin if "://" in origin else text.url or ""
                entries.append(dataset.DatasetEntry(article, analyse(text, settings=settings), address, paper))
        except BriefingError as error:
            failed[article] = _why(error)
    _write_outlets(target, key, {article: paper for article, _, _, paper in unit})
    written = dataset.write(target, key, entries, failed=failed)
    return [(origin, written.failed[article]) for article, origin, _, _ in unit if article in written.failed]


def _write_outlets(target: str, key: str, papers: dict[str, str]) -> None:
    """Which paper each article is from, beside the tables; written before the unit's marker, so never too late."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from ..dataset.storage import store

    place = store(target)
    dataset.writer.claim(place)
    columns = {"article": list(papers), "outlet": list(papers.values())}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])), sink)
    place.write(f"{OUTLETS}/part-{key}.parquet", sink.getvalue().to_pybytes())
