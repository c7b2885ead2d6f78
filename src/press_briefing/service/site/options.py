"""What a user may say about the site: `site.toml` in the folder of briefings, then flags."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...model.errors import SettingsError
from ...show.messages import LANGUAGES
from .text import shown

FILE = "site.toml"
# RFC 4151: who mints a tag names a domain or an address of theirs, and a date on which it was theirs.
_AUTHORITY = re.compile(r"[A-Za-z0-9][A-Za-z0-9.@_-]*,\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class Options:
    """`base_url`: where the folder is published, empty: links stay relative; `authority`: begins every id of the feed
    and must never change once readers know it; `feed_entries`: how many of the newest briefings the feed holds."""

    base_url: str = ""
    title: str = ""
    language: str = "fr"
    authority: str = "press-briefing.invalid,2026"
    feed_entries: int = 50

    @classmethod
    def load(cls, out: Path, **flags: Any) -> Options:
        """The defaults, then `site.toml`, then flags that are not None. Raises `SettingsError`."""
        path = out / FILE
        given = {name: value for name, value in flags.items() if value is not None}
        return replace(cls(), **{**_checked(_stored(path), path), **_checked(given, "flags")})


def _stored(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=path, cure="mend the line named") from None


def _checked(values: Mapping[str, Any], where: object) -> dict[str, Any]:
    kinds = {field.name: type(field.default) for field in fields(Options)}
    for name, value in values.items():
        if name not in kinds:
            raise SettingsError(f"unknown setting {name!r}", where=where, cure=f"known: {', '.join(kinds)}")
        if type(value) is not kinds[name]:
            raise SettingsError(
                f"{name} must be {kinds[name].__name__}, got {value!r}", where=where, cure="change the value"
            )
        if wrong := _wrong(name, value):
            raise SettingsError(f"{name} = {value!r}: {wrong[0]}", where=where, cure=wrong[1])
    told = {**values, **({"title": shown(values["title"])} if "title" in values else {})}
    if told.get("base_url"):
        told["base_url"] = told["base_url"].rstrip("/") + "/"
    return told


def _wrong(name: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with a value of the right type, and the cure."""
    if name == "language" and value not in LANGUAGES:
        return "the site does not speak it", f"use {' or '.join(LANGUAGES)}"
    if name == "authority" and not _AUTHORITY.fullmatch(value):
        return "is no authority of a tag: address", "write a domain of yours and a year, as in example.org,2026"
    if name == "feed_entries" and not 1 <= value <= 1000:
        return "is not between 1 and 1000", "feed readers want some tens"
    if name == "base_url" and value and not _is_web(value):
        return "is no web address", "write for instance https://example.org/briefings/"
    return None


def _is_web(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    plain = value.isascii() and value.isprintable() and not set(value) & set(' "<>\\^`{|}')
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
