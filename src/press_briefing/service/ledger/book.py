"""`Ledger`: opened once a process, used from any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from . import connection as addresses
from .deliveries import Deliveries
from .faults import LedgerError, shown, told
from .migrate import upgrade
from .runs import Runs

FILE = ".ledger.sqlite"


def default_url(out: Path = Path("reports")) -> URL:
    """The address of the ledger that lies beside the briefings in `out`."""
    return URL.create("sqlite", database=str(out / FILE))


class Ledger(Runs, Deliveries):
    """The runs and deliveries at one address. Every method raises `LedgerError` when the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock
        self.held = {}

    @classmethod
    def open(
        cls, address: str | Path | URL | None = None, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> Ledger:
        """The ledger at `address` (an SQLAlchemy URL, or a path for SQLite), made or migrated when needed.

        `clock` gives the time of every claim, heartbeat and end, as an aware datetime.
        """
        url = addresses.parsed(address if address is not None else default_url())
        _make_room(url)
        engine = addresses.engine(url)
        with told(url):
            upgrade(engine)
        return cls(engine, clock)

    @property
    def address(self) -> str:
        """Where the ledger is, as it may be shown."""
        return shown(self._engine.url)

    def now(self) -> datetime:
        """The ledger's clock."""
        return self._clock()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self._engine.url), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        options: Mapping[str, bool] = {addresses.WRITES: True}
        with told(self._engine.url), self._engine.connect() as opened:
            connection = opened.execution_options(**options)
            with connection.begin():
                yield connection


def _make_room(url: URL) -> None:
    """The folder of a SQLite ledger, made when it is not there."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(
            f"cannot be made ({error.strerror})",
            where=shown(url),
            cure="give another folder, or change its permissions",
        ) from None
