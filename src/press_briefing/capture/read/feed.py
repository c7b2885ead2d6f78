"""RSS and Atom: the entries of a feed, each an article of its own."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from ...guard.failing import guarded
from ...model.errors import BriefingError, LimitError, SourceError, UsageError
from ...model.settings import Settings
from .decode import decode, loosely
from .markup import PROLOG, defines_entities
from .page import Page
from .shapes import HEAD, is_feed_root
from .sources import Capture, safe_name

_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARED = b'<?xml version="1.0" encoding="utf-8"?>'
_REFERENCE = re.compile(rb"(&(?:amp;)?#)(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin as RSS or Atom does."""
    return is_feed_root(loosely(data[:HEAD]))


def entries(data: bytes, *, source: str, settings: Settings) -> Iterator[tuple[Capture | BriefingError, str]]:
    """Each entry as a capture of JSON with the settings' field names, and its link; of the first `max_feed_items`.

    The error of an entry that cannot be read stands in its place. Raises `SourceError` when the bytes are no feed
    (other XML is named), define entities, or hold no entry.
    """
    from .refuse import refuse_capture

    refuse_capture(data, source)
    found = _parsed(data, source)
    if not found:
        raise SourceError("is a feed without entries", where=source, cure="check that it is RSS or Atom and complete")
    stem = safe_name(source).rpartition(".")[0] or safe_name(source)
    for number, entry in enumerate(found[: settings.max_feed_items], 1):
        origin = f"{source}#{number}"
        try:
            with guarded("reading", origin):
                body, link = _row(entry, settings), str(entry.get("link", ""))
        except BriefingError as error:
            yield error, ""
        else:
            yield Capture(f"{stem}-{number:04d}.json", body, origin), link
    if len(found) > settings.max_feed_items:
        raise LimitError(
            f"holds {len(found)} entries, more than the limit of {settings.max_feed_items}; the first "
            f"{settings.max_feed_items} were taken",
            where=source,
            cure="raise max_feed_items",
        )


def _parsed(data: bytes, source: str) -> list[Any]:
    """The entries as feedparser has them; references to what is no character are taken for U+FFFD.

    The parser is given what was searched, in one encoding: it knows some in which no search would find an entity.
    """
    import feedparser

    data = _in_utf8(data, source)
    if defines_entities(data):
        raise SourceError(
            "defines entities, which no feed needs", where=source, cure="save the feed without its DOCTYPE"
        )
    try:
        found: list[Any] = feedparser.parse(io.BytesIO(_REFERENCE.sub(_character, data))).entries
    except MemoryError:
        raise
    except Exception as error:  # feedparser raises what its parsers and the entries' dates raise
        raise SourceError(
            f"is no feed that can be read ({type(error).__name__})",
            where=source,
            cure="save its articles one by one, or mend what is no character in it",
        ) from None
    return found


def _in_utf8(data: bytes, source: str) -> bytes:
    told = _ENCODING.search(data[:HEAD])
    text = decode(data, source=source, declared=told[1].decode("ascii") if told else "")[0]
    return _DECLARED + PROLOG.sub("", text).encode("utf-8", "replace")


def _character(reference: re.Match[bytes]) -> bytes:
    """The reference, or the one to U+FFFD where there is no such character, which would end the reading."""
    digits, base = (reference[2], 16) if reference[2] else (reference[3], 10)
    code = int(digits, base) if len(digits) <= 8 else sys.maxunicode + 1
    return reference[1] + b"xFFFD;" if not 0 < code <= sys.maxunicode or 0xD800 <= code <= 0xDFFF else reference[0]


def _row(entry: Any, settings: Settings) -> bytes:
    """The entry as an object of JSON."""
    bodies = [part.get("value", "") for part in entry.get("content", ())]
    row = {
        settings.text_field: max([*bodies, entry.get("summary", "")], key=len),
        settings.title_field: entry.get("title", ""),
        settings.date_field: _day(entry),
        settings.author_field: entry.get("author", ""),
        "dateModified": _iso(dict.get(entry, "updated_parsed")),
    }
    return json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _day(entry: dict) -> str:
    return _iso(entry.get("published_parsed") or entry.get("updated_parsed"))


def _iso(parsed: Any) -> str:
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
    entry = found[0][0]
    if isinstance(entry, BriefingError):
        raise entry
    return read_json(entry.data.decode("utf-8"), source=source, settings=settings)
