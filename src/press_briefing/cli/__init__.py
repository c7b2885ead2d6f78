"""The command `press-briefing`: one line for every mistake, and the paths of what was made.

A command is a module of `COMMANDS`, imported when the command starts: it brings click and nothing else with it, and
imports its room inside its function, so that `press-briefing --help` comes at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from ..guard.failing import failure, is_failure
from ..guard.stopping import Stopped
from ..model.errors import BriefingError
from .group import cli
from .progress import PHASE_NAMES, Progress
from .words import fail, leave, occupy_streams, printable

__all__ = ["COMMANDS", "PHASE_NAMES", "Progress", "cli", "fail", "main", "printable"]

# In the order of `--help`.
COMMANDS = ("build", "review", "analyse", "read", "export", "verify", "schedule", "send", "site", "lab", "doctor")
for _name in COMMANDS:
    import_module(f".{_name}", __name__)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; whatever goes wrong becomes one line on stderr and an exit code."""
    occupy_streams()
    try:
        sys.exit(cli.main(args, prog_name="press-briefing", standalone_mode=False) or 0)
    except BriefingError as error:
        fail(str(error), error.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except click.UsageError as error:
        if error.ctx and type(error).__name__ == "NoArgsIsHelpError":  # click 8.2; older ones print it
            click.echo(error.ctx.get_help())
            sys.exit(0)
        hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        fail(f"{error.format_message()}{hint}", 2)
    except click.ClickException as error:
        fail(error.format_message(), error.exit_code)
    except BaseException as error:
        _unforeseen(error)


def _unforeseen(error: BaseException) -> NoReturn:
    """Ctrl-C and signals end with a line; what nobody foresaw too, and its trace is kept. click wraps some of them."""
    if isinstance(error, click.Abort) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, Stopped):
        leave(_STOPPED, error.exit_code)
    if isinstance(error, click.Abort | KeyboardInterrupt):
        fail(_STOPPED, 130)
    if not is_failure(error):
        raise error
    told = failure(error, "working")
    fail(str(told), told.exit_code)


_STOPPED = "stopped; nothing was left half done"
