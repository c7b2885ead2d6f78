"""What a report reads: each article as a piece of work with a key of its own, and what could not be read."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ...guard.failing import guarded
from ...model.errors import BriefingError, PassedOver, SourceError, printable
from ...model.settings import Settings
from .declared import DeclaredReport

if TYPE_CHECKING:
    from ...capture.read import Capture, Item

_LOG = logging.getLogger(__name__)
# A file that was written this many seconds ago may not be whole: we wait until it has been left alone that long.
SETTLED = 2.0
LONGEST_WAIT = 20.0


@dataclass(frozen=True)
class ArticleToBrief:
    """One article to brief, or the error that stands in its place (a page that is gone, a file that is locked).

    `key` is of input and parameters together; hashes are SHA-256 in hexadecimal. `origin` says where it came from.
    A press review is one piece, its input the `period` it is of: first and last day.
    """

    key: str
    origin: str
    input_hash: str
    parameters_hash: str
    capture: Capture | None = None
    error: BriefingError | None = None
    period: tuple[date, date] | None = None


@dataclass(frozen=True)
class Gathered:
    """Everything a report's sources hold now, each article once, and a line for each source that could not be read."""

    pieces: tuple[ArticleToBrief, ...]
    problems: tuple[str, ...]


def gather(report: DeclaredReport, settings: Settings, moment: datetime) -> Gathered:
    """Read all sources of a report at a logical date; one that cannot be read stops no other.

    Those of a press review are read when it is made.
    """
    told = parameters_hash(report, settings)
    if report.review:
        if report.inbox is not None:
            files = _articles(report.inbox)
            if not files and report.inbox.is_dir():  # as of an empty inbox of articles: nothing new
                return Gathered((), ())
            _wait_until_settled(files)
        return Gathered((_review(report, moment, told),), ())
    pieces: dict[str, ArticleToBrief] = {}
    problems = []
    for source in report.sources:
        try:
            with guarded("reading", source):
                for item in _items(report, source, settings):
                    if isinstance(item.error, PassedOver):
                        _LOG.warning("report %s: passed over: %s", report.name, printable(str(item.error)))
                        continue
                    piece = _piece(item, told, settings)
                    pieces.setdefault(piece.key, piece)
        except BriefingError as error:
            problems.append(str(error))
    return Gathered(tuple(pieces.values()), tuple(problems))


def _review(report: DeclaredReport, moment: datetime, told: str) -> ArticleToBrief:
    """The review of the days before a logical date, as its readers' calendar has them."""
    last = moment.astimezone(report.zone).date() - timedelta(days=1)
    first = last - timedelta(days=report.review - 1)
    found = _sha256(f"review\0{first}\0{last}".encode())
    return ArticleToBrief(_sha256(f"{found}\0{told}".encode()), report.sources[0], found, told, period=(first, last))


def _piece(item: Item, told: str, settings: Settings) -> ArticleToBrief:
    nothing = f"unreadable\0{item.origin}".encode("utf-8", "backslashreplace")
    found = input_hash(item.capture, settings) if item.capture else _sha256(nothing)
    key = _sha256(f"{found}\0{told}".encode())
    return ArticleToBrief(key, item.origin, found, told, item.capture, None if item.capture else item.error)


def _items(report: DeclaredReport, source: str, settings: Settings) -> Iterator[Item]:
    from ...capture.read.several import captures

    if report.inbox is not None and source == str(report.inbox):
        return _inbox(report.inbox, settings)
    return captures(source, settings)


def _inbox(folder: Path, settings: Settings) -> Iterator[Item]:
    """The articles of a folder that may be empty, but must be there: one that is not may be a disk that is off."""
    from ...capture.read.folder import listing
    from ...capture.read.several import Item, captures

    if not folder.is_dir():
        raise SourceError("no such folder", where=folder, cure="make it, or correct inbox in the schedule")
    if files := _articles(folder):
        _wait_until_settled(files)
        yield from captures(folder, settings)
    else:
        yield from (Item(str(found.path), error=found.error) for found in listing(str(folder)) or ())


def _articles(folder: Path) -> list[Path]:
    """The articles of a folder, any of which may still be written."""
    from ...capture.read.folder import listing

    return [found.path for found in listing(str(folder)) or () if not isinstance(found.error, PassedOver)]


def _wait_until_settled(paths: list[Path]) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end and any(0 <= time.time() - _changed(path) < SETTLED for path in paths):
        time.sleep(0.1)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def input_hash(capture: Capture, settings: Settings) -> str:
    """What tells an article from another: a file's bytes; of a page that was fetched, the text of its article.

    The bytes around an article on the web (advertisements, tokens, counters) change from one visit to the next.
    """
    from ...confined import article_in

    if "://" in capture.origin:
        try:
            article = article_in(capture, settings)
            return _sha256(f"{article.title}\0{article.text}".encode("utf-8", "backslashreplace"))
        except BriefingError:
            pass  # it will be told when its briefing is built
    return _sha256(capture.data)


def parameters_hash(report: DeclaredReport, settings: Settings) -> str:
    """What is made of an input: the notebook's name and parameters, the report's form, settings that shape it."""
    told = {
        "notebook": report.notebook.name if report.notebook else "",
        "parameters": dict(report.parameters),
        "language": report.language,
        "paper": report.paper,
        "pdf": report.pdf,
        "pdf_engine": report.pdf_engine,
        "settings": settings.shaping(),
    }
    return _sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
