"""What the tagger cannot see: small steps that put its names right, in the order of `STEPS`."""

from __future__ import annotations

from collections.abc import Callable

from .acronyms import expansions
from .bounds import brackets, byline, drop, join, segment, split, trim
from .found import again, inhabitants
from .labels import certain, renamed, surnames, things, told, towns, vote
from .page import Name, Page

Step = Callable[[Page, list[Name]], list[Name]]

STEPS: tuple[Step, ...] = (
    brackets,
    trim,
    segment,
    split,
    join,
    drop,  # bounds
    certain,
    expansions,
    things,
    told,
    renamed,
    surnames,
    towns,
    vote,  # labels
    again,
    inhabitants,
    byline,  # names passed by
)


def repaired(page: Page, names: list[Name]) -> list[Name]:
    """The names after every step, in the order of the text, none over another."""
    for step in STEPS:
        names = step(page, names)
    return names
