"""What both halves of the ledger stand on."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from .records import Run


class Base:
    """A clock, and transactions that read or write. `held`: by their ids, the runs claimed here and not finished."""

    held: dict[int, Run]

    def now(self) -> datetime:
        raise NotImplementedError

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError
