"""The paths a pattern names. As `glob`, but `**` goes through no link: one that leads in a circle would never end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from glob import glob
from pathlib import Path, PurePath

EVERYWHERE = "**"


def matching(pattern: str) -> Iterator[Path]:
    """Everything `pattern` names, each path once, of whatever kind; what is hidden only where it is named so."""
    parts = PurePath(pattern).parts
    if EVERYWHERE not in parts:
        yield from map(Path, glob(pattern))  # noqa: PTH207 - of a whole pattern, which may be absolute
        return
    first = parts.index(EVERYWHERE)
    above, below = Path(*parts[:first]), parts[first:]
    for folder in map(Path, glob(str(above))) if first else [above]:  # noqa: PTH207
        for path in _walk(folder):
            if _fits(path.relative_to(folder).parts, below):
                yield path


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here) / name for name in names)


def _fits(names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a path below a folder is one that the rest of a pattern means."""
    if not parts:
        return not names
    if parts[0] == EVERYWHERE and _fits(names, parts[1:]):
        return True
    if not names or (names[0].startswith(".") and not parts[0].startswith(".")):
        return False
    rest = parts if parts[0] == EVERYWHERE else parts[1:]
    return fnmatch(names[0], parts[0]) and _fits(names[1:], rest)
