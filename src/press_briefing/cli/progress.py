"""How far the work is, on stderr."""
from __future__ import annotations

import sys
from typing import Any

import click

PHASE_NAMES = {"read": "reading", "analyse": "analysing", "notebook": "running the notebook",
               "pages": "rendering HTML and PDF", "files": "filing"}


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
