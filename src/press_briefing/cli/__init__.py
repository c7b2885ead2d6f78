"""The command `press-briefing`: one line for every mistake, and the paths of what was made.

A command is a module of `COMMANDS`, imported when the command starts: it brings click and nothing else with it, and
imports its room inside its function, so that `press-briefing --help` comes at once.
"""
from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from ..errors import BriefingError
from .group import cli
from .progress import PHASE_NAMES, Progress
from .words import fail, printable

__all__ = ["COMMANDS", "PHASE_NAMES", "Progress", "cli", "fail", "main", "printable"]

# In the order of `--help`.
COMMANDS = ("build", "review", "analyse", "verify", "schedule", "send", "site", "lab", "doctor")
for _name in COMMANDS:
    import_module(f".{_name}", __name__)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; a `BriefingError` becomes one line on stderr and its exit code."""
    try:
        sys.exit(cli.main(args, prog_name="press-briefing", standalone_mode=False) or 0)
    except BriefingError as error:
        fail(str(error), error.exit_code)
    except click.UsageError as error:
        hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        fail(f"{error.format_message()}{hint}", 2)
    except click.ClickException as error:
        fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail("stopped; nothing was left half done", 130)
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
