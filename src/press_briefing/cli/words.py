"""What the command says: one harmless line, and an exit code."""
from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from ..errors import printable


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
