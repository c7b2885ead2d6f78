"""Lists of words as data: one folder a room, one entry a line, `#` comments say why a group is there.

`entries("quotes/cues.txt")` gives the lines; `rows("tone/happening.tsv")` splits them at tabs; `members` and `keys` are
sets, as listed and folded. Read once, cached.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ..model.typography import key


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list, in file order, without comments and empty lines."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].rstrip() for line in text.splitlines())
    return tuple(line for line in lines if line.strip())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a table, split at tabs, each field stripped."""
    return tuple(tuple(field.strip() for field in line.split("\t")) for line in entries(name))


@cache
def members(name: str) -> frozenset[str]:
    """The entries of a list as a set."""
    return frozenset(entry.strip() for entry in entries(name))


@cache
def keys(name: str) -> frozenset[str]:
    """The entries of a list as a set of `typography.key`: folded, as the words of a text are compared."""
    return frozenset(map(key, members(name)))
