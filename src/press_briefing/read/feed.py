"""RSS and Atom: the entries of a feed, each an article of its own."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from ..errors import LimitError, SourceError, UsageError
from ..settings import Settings
from .page import Page
from .sources import Capture, safe_name

_HEAD = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.I)
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)", re.I)


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin as RSS or Atom does."""
    return bool(_HEAD.search(data[:2000]))


def entries(data: bytes, *, source: str, settings: Settings) -> Iterator[tuple[Capture, str]]:
    """Each entry as a capture of JSON with the settings' field names, and its link; of the first `max_feed_items`.

    Raises `SourceError` when the bytes are no feed (other XML is named), define entities, or hold no entry.
    """
    import feedparser

    from .refuse import refuse_capture

    refuse_capture(data, source)
    if _ENTITY.search(data[:20_000]):
        raise SourceError(
            "defines entities, which no feed needs", where=source, cure="save the feed without its DOCTYPE"
        )
    found = feedparser.parse(io.BytesIO(data)).entries
    if not found:
        raise SourceError("is a feed without entries", where=source, cure="check that it is RSS or Atom and complete")
    stem = safe_name(source).rpartition(".")[0] or safe_name(source)
    for number, entry in enumerate(found[: settings.max_feed_items], 1):
        bodies = [part.get("value", "") for part in entry.get("content", ())]
        row = {
            settings.text_field: max([*bodies, entry.get("summary", "")], key=len),
            settings.title_field: entry.get("title", ""),
            settings.date_field: _day(entry),
            settings.author_field: entry.get("author", ""),
        }
        body = json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8")
        yield Capture(f"{stem}-{number:04d}.json", body, f"{source}#{number}"), str(entry.get("link", ""))
    if len(found) > settings.max_feed_items:
        raise LimitError(f"holds {len(found)} entries, more than the limit of {settings.max_feed_items}; the first "
                         f"{settings.max_feed_items} were taken", where=source, cure="raise max_feed_items")


def _day(entry: dict) -> str:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}" if parsed else ""


def read_feed(data: bytes, *, source: str, settings: Settings) -> Page:
    """The one article of a feed. Raises `UsageError` when it holds several."""
    from .objects import read_json

    found = list(entries(data, source=source, settings=settings))
    if len(found) != 1:
        raise UsageError(
            f"is a feed of {len(found)} articles, not one",
            where=source,
            cure="give it to a batch command, or give one article's address",
        )
    return read_json(found[0][0].data.decode("utf-8"), source=source, settings=settings)
