"""What can go wrong with a database, each told in one line without a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb

from sqlalchemy import exc
from sqlalchemy.engine import URL

from ...model.errors import BriefingError


class LedgerError(BriefingError):
    """The ledger cannot be opened, read or written. Nothing in it was changed."""


class LeaseLost(LedgerError):
    """This process was silent past its lease and another has taken its run over; what it made is not recorded."""


# What drivers say (lower case), what we say, and the cure. The first that fits.
_TOLD = (
    ("database is locked", "is locked by another process", "wait until that one has ended, then run this again"),
    (
        "not a database",
        "is not a ledger, or is damaged",
        "nothing was changed; move the file aside, or put a copy of it from before in its place",
    ),
    ("malformed", "is damaged", "nothing was changed; copy the file, then try: sqlite3 FILE .recover"),
    (
        "database or disk is full",
        "cannot be written: the disk is full",
        "free some space, then run this again; what is due is not forgotten",
    ),
    ("no space left", "cannot be written: the disk is full", "free some space, then run this again"),
    (
        "disk i/o error",
        "cannot be read or written: the disk reports an error",
        "check that it has room, and that it is sound",
    ),
    ("readonly database", "cannot be written", "change the permissions of the file and of its folder"),
    ("unable to open database file", "cannot be opened", "make the folder, or change its permissions"),
    (
        "no password supplied",
        "the database asks for a password",
        "set PGPASSWORD, or write the password into ~/.pgpass",
    ),
    ("password authentication failed", "the database refuses the password", "set PGPASSWORD, or correct ~/.pgpass"),
    ("does not exist", "there is no such database or user", "create the database and the user, or correct the address"),
    ("permission denied", "the database refuses this user", "grant the user the right to create tables"),
    ("connection refused", "nobody answers there", "start the database, or correct the address"),
    ("could not translate host name", "no such machine", "correct the address"),
    ("failed to resolve host", "no such machine", "correct the address"),
)


def shown(url: URL) -> str:
    """The address as it may be shown: the file of a SQLite ledger, else the address without password and options."""
    if url.get_backend_name() == "sqlite":
        return url.database or "ledger in memory"
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn whatever the database raises into a `LedgerError`; a bug of ours stays what it is."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except (exc.DatabaseError, exc.TimeoutError) as error:
        raise explained(error, url) from None
    except ValueError as error:
        if "sqlalchemy" not in [*walk_tb(error.__traceback__)][-1][0].f_code.co_filename:
            raise  # of ours, not of the database's rows
        raise LedgerError(
            "is damaged: where a moment should stand is something else",
            where=shown(url),
            cure="nothing was changed; put a copy of it from before in its place",
        ) from None


def explained(error: Exception, url: URL) -> LedgerError:
    """The failure in our words, with the driver's first line where we have none.

    Parameters
    ----------
    url: of the ledger; its password is not shown.
    """
    said = str(getattr(error, "orig", None) or error)
    for needle, what, cure in _TOLD:
        if needle in said.lower():
            return LedgerError(what, where=shown(url), cure=cure)
    first = next(filter(None, map(str.strip, said.splitlines())), type(error).__name__)[:200]
    return LedgerError(
        f"the database reports: {_masked(first, url)}",
        where=shown(url),
        cure="check the address and that the database runs",
    )


def _masked(text: str, url: URL) -> str:
    return text.replace(str(url.password), "***") if url.password else text
