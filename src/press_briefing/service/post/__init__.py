"""Sends finished briefings: by mail, into a folder anywhere, to a webhook; each recipient once.

    problems = post.check(table, "reports.toml: report 'matinale', deliver 1")     # all of them, as lines
    outcomes = post.deliver(run, folder, table, ledger=ledger)                      # one a recipient
    post.notice(run, table, ledger=ledger)                                          # the owner, when there is a need
    post.waiting(ledger)                                                            # runs whose deliveries are not done

`deliver` and `notice` may be called as often as one likes for the same run: who was sent it is not sent it again, what
could not be sent is tried again, what a crash left in doubt is settled by the table's `semantics`. A scheduler calls
`deliver` for each table when a run has ended, badly too: the owner named in a mail table then hears of the failure. For
a logical date it calls `notice` with each table once all articles are delivered: it tells of lost webhooks and folders,
too. At the beginning of each of its rounds it does so again for what is not settled. See docs/delivery.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from ..ledger import Ledger, Run
from .checks import check, load
from .condition import reason_to_skip
from .content import Content, read_content
from .faults import STATES, DeliveryOutcome
from .notice import BAD, notice
from .options import Folder, Mail

__all__ = ["STATES", "DeliveryOutcome", "check", "deliver", "notice", "waiting"]


def deliver(
    run: Run,
    briefing_folder: Path,
    table: Mapping[str, Any],
    *,
    ledger: Ledger,
    where: str = "delivery",
    language: str = "fr",
    dry_run: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> list[DeliveryOutcome]:
    """Send the briefing of `run`, which lies in `briefing_folder`, as one `[[report.deliver]]` table says.

    Returns what became of each recipient; a server that is down or refuses is no exception but a `DeliveryOutcome`. A run that
    ended badly is sent to nobody, but its failure to the table's owner, and so is the first success after it; such
    notices are outcomes of channels `notice:…`. A run without a briefing (a logical date with articles that are runs of
    their own) calls for notices only, in `language`; a message has its briefing's. `dry_run`:
    a folder for what would be sent; then nothing is sent and nothing recorded. The time is the ledger's; `sleep`
    waits between attempts. Raises `SettingsError` for a table that `check` finds fault with, `OutputError` for a folder
    without a finished briefing, `LedgerError` when the ledger cannot be written.
    """
    options = load(table, where)
    if run.state in BAD or not (run.folder or run.briefing_id):  # a logical date that made no briefing of its own
        return [] if dry_run else notice(run, table, ledger=ledger, language=language, where=where, sleep=sleep)
    content = read_content(Path(briefing_folder))
    reason = reason_to_skip(content, options)
    if reason:
        return [DeliveryOutcome(options.channel, one, "skipped", reason) for one in _whom(options)]
    if dry_run is not None:
        return _written(run, content, options, ledger, dry_run)
    made = _channel(options)(run, content, options, ledger, where=where, sleep=sleep)
    return made + notice(
        run, table, ledger=ledger, language=content.language, where=where, sleep=sleep, channel=options.channel
    )


def waiting(ledger: Ledger, report: str | None = None) -> list[Run]:
    """Runs with a delivery that a later call may settle: not sent yet, or in doubt and the owner not told.

    Deliver each of them again, and call `notice`.
    """
    open_ones = ledger.deliveries(report=report, states=("prepared", "uncertain"))
    told = {row.run_id for row in ledger.deliveries(report=report) if row.channel.startswith("notice:")}
    old = ledger.now() - timedelta(days=30)
    ids = {
        row.run_id
        for row in open_ones
        if row.created > old and (row.state == "prepared" or (row.run_id not in told and ledger.is_left(row)))
    }
    return [run for one in sorted(ids) if (run := ledger.run(one))]


def _channel(options: Any) -> Callable[..., list[DeliveryOutcome]]:
    """What sends through the channel of a table; each brings its own libraries."""
    if isinstance(options, Mail):
        from .mail import deliver_mail

        return deliver_mail
    if isinstance(options, Folder):
        from .folder import deliver_folder

        return deliver_folder
    from .webhook import deliver_webhook

    return deliver_webhook


def _whom(options: Any) -> tuple[str, ...]:
    from .webhook import shown

    if isinstance(options, Mail):
        return tuple(options.to)
    return (options.url,) if isinstance(options, Folder) else (shown(options),)


def _written(run: Run, content: Content, options: Any, ledger: Ledger, folder: Path) -> list[DeliveryOutcome]:
    from .folder import name_of
    from .mail import write_mail
    from .webhook import write_webhook

    if isinstance(options, Mail):
        return write_mail(run, content, options, ledger.now(), folder)
    if isinstance(options, Folder):
        return [
            DeliveryOutcome("folder", options.url, "written", f"would be copied to {name_of(run, content, options)}")
        ]
    return write_webhook(run, content, options, folder)
