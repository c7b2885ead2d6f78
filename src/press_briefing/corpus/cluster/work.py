"""What a worker does: it makes itself ready for a task once, then does one unit after the other."""

from __future__ import annotations

import atexit
import os
import pickle
import time
from contextlib import ExitStack
from dataclasses import dataclass
from threading import RLock

from ... import __version__
from ...analyse.saved import CACHE_VARIABLE
from ...confined import keeping
from ...guard.failing import guarded, kept_in
from ...model.errors import BriefingError, UsageError
from ..batch import Outcome, Task, Unit
from ..batch.tasks import Do, settled

# The language model is one a process and not made for threads: a worker with several does one unit at a time.
_ALONE = RLock()


@dataclass(frozen=True)
class UnitResult:
    """What became of a unit: an outcome an article, and the processor seconds it took here."""

    outcomes: tuple[Outcome, ...]
    seconds: float = 0.0


class Bench:
    """What this process is ready for: the language model loaded, kernels ready to be forked."""

    def __init__(self) -> None:
        self.ready = b""
        self.do: Do | None = None
        self.stack = ExitStack()

    def at(self, task: Task) -> Do:
        """What does a unit of the task; the same task is made ready for once."""
        told = pickle.dumps(task)
        if self.do is None or told != self.ready:
            self.clear()
            self.stack.enter_context(keeping(task.settings))  # a nanny holds memory to a limit, and nobody the time
            self.do = self.stack.enter_context(task.at_work())
            self.ready = told
        return self.do

    def clear(self) -> None:
        """Give back what a task was made ready with."""
        self.do, self.ready = None, b""
        self.stack.close()


_BENCH = Bench()


def attempt(task: Task, unit: Unit, program: str = __version__) -> UnitResult | BriefingError:
    """Do a unit; what makes all units fail comes back as an error. Doing a unit again changes nothing.

    It never raises: Dask cannot carry every exception home, and its client then waits for ever.

    Returns
    -------
    A `UnitResult` with an outcome an article, or the error.
    """
    if program != __version__:
        return UsageError(
            f"a worker has press-briefing {__version__}, this is {program}",
            cure="install the same version on every machine",
        )
    # A worker's own folder of saved analyses would grow by a file an article, and nobody would read it.
    os.environ.setdefault(CACHE_VARIABLE, "none")
    with _ALONE, kept_in(task.out):
        begun = time.process_time()
        try:
            with guarded("making a worker ready", f"unit {unit.key}"):
                do = _BENCH.at(task)
        except BriefingError as error:
            return error
        outcomes = settled(do, unit, lambda at: None)
        return UnitResult(tuple(outcomes), time.process_time() - begun)


def leave() -> None:
    """Give back what the last task was made ready with, when a batch ends or the process does."""
    with _ALONE:
        _BENCH.clear()


atexit.register(leave)
