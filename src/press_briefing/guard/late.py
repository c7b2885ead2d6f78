"""Something done when a time is up, unless the work was done before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def after(seconds: float, act: Callable[[], None]) -> Iterator[None]:
    """A block at whose end nothing happens; when it takes longer than `seconds`, `act` is called in another thread."""
    timer = threading.Timer(max(0.0, seconds), act)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
