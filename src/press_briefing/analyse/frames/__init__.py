"""Frames: every predicate of an article with who does it, to whom, where, how sure, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .frame import NOUN, STATE, VERB, Frame, Frames, Party

if TYPE_CHECKING:
    from ...model.analysis import Mention
    from ..actors.who import Actors
    from ..reading import Reading
    from ..voices.heard import Heard

__all__ = ["NOUN", "STATE", "VERB", "Frame", "Frames", "Party", "find_frames"]


def find_frames(
    reading: Reading, actors: Actors, mentions: Sequence[Mention] = (), heard: Heard | None = None
) -> Frames:
    """One frame a predicate, in the order of the text; no frames without a parse. Linear in the text.

    Predicates are verbs in any form, what a copula says of somebody, and nouns of acts; a verb that only carries such
    a noun makes one frame with it, a verb that only shades an infinitive none. `mentions` give places, `heard` tells
    on whose word something is said (without it nothing is reported).

    1. who says what, 2. who stands where, 3. a frame for each predicate
    """
    from ...french.grammar.clauses import with_children
    from .finding import Finder
    from .parties import Parties
    from .saying import Saying
    from .whom import Roles

    if not reading.doc.has_annotation("DEP"):
        return Frames()
    with_children(reading.doc)
    tree = actors.tree
    saying = Saying.of(actors, heard)  # 1
    words = ((i, unit.start) for i, unit in enumerate(tree.units))
    parties = Parties(actors, saying.speakers(words))  # 2
    finder = Finder(reading, tree, Roles(tree, parties), saying, mentions)
    return Frames(tuple(finder.frames()))  # 3
