"""One reader a key: the value as the program wants it, or `Wrong` with what is wrong and the cure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from ...model.errors import BriefingError
from . import cron
from .declared import CATCHUP

Reader = Callable[[Any, Path], Any]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_SPAN = re.compile(r"(\d{1,6})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_KINDS = {str: "a text in quotes", int: "a whole number", bool: "true or false", dict: "a table", list: "a list"}
MOST_ATTEMPTS = 20
# Of a press review: ten years.
MOST_DAYS = 3653


class Wrong(Exception):
    """What is wrong with a value, and the cure."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what, self.cure = what, cure


def _of(kind: type, value: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Wrong(f"must be {_KINDS[kind]}, got {value!r}", f"write {_KINDS[kind]}")
    return value


def name(value: Any, _: Path) -> str:
    """A name that can stand in file names and addresses."""
    if not _NAME.fullmatch(_of(str, value)):
        raise Wrong(f"{value!r} cannot be a name", "use letters without accents, digits, '-', '_' and '.', 80 at most")
    return value


def expression(value: Any, _: Path) -> str:
    """A cron expression of five fields."""
    if told := cron.wrong(_of(str, value)):
        what, _dash, cure = told.rpartition(" - ")
        raise Wrong(f"{value!r} {what}", cure)
    return value


def zone(value: Any, _: Path) -> ZoneInfo:
    """An IANA time zone."""
    known = available_timezones()
    if _of(str, value) not in known:
        near = get_close_matches(value, known, n=1)
        raise Wrong(f"{value!r} is no IANA time zone", f"did you mean {near[0]!r}?" if near else 'write "Europe/Paris"')
    return ZoneInfo(value)


def one_of(*choices: str) -> Reader:
    """A reader of one of a few words."""

    def read(value: Any, _: Path) -> str:
        if value not in choices:
            raise Wrong(f"cannot be {value!r}", f"use {', '.join(choices[:-1])} or {choices[-1]}")
        return value

    return read


def span(value: Any, _: Path) -> timedelta:
    """A length of time such as `10m`."""
    match = _SPAN.fullmatch(_of(str, value).strip())
    if not match or not int(match[1]):
        raise Wrong(f"{value!r} is no length of time", 'write a number and s, m, h or d: "10m"')
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def days(value: Any, base: Path) -> int:
    """A length of time in whole days."""
    told = span(value, base)
    if told % timedelta(days=1) or told.days > MOST_DAYS:
        raise Wrong(f"cannot be {value!r}", f'give whole days, {MOST_DAYS} at most: "7d"')
    return told.days


FIRST_YEAR, LAST_YEAR = 1970, 2999  # moments that every calendar and database holds, whatever the zone


def start(value: Any, _: Path) -> datetime:
    """A TOML date or date and time; without an offset it is meant in the report's zone."""
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Wrong(f"cannot be {value}", f"give a year from {FIRST_YEAR} to {LAST_YEAR}")
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    raise Wrong(f"must be a date, got {value!r}", "write 2026-03-01, without quotes")


def path(value: Any, base: Path) -> Path:
    """A path, from the folder of the schedule file."""
    if not _of(str, value).strip():
        raise Wrong("is empty", "write a path")
    if "\0" in value:
        raise Wrong("is no path", "write one without a NUL")
    return base / Path(value).expanduser()


def file_names(value: Any, base: Path) -> tuple[str, ...]:
    """Paths and patterns; `demo:NAME` stays what it is."""
    return tuple(text if text.startswith("demo:") else str(path(text, base)) for text in texts(value, base))


def texts(value: Any, _: Path) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
        raise Wrong("must be a list of texts", 'write ["…", "…"]')
    return tuple(value)


def addresses(value: Any, base: Path) -> tuple[str, ...]:
    """http(s) addresses without passwords."""
    for text in texts(value, base):
        try:
            parts = urlsplit(text)
            known, secret = parts.scheme in ("http", "https") and bool(parts.hostname), parts.password is not None
        except ValueError:
            known, secret = False, False
        if not known:
            raise Wrong(f"holds {text!r}, which is no http(s) address", "write https://…")
        if secret:
            raise Wrong("holds an address with a password", "a source must be readable without one")
    return texts(value, base)


def ledger(value: Any, base: Path) -> str | Path:
    """A path, or a database's address without a password in it."""
    if "://" not in _of(str, value):
        return path(value, base)
    if re.search(r"://[^/@]*:[^/@]+@", value) or re.search(r"[?&]password=", value):
        raise Wrong(
            "holds a password",
            "remove it and set PGPASSWORD (or ~/.pgpass), or give the whole address in PRESS_BRIEFING_LEDGER",
        )
    return value


def count(least: int, most: int) -> Reader:
    """A reader of a whole number between two others."""

    def read(value: Any, _: Path) -> int:
        if not least <= _of(int, value) <= most:
            raise Wrong(f"cannot be {value}", f"give a number from {least} to {most}")
        return value

    return read


def flag(value: Any, _: Path) -> bool:
    """true or false."""
    return _of(bool, value)


def table(value: Any, _: Path) -> Mapping[str, Any]:
    """A table whose keys another room knows."""
    return _of(dict, value)


def tables(value: Any, _: Path) -> tuple[Mapping[str, Any], ...]:
    """A list of tables whose keys another room knows."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Wrong("must be tables", "write [[report.deliver]]")
    return tuple(value)


def language(value: Any, _: Path) -> str:
    """A language briefings can be in."""
    from ...show.messages import translator

    try:
        translator(_of(str, value))
    except BriefingError as error:
        raise Wrong(f"cannot be {value!r}", error.cure or "use fr or en") from None
    return value


TOP: Mapping[str, Reader] = {
    "timezone": zone,
    "out": path,
    "ledger": ledger,
    "lease": span,
    "settings": path,
    "site": flag,
}
REPORT: Mapping[str, Reader] = {
    "name": name,
    "cron": expression,
    "timezone": zone,
    "catchup": one_of(*CATCHUP),
    "grace": span,
    "start": start,
    "inbox": path,
    "files": file_names,
    "feeds": addresses,
    "urls": addresses,
    "review": days,
    "notebook": path,
    "parameters": table,
    "language": language,
    "paper": one_of("a4", "letter"),
    "pdf": flag,
    "pdf_engine": one_of("typst", "weasyprint"),
    "attempts": count(1, MOST_ATTEMPTS),
    "retry_after": span,
    "deliver": tables,
    "retention": table,
}
