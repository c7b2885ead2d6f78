"""At most once, or at least once: the ledger is told before anything leaves, and again when the answer is there.

    prepared ──attempt──► uncertain ──► sent
        ▲                     │  ├────► failed        refused for good, or given up
        └── surely not sent ──┘  └────► (crash: stays uncertain)

A delivery found `uncertain` is being sent by another process, or its process died between sending and recording.
After a lease the latter is assumed; `at-most-once` then leaves it and tells the owner, `at-least-once` sends it again
with the same message-id.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ...model.errors import BriefingError
from ..ledger import Delivery, Ledger, Run
from .faults import DeliveryOutcome, Fault, Refused, Temporary, Unknown, Waiting
from .options import Common

# How one message is handed over: recipients and message-id in, what became of each out.
Send = Callable[[Sequence[str], str], Mapping[str, Fault | None]]
CRASHED = "the process ended while sending: it may have arrived"
BUSY = "another process is sending it, or died doing so"
FACTOR = 4  # each wait is four times the one before: 2, 8, 32 seconds


@dataclass(frozen=True)
class DeliveryBook:
    """The ledger's page for one run and channel, with the rules of its delivery table."""

    ledger: Ledger
    run: Run
    channel: str
    options: Common
    sleep: Callable[[float], None] = time.sleep
    again: bool = False  # the channel does no harm by doing its work twice (a folder)

    def carry(self, recipients: Sequence[str], message_id: str, send: Send) -> list[DeliveryOutcome]:
        """Send one message to all of `recipients` who are still owed it, in at most `retries` attempts."""
        rows = {one: self.ledger.prepare(self.run.id, self.channel, one, message_id) for one in recipients}
        done = {one: outcome for one, row in rows.items() if (outcome := self._settled(row))}
        waits = self.options.wait
        for attempt in range(self.options.retries):
            owed = {one: row for one, row in rows.items() if one not in done or self._open(done[one])}
            if not owed:
                break
            if attempt:
                self.sleep(waits)
                waits *= FACTOR
            tried = self._attempt(owed, rows, message_id, send)
            done |= {one: outcome for one, (outcome, _) in tried.items()}
            if all(isinstance(fault, Waiting) for _, fault in tried.values()):
                break
        return [done[one] for one in recipients]

    def postpone(self, recipients: Sequence[str], message_id: str, reason: str) -> list[DeliveryOutcome]:
        """Write down what is owed without an attempt, since the one before found the server gone."""
        rows = [self.ledger.prepare(self.run.id, self.channel, one, message_id) for one in recipients]
        return [self._settled(row) or self._outcome(row, "pending", reason) for row in rows]

    def _settled(self, row: Delivery) -> DeliveryOutcome | None:
        """The outcome of a row that is not to be sent now; None for one that is."""
        if row.state == "sent":
            return self._outcome(row, "already", f"sent on {row.updated:%Y-%m-%d %H:%M} UTC")
        if row.state == "failed":
            return self._outcome(row, "failed", row.error)
        if row.state == "uncertain" and not self._may_repeat(row):
            young = not row.error and not self.ledger.is_left(row)
            return self._outcome(row, "busy" if young else "uncertain", BUSY if young else row.error or CRASHED)
        return None

    def _may_repeat(self, row: Delivery) -> bool:
        """Whether a delivery that may have arrived is sent again."""
        if self.again:
            return True
        old = bool(row.error) or self.ledger.is_left(row)
        return old and self.options.semantics == "at-least-once"

    def _open(self, outcome: DeliveryOutcome) -> bool:
        repeat = self.again or self.options.semantics == "at-least-once"
        return outcome.state == "pending" or (outcome.state == "uncertain" and repeat)

    def _attempt(
        self, owed: Mapping[str, Delivery], rows: dict[str, Delivery], message_id: str, send: Send
    ) -> dict[str, tuple[DeliveryOutcome, Fault | None]]:
        """One attempt for those of `owed` whom no other process has taken; `rows` follow the ledger."""
        taken = {one: self.ledger.attempt(row) for one, row in owed.items()}
        mine = {one: row for one, row in taken.items() if row is not None}
        answers = send(list(mine), message_id) if mine else {}
        done: dict[str, tuple[DeliveryOutcome, Fault | None]] = {
            one: (self._outcome(row, "busy", BUSY), None) for one, row in owed.items() if one not in mine
        }
        for one, row in mine.items():
            rows[one] = self._settle(row, answers.get(one))
            done[one] = self._told(rows[one]), answers.get(one)
        return done

    def _settle(self, row: Delivery, fault: Fault | None) -> Delivery:
        if fault is None:
            return self.ledger.settle(row, "sent")
        if isinstance(fault, Unknown):
            return self.ledger.settle(row, "uncertain", str(fault))
        if isinstance(fault, Refused):
            return self.ledger.settle(row, "failed", str(fault))
        if self.ledger.now() - row.created > timedelta(days=self.options.give_up_days):
            return self.ledger.settle(row, "failed", f"given up after {self.options.give_up_days:g} days: {fault}")
        return self.ledger.settle(row, "prepared", str(fault))

    def _told(self, row: Delivery) -> DeliveryOutcome:
        states = {"prepared": "pending"}
        return self._outcome(row, states.get(row.state, row.state), row.error)

    def _outcome(self, row: Delivery, state: str, reason: str) -> DeliveryOutcome:
        return DeliveryOutcome(self.channel, row.recipient, state, reason, row.message_id)


def answer(send: Callable[[], object]) -> Fault | None:
    """What `send` raised, as an answer: what a user can mend waits, what the machine refuses is tried again."""
    try:
        send()
    except Fault as fault:
        return fault
    except BriefingError as error:
        return Waiting(str(error))
    except OSError as error:
        return Temporary(f"{type(error).__name__}: {error.strerror or ''}".rstrip(": "))
    return None
