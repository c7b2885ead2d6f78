"""Which paper an article comes from, as far as its capture says."""
from __future__ import annotations

import json
import re
from pathlib import PurePath
from urllib.parse import urlsplit

from ..formats import bare
from ..read import Item

# Fields of a JSON object that commonly hold the name of the paper, in order of trust.
FIELDS = ("outlet", "publisher", "media", "newspaper", "journal", "site_name", "site", "source")
HEAD = 60_000               # bytes: where a page says who publishes it
LONGEST = 60
PAGES = (".html", ".htm", ".xhtml")
_META = re.compile(r"<meta\b[^>]{0,400}>", re.I)
_SITE = re.compile(r"""(?:property|name)\s*=\s*["']?og:site_name""", re.I)
_ADDRESS = re.compile(r"""(?:property|name)\s*=\s*["']?og:url""", re.I)
_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})')""", re.I)
_PARTS = ("www.", "m.", "amp.")


def outlet_of(item: Item, root: str = "") -> str:
    """The paper of an article: its JSON field, its page's own word, its address, or the folder it lies in below `root`.

    Empty when nothing says: a guess would put words into the mouth of a paper.
    """
    data = item.capture.data if item.capture else b""
    name = item.capture.name if item.capture else ""
    found = _field(data) if name.endswith(".json") else _said(data) if name.endswith(PAGES) else ""
    return _clean(found or host(item.origin) or _folder(item.origin, root))


def host(address: str) -> str:
    """The host of an http(s) address without `www.`, empty for anything else."""
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return next((name.removeprefix(part) for part in _PARTS if name.startswith(part)), name)


def _field(data: bytes) -> str:
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(row, dict):
        return ""
    for name in FIELDS:
        value = row.get(name)
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            return host(value) or value
    return next((host(value) for name in ("url", "link") if isinstance(value := row.get(name), str)), "")


def _said(data: bytes) -> str:
    """What a page says of its publisher in its head."""
    import html

    site = address = ""
    for tag in _META.findall(data[:HEAD].decode("utf-8", "replace")):
        content = _CONTENT.search(tag)
        value = html.unescape(next(filter(None, content.groups()), "")) if content else ""
        site = site or (value if _SITE.search(tag) else "")
        address = address or (host(value) if _ADDRESS.search(tag) else "")
    return site or address


def _folder(origin: str, root: str) -> str:
    """The first folder between `root` and the file."""
    try:
        parts = PurePath(origin.partition("#")[0]).relative_to(PurePath(root)).parts
    except ValueError:
        return ""
    return parts[0] if len(parts) > 1 else ""


def _clean(name: str) -> str:
    return " ".join(bare(name).split())[:LONGEST]
