"""The channel `mail`: one message a recipient, or one to all, built from the briefing folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.headerregistry import Address
from functools import cached_property
from pathlib import Path

from ...model.errors import BriefingError
from ...show.messages import translator
from ..ledger import Ledger, Run
from .checks import filled
from .condition import seen_before
from .content import Content
from .faults import DeliveryOutcome, Fault, Refused, Waiting
from .letter import Letter, due_words, letter_of
from .message import Attached, Envelope, message, message_id
from .options import Mail
from .picture import first_figure
from .record import DeliveryBook
from .secret import Secret, from_environment, from_keyring
from .smtp import Server
from .words import address, file_name, listed, one_line, slug

CHANNEL = "mail"
# Of a title in a file name, which ends with the date.
LONGEST_TITLE = 70


@dataclass(frozen=True)
class Post:
    """One briefing on its way to the recipients of one table."""

    run: Run
    content: Content
    options: Mail
    moment: datetime
    server: Server | None = field(default=None, repr=False)

    @cached_property
    def sender(self) -> Address:
        return address(self.options.sender)

    @cached_property
    def recipients(self) -> dict[str, Address]:
        """Mailboxes and who they are, each once."""
        return {one.addr_spec: one for one in listed([address(told) for told in self.options.to])}

    def id_for(self, recipients: Sequence[str]) -> str:
        """The message-id that goes with the run and whom the message is for."""
        told = recipients[0] if self.options.mode == "each" else "together"
        return message_id(
            self.sender, self.run.report, self.run.logical_date.isoformat(), self.run.key, self.content.id, told
        )

    def message(self, recipients: Sequence[str], identifier: str, *, largest: int | None = None) -> bytes:
        """The message for these recipients; without the PDF where it would be too large for the server.

        Parameters
        ----------
        identifier: the message's id.
        largest: bytes that the server takes; None where it says nothing.
        """
        made = message(self._envelope(recipients, identifier), self.letter(bool(self._pdf)), self._pdf)
        if largest is None or len(made) <= largest or not self._pdf:
            return made
        return message(self._envelope(recipients, identifier), self.letter(False))

    def send(self, recipients: Sequence[str], identifier: str) -> Mapping[str, Fault | None]:
        """Hand the message to the server; what became of each recipient.

        Returns
        -------
        By recipient, None where the server took it.
        """
        assert self.server is not None
        try:
            data = self.message(recipients, identifier, largest=self.server.largest())
        except Fault as fault:
            return dict.fromkeys(recipients, fault)
        except BriefingError as error:
            return dict.fromkeys(recipients, Refused(str(error)))
        return self.server.send(data, self.sender.addr_spec, recipients)

    @cached_property
    def _pdf(self) -> Attached | None:
        """The PDF when it is to be attached, and small enough."""
        path = self.content.pdf
        if path is None or not self.options.attach or path.stat().st_size > self.options.max_pdf_bytes:
            return None
        title = one_line(self.content.title, LONGEST_TITLE).rstrip("…")
        _ = translator(self.content.language)
        mark = _("déduite") if self.content.deduced else ""
        name = " – ".join(filter(None, [title, self.content.date, mark]))
        return Attached(path.read_bytes(), file_name(name, ".pdf"))

    def letter(self, attached: bool) -> Letter:
        """What the message says, with or without its PDF."""
        path = self.content.pdf if self.options.attach else None
        return letter_of(
            self.content,
            report=self.run.report,
            intro=self.options.intro,
            picture=self._picture,
            base_url=self.options.base_url,
            attached=self._pdf.name if attached and self._pdf else "",
            left_out=path.stat().st_size if path and not attached else 0,
        )

    @cached_property
    def _picture(self):  # type: ignore[no-untyped-def]
        return first_figure(self.content) if self.options.figure else None

    def _envelope(self, recipients: Sequence[str], identifier: str) -> Envelope:
        content, run, told = self.content, self.run, self.options
        subject = filled(
            told.subject,
            {
                "title": content.title,
                "author": content.author,
                "date": content.date_words,
                "source": content.source,
                "report": run.report,
                "due": due_words(run.logical_date, content.language),
            },
        )
        return Envelope(
            self.sender,
            tuple(self.recipients[one] for one in recipients),
            identifier,
            self.moment,
            subject,
            run.report,
            address(told.reply_to) if told.reply_to else None,
            told.unsubscribe,
        )


def deliver_mail(
    run: Run,
    content: Content,
    options: Mail,
    ledger: Ledger,
    *,
    where: str,
    sleep: Callable[[float], None] = time.sleep,
) -> list[DeliveryOutcome]:
    """Send the briefing to every recipient who is owed it.

    Parameters
    ----------
    sleep: waits so many seconds before another attempt.

    Returns
    -------
    One outcome a recipient.
    """
    post = Post(run, content, options, ledger.now())
    book = DeliveryBook(ledger, run, CHANNEL, options, sleep)
    skipped = {
        one: reason
        for one in post.recipients
        if (reason := seen_before(ledger, run, content, CHANNEL, one, options.when))
    }
    wanted = [one for one in post.recipients if one not in skipped]
    outcomes = {one: DeliveryOutcome(CHANNEL, one, "skipped", reason) for one, reason in skipped.items()}
    with served(options, where) as server:
        told = replace(post, server=server)
        for group in _groups(wanted, options.mode):
            identifier = post.id_for(group)
            # A server that is gone is not waited for once a recipient.
            found = (
                book.postpone(group, identifier, server.gone)
                if server.gone
                else book.carry(group, identifier, told.send)
            )
            outcomes |= {outcome.recipient: outcome for outcome in found}
    return [outcomes[one] for one in post.recipients]


def _groups(recipients: Sequence[str], mode: str) -> list[list[str]]:
    """Who gets a message together with whom."""
    if mode == "each":
        return [[one] for one in recipients]
    return [list(recipients)] if recipients else []


class Closed(Server):
    """A server whose password cannot be had: everything waits until it can."""

    def __init__(self, options: Mail, reason: str) -> None:
        super().__init__(options, None)
        self.reason = reason

    def largest(self) -> int | None:
        self.gone = self.reason
        raise Waiting(self.reason)


@contextmanager
def served(options: Mail, where: str) -> Iterator[Server]:
    """The mail server of a table, for the length of a `with` block."""
    try:
        server = Server(options, password(options, where))
    except BriefingError as error:
        server = Closed(options, str(error))
    with server:
        yield server


def password(options: Mail, where: str) -> Secret | None:
    """The password the settings name. Raises `SettingsError` when it is not there."""
    if options.password_env:
        return from_environment(options.password_env, where=where)
    if options.password_keyring:
        return from_keyring(options.password_keyring, options.user, where=where)
    return None


def write_mail(run: Run, content: Content, options: Mail, moment: datetime, folder: Path) -> list[DeliveryOutcome]:
    """A dry run: the messages as `.eml` files, which every mail program opens. Nothing is sent or recorded."""
    post = Post(run, content, options, moment)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for group in _groups(list(post.recipients), options.mode):
        identifier = post.id_for(group)
        path = folder / f"{slug(content.id)}--{slug(group[0] if options.mode == 'each' else 'tous')}.eml"
        path.write_bytes(post.message(group, identifier))
        made += [DeliveryOutcome(CHANNEL, one, "written", "", identifier, path) for one in group]
    return made
