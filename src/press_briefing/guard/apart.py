"""Who reads and analyses instead of this process, where somebody does: a child that is held to limits.

`confined` has it done; the rooms that read and analyse only ask here, since they stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol


class Apart(Protocol):
    """A process that reads and analyses for this one. What it may raise is what reading and analysing here raise."""

    settings: Any

    def parts(self, capture: Any) -> Any:
        """As `capture.read.within.within`."""

    def cut(self, capture: Any) -> Any:
        """As `capture.read.cut.cut`."""

    def article(self, capture: Any, published: str | None = None) -> Any:
        """As `capture.read.from_capture`."""

    def analysis(self, article: Any) -> Any:
        """As `analyse.analyse`."""


# The last one is asked; None stands for this process itself.
_ASKED: list[Apart | None] = []


def analyst(settings: Any) -> Apart | None:
    """Who analyses under these settings in place of this process; None where it does so itself."""
    last = _last()
    return last if last is not None and last.settings == settings else None


def reader(settings: Any) -> Apart | None:
    """Who reads under these settings in place of this process; None where it does so itself."""
    last = _last()
    return last if last is not None and last.settings.of_reading == settings.of_reading else None


def _last() -> Apart | None:
    return _ASKED[-1] if _ASKED else None


@contextmanager
def asking(whom: Apart | None) -> Iterator[None]:
    """What is read and analysed inside is asked of `whom`; None: it is done here."""
    _ASKED.append(whom)
    try:
        yield
    finally:
        _ASKED.remove(whom)
