"""The bytes of a source exactly as they were read or fetched, so that a briefing can be rebuilt from them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ..errors import LimitError, SourceError, UsageError
from ..settings import Settings
from ..typography import unaccented
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
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", unaccented(name)).strip("-.") or "capture"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:100]}{dot}{suffix[:12]}" if dot else name[:112]


def read_file(path: Path, settings: Settings, *, origin: str) -> Capture:
    """The bytes of a file. Raises `SourceError`, `UsageError` for a folder, `LimitError` past `max_bytes`."""
    if path.is_dir():
        raise UsageError(
            "is a folder, not an article", where=origin, cure="name a file in it, or use a batch command for folders"
        )
    try:
        with path.open("rb") as stream:
            return Capture(safe_name(path.name), limited(stream.read(settings.max_bytes + 1), settings, origin), origin)
    except FileNotFoundError:
        raise SourceError("no such file", where=origin, cure="check the path") from None
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror or error}", where=origin, cure="check the path and its permissions"
        ) from None


def limited(data: bytes, settings: Settings, origin: str) -> bytes:
    """The data, unless it is past the limit or empty; what is too long and no article either is told by its kind."""
    if len(data) > settings.max_bytes:
        if kind := kind_of(data, origin):
            raise kind.refusal(origin)
        raise LimitError(
            f"holds more than {settings.max_bytes} bytes", where=origin, cure="give a smaller file, or raise max_bytes"
        )
    if not data.strip():
        raise SourceError("is empty", where=origin, cure="give a capture that holds the text of an article")
    return data


def read_standard_input(settings: Settings) -> Capture:
    """What is piped in."""
    return Capture("stdin.txt", limited(sys.stdin.buffer.read(settings.max_bytes + 1), settings, "standard input"), "-")


def demonstrations() -> dict[str, Path]:
    """The demonstration articles by stem: those of the installed package, else those of the checkout."""
    packaged = Path(str(files("press_briefing"))) / "demonstration"
    folder = packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "data" / "articles"
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
