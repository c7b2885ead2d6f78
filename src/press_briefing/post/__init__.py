"""Sends finished briefings: by mail, into a folder anywhere, to a webhook; each recipient once.

    problems = post.check(table, "reports.toml: report 'matinale', deliver 1")     # all of them, as lines
    outcomes = post.deliver(run, folder, table, ledger=ledger)                      # one a recipient

`deliver` may be called as often as one likes for the same run: who was sent it is not sent it again, what could not
be sent is tried again, what was left in doubt by a crash is settled by the table's `semantics`. See docs/delivery.md.
"""
from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..ledger import Ledger, Run
from .checks import check, load
from .condition import reason_to_skip
from .content import Content, read_content
from .faults import STATES, Outcome
from .mail import deliver_mail, write_mail
from .options import Mail

__all__ = ["STATES", "Outcome", "check", "deliver"]


def deliver(run: Run, briefing_folder: Path, table: Mapping[str, Any], *, ledger: Ledger, where: str = "delivery",
            dry_run: Path | None = None, sleep: Callable[[float], None] = time.sleep) -> list[Outcome]:
    """Send the briefing of `run`, which lies in `briefing_folder`, as one `[[report.deliver]]` table says.

    Returns what became of each recipient; a server that is down or refuses is no exception but an `Outcome`. `dry_run`:
    a folder for what would be sent; then nothing is sent and nothing recorded. The time is the ledger's; `sleep`
    waits between attempts. Raises `SettingsError` for a table that `check` finds fault with, `OutputError` for a folder
    without a finished briefing, `LedgerError` when the ledger cannot be written.
    """
    options = load(table, where)
    content = read_content(briefing_folder)
    reason = reason_to_skip(content, options)
    if reason:
        return [Outcome(options.channel, one, "skipped", reason) for one in _whom(options)]
    if dry_run is not None:
        return _written(run, content, options, ledger, dry_run)
    return deliver_mail(run, content, options, ledger, where=where, sleep=sleep)


def _whom(options: Any) -> tuple[str, ...]:
    return options.to if isinstance(options, Mail) else (options.url,)


def _written(run: Run, content: Content, options: Any, ledger: Ledger, folder: Path) -> list[Outcome]:
    return write_mail(run, content, options, ledger.now(), folder)
