"""Many articles over a period: read, counted once each, compared, and shown with every row led back to its sentence.

    review = Review("data/raw", since="2025-11-01", until="2025-11-30")
    review.chronology()

`Review` is what the notebook calls; `build` makes the whole press review, filed like a briefing.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Review", "build"]


def __getattr__(name: str) -> Any:
    """`Review` and `build`, loaded when first asked for."""
    from importlib import import_module

    where = {"Review": ".page", "build": ".making"}.get(name)
    if where is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(where, __name__), name)
