"""Whom a phrase of a clause stands for: the actor at its head, behind a relative pronoun, or counted by a noun."""

from __future__ import annotations

from ...french.grammar.classes import words
from ..actors.who import Actors
from .frame import Party
from .relatives import antecedent_of
from .topics import Topics
from .verbs import lemma_in

MOST = 12  # members of an enumeration
_NAMED_SO = ("appos", "flat:name", "flat", "nmod")


class Parties:
    """Who stands at a word; asked by rank, answered from `actors` alone."""

    def __init__(self, actors: Actors, speakers: dict[int, str] | None = None) -> None:
        self.actors, self.tree = actors, actors.tree
        self.speakers = speakers or {}  # of words of the first person in somebody's mouth
        self.topics = Topics(actors)

    def at(self, i: int, through: int = -1) -> list[Party]:
        """The party of the phrase headed by a word, and those it is joined with (« X et Y »)."""
        heads = [self._meant(i)]
        heads += [at for at in self.tree.of(i, "conj") if self.tree.units[at].pos in ("NOUN", "PROPN", "PRON")]
        return [self._party(at, through) for at in heads[:MOST] if at >= 0]

    def one(self, i: int) -> str | None:
        """The actor at a word."""
        return self._party(self._meant(i)).actor

    def _party(self, i: int, through: int = -1) -> Party:
        found = self._head_with_actor(i)
        start, end = self.tree.chars(self.tree.span(i))
        if found < 0:
            return Party(start, end, i, self.speakers.get(i), False, through)
        row = self.actors.by_id.get(self.actors.heads[found])
        doubtful = found in self.actors.unsure or (row is not None and row.doubtful)
        return Party(start, end, i, row.id if row is not None else None, doubtful, through)

    def _head_with_actor(self, i: int) -> int:
        """The word that has a row: the head, what it counts (« une partie des soldats »), what it is called."""
        heads, tree = self.actors.heads, self.tree
        if i in heads:
            return i
        if (topic := self.topics.of(i)) >= 0:
            return topic if topic in heads else -1
        if lemma_in(tree, i, "frames/shares.txt"):
            counted = (child for child in tree.of(i, "nmod") if tree.case(child) in words("of"))
            return next((child for child in counted if child in heads), -1)
        return next((child for child in tree.of(i, *_NAMED_SO) if child in heads and not tree.case(child)), -1)

    def _meant(self, i: int) -> int:
        """The word a relative pronoun stands for; any other word stands for itself."""
        relative = self.tree.low(i) in words("relatives", "relatives_led")
        if not relative or self.tree.units[i].pos not in ("PRON", "ADP", "SCONJ", "ADV"):
            return i
        antecedent = antecedent_of(self.tree, i)
        return antecedent if antecedent >= 0 else i
