"""The workers: started, given one unit at a time, replaced when they are worn or lost, and never left behind.

Python's own pools give up when one process dies. Here the parent keeps each unit until it is done: the unit of a lost
worker goes to another one, and an article that loses two workers is left out and told.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from ...analyse import saved
from ...confined import limits
from ...model.errors import BriefingError
from ...report import archive
from . import worker
from .outcome import Outcome
from .tasks import Task, Unit

# Seconds a worn worker gets to leave.
PATIENCE = 10.0
# Workers an article may lose before it is left out; workers that may die in a row before any was ready.
LOSSES, STILLBORN = 2, 3
# Each process computes on one core: the pool is what uses the others.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class Hand:
    """A worker as its parent sees it. `unit`: what it has to do; `at`: the index of the article it is in."""

    def __init__(self, context: Any, task: Task, surroundings: worker.Surroundings, share: Any) -> None:
        self.connection, self.theirs = context.Pipe()
        self.share = share
        self.process = context.Process(target=worker.main, args=(self.theirs, task, surroundings, share))
        self.ready = False
        self.unit: Unit | None = None
        self.at: int | None = None
        self.until = math.inf  # when the article it reads must have been analysed

    def start(self) -> None:
        """Start the process; its end of the pipe and its share are then its alone, so that its death is heard."""
        self.process.start()
        self.theirs.close()
        if self.share is not None:
            self.share.close()

    def give(self, unit: Unit) -> None:
        """Give it a unit, now or as soon as it is ready. A worker that died meanwhile is heard of by `wait`."""
        self.unit, self.at, self.until = unit, None, math.inf
        if self.ready:
            with suppress(OSError):
                self.connection.send(unit)

    def dismiss(self) -> None:
        """Tell it to go: after its last unit, or in the middle of it."""
        with suppress(OSError, AttributeError, ValueError):
            if self.unit is None and self.ready:
                self.connection.send(None)
            else:
                self.process.terminate()

    def end(self, grace: float = PATIENCE) -> int | None:
        """Wait for its end `grace` seconds, and make one; its exit code, negative for a signal."""
        if self.process.pid is None:
            return None
        self.process.join(grace)
        if self.process.is_alive():
            _kill_all(self.process.pid)
            self.process.join()
        self.connection.close()
        return self.process.exitcode


class Pool:
    """Workers for one batch, from `ancestry(task.preload)`.

    A context manager: on leaving, in whatever way, no process and no half work is left.
    """

    def __init__(self, task: Task, jobs: int, context: BaseContext) -> None:
        self.task, self.jobs, self.context = task, jobs, context
        self.hands: list[Hand] = []
        self.again: deque[Unit] = deque()
        self.losses: Counter[tuple[str, int | None]] = Counter()
        self.lost = self.stillborn = 0
        self.closing = False
        self.since: float | None = None  # when the first worker was ready
        self._stack = ExitStack()

    def __enter__(self) -> Pool:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="press-briefing-"))
        # Every analysis of a batch is kept where it was asked for: the user's cache would hold gigabytes of copies.
        environment = {saved.CACHE_VARIABLE: "none", **os.environ, "TMPDIR": folder}
        self.surroundings = worker.Surroundings(environment, str(Path.cwd()))
        self.shares = self._stack.enter_context(self.task.beside(environment))
        return self

    def __exit__(self, *_: object) -> None:
        with _deaf():
            for hand in self.hands:
                hand.dismiss()
            deadline = time.monotonic() + worker.GRACE
            for hand in self.hands:
                hand.end(max(0.0, deadline - time.monotonic()))
            self.hands.clear()
            self._stack.close()
            with suppress(OSError):
                archive.sweep(self.task.out)

    def enough(self) -> None:
        """Give out no more units; those at work are finished."""
        self.closing = True

    def outcomes(self, units: Iterator[Unit | Outcome]) -> Iterator[Outcome]:
        """Each article's outcome, as it comes. Raises `BriefingError` when workers cannot start.

        Units are taken from the stream only when a worker is free: memory does not grow with the batch.
        """
        while True:
            yield from self._feed(units)
            busy = [hand.connection for hand in self.hands if hand.unit is not None]
            if not busy:
                return
            for connection in wait(busy, self._patience()):
                yield from self._hear(next(hand for hand in self.hands if hand.connection is connection))
            for hand in [hand for hand in self.hands if hand.until < time.monotonic()]:
                self._give_up(hand)

    def _feed(self, units: Iterator[Unit | Outcome]) -> Iterator[Outcome]:
        while not self.closing and (self._idle() or len(self.hands) < self.jobs):
            unit = self.again.popleft() if self.again else next(units, None)
            if unit is None:
                return
            if isinstance(unit, Outcome):
                yield unit
            else:
                (self._idle() or self._hire()).give(unit)

    def _idle(self) -> Hand | None:
        return next((hand for hand in self.hands if hand.unit is None), None)

    def _hire(self) -> Hand:
        hand = Hand(self.context, self.task, self.surroundings, self.shares())
        self.hands.append(hand)
        with _one_thread():
            hand.start()
        return hand

    def _hear(self, hand: Hand) -> Iterator[Outcome]:
        """What a worker says, or that it is gone."""
        try:
            kind, *told = hand.connection.recv()
        except (EOFError, OSError):
            self._mourn(hand)
            return
        if kind == worker.UNFIT:
            raise told[0]
        if kind == worker.READY:
            hand.ready, self.stillborn, self.since = True, 0, self.since or time.monotonic()
            assert hand.unit is not None
            hand.give(hand.unit)
        elif kind == worker.BEGUN:
            hand.at, hand.until = told[0], time.monotonic() + self.task.settings.article_timeout
        elif kind == worker.ANALYSED:
            hand.until = math.inf
        else:
            hand.unit, hand.until = None, math.inf
            yield from told[0]
            if told[1]:
                self._replace(hand)

    def _patience(self) -> float | None:
        """Seconds until the first article has had its time."""
        first = min(hand.until for hand in self.hands)
        return None if first == math.inf else max(0.0, first - time.monotonic())

    def _give_up(self, hand: Hand) -> None:
        """An article takes too long: its worker is ended, and the rest of the unit goes to another one."""
        assert hand.unit is not None
        assert hand.at is not None
        settings, where = self.task.settings, hand.unit.members[hand.at][1].origin
        self.again.append(hand.unit.without(hand.at, limits.too_slow(settings, where)))
        self._replace(hand, grace=0.0)

    def _mourn(self, hand: Hand) -> None:
        """A worker is gone: its unit goes to another one, less the article that took two workers down."""
        assert hand.unit is not None
        unit, code = hand.unit, self._replace(hand)
        self.lost += 1
        self.stillborn += not hand.ready
        if self.stillborn >= STILLBORN:
            raise BriefingError(f"the workers do not start ({limits.ended(code)})", cure="run press-briefing doctor")
        if hand.at is not None:
            self.losses[unit.key, hand.at] += 1
            if self.losses[unit.key, hand.at] >= LOSSES:
                where = unit.members[hand.at][1].origin
                unit = unit.without(hand.at, limits.lost(code, self.task.settings, where))
        self.again.append(unit)
        with suppress(OSError):
            archive.sweep(self.task.out)

    def _replace(self, hand: Hand, grace: float = PATIENCE) -> int | None:
        self.hands.remove(hand)
        return hand.end(grace)


def ancestry(preload: tuple[str, ...]) -> BaseContext:
    """Workers forked from a process that has imported everything, where there are forks; else fresh ones.

    That process is started here, and imports while the caller goes on.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver  # not everywhere

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    with _deaf(), _one_thread():
        forkserver.ensure_running()
    return context


@contextmanager
def _one_thread() -> Iterator[None]:
    """What is started here computes on one core each."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update({name: value or "1" for name, value in before.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C is not heard here: somebody is cleaning up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _kill_all(pid: int) -> None:
    """A worker that does not go, and what it started."""
    import psutil

    with suppress(psutil.Error):
        family = psutil.Process(pid)
        for process in (*family.children(recursive=True), family):
            with suppress(psutil.Error):
                process.kill()
