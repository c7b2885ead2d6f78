"""What parent and child say to each other: frames, a length in eight bytes and as many bytes behind it."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class TooLong(ValueError):
    """A frame is longer than its reader takes."""


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame. Raises `OSError` when nobody reads any more."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """Read one frame. Raises `EOFError` when the other side is gone, `TooLong` past `most` bytes."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > most:
        raise TooLong(length)
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if data is None or len(data) < count:
        raise EOFError
    return data
