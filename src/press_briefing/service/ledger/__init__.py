"""The ledger: what was run and when, how it ended, and who was sent what. Kept for machines that call us again.

One table of runs, one of deliveries, in SQLite beside the reports or in a PostgreSQL that several machines share; the
address decides and nothing else changes:

    ledger = Ledger.open()                                     # sqlite:///reports/.ledger.sqlite
    ledger = Ledger.open("sqlite:////srv/reports/.ledger.sqlite")
    ledger = Ledger.open("postgresql://press@db.example.org/press")     # password from PGPASSWORD or ~/.pgpass

    run = ledger.claim("matinale", logical_date, key="3f…")    # a Run, or None: somebody has or had it
    with ledger.heartbeat(run):
        ...
    ledger.finish(run, "completed", briefing_id="…", folder="…", title="…")    # or "failed", error=…, retry_at=…

    for run in ledger.runs(report="matinale", states=("completed",), newest_first=True): ...
    delivery = ledger.prepare(run.id, "mail", "a@example.org", message_id="<…>")   # before anything is sent
    mine = ledger.attempt(delivery)                            # None: somebody else is at it, or it is done
    ledger.settle(mine, "sent")

A claim is one INSERT under a unique constraint or one conditional UPDATE, so of two callers one gets the run. Who has a
run renews its heartbeat; a run whose heartbeat is older than the lease is taken for killed and may be claimed again,
up to its number of attempts. The attempt's number is a fence: a process that slept past its lease can neither renew
nor finish what another has taken over (`LeaseLost`).

A scheduled logical date has one run with key "" (it holds the report while its articles are worked through, and has no
folder) and one run an article, whose key is a hash of input and parameters; only the latter have briefings.

Times are aware datetimes in UTC. Every failure of the database is a `LedgerError`: one line, no password in it.
"""

from __future__ import annotations

from .book import Ledger, default_url
from .faults import LeaseLost, LedgerError
from .records import ATTEMPTS, DELIVERY_STATES, LEASE, LONGEST_WAIT, STATES, Delivery, Run

__all__ = [
    "ATTEMPTS",
    "DELIVERY_STATES",
    "LEASE",
    "LONGEST_WAIT",
    "STATES",
    "Delivery",
    "LeaseLost",
    "Ledger",
    "LedgerError",
    "Run",
    "default_url",
]
