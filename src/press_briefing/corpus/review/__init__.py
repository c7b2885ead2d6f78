"""Many articles over a period: read, counted once each, compared, and shown with every row led back to its sentence.

    review = Review("data/raw", since="2025-11-01", until="2025-11-30")
    views.chronology(review)

`Review` is what every view of `views` is a function of; `build` makes the whole press review, filed like a briefing.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Review", "build", "views"]

_HOMES = {"Review": ".context", "build": ".making", "views": ".views"}


def __getattr__(name: str) -> Any:
    """`Review`, `build` and `views`, loaded when first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES[name], __name__)
    return home if name == "views" else getattr(home, name)
