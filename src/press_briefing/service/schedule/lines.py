"""On which line of a TOML file each table and key stands; the standard library's parser does not say.

Read from a file that `tomllib` has accepted, so this only has to find where values end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A place in the file: names of tables and keys, and for a table that comes several times its number from 0.
Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = re.compile(r"""\s*("[^"]*"|'[^']*'|[^.\s]+)\s*\.?""")
# What matters inside a value: the ends of strings, brackets, comments.
_TOKEN = re.compile(r'''"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\[\]{}]|\#.*|\\.''')


def places(text: str) -> dict[Place, int]:
    """Line (from 1) of each table header and each key."""
    found: dict[Place, int] = {}
    table: Place = ()
    for number, line in _statements(text):
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if key:
            found[*table, *_parts(key[1])] = number
        elif header:
            table = _table(header[2], header[1] == "[[", found)
            found[table] = number
    return found


def line_of(found: dict[Place, int], place: Place) -> int:
    """The line of a place, or of the nearest table around it; 1 when there is none."""
    while place and place not in found:
        place = place[:-1]
    return found.get(place, 1)


def _table(name: str, is_row: bool, found: dict[Place, int]) -> Place:
    """The place of a table header: names that are lists of tables mean their last row so far."""
    place: Place = ()
    parts = _parts(name)
    for index, part in enumerate(parts):
        place = (*place, part)
        rows = sum(1 for known in found if known[:-1] == place and isinstance(known[-1], int))
        if index == len(parts) - 1 and is_row:
            return (*place, rows)
        if rows:
            place = (*place, rows - 1)
    return place


def _parts(name: str) -> Place:
    return tuple(part.strip("\"'") for part in _PART.findall(name))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """First lines of statements: those that do not continue an open bracket or a string of several lines."""
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not depth and not quote:
            yield number, line
            rest = line if _HEADER.match(line) is None or _KEY.match(line) else ""
        else:
            rest = line
        depth, quote = _after(rest, depth, quote)


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Open brackets and open string after a line."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return depth, quote
            at, quote = end + len(quote), ""
            continue
        token = _TOKEN.search(line, at)
        if token is None or token[0].startswith("#"):
            break
        at = token.end()
        if token[0] in ('"""', "'''"):
            quote = token[0]
        depth += (token[0] in "[{") - (token[0] in "]}") if len(token[0]) == 1 else 0
    return depth, quote
