"""Where an article was published, as its capture tells: from its address, its page's head, its object's fields."""
from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import urlsplit

from ..read import Capture

HEAD = 200_000                          # bytes of a page in which its head is looked for
LONGEST = 200                           # characters of a name
ADDRESSES = ("url", "link", "canonical_url", "canonical", "permalink", "uri")
OUTLETS = ("outlet", "publisher", "site_name", "site", "newspaper", "media", "journal", "source")
_TAG = re.compile(r"<(?:meta|link)\s[^<>]{1,2000}>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z:-]{1,40})\s{0,4}=\s{0,4}(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.I)


def origin(capture: Capture) -> str:
    """The address of an article: where it was fetched, or what its page or object names; empty when unknown."""
    told = [capture.origin, *(_fields(capture, ADDRESSES)), *_head(capture, "canonical", "og:url")]
    return next((address for address in told if address.startswith(("http://", "https://"))), "")


def outlet(capture: Capture, address: str) -> str:
    """Who published it: a name the page or the object gives, else the host of its address; empty when unknown."""
    named = [name for name in [*_fields(capture, OUTLETS), *_head(capture, "og:site_name")] if "://" not in name]
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    return " ".join((named[0] if named else host).split())[:LONGEST]


def _fields(capture: Capture, names: tuple[str, ...]) -> list[str]:
    """The texts of an object's fields, in the order of `names`."""
    if not capture.name.lower().endswith(".json"):
        return []
    try:
        row = json.loads(capture.data)
    except (ValueError, RecursionError):
        return []
    found = [row.get(name) for name in names] if isinstance(row, dict) else []
    texts = [one.get("name") or one.get("url") if isinstance(one, dict) else one for one in found]
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]


def _head(capture: Capture, *names: str) -> list[str]:
    """What the head of a page says under these names, in their order."""
    head = capture.data[:HEAD].decode("utf-8", "replace")
    if "<head" not in head[:20_000].lower():
        return []
    found: dict[str, str] = {}
    for tag in _TAG.findall(head):
        told = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}
        name = told.get("property") or told.get("name") or told.get("rel") or ""
        found.setdefault(name.lower(), (told.get("content") or told.get("href") or "").strip())
    return [found[name] for name in names if found.get(name)]
