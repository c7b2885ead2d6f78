"""Deliveries: written down before anything is sent, so that a crash between sending and recording is seen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from .base import Base
from .records import DELIVERY_STATES, LEASE, Delivery
from .schema import DELIVERIES, RUNS

D = DELIVERIES.c
_LONGEST_ERROR = 500


class Deliveries(Base):
    """The half of the ledger that is about deliveries."""

    def prepare(self, run_id: int, channel: str, recipient: str, message_id: str = "") -> Delivery:
        """The delivery of a run to a recipient, written down as `prepared` when it is new.

        A delivery that is there already is returned as it stands, with the message-id it was first given.
        """
        try:
            return self._prepared(run_id, channel, recipient, message_id)
        except IntegrityError:  # another wrote it between our look and our insert
            return self._prepared(run_id, channel, recipient, message_id)

    def _prepared(self, run_id: int, channel: str, recipient: str, message_id: str) -> Delivery:
        with self._writing() as connection:
            found = _one(
                connection, select(DELIVERIES).where(D.run_id == run_id, D.channel == channel, D.recipient == recipient)
            )
            if found is not None:
                return found
            now = self.now()
            made = connection.execute(
                insert(DELIVERIES).values(
                    run_id=run_id,
                    channel=channel,
                    recipient=recipient,
                    message_id=message_id,
                    state="prepared",
                    attempts=0,
                    created=now,
                    updated=now,
                )
            ).inserted_primary_key
            return _by_id(connection, made[0] if made else 0)

    def attempt(self, delivery: Delivery, lease: timedelta = LEASE) -> Delivery | None:
        """Count one attempt before it is made; None when it is sent, or another process is at it.

        From here until `settle` the delivery is `uncertain`: should this process die, nobody can tell whether the
        message left, and the setting (at most once, at least once) decides. One that has been so for less than
        `lease`, and was not settled as such (with an `error`), is taken to be on its way.
        """
        now = self.now()
        if delivery.state == "uncertain" and not delivery.error and abs(now - delivery.updated) < lease:
            return None
        with self._writing() as connection:
            done = connection.execute(
                update(DELIVERIES)
                .where(
                    D.id == delivery.id,
                    D.attempts == delivery.attempts,
                    D.state != "sent",
                )
                .values(state="uncertain", attempts=delivery.attempts + 1, error="", updated=now)
            )
            return _by_id(connection, delivery.id) if done.rowcount == 1 else None

    def is_left(self, delivery: Delivery, lease: timedelta = LEASE) -> bool:
        """Whether nobody can be sending it any more: its last hour is far, or to come since a clock was set back.

        Parameters
        ----------
        lease: how long a sender may be silent.
        """
        return abs(self.now() - delivery.updated) > lease

    def settle(self, delivery: Delivery, state: str, error: str = "") -> Delivery:
        """Record how the attempt ended: sent, failed, or uncertain.

        Parameters
        ----------
        error: one line, empty when it was sent.
        """
        if state not in DELIVERY_STATES:
            raise ValueError(f"no such state: {state!r}")
        line = " ".join(error.split())[:_LONGEST_ERROR]
        with self._writing() as connection:
            connection.execute(
                update(DELIVERIES).where(D.id == delivery.id).values(state=state, error=line, updated=self.now())
            )
            return _by_id(connection, delivery.id)

    def deliveries(
        self,
        *,
        run_id: int | None = None,
        states: Collection[str] = (),
        report: str | None = None,
        channel: str | None = None,
    ) -> list[Delivery]:
        """Deliveries in the order they were prepared; no `states` means any."""
        query = select(DELIVERIES)
        if report is not None:
            query = query.join(RUNS, RUNS.c.id == D.run_id).where(RUNS.c.report == report)
        clauses = [column == value for column, value in ((D.run_id, run_id), (D.channel, channel)) if value is not None]
        if states:
            clauses.append(D.state.in_(list(states)))
        with self._reading() as connection:
            return _all(connection, query.where(*clauses).order_by(D.id))


def _all(connection: Connection, query: Select) -> list[Delivery]:
    return [Delivery(**row._mapping) for row in connection.execute(query)]


def _one(connection: Connection, query: Select) -> Delivery | None:
    return next(iter(_all(connection, query)), None)


def _by_id(connection: Connection, delivery_id: Any) -> Delivery:
    found = _one(connection, select(DELIVERIES).where(D.id == delivery_id))
    assert found is not None
    return found
