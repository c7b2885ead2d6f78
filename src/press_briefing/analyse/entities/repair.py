"""What learnt names lack: small steps that put them right, in the order of `STEPS` or `JOINED`.

The tagger alone needs all of `STEPS`. The decoder that has the encoder's scores knows bounds and labels better than
they do (each was left out in turn on names that it had not learnt from): `JOINED` are those that still bring more than
they spoil.
"""

from __future__ import annotations

from collections.abc import Callable

from .acronyms import expansions
from .bounds import accompanied, brackets, byline, drop, join, segment, split, trim, verbs, widen
from .clubs import clubs
from .geography import seats
from .joint import likely
from .labels import addressed, apposed, certain, civil, named, nobody_else, renamed, surnames, things, told, towns, vote
from .missed import affairs, articled, particles
from .page import Name, Page
from .recovered import again, inhabitants, left_over, ministries

Step = Callable[[Page, list[Name]], list[Name]]

BOUNDS: tuple[Step, ...] = (brackets, verbs, trim, segment, split, join, widen, drop)
LABELS: tuple[Step, ...] = (civil, certain, expansions, things, named, told, renamed, surnames, towns, vote)
PASSED_BY: tuple[Step, ...] = (ministries, left_over, again, inhabitants, byline)
STEPS = BOUNDS + LABELS + PASSED_BY
JOINED: tuple[Step, ...] = (
    verbs,
    accompanied,
    drop,
    addressed,
    certain,
    seats,
    expansions,
    things,
    affairs,
    articled,
    told,
    clubs,
    apposed,
    renamed,
    nobody_else,
    particles,
    likely,
    again,
    inhabitants,
    byline,
)


def repaired(page: Page, names: list[Name]) -> list[Name]:
    """The names after every step, in the order of the text, none over another."""
    for step in STEPS if page.reading.names is None else JOINED:
        names = step(page, names)
    return apart(names)


def apart(names: list[Name]) -> list[Name]:
    """Of two names over one another only the longer, and of two as long the first."""
    kept: dict[int, list[Name]] = {}
    for name in sorted(names, key=lambda n: (n.first - n.last, n.sentence, n.first)):
        if not any(name.overlaps(other) for other in kept.get(name.sentence, ())):
            kept.setdefault(name.sentence, []).append(name)
    return sorted((name for row in kept.values() for name in row), key=lambda n: (n.sentence, n.first))
