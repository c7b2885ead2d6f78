"""What the ledger holds, as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# running: somebody is at it. missed: it was due, nobody was there, and the catch-up policy says to leave it.
STATES = ("running", "completed", "failed", "timeout", "killed", "missed")
# States a later call may try again, while attempts are left.
RETRIED = ("failed", "timeout", "killed")
# prepared: written down before sending. uncertain: the attempt ended without an answer; it may have arrived.
DELIVERY_STATES = ("prepared", "sent", "failed", "uncertain")

# How long a run is believed alive without a heartbeat. Beats come four times a lease, so three may be lost; machines
# that share a ledger may disagree about the time by some minutes.
LEASE = timedelta(minutes=10)
ATTEMPTS = 3
# The longest wait before a retry, however often it was tried; a longer one was set by a clock that was ahead.
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Run:
    """One run of a report for one logical date (the moment it was due, UTC) and one key.

    `key` says what of the report: "" the whole logical date, else a hash of input and parameters.
    `folder` is relative to the folder of briefings; `article_date` is EDTF; hashes are SHA-256 in hexadecimal.
    `attempt` counts from 1; `error` is one line. `retry_at`: from when a run that ended badly may be tried again, None
    for never. `settled`: when its deliveries were done, None while they are not. Fields never told are "" or None.
    """

    id: int
    report: str
    logical_date: datetime
    key: str
    state: str
    started: datetime | None
    finished: datetime | None
    heartbeat: datetime | None
    host: str
    pid: int | None
    attempt: int
    input_hash: str
    parameters_hash: str
    briefing_id: str
    folder: str
    title: str
    article_date: str
    source: str
    pinned: bool
    error: str
    retry_at: datetime | None
    settled: datetime | None


@dataclass(frozen=True)
class Delivery:
    """One sending of a run to one recipient through one channel; `message_id` is kept before anything is sent."""

    id: int
    run_id: int
    channel: str
    recipient: str
    message_id: str
    state: str
    attempts: int
    created: datetime
    updated: datetime
    error: str
