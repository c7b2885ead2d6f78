"""The files of a folder or pattern: those that are tried, and those passed over, each with why; none is lost silently.

What may hold an article is tried, also where its kind is not read: it is then an article that failed. Pictures,
programs and files that are still being written are passed over and named. Hidden files are neither.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path

from ...model.errors import BriefingError, PassedOver, SourceError
from .endings import PAGES, READ
from .fetch import is_url
from .kinds import UNFINISHED, by_ending, endings_of_texts
from .patterns import matching
from .sources import left_alone

ASSETS = ("_files", "_fichiers")  # folders a browser saves beside a page
HIDDEN = frozenset(("thumbs.db", "desktop.ini"))  # what Windows hides without a dot


@dataclass(frozen=True)
class FoundFile:
    """A file of a folder. `error`: why it is not tried, a `PassedOver`, or a folder that cannot be opened."""

    path: Path
    error: BriefingError | None = None


def listing(name: str) -> list[FoundFile] | None:
    """What is in a folder or behind a pattern, in order of name; None when `name` is neither."""
    if name == "-" or is_url(name) or not is_many(name):
        return None
    path = Path(name)
    if path.is_dir():
        return sorted(_walk(path), key=lambda found: found.path)
    return [_matched(found) for found in sorted(matching(name))]


def is_many(name: str) -> bool:
    """Whether a name is a folder's or a pattern's; one the system refuses is neither, and whoever reads it says so."""
    try:
        return Path(name).is_dir() or (has_magic(name) and not os.path.lexists(name))
    except OSError:
        return False


def _matched(path: Path) -> FoundFile:
    """A pattern names what it wants: every file is tried."""
    if not path.is_dir():
        return _tried(path)
    return FoundFile(
        path,
        PassedOver(
            "is a folder; a pattern reads the files it matches",
            where=path,
            cure="give the folder itself, or a pattern that ends in /**/*",
        ),
    )


def _walk(folder: Path) -> Iterator[FoundFile]:
    """Every file below a folder but hidden ones and what belongs to a saved page beside it."""
    closed: list[FoundFile] = []

    def note(error: OSError) -> None:
        path = Path(error.filename or folder)
        closed.append(
            FoundFile(
                path,
                SourceError(
                    f"is a folder that cannot be opened: {error.strerror or error}",
                    where=path,
                    cure="check its permissions",
                ),
            )
        )

    for here, folders, names in os.walk(folder, onerror=note):
        inside = [name for name in folders if not name.startswith(".")]
        folders[:] = [name for name in inside if not name.endswith(ASSETS)]
        for name in inside:
            if error := _not_entered(Path(here) / name, names):
                yield FoundFile(Path(here) / name, error)
        yield from (_file(Path(here) / name) for name in names if not _is_hidden(name))
    yield from closed


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.lower() in HIDDEN


def _not_entered(path: Path, names: list[str]) -> BriefingError | None:
    """Why a folder is not gone into: it is a link, or the parts of a saved page that is not there."""
    if path.name.endswith(ASSETS):
        stem = next(path.name.removesuffix(end) for end in ASSETS if path.name.endswith(end))
        if any(stem + suffix in names for suffix in PAGES):
            return None
        return PassedOver(
            "is a folder of a saved page's parts, without the page", where=path, cure="rename it if articles are in it"
        )
    if path.is_symlink():
        return PassedOver("is a link to a folder", where=path, cure="give that folder itself")
    return None


def _tried(path: Path) -> FoundFile:
    """A file that is tried, unless it is none: what would wait for somebody, or leads nowhere, is not opened."""
    error = left_alone(path)
    return FoundFile(path, PassedOver(error.what, where=path, cure=error.cure) if error else None)


def _file(path: Path) -> FoundFile:
    """A file that is tried, or passed over by its name."""
    suffix = path.suffix.lower()
    if path.name.startswith("~$") or path.name.endswith("~") or suffix in UNFINISHED:
        return FoundFile(
            path,
            PassedOver(
                "is a file another program has not finished, or keeps for itself", where=path, cure="wait, or rename it"
            ),
        )
    if suffix in READ or suffix in endings_of_texts():
        return _tried(path)
    kind = by_ending().get(suffix)
    if kind is not None:
        return FoundFile(path, PassedOver(f"is {kind.what} by its ending", where=path, cure=kind.cure))
    told = f"has the ending {suffix!r}, which is none of those read" if suffix else "has no ending that says its kind"
    return FoundFile(path, PassedOver(told, where=path, cure="give it one that is read, if an article is in it: .txt"))
