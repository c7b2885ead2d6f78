"""How far the work is, on stderr."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..corpus.batch import Tally

PHASE_NAMES = {
    "read": "reading",
    "analyse": "analysing",
    "notebook": "running the notebook",
    "pages": "rendering HTML and PDF",
    "files": "filing",
}
# Seconds between two lines about a batch: on a terminal the line is written over, elsewhere each one stays.
OFTEN, SELDOM = 0.2, 15.0


class Progress:
    """A bar for the phase at work on a terminal; a plain line a phase otherwise. Always on stderr."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.phase = ""
        self.bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase != self.phase:
            self._close()
            self._open(phase, total)
        if self.bar is not None:
            self.bar.update(done - self.bar.pos)

    def _open(self, phase: str, total: int) -> None:
        self.phase = phase
        label = PHASE_NAMES.get(phase, phase)
        if self.terminal:
            self.bar = click.progressbar(length=max(1, total), label=f"{label:<24}", file=sys.stderr, show_eta=False)
            self.bar.__enter__()
        else:
            click.echo(label, err=True)

    def _close(self) -> None:
        if self.bar is not None:
            if sys.exc_info()[0] is None:
                self.bar.update(self.bar.length - self.bar.pos)
            self.bar.__exit__(None, None, None)
            self.bar = None


class BatchProgress:
    """Articles done, rate and time left: a line that is written over on a terminal, a line now and then otherwise."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.told = float("-inf")
        self.open = False

    def __enter__(self) -> BatchProgress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.open:
            click.echo(err=True)

    def __call__(self, tally: Tally) -> None:
        now = time.monotonic()
        last = tally.left == 0 and not self.terminal
        if now - self.told < (OFTEN if self.terminal else SELDOM) and not last:
            return
        self.told = now
        line = batch_line(tally)
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"\r{line[:width]:<{width}}", nl=False, err=True)
            self.open = True
        else:
            click.echo(line, err=True)


def batch_line(tally: Tally) -> str:
    """`120 of 400 articles, 30 %; 91.2 a minute, 3 min 04 s left; 2 failed`."""
    from ..corpus.batch.tally import duration

    share = 100 * tally.done // tally.total if tally.total else 100
    parts = [f"{tally.done} of {tally.total} articles, {share} %"]
    if tally.rate:
        left = f", {duration(tally.seconds_left)} left" if tally.left and tally.seconds_left is not None else ""
        parts.append(f"{tally.rate:.1f} a minute{left}")
    parts += [f"{number} {word}" for number, word in ((tally.skipped, "skipped"), (tally.failed, "failed")) if number]
    return "; ".join(parts)
