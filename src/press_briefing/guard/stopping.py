"""SIGTERM and SIGHUP end a long command in good order and within seconds, whatever it is in.

    with stopping(last=ledger.let_go) as stop:
        ...                                     # leaves off between two items when `stop` is set

Asked first: `stop` is set, and what is at hand may end by itself. Then interrupted: `Stopped` is raised in the main
thread, also out of a read that waits. Where that does not come through (a library that is long in its own code), a
thread says what is to be said last, and ends the process.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

# Seconds after the signal: until then what is at hand may end by itself; until then the process must have ended.
SPARE, LAST = 1.0, 3.5
# Of the last words: a ledger may be locked.
WORDS = 0.5
# What a ledger says of work that was left.
STOPPED = "was told to stop"
SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """Told to end by the signal `number`. Like Ctrl-C it is nobody's failure."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    @property
    def exit_code(self) -> int:
        """As shells have it: 143 for SIGTERM."""
        return 128 + self.number


@contextmanager
def stopping(
    signals: Sequence[int] = SIGNALS, *, spare: float = SPARE, last: Callable[[], object] = lambda: None
) -> Iterator[threading.Event]:
    """The event that says that a signal came; raises `Stopped` at the end, or after `spare` seconds in the middle.

    `last` is called before a process is ended that does not listen, from another thread. A signal that is ignored
    (SIGHUP, under nohup) stays so. Outside the main thread, where no signal can be heard, there is only the event.
    """
    watch = _Watch(spare, last)
    if threading.current_thread() is not threading.main_thread():
        yield watch.stop
        return
    with watch.heard(signals):
        yield watch.stop
        if watch.number:
            watch.interrupted = True
            raise Stopped(watch.number)


class _Watch:
    """Hears of a signal in the main thread, whenever that listens, and at once in a thread of its own."""

    def __init__(self, spare: float, last: Callable[[], object]) -> None:
        self.spare, self.last = spare, last
        self.stop, self.over = threading.Event(), threading.Event()
        self.number = 0
        self.late, self.interrupted = spare <= 0, False

    @contextmanager
    def heard(self, signals: Sequence[int]) -> Iterator[None]:
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        before = {number: signal.getsignal(number) for number in signals}
        mine = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
        woken = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        thread = threading.Thread(target=self._wait, args=(ours, set(mine)), name="stopping", daemon=True)
        thread.start()
        for number in mine:
            signal.signal(number, self._called)
        try:
            yield
        finally:
            self.over.set()
            for number in mine:
                signal.signal(number, before[number] or signal.SIG_DFL)
            signal.set_wakeup_fd(woken)
            theirs.close()
            thread.join(1)
            ours.close()

    def _called(self, number: int, _: Any) -> None:
        self.number = self.number or number
        self.stop.set()
        if self.late and not self.interrupted:
            self.interrupted = True
            raise Stopped(self.number)

    def _wait(self, heard: socket.socket, signals: set[int]) -> None:
        """In a thread: from the signal on, count the seconds."""
        while told := heard.recv(64):
            number = next((number for number in told if number in signals), 0)
            if number:
                self._count(number)
                return

    def _count(self, number: int) -> None:
        self.stop.set()
        if not self.over.wait(self.spare):
            self.late = True
            if hasattr(signal, "pthread_kill"):  # wakes a read that waits
                signal.pthread_kill(threading.main_thread().ident or 0, number)
        if not self.over.wait(LAST - self.spare):
            words = threading.Thread(target=self._say, daemon=True)
            words.start()
            words.join(WORDS)
            os._exit(128 + number)

    def _say(self) -> None:
        with suppress(Exception):
            self.last()
