"""What the command says: one harmless line, and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from ..model.errors import printable


def fail(message: str, code: int) -> NoReturn:
    """One line on stderr, control characters made harmless, and the exit code."""
    click.echo(f"press-briefing: {printable(message)}", err=True)
    sys.exit(code)


def leave(message: str, code: int) -> NoReturn:
    """One line on stderr, and the end at once: to take a large process apart takes a second, and somebody waits."""
    with suppress(OSError):
        click.echo(f"press-briefing: {printable(message)}", err=True)
        sys.stdout.flush()
    os._exit(code)


def occupy_streams() -> None:
    """Where the caller closed a standard stream, its number must not become some file's, and what is said goes nowhere.

    A closed standard input stays none: whoever asks to read it is told.
    """
    for number, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest free number: this one
            if name != "stdin":
                setattr(sys, name, os.fdopen(number, "w", encoding="utf-8"))
