"""Saved pages: web archives (WARC), Safari's (webarchive), a server's answer with its head."""

from __future__ import annotations

import plistlib
import re
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from ....model.errors import BriefingError, PassedOver, SourceError
from ....model.settings import Settings
from ..markup import defines_entities
from ..sources import Capture, safe_name

_RECORD = re.compile(rb"^WARC/\d\.\d\r?\n", re.M)
_FIELD = re.compile(rb"^([A-Za-z-]{2,60}):[ \t]*([^\r\n]{0,4000})", re.M)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})(?:;[^\r\n]{0,200})?\r\n")
_BEHIND = re.compile(rb"\s{0,200}(?:\Z|WARC/\d\.\d\r?\n)")  # what stands where a record has ended
_BLANK = re.compile(rb"\r?\n\r?\n")


def records(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """Each page of a web archive, at its address; answers of another kind are named as passed over."""
    at, number = 0, 0
    while match := _RECORD.search(taken.data, at):
        head = _BLANK.search(taken.data, match.end())
        if head is None:
            break
        fields = _fields(taken.data[match.end() : head.start() + 2])
        at = _end(taken.data, head.end(), fields)
        if fields.get("warc-type") not in ("response", "resource"):
            continue
        number += 1
        yield _page(taken, number, fields, taken.data[head.end() : at], settings)


def _end(data: bytes, begin: int, fields: dict[str, str]) -> int:
    """Where a record ends: at its length, or at the next record where that is wrong."""
    told = int(fields["content-length"]) if fields.get("content-length", "").isdecimal() else 0
    following = _RECORD.search(data, begin)
    near = following.start() if following else len(data)
    end = begin + told
    return end if end <= len(data) and _BEHIND.match(data, end) else near


def _fields(head: bytes) -> dict[str, str]:
    return {name.decode().lower(): value.decode("utf-8", "replace").strip() for name, value in _FIELD.findall(head)}


def _page(
    taken: Capture, number: int, fields: dict[str, str], content: bytes, settings: Settings
) -> Capture | BriefingError:
    address = fields.get("warc-target-uri", "").strip("<>")
    body, kind = content, fields.get("content-type", "")
    if content.startswith(b"HTTP/"):
        head, body = _parted(content)
        told = _fields(head)
        kind, body = told.get("content-type", ""), _unpacked(told, body, settings)
    origin = address if address.startswith(("http://", "https://")) else f"{taken.origin}#{number}"
    if "html" not in kind.lower():
        return PassedOver(
            f"is {kind or 'of no kind told'}, no page",
            where=f"{taken.origin}#{number}",
            cure="save the page that shows it",
        )
    stem = taken.name.rpartition(".")[0] or taken.name
    return Capture(safe_name(f"{stem}-{number:04d}.html"), body, origin)


def _parted(answer: bytes) -> tuple[bytes, bytes]:
    blank = _BLANK.search(answer)
    return (answer[: blank.start()], answer[blank.end() :]) if blank else (answer, b"")


def _unpacked(told: dict[str, str], body: bytes, settings: Settings) -> bytes:
    """The body as it was before the server cut and packed it; as it stands where that cannot be undone."""
    if "chunked" in told.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    packing = told.get("content-encoding", "").lower()
    if packing not in ("gzip", "deflate", "x-gzip"):
        return body
    try:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 32 if packing != "deflate" else zlib.MAX_WBITS)
        return stream.decompress(body, settings.max_bytes)
    except zlib.error:
        return body


def _unchunked(body: bytes) -> bytes:
    """The chunks put together; the body itself where it is in none (programs that save pages may undo them)."""
    parts, at = list[bytes](), 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
    return b"".join(parts) if parts and at >= len(body) else body


def answer(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """The page behind the head of a web server's answer."""
    head, body = _parted(taken.data)
    body = _unpacked(_fields(head), body, settings)
    if not body.strip():
        yield SourceError("is a web server's answer without a page", where=taken.origin, cure="save the page again")
        return
    yield Capture(safe_name(f"{taken.name.rpartition('.')[0] or taken.name}.html"), body, taken.origin)


def webarchive(taken: Capture, settings: Settings) -> Iterator[Capture | BriefingError]:
    """The main page of a webarchive, at its address."""
    if defines_entities(taken.data):
        raise SourceError("defines entities, which no page needs", where=taken.origin, cure="save the page as HTML")
    try:
        main = plistlib.loads(taken.data)["WebMainResource"]
        data, address = bytes(main["WebResourceData"]), str(main.get("WebResourceURL", ""))
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError, AttributeError, ExpatError):
        raise SourceError(
            "is a webarchive that cannot be read",
            where=taken.origin,
            cure="open it in a browser and save the page as HTML",
        ) from None
    stem = taken.name.rpartition(".")[0] or taken.name
    where = address if address.startswith(("http://", "https://")) else taken.origin
    yield Capture(safe_name(f"{stem}.html"), data, where)
