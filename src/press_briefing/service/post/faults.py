"""How a sending can end other than well, and what became of each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# What `DeliveryOutcome.state` may be. pending: not sent, and a later call will try again. busy: another process is at it.
STATES = ("sent", "already", "skipped", "pending", "failed", "uncertain", "busy", "written")


class Fault(Exception):
    """One attempt that did not go well; `str()` is one line without a password."""


class Temporary(Fault):
    """Surely not delivered, and worth another try: nobody answers, or the server says later (4xx)."""


class Waiting(Temporary):
    """Surely not delivered, and nothing to be tried again before somebody mends it: a password, a certificate.

    Asking a server three times with a wrong password locks accounts.
    """


class Refused(Fault):
    """Surely not delivered, and trying again will not help: unknown mailbox, refused as spam (5xx)."""


class Unknown(Fault):
    """The connection broke after everything was sent and before the answer: it may have arrived."""


@dataclass(frozen=True)
class DeliveryOutcome:
    """What became of one recipient. `state` is one of `STATES`, `reason` one line, empty when all is well.

    `path` is the file a dry run wrote; `message_id` what the ledger keeps and the message carries.
    """

    channel: str
    recipient: str
    state: str
    reason: str = ""
    message_id: str = ""
    path: Path | None = None

    @property
    def good(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.state in ("sent", "already", "skipped", "written", "busy")

    @property
    def lost(self) -> bool:
        """Whether no later call will mend it: the owner is told."""
        return self.state in ("failed", "uncertain")
