"""A letter as a message that mail servers take and mail programs show: headers, parts, attachment.

multipart/mixed
    multipart/alternative
        text/plain
        multipart/related: text/html, image/png (by Content-ID)
    application/pdf
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import Parser
from email.utils import format_datetime
from typing import Any, cast

from ...model.errors import OutputError
from .letter import Letter, as_html, as_text
from .words import LONGEST_NAME, LONGEST_SUBJECT, ascii_name, one_line, slug


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom, and when; all of it checked."""

    sender: Address
    to: tuple[Address, ...]
    message_id: str
    date: datetime
    subject: str
    report: str
    reply_to: Address | None = None
    unsubscribe: str = ""


@dataclass(frozen=True)
class Attached:
    """The PDF: its bytes and its name in its own language."""

    data: bytes
    name: str


def message_id(sender: Address, *parts: str) -> str:
    """The same for the same run and recipient, so that a message sent again is known to be the same one."""
    return f"<{fingerprint(*parts)}@{sender.domain}>"


def fingerprint(*parts: str) -> str:
    """Forty hexadecimal digits that follow from the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]


def message(envelope: Envelope, letter: Letter, attached: Attached | None = None) -> bytes:
    """The message as it goes over the wire: CRLF, UTF-8 headers only where an address cannot do without.

    Raises `OutputError` when what was written reads back otherwise than it was meant.
    """
    made = EmailMessage(policy=policy_for([envelope.sender, *envelope.to]))
    _headers(made, envelope)
    made.set_content(as_text(letter), cte="quoted-printable")
    picture_id = f"figure.{envelope.message_id.strip('<>')}" if letter.picture else ""
    made.add_alternative(as_html(letter, picture_id), subtype="html", cte="quoted-printable")
    if letter.picture:
        html = cast("EmailMessage", made.get_payload()[1])  # type: ignore[index]
        html.add_related(
            letter.picture.png, "image", "png", cid=f"<{picture_id}>", disposition="inline", filename="figure.png"
        )
    if attached:
        made.add_attachment(attached.data, "application", "pdf", filename=attached.name)
        made.get_payload()[-1].set_param(  # type: ignore[index,union-attr]
            "name", ascii_name(attached.name.removesuffix(".pdf"), ".pdf")
        )  # programs that know no RFC 2231
    made["Content-Language"] = letter.language  # last: a content header set before goes with the text into its part
    _tidy(made, envelope.message_id)
    data = made.as_bytes()
    _read_back(data, made, envelope)
    return data


def policy_for(addresses: Sequence[Address]) -> Any:
    """Plain headers, which every server takes; UTF-8 ones (RFC 6532) only for « prénom@example.org »."""
    return policy.SMTP if all(one.addr_spec.isascii() for one in addresses) else policy.SMTPUTF8


def _headers(made: EmailMessage, envelope: Envelope) -> None:
    made["From"] = envelope.sender
    made["To"] = envelope.to
    if envelope.reply_to:
        made["Reply-To"] = envelope.reply_to
    made["Subject"] = one_line(envelope.subject, LONGEST_SUBJECT) or "press-briefing"
    made["Date"] = format_datetime(envelope.date)
    made["Message-ID"] = envelope.message_id
    name = one_line(envelope.report, LONGEST_NAME)
    made["List-Id"] = f"<{slug(name or 'briefing')}.press-briefing.{envelope.sender.domain}>"
    # Nobody's holiday notice is to answer a machine (RFC 3834; the second is what Exchange obeys).
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    if envelope.unsubscribe:
        made["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"


def _tidy(made: EmailMessage, told: str) -> None:
    """Boundaries that follow from the message-id, so that the same message has the same bytes; MIME-Version once."""
    for number, part in enumerate(made.walk()):
        if number:
            del part["MIME-Version"]
        if part.is_multipart():
            part.set_boundary(f"=_{hashlib.sha256(f'{told}{number}'.encode()).hexdigest()[:32]}")


def _read_back(data: bytes, made: EmailMessage, envelope: Envelope) -> None:
    """What a parser finds must be the headers that were set and nothing else: the last guard against injection."""
    try:
        found = Parser(policy=policy.default).parsestr(data.decode("utf-8"))
    except (MessageError, UnicodeDecodeError):
        raise OutputError("a message could not be written", where="mail", cure="report this title to us") from None
    parts = [part.get_content_type() for part in found.walk()]
    whom = [one.addr_spec for one in found["To"].addresses] if found["To"] else []
    meant = [part.get_content_type() for part in made.walk()]
    if whom != [one.addr_spec for one in envelope.to] or found.keys() != made.keys() or parts != meant:
        raise OutputError(
            "a message would not read back as it was written",
            where="mail",
            cure="change the subject or the names of the recipients",
        )
