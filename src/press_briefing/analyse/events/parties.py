"""What the frame of a row tells beside its words: the act, who does it, to whom, on whose word."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..frames import NOUN, STATE, Frame, Frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..actors.tree import Tree

MOST = 4  # verbs that can hang on one another: « a décidé de tenter de faire partir »


@dataclass(frozen=True)
class Told:
    """The act of a row, ids of those who do it and of those it is done to, and of who answers for it."""

    action: str = ""
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    reported: bool = False
    said_by: str | None = None
    negated: bool = False


@dataclass(frozen=True)
class Telling:
    """The frames of an article, found by the tokens that rows are made of."""

    frames: Frames
    tree: Tree

    @cached_property
    def _places(self) -> list[int]:
        return [unit.place for unit in self.tree.units]

    @cached_property
    def _below(self) -> dict[int, list[Frame]]:
        found: dict[int, list[Frame]] = defaultdict(list)
        for frame in self.frames:
            if frame.above >= 0 and frame.kind != NOUN:
                found[frame.above].append(frame)
        return found

    def rank(self, token: Token) -> int:
        """The rank of the word a token is, or is part of."""
        return bisect_right(self._places, token.i) - 1

    def frame_of(self, token: Token | None) -> Frame | None:
        """The frame whose predicate a token is."""
        return self.frames.by_head.get(self.rank(token)) if token is not None else None

    def told(self, tokens: Iterable[Token | None]) -> Told:
        """What the frames of these predicates tell together; the act is that of the first."""
        found = [frame for token in tokens if (frame := self.frame_of(token)) is not None]
        if not found:
            return Told()
        whole = dict.fromkeys(part for frame in found for part in self._with_complements(frame))
        who = dict.fromkeys(one for frame in whole for one in frame.who())
        whom = dict.fromkeys(one for frame in whole for one in frame.whom() if one not in who)
        first = found[0]
        return Told(
            "être" if first.kind == STATE else first.action,
            tuple(who),
            tuple(whom),
            first.reported,
            first.said_by,
            first.negated,
        )

    def _with_complements(self, frame: Frame) -> list[Frame]:
        """« a décidé de retirer le permis au club »: what the same party decides is done to somebody too."""
        found = [frame]
        for above in found:
            below = (row for row in self._below.get(above.head, ()) if not row.finite and row not in found)
            found += [row for row in below if row.who() == frame.who()]
            if len(found) >= MOST:
                break
        return found[:MOST]
