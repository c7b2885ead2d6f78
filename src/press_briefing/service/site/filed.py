"""The files of a briefing as an archive reads them: bounded, and nothing of them trusted."""

from __future__ import annotations

import csv
import json
import os
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...report.manifest import REVIEW, SCHEMA

MANIFEST, RUN, CRATE = "manifest.json", "run.json", "ro-crate-metadata.json"
# Our own small files; a JSON that is larger is not ours, of a larger table the beginning says enough.
LARGEST = 4_000_000
LONGEST_TABLE = 200_000


def manifest(folder: Path) -> Mapping[str, Any] | None:
    """The manifest in `folder` when it is one of ours: a plain file, of our schema."""
    told = object_of(folder / MANIFEST)
    return told if told.get("schema") in (SCHEMA, REVIEW) and isinstance(told.get("briefing"), str) else None


def stamp_of(folder: Path) -> tuple[int, ...]:
    """What changes when a briefing is built again or a file of it goes; empty where there is no plain manifest."""
    try:
        top, told = folder.lstat(), (folder / MANIFEST).lstat()
    except OSError:
        return ()
    return (top.st_mtime_ns, top.st_ino, told.st_mtime_ns, told.st_size) if stat.S_ISREG(told.st_mode) else ()


def size(path: Path) -> int:
    """Bytes of a plain file; 0 for anything else, links included."""
    try:
        told = path.lstat()
    except OSError:
        return 0
    return told.st_size if stat.S_ISREG(told.st_mode) else 0


def held(path: Path, most: int = LARGEST) -> bytes:
    """The first bytes of a plain file; nothing of a link, a device, or one that is not there.

    Parameters
    ----------
    most: bytes.
    """
    if not size(path):
        return b""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as opened:
            return opened.read(most)
    except OSError:
        return b""


def object_of(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(held(path) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def part_of(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def count_of(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def moment(when: datetime) -> str:
    """A moment as RFC 3339 in UTC, to the second."""
    return f"{when.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of our tables; the apostrophe that disarms a formula is taken off again."""
    lines = held(path, LONGEST_TABLE).decode("utf-8-sig", "replace").split("\n")[:-1]  # the last may be cut
    try:
        for row in csv.DictReader(lines):
            yield {
                name: _armed(value) for name, value in row.items() if isinstance(name, str) and isinstance(value, str)
            }
    except csv.Error:
        return


def _armed(value: str) -> str:
    return value[1:] if value[:1] == "'" and value[1:2] in "=+-@\t" else value
