"""What the command says: one harmless line, and an exit code."""
from __future__ import annotations

import sys

import click


def fail(message: str, code: int) -> None:
    """One line on stderr, control characters made harmless, and the exit code."""
    click.echo(f"press-briefing: {printable(message)}", err=True)
    sys.exit(code)


def printable(message: str) -> str:
    """The message as one line that no terminal can take for a command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))
