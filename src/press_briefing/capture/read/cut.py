"""JSON and feeds cut into articles, each a capture of its own; by whoever reads in place of this process, if somebody does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ...guard.apart import reader
from ...guard.failing import guarded
from ...model.errors import BriefingError, LimitError, PassedOver
from ...model.settings import Settings
from .decode import decode
from .endings import JSON
from .feed import entries
from .objects import announced, rows_of
from .sources import Capture, safe_name


@dataclass(frozen=True)
class Cut:
    """One article that was cut out, or the error in its place; where it stood; the page an entry of a feed leads to."""

    part: Capture | BriefingError
    origin: str
    link: str = ""


def cut(taken: Capture, settings: Settings) -> Iterator[Cut]:
    """Each article of JSON (by the name's ending), else of a feed. Raises `SourceError` where it is neither."""
    other = reader(settings)
    if other is None:
        return cut_here(taken, settings)
    found: Iterator[Cut] = other.cut(taken)
    return found


def cut_here(taken: Capture, settings: Settings) -> Iterator[Cut]:
    """`cut`, done by this process."""
    if PurePath(taken.name).suffix.lower() in JSON:
        return _objects(taken)
    return _entries(taken, settings)


def _objects(taken: Capture) -> Iterator[Cut]:
    """Each object as a capture of its own; a file of one object as it is."""
    text = decode(taken.data, source=taken.origin)[0]
    rows = rows_of(text, source=taken.origin)
    if len(rows) == 1 and taken.name.lower().endswith(".json"):
        yield Cut(taken, taken.origin)
    else:
        yield from numbered(rows, taken.name, taken.origin)
    told = announced(text)
    if told is not None and told != len(rows):
        short = f"announces {told} articles; it holds {len(rows)}"
        error = PassedOver(short, where=taken.origin, cure="fetch the other pages of the answer")
        yield Cut(error, taken.origin)


def numbered(rows: Iterable[Any], name: str, source: str) -> Iterator[Cut]:
    """Each row as a capture of its own, named after the file and its place."""
    stem = name[: -len(PurePath(name).suffix)]
    for number, row in enumerate(rows, 1):
        origin = f"{source}#{number}"
        try:
            if isinstance(row, BriefingError):
                raise row
            with guarded("reading", origin):
                body = json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        except BriefingError as error:
            yield Cut(error, origin)
        else:
            yield Cut(Capture(safe_name(f"{stem}-{number:04d}.json"), body, origin), origin)


def _entries(taken: Capture, settings: Settings) -> Iterator[Cut]:
    """The entries of a feed; of one past the limit, those up to it, and the error."""
    found = entries(taken.data, source=taken.origin, settings=settings)
    try:
        for entry, link in found:
            yield Cut(entry, entry.origin if isinstance(entry, Capture) else entry.where, link)
    except LimitError as error:
        yield Cut(error, taken.origin)
