"""A file of JSON lines, read a line at a time: a year of a newspaper is gigabytes, and no list of it is ever held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ...guard.failing import guarded
from ...model.errors import BriefingError, LimitError
from ...model.settings import Settings
from .decode import decode
from .endings import LINES
from .objects import loads
from .sources import regular_file

LOOK = 20  # lines looked at to tell a file of lines: some of them may be broken
# Encodings that no line end cuts: such a file is read whole.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")
CHUNK = 1 << 20


def is_lines(path: Path, settings: Settings) -> bool:
    """Whether the file holds an object a line, more than one. A file that cannot be read is none."""
    try:
        with regular_file(path, origin=str(path)) as stream:
            first = [line for _, line in zip(range(LOOK), _whole_lines(stream, settings), strict=False)]
    except BriefingError:
        return False
    if len(first) < 2 or first[0].startswith(_WIDE) or first[0].lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
        return False
    return any(map(_is_object, first if path.suffix.lower() in LINES else first[:1]))


def rows_in(path: Path, settings: Settings, *, origin: str) -> Iterator[Any]:
    """Each line's object, or the `BriefingError` that stands in its place; blank lines are passed over."""
    with regular_file(path, origin=origin) as stream:
        for number, line in enumerate(_lines(stream, settings), 1):
            if line is None:
                yield LimitError(
                    f"line {number} holds more than {settings.max_bytes} bytes",
                    where=origin,
                    cure="delete the line, or raise max_bytes",
                )
            elif line.strip():
                yield _row(line, number, origin)


def count(path: Path) -> int:
    """How many lines a file holds, without reading them into memory. Raises `BriefingError`."""
    with regular_file(path, origin=str(path)) as stream:
        found, last = 0, b"\n"
        while chunk := stream.read(CHUNK):
            found, last = found + chunk.count(b"\n"), chunk[-1:]
    return found + (last != b"\n")


def _row(line: bytes, number: int, origin: str) -> Any:
    try:
        with guarded("reading", origin):
            return loads(decode(line, source=origin)[0])
    except BriefingError as error:
        return type(error)(f"line {number} {error.what}", where=origin, cure=error.cure)


def _lines(stream: BinaryIO, settings: Settings) -> Iterator[bytes | None]:
    """The lines; None for one past `max_bytes`, which is never held whole."""
    while line := stream.readline(settings.max_bytes + 1):
        if len(line) <= settings.max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _whole_lines(stream: BinaryIO, settings: Settings) -> Iterator[bytes]:
    return (line for line in _lines(stream, settings) if line is not None and line.strip())


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
