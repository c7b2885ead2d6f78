"""What the tagger cannot see: small steps that put its names right, in the order of `STEPS`."""

from __future__ import annotations

from collections.abc import Callable

from .acronyms import expansions
from .bounds import brackets, byline, drop, join, segment, split, trim, verbs, widen
from .found import again, inhabitants, left_over, ministries
from .labels import certain, civil, named, renamed, surnames, things, told, towns, vote
from .page import Name, Page

Step = Callable[[Page, list[Name]], list[Name]]

BOUNDS: tuple[Step, ...] = (brackets, verbs, trim, segment, split, join, widen, drop)
LABELS: tuple[Step, ...] = (civil, certain, expansions, things, named, told, renamed, surnames, towns, vote)
PASSED_BY: tuple[Step, ...] = (ministries, left_over, again, inhabitants, byline)
STEPS = BOUNDS + LABELS + PASSED_BY


def repaired(page: Page, names: list[Name]) -> list[Name]:
    """The names after every step, in the order of the text, none over another."""
    for step in STEPS:
        names = step(page, names)
    return apart(names)


def apart(names: list[Name]) -> list[Name]:
    """Of two names over one another only the longer, and of two as long the first."""
    kept: dict[int, list[Name]] = {}
    for name in sorted(names, key=lambda n: (n.first - n.last, n.sentence, n.first)):
        if not any(name.overlaps(other) for other in kept.get(name.sentence, ())):
            kept.setdefault(name.sentence, []).append(name)
    return sorted((name for row in kept.values() for name in row), key=lambda n: (n.sentence, n.first))
