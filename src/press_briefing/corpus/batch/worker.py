"""A worker: takes units from its parent, one at a time, and tells how each article went.

Started by `pool` from a process that has imported everything; it has a session of its own, so that Ctrl-C in the
terminal reaches the parent only, which then ends its workers in good order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from ...confined import in_place
from ...confined.limits import WORN_BYTES, memory
from ...guard.failing import guarded, kept_in
from ...model.errors import BriefingError, LimitError
from .tasks import Task, settled

# A worker is replaced after so much: what libraries keep for ever (every word seen, every font) stays bounded.
WORN_UNITS = 2_000

# What a limit on memory ends as: little of it may be left.
_FULL = LimitError.__name__
# Seconds a worker gets to put away what it is at: while somebody waits for it, and when nobody does.
GRACE, PATIENCE = 2.5, 10.0

READY, BEGUN, ANALYSED, DONE, UNFIT = "ready", "begun", "analysed", "done", "unfit"


@dataclass(frozen=True)
class Surroundings:
    """What a forked worker must take over from its parent: environment and working folder."""

    environment: Mapping[str, str]
    folder: str

    def enter(self) -> None:
        os.environ.clear()
        os.environ.update(self.environment)
        os.chdir(self.folder)
        tempfile.tempdir = None
        if hasattr(time, "tzset"):
            time.tzset()


def main(connection: Connection, task: Task, surroundings: Surroundings, share: Any = None) -> None:
    """Work until there is nothing more to do, the parent is gone, or this process is worn."""
    if hasattr(os, "setsid"):
        with suppress(OSError):
            os.setsid()
    signal.signal(signal.SIGTERM, _leave)
    _go_with_parent()
    surroundings.enter()
    with (
        suppress(EOFError, BrokenPipeError, ConnectionResetError),
        kept_in(task.out),
        in_place(task.settings.article_memory),
    ):
        try:
            _work(connection, task, share)
        except BriefingError as error:
            connection.send((UNFIT, error))


def _work(connection: Connection, task: Task, share: Any) -> None:
    with ExitStack() as stack:
        with guarded("making a worker ready"):
            do = stack.enter_context(task.at_work(share))
        connection.send((READY,))
        units = 0
        while (unit := connection.recv()) is not None:
            outcomes = settled(do, unit, lambda at: connection.send((ANALYSED,) if at is None else (BEGUN, at)))
            units += 1
            worn = units >= WORN_UNITS or memory() > WORN_BYTES or any(row.kind == _FULL for row in outcomes)
            connection.send((DONE, outcomes, worn))
            if worn:
                return


def _go_with_parent() -> None:
    """Be told to stop when the parent dies, however that happens: nobody would hear of the work at hand."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(PATIENCE)  # in a library's own code, which no signal ends
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _leave(number: int, frame: Any) -> None:
    """Told to stop: unwind, so that every folder and process of the work at hand goes."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(128 + number)
