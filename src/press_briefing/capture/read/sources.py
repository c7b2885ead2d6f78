"""The bytes of a source exactly as they were read or fetched, so that a briefing can be rebuilt from them."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from ...model.errors import LimitError, SourceError, UsageError
from ...model.settings import Settings
from ...model.typography import unaccented
from .shapes import kind_of

DEMO = "demo:"
DEMO_SUFFIXES = (".txt", ".md", ".html")


@dataclass(frozen=True)
class Capture:
    """`name`: a safe file name, whose suffix tells the format; `data`: the bytes; `origin`: what the user typed."""

    name: str
    data: bytes
    origin: str


def safe_name(name: str) -> str:
    """A file name of plain letters that keeps its suffix: no folder, no leading dot, at most 120 characters."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", unaccented(_as_stored(name))).strip("-.") or "capture"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:12]}" if dot else name[:112]


def _as_stored(name: str) -> str:
    """The name as the disk has it, in UTF-8: the locale of whoever runs us has no say in what a folder is called."""
    try:
        stored = os.fsencode(name)
    except UnicodeEncodeError:  # of no file: an address, or an archive's member
        return name
    try:
        return stored.decode("utf-8")
    except UnicodeDecodeError:  # of an old disk, or a foreign one
        return stored.decode("cp1252", "replace")


# What a path may be that is no file: reading it would wait for somebody, or make a device act.
_NO_FILE = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# A path that leads to no file at all.
_NOWHERE = (errno.ENOENT, errno.ELOOP)
# Flags a system may not have: not to wait for a writer, not to take a terminal, not to hand it on.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


def read_file(path: Path, settings: Settings, *, origin: str) -> Capture:
    """The bytes of a file. Raises `SourceError`, `UsageError` for a folder, `LimitError` past `max_bytes`."""
    with regular_file(path, origin=origin) as stream:
        data = stream.read(settings.max_bytes + 1) or b""
    return Capture(safe_name(path.name), limited(data, settings, origin), origin)


@contextmanager
def regular_file(path: Path, *, origin: str) -> Iterator[BinaryIO]:
    """A regular file, open for reading; nothing else is ever opened. Raises as `read_file` does.

    Looked at twice: before it is opened, since opening alone may move a device, and once it is open, since another
    thing may have taken its place in between; that one is left unread, and nobody waits for it.
    """
    try:
        stream = _open_regular(path, origin)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error, origin) from None
    with stream:
        try:
            yield stream
        except OSError as error:
            raise _unreadable(path, error, origin) from None


def _open_regular(path: Path, origin: str) -> BinaryIO:
    _check_regular(path.stat().st_mode, origin)
    descriptor = os.open(path, _FLAGS)
    try:
        _check_regular(os.fstat(descriptor).st_mode, origin)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def left_alone(path: Path) -> SourceError | None:
    """Why a name in a folder is not to be opened: it is a pipe, a socket, a device, or a link that leads to no file."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode):
            _check_regular(mode, str(path))
    except SourceError as error:
        return error
    except OSError as error:
        return _unreadable(path, error, str(path)) if error.errno in _NOWHERE and path.is_symlink() else None
    return None


def _check_regular(mode: int, origin: str) -> None:
    if stat.S_ISDIR(mode):
        raise UsageError(
            "is a folder, not an article", where=origin, cure="name a file in it, or use a batch command for folders"
        )
    if not stat.S_ISREG(mode):
        what = next((name for is_one, name in _NO_FILE if is_one(mode)), "something else")
        raise SourceError(
            f"is {what}, not a file", where=origin, cure="save what it holds in a file, or pipe it in and give -"
        )


def _unreadable(path: Path, error: OSError | ValueError, origin: str) -> SourceError:
    """Why a path could not be opened, or a file in it not be read."""
    told = getattr(error, "errno", None)
    if told == errno.ENAMETOOLONG or isinstance(error, ValueError):
        return SourceError("is no name of a file", where=origin, cure="give a path, or pipe the text in and give -")
    if told == errno.ELOOP:
        return SourceError("is a link that leads in a circle", where=origin, cure="give the file itself")
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return SourceError("is a link that leads nowhere", where=origin, cure="mend or delete the link")
        return SourceError("no such file", where=origin, cure="check the path")
    return SourceError(
        f"cannot be read: {getattr(error, 'strerror', '') or error}",
        where=origin,
        cure="check the path and its permissions",
    )


def limited(data: bytes, settings: Settings, origin: str) -> bytes:
    """The data, unless it is past the limit or empty; what is too long and no article either is told by its kind."""
    if len(data) > settings.max_bytes:
        if (kind := kind_of(data, origin)) and not kind.reads:
            raise kind.refusal(origin)
        raise LimitError(
            f"holds more than {settings.max_bytes} bytes", where=origin, cure="give a smaller file, or raise max_bytes"
        )
    if not data.strip():
        raise SourceError("is empty", where=origin, cure="give a capture that holds the text of an article")
    return data


def read_standard_input(settings: Settings) -> Capture:
    """What is piped in."""
    try:
        data = sys.stdin.buffer.read(settings.max_bytes + 1) or b""
    except (AttributeError, OSError):  # closed, or a folder
        raise SourceError("cannot be read", where="standard input", cure="pipe an article in, or give a file") from None
    return Capture("stdin.txt", limited(data, settings, "standard input"), "-")


def demonstrations() -> dict[str, Path]:
    """The demonstration articles by stem: those of the installed package, else those of the checkout."""
    packaged = Path(str(files("press_briefing"))) / "demonstration"
    folder = packaged if packaged.is_dir() else Path(__file__).resolve().parents[4] / "data" / "articles"
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.stem: path for path in found if path.suffix in DEMO_SUFFIXES and path.stem.lower() != "readme"}


def read_demonstration(source: str, settings: Settings) -> Capture:
    """The demonstration article `demo:STEM`; an unknown stem lists those there are."""
    known = demonstrations()
    stem = source.removeprefix(DEMO)
    if stem not in known:
        raise UsageError(
            f"no demonstration article {stem!r}", where=source, cure=f"known: {', '.join(sorted(known)) or 'none'}"
        )
    return read_file(known[stem], settings, origin=source)
