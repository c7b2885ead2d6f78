"""NumPy's products held to one thread.

The matrices of an article are small, and OpenBLAS' threads wait for each other by spinning, which on a busy machine
costs many times the work. NumPy's own setting is put back after each block.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

# NumPy's wheels bring OpenBLAS in one of these folders beside or inside the package, under one of these names.
_FOLDERS = ("../numpy.libs", ".dylibs")
_PREFIXES = ("scipy_openblas", "openblas")
_SUFFIXES = ("64_", "")


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """The functions that get and set OpenBLAS' number of threads; None with another BLAS."""
    home = Path(np.__file__).parent
    for path in (path for folder in _FOLDERS for path in sorted((home / folder).glob("*openblas*"))):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in (f"{prefix}_{{}}_num_threads{suffix}" for prefix in _PREFIXES for suffix in _SUFFIXES):
            if hasattr(library, name.format("set")) and hasattr(library, name.format("get")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return None


@contextmanager
def one_thread() -> Iterator[None]:
    """A block in which NumPy's products stay on one thread."""
    control = _threads()
    before = control[0]() if control else 1
    if control and before != 1:
        control[1](1)
    try:
        yield
    finally:
        if control and before != 1:
            control[1](before)
