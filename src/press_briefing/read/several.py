"""Many articles out of one source: a folder, a pattern, a feed, a file of JSON objects."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePath

from ..article import Article
from ..errors import BriefingError, SourceError, UsageError
from ..settings import Settings
from . import capture, from_capture
from .feed import entries, is_feed
from .fetch import fetch, is_url
from .objects import rows_of
from .sources import Capture, safe_name

SUFFIXES = frozenset(
    (
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".pdf",
        ".docx",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".rss",
        ".atom",
    )
)
ASSETS = ("_files", "_fichiers")  # folders a browser saves beside a page
FEW_WORDS = 80  # an entry of a feed with fewer is a summary: its page is fetched


@dataclass(frozen=True)
class Item:
    """One article of many, or the error that stands in its place. `origin` says where it came from."""

    origin: str
    article: Article | None = None
    capture: Capture | None = None
    error: BriefingError | None = None


def many(source: str | os.PathLike[str], settings: Settings | None = None) -> Iterator[Item]:
    """Each article of a folder, a glob pattern, a feed, a JSON list or file of JSON lines, or a single source.

    One item an article, in order of name; an unreadable one yields its error and the rest go on. Raises only when
    the source itself cannot be opened.
    """
    settings = settings or Settings()
    name = os.fspath(source)
    files = _files(name)
    if files is None:
        yield from _expanded(name, settings, first=True)
        return
    if not files:
        raise SourceError(
            "holds no file that could be an article",
            where=name,
            cure=f"put articles there ({', '.join(sorted(SUFFIXES))})",
        )
    for path in files:
        yield from _expanded(str(path), settings, first=False)


def _files(name: str) -> list[Path] | None:
    """The files of a folder or pattern in order of name; None when `name` is neither."""
    if name == "-" or is_url(name):
        return None
    path = Path(name)
    if path.is_dir():
        return sorted(found for found in _walk(path) if found.suffix.lower() in SUFFIXES)
    if has_magic(name) and not path.exists():
        return sorted(found for found in map(Path, glob(name, recursive=True)) if found.is_file())  # noqa: PTH207
    return None


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder; hidden ones, a saved page's assets and links to folders are passed over."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith(ASSETS)]
        yield from (Path(here) / name for name in names if not name.startswith("."))


def _expanded(name: str, settings: Settings, *, first: bool) -> Iterator[Item]:
    """The items of one file or address: several for a feed or JSON, else one."""
    try:
        taken = capture(name, settings)
        captures = list(_captures(taken, settings))
    except BriefingError as error:
        if first:
            raise
        yield Item(name, error=error)
        return
    for one in captures:
        if isinstance(one, Item):
            yield one
        else:
            yield _item(one, settings)


def _item(taken: Capture, settings: Settings) -> Item:
    try:
        return Item(taken.origin, from_capture(taken, settings=settings), taken)
    except BriefingError as error:
        return Item(taken.origin, capture=taken, error=error)


def _captures(taken: Capture, settings: Settings) -> Iterator[Capture | Item]:
    suffix = PurePath(taken.name).suffix.lower()
    if suffix in (".json", ".jsonl", ".ndjson"):
        yield from _objects(taken, suffix)
    elif suffix in (".xml", ".rss", ".atom") or is_feed(taken.data):
        yield from _entries(taken, settings)
    else:
        yield taken


def _objects(taken: Capture, suffix: str) -> Iterator[Capture | Item]:
    """Each object as a capture of its own, named after the file and its place."""
    from .decode import decode

    rows = rows_of(decode(taken.data, source=taken.origin)[0], source=taken.origin)
    if len(rows) == 1 and suffix == ".json":
        yield taken
        return
    stem = taken.name[: -len(suffix)]
    for number, row in enumerate(rows, 1):
        origin = f"{taken.origin}#{number}"
        if isinstance(row, SourceError):
            yield Item(origin, error=row)
        else:
            body = json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8", "replace")
            yield Capture(safe_name(f"{stem}-{number:04d}.json"), body, origin)


def _entries(taken: Capture, settings: Settings) -> Iterator[Capture | Item]:
    """Each entry of a feed; where a fetched feed gives summaries, the page behind each, which may be no feed itself."""
    for entry, link in entries(taken.data, source=taken.origin, settings=settings):
        if len(entry.data.split()) >= FEW_WORDS or not is_url(taken.origin) or not is_url(link):
            yield entry
            continue
        try:
            page = fetch(link, settings)
            yield (
                page
                if not is_feed(page.data)
                else Item(link, error=UsageError("leads to another feed", where=link, cure="give that feed itself"))
            )
        except BriefingError as error:
            yield Item(link, error=error)
