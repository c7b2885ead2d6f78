"""Which short ways are taken: all of them, less those that the environment variable `PRESS_BRIEFING_PLAIN` names."""

from __future__ import annotations

import os
from typing import Literal, get_args

from ..model.errors import UsageError

VARIABLE = "PRESS_BRIEFING_PLAIN"
Way = Literal["imports", "reading", "figures", "kernels"]
WAYS: tuple[Way, ...] = get_args(Way)
ALL = "all"


def short(way: Way) -> bool:
    """Whether the short way is taken; asked where it begins, so that a change of the environment counts at once.

    Parameters
    ----------
    way:
        What is shortened: `imports` (of spaCy, of jsonschema), `reading` (spaCy's networks), `figures`
        (matplotlib's SVG), `kernels` (Jupyter's, forked).

    Raises
    ------
    UsageError
        `PRESS_BRIEFING_PLAIN` names no way there is.
    """
    named = os.environ.get(VARIABLE, "").replace(",", " ").split()
    if unknown := set(named) - {ALL, *WAYS}:
        raise UsageError(
            f"no short way is called {min(unknown)!r}", where=VARIABLE, cure=f"name some of {', '.join(WAYS)}, or {ALL}"
        )
    return way not in named and ALL not in named
