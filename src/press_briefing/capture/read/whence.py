"""Where an article was published: the outlet's name and the article's address, as its source or its address tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ..clean.draft import SourceMetadata

LONGEST_NAME, LONGEST_ADDRESS = 120, 2000  # characters
# Fields of a JSON object that commonly hold them, in order of trust.
ADDRESSES = ("url", "link", "canonical_url", "canonical", "permalink", "uri")
OUTLETS = ("outlet", "publisher", "site_name", "site", "newspaper", "media", "journal", "source")
_PARTS = ("www.", "m.", "amp.", "mobile.")


def host(address: str) -> str:
    """The host of an http(s) address without `www.` and its like, empty for anything else."""
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return next((name.removeprefix(part) for part in _PARTS if name.startswith(part)), name)


def address(told: object) -> str | None:
    """The http(s) address in a value, None for anything else and for the front page of a site."""
    text = told.strip() if isinstance(told, str) else ""
    if len(text) > LONGEST_ADDRESS or not host(text) or any(char.isspace() for char in text):
        return None
    return text if urlsplit(text).path.strip("/") or urlsplit(text).query else None


def name(told: object) -> str | None:
    """The name in a value: a text, or an object or list of objects that have one; of an address its host."""
    told = told[0] if isinstance(told, list) and told else told
    told = (told.get("name") or told.get("url")) if isinstance(told, Mapping) else told
    text = " ".join(told.split()) if isinstance(told, str) else ""
    return (host(text) or text)[:LONGEST_NAME] or None


def of_object(row: Mapping[str, Any]) -> dict[str, str | None]:
    """`outlet` and `url` of a JSON object, as its usual fields have them."""
    url = next(filter(None, (address(row.get(field)) for field in ADDRESSES)), None)
    return {"outlet": next(filter(None, (name(row.get(field)) for field in OUTLETS)), None), "url": url}


def placed(told: SourceMetadata, origin: str) -> SourceMetadata:
    """What is told, with the address it was fetched from where the source names none, and the host for an outlet.

    `origin`: what the user gave; a path tells nothing, nor does the address of a feed (« …#3 ») of its entry.
    """
    given = address(origin.partition("#")[0]) or (origin if host(origin) else None)
    entry = "#" in origin
    outlet = told.outlet or host(told.url or "") or host(given or "") or None
    return replace(told, outlet=outlet, url=told.url or (None if entry else given))
