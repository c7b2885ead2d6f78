"""Lists of words that tell a happening or a date."""

from __future__ import annotations

from functools import cache

from ...lexicons import members
from ...model import typography


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lexicons/events` as keys."""
    return frozenset(map(typography.key, members(f"events/{name}.txt")))


@cache
def reporting_verbs() -> frozenset[str]:
    """Lemmas of verbs of saying, as keys."""
    return frozenset(map(typography.key, members("words/reporting_verbs.txt")))
