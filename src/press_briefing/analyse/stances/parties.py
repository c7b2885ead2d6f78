"""Who stands at a word: actors only, each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ...french.grammar.classes import words
from ...lexicons import keys
from ...model.analysis import Actor
from ...model.typography import key
from ..actors.tree import Tree
from ..actors.who import Actors
from ..frames.saying import Saying
from . import clauses
from .lexicon import assaults, courts, doings

AUTHOR = "author"
_TITLE_STEPS = 3
_WAYS = frozenset(("facon", "maniere", "comment"))


@dataclass(frozen=True)
class PlacedActor:
    """An actor at a place: `id`, `sure` unless it may be another, `at` the rank of the word."""

    id: str
    at: int
    sure: bool = True


class Cast:
    """The actors of an article and whose words each of its passages are."""

    def __init__(self, actors: Actors, saying: Saying) -> None:
        self.actors, self.tree, self.saying = actors, actors.tree, saying

    def speakers(self, i: int, *, own: bool) -> Iterator[PlacedActor]:
        """Those whose words the predicate at `i` is in; the author where `own` and nobody else says it."""
        told, who = self.saying.about(i)
        if told:
            if who is not None:
                yield PlacedActor(who, i)
        elif own and not self.tree.quoted[i]:
            yield PlacedActor(AUTHOR, i)

    @cached_property
    def courts(self) -> list[Actor]:
        """The courts and prosecutors the article tells of."""
        return [row for row in self.actors if not row.doubtful and self.is_court(row.id)]

    def is_court(self, identifier: str) -> bool:
        """Whether an actor judges or prosecutes."""
        row = self.actors.by_id.get(identifier)
        return row is not None and any(
            not courts().isdisjoint(key(told).split()[:2]) for told in (row.name, row.role or "")
        )

    def sentences_of(self, row: Actor) -> set[int]:
        """The numbers of the sentences that speak of an actor."""
        ranks = (self.tree.first_at(mention.start) for mention in row.mentions)
        return {self.tree.of_sentence[at] for at in ranks if at < len(self.tree.units)}

    def at(self, i: int, verb: int = -1) -> Iterator[PlacedActor]:
        """The actors at the noun phrase or pronoun headed by `i`, all members of a list on its side of `verb`."""
        for member in clauses.members(self.tree, i):
            found = self._one(member) if verb < 0 or (member < verb) == (i < verb) else None
            if found is not None:
                yield found

    def _one(self, i: int) -> PlacedActor | None:
        tree = self.tree
        if tree.low(i) in words("first_person", "first_persons"):
            return self._speaker(i)
        for at in (i, *self._named(i)):
            if at in self.actors.heads:
                return self._party(self.actors.heads[at], i, at not in self.actors.unsure)
        found = self.actors.at(*tree.chars(tree.span(i)))
        return self._party(found.id, i, True) if found is not None else None

    def _party(self, identifier: str, i: int, sure: bool) -> PlacedActor | None:
        row = self.actors.by_id.get(identifier)
        return PlacedActor(identifier, i, sure and not row.doubtful) if row is not None else None

    def _named(self, i: int) -> Iterator[int]:
        """« le président Macron », « les entreprises Lime et Bird »: the names a title stands before."""
        for child in self.tree.of(i, "flat:name", "flat", "appos", "nmod"):
            if child > i and not self.tree.case(child) and child - i <= _TITLE_STEPS:
                yield child

    def _speaker(self, i: int) -> PlacedActor | None:
        """« je », « nous »: whoever speaks; the author where nobody is said to."""
        told, who = self.saying.about(i)
        if told:
            quoted, _ = self.saying.quoted(self.tree.units[i].start)
            return PlacedActor(who, i) if quoted and who is not None else None
        return PlacedActor(AUTHOR, i) if not self.tree.quoted[i] else None

    def owners(self, noun: int) -> Iterator[PlacedActor]:
        """Whose doing a noun is: « la passivité du gouvernement », « l'invasion de X par Y », « la façon dont Y agit ».

        Nobody where it is what befell them (« la mort de X »).
        """
        for head in self._doers(noun):
            yield from self.at(head)

    def _doers(self, noun: int) -> Iterator[int]:
        tree, word = self.tree, self.tree.units[noun].key
        told = [
            child for child in tree.of(noun, "nmod", "obl:agent", "obl:mod", "obl:arg") if tree.case(child) == "par"
        ]
        told += [agent for verb in tree.of(noun, "acl") if _is_done(tree, verb) for agent in clauses.agents(tree, verb)]
        if told:
            yield from told
        elif word in _WAYS:
            clause = next(tree.of(noun, clauses.RELATIVE), -1)
            yield from tree.of(clause, "nsubj") if clause >= 0 else ()
        elif word in doings() or (
            word in assaults() and any(tree.case(child) == "contre" for child in tree.children[noun])
        ):
            yield from clauses.owner(tree, noun)


def _is_done(tree: Tree, verb: int) -> bool:
    """« les mesures prises par X »: a participle that says whose doing it is."""
    return clauses.is_past(tree, verb) and key(tree.units[verb].lemma) in keys("stances/done_by.txt")
