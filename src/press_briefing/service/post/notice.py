"""The owner hears of the first failure, and of the first success after it; between the two nothing, whatever fails.

Two things can fail, and each has its own pair of notices: the run itself, and its delivery to somebody. A notice is a
delivery like any other: written down before it is sent, once for a run, waiting while the mail server is down.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...show.formats import typeset
from ...show.messages import translator
from ..ledger import Delivery, Ledger, Run
from .checks import load
from .faults import DeliveryOutcome, Fault
from .letter import Letter, due_words
from .mail import served
from .message import Envelope, message, message_id
from .options import Mail
from .record import DeliveryBook
from .words import address, one_line

# What the ledger calls them in the column `channel`.
RUN_FAILED, RUN_MENDED = "notice:run-failed", "notice:run-mended"
MAIL_FAILED, MAIL_MENDED = "notice:delivery-failed", "notice:delivery-mended"
BAD = ("failed", "timeout", "killed", "missed")
# A failure that will be tried again may mend itself: from this attempt on the owner hears of it all the same.
PATIENT = 3
_LONGEST = 400


def notice(
    run: Run,
    table: Mapping[str, Any],
    *,
    ledger: Ledger,
    language: str = "fr",
    where: str = "delivery",
    sleep: Callable[[float], None] = time.sleep,
    channel: str = "",
) -> list[DeliveryOutcome]:
    """Tell the owner named in a mail table what they need to know of `run` and its deliveries; often nothing.

    Call it when a run has ended badly, and when all its deliveries were tried; as often as one likes. `channel`: look
    at the deliveries of that channel only. Raises `SettingsError` for a
    table with problems, `LedgerError` when the ledger cannot be written.
    """
    options = load(table, where)
    if not isinstance(options, Mail) or not options.owner:
        return []
    return [
        outcome
        for kind in due(run, ledger, options.semantics, channel)
        for outcome in _sent(run, kind, options, ledger, language, where, sleep)
    ]


def due(run: Run, ledger: Ledger, semantics: str = "at-most-once", channel: str = "") -> list[str]:
    """Which notices this run calls for, by their name in the ledger, those still waiting to be sent included."""
    rows = ledger.deliveries(report=run.report)
    waiting = [
        row.channel
        for row in rows
        if row.run_id == run.id and row.channel.startswith("notice:") and row.state == "prepared"
    ]
    return list(dict.fromkeys([*waiting, *_of_run(run, rows), *_of_delivery(run, rows, ledger, semantics, channel)]))


def _of_run(run: Run, rows: Sequence[Delivery]) -> list[str]:
    """Whole logical dates only (key ""): one article that succeeds says nothing of the others."""
    last = _last(rows, RUN_FAILED, RUN_MENDED)
    if run.key:
        return []
    if run.state in BAD:
        final = run.retry_at is None or run.attempt >= PATIENT
        return [] if not final or (last and last.channel == RUN_FAILED) else [RUN_FAILED]
    return [RUN_MENDED] if run.state == "completed" and last and last.channel == RUN_FAILED else []


def _of_delivery(run: Run, rows: Sequence[Delivery], ledger: Ledger, semantics: str, channel: str) -> list[str]:
    """A delivery lost is told, unless the same recipients were lost when the owner was last told."""
    last = _last(rows, MAIL_FAILED, MAIL_MENDED)
    before = ledger.run(last.run_id) if last and last.channel == MAIL_FAILED else None
    known = {_whom(row) for row in lost(before, rows, ledger, semantics)} if before else set()
    now = {_whom(row) for row in lost(run, rows, ledger, semantics) if channel in ("", row.channel)}
    if now - known:
        return [MAIL_FAILED]
    since = {_whom(row) for row in rows if last and row.id > last.id and row.state == "sent"}
    return [MAIL_MENDED] if known and not now and known <= since else []


def lost(run: Run, rows: Sequence[Delivery], ledger: Ledger, semantics: str) -> list[Delivery]:
    """Deliveries that no later call will mend, of a run; of a logical date (key "") those of its articles, too."""
    ids = {run.id}
    if not run.key:
        ids |= {one.id for one in ledger.runs(report=run.report, since=run.logical_date, until=run.logical_date)}
    return [row for row in rows if row.run_id in ids and _is_lost(row, ledger, semantics)]


def _is_lost(row: Delivery, ledger: Ledger, semantics: str) -> bool:
    """Refused, or in doubt where doubt is not sent again."""
    if row.channel.startswith("notice:") or row.state not in ("failed", "uncertain"):
        return False
    if row.state == "failed":
        return True
    settled = bool(row.error) or ledger.is_left(row)  # else somebody is sending it just now
    return settled and semantics == "at-most-once" and row.channel != "folder"


def _whom(row: Delivery) -> tuple[str, str]:
    return row.channel, row.recipient


def _last(rows: Sequence[Delivery], *channels: str) -> Delivery | None:
    return next((row for row in reversed(rows) if row.channel in channels), None)


def _sent(
    run: Run, kind: str, options: Mail, ledger: Ledger, language: str, where: str, sleep: Callable[[float], None]
) -> list[DeliveryOutcome]:
    owner, sender = address(options.owner), address(options.sender)
    subject, letter = told(run, kind, ledger, language, options.semantics)
    identifier = message_id(sender, run.report, run.logical_date.isoformat(), run.key, kind)
    with served(options, where) as server:

        def send(whom: Sequence[str], identifier: str) -> Mapping[str, Fault | None]:
            envelope = Envelope(sender, (owner,), identifier, ledger.now(), subject, run.report)
            try:
                server.largest()
            except Fault as fault:
                return dict.fromkeys(whom, fault)
            return server.send(message(envelope, letter), sender.addr_spec, whom)

        return DeliveryBook(ledger, run, kind, replace(options, retries=1), sleep).carry(
            [owner.addr_spec], identifier, send
        )


def told(run: Run, kind: str, ledger: Ledger, language: str, semantics: str) -> tuple[str, Letter]:
    """Subject and letter of a notice."""
    _ = translator(language)
    titles = {
        RUN_FAILED: _("Échec du rapport « {report} »"),
        RUN_MENDED: _("Le rapport « {report} » fonctionne à nouveau"),
        MAIL_FAILED: _("Échec d’un envoi du rapport « {report} »"),
        MAIL_MENDED: _("Les envois du rapport « {report} » fonctionnent à nouveau"),
    }
    title = typeset(titles[kind].format(report=one_line(run.report, 100)), language)
    silent = _("Aucun autre avis ne suivra avant le prochain succès, qui sera annoncé.")
    return title, Letter(
        language=language,
        title=title,
        facts=(due_words(run.logical_date, language),) if run.logical_date else (),
        sections=(
            (_("Ce qui s’est passé"), tuple(("", line) for line in _lines(run, kind, ledger, language, semantics))),
        ),
        notes=(silent,) if kind in (RUN_FAILED, MAIL_FAILED) else (),
        footer=(_("Message automatique de press-briefing."),),
    )


def _lines(run: Run, kind: str, ledger: Ledger, language: str, semantics: str) -> list[str]:
    """What happened, a line each."""
    _ = translator(language)
    if kind == RUN_FAILED:
        states = {
            "failed": _("Le rapport n’a pas pu être établi en entier."),
            "timeout": _("Une étape a pris trop de temps."),
            "killed": _("Le calcul a été interrompu."),
            "missed": _("L’échéance est passée sans que rien ne tourne."),
        }
        return [states[run.state], *([one_line(run.error, _LONGEST)] if run.error else [])]
    if kind == MAIL_FAILED:
        rows = lost(run, ledger.deliveries(report=run.report), ledger, semantics)
        return [f"{row.recipient}{_(' : ')}{_why(row, language)}" for row in rows]
    return [_("Rien n’est à faire.")]


def _why(row: Delivery, language: str) -> str:
    _ = translator(language)
    doubt = _("envoi interrompu ; il est peut-être arrivé, il n’est pas renvoyé")
    return one_line(doubt if row.state == "uncertain" else row.error, _LONGEST)
