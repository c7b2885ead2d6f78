"""Who takes part in one predicate: those who do it and those it is done to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...french.grammar.classes import words
from ..actors.tree import Tree
from .acts import DOES, is_act, noun_in, parts
from .doers import agents, misread_objects, subjects
from .frame import Party
from .parties import Parties
from .verbs import DEEP, is_passive, is_verb, lemma_in

_SELVES = frozenset(("se", "s'", "y", "en"))
_OWN = frozenset(("son", "sa", "ses", "leur", "leurs"))


class Roles:
    """The parties of predicates, read off the parse."""

    def __init__(self, tree: Tree, parties: Parties) -> None:
        self.tree, self.parties = tree, parties

    def of_verb(self, i: int) -> tuple[list[Party], list[Party]]:
        """(who does it, to whom) of a verb or a copula's predicate."""
        under = [party for at in subjects(self.tree, i) for party in self._acting(at)]
        given = [party for at in self._given(i) for party in self.parties.at(at)]
        if is_passive(self.tree, i):
            done_by = [party for at in agents(self.tree, i) for party in self._acting(at)]
            return done_by, self._suffering(i, under) + given
        if lemma_in(self.tree, i, "frames/undergoing.txt"):
            return [], under + given
        return under, self._done_to(i) + given

    def of_noun(self, noun: int) -> tuple[list[Party], list[Party]]:
        """(who does it, to whom) of a noun of an act."""
        does: list[Party] = []
        undergoes: list[Party] = []
        for child, part in parts(self.tree, noun):
            (does if part == DOES else undergoes).extend(self.parties.at(child))
        if not does:
            does = [party for at in self._owners(noun) for party in self.parties.at(at)]
        return does, undergoes

    def _acting(self, i: int) -> list[Party]:
        """Whoever a subject is; of an act (« l'attaque des rebelles a fait… ») those whose act it is."""
        if is_act(self.tree, i) and self.parties.one(i) is None:
            does, _ = self.of_noun(i)
            if does:
                return [_through(party, i) for party in does]
        return self.parties.at(i)

    def _suffering(self, i: int, under: list[Party]) -> list[Party]:
        """What a passive is done to; of an act both those whose it is and those it is done to."""
        found = []
        for party in under:
            found.append(party)
            found += self._behind(party.head) if party.actor is None else []
        return found

    def _done_to(self, i: int) -> list[Party]:
        """The objects of an active verb, and those behind an object that is an act."""
        found = []
        for child in (*self.tree.of(i, "obj"), *misread_objects(self.tree, i)):
            if self.tree.low(child) in _SELVES:
                continue
            for party in self.parties.at(child):
                found.append(party)
                found += self._behind(party.head) if party.actor is None else []
        return found

    def _behind(self, noun: int) -> list[Party]:
        """Those who take part in an act that something is done to: « salue la décision du Soudan »."""
        if not is_act(self.tree, noun):
            return []
        return [_through(party, noun) for child, _ in parts(self.tree, noun) for party in self.parties.at(child)]

    def _given(self, i: int) -> Iterator[int]:
        """« téléphone au maire », « lui a écrit », « se bat contre l'armée »."""
        for child in self.tree.of(i, "iobj", "obl:arg", "obl:mod", "obl"):
            if self.tree.low(child) in _SELVES or self.tree.units[child].pos not in ("NOUN", "PROPN", "PRON"):
                continue
            case = self.tree.case(child)
            if child < i and case in ("à", "au", "aux"):
                continue  # « Au Conseil, le pays a demandé… »: where it is done
            aimed = case in words("aimed") or self.tree.relation(child) == "iobj"
            if aimed and self.parties.one(child) is not None and not self._is_where(child):
                yield child

    def _is_where(self, i: int) -> bool:
        """« a été capturé au Soudan »: a country where it is done, unless the verb asks for it."""
        row = self.parties.actors.by_id.get(self.parties.one(i) or "")
        led = self.tree.case(i) in ("à", "au", "aux")
        return led and row is not None and row.kind == "state" and self.tree.relation(i) not in ("obl:arg", "iobj")

    def _owners(self, noun: int) -> list[int]:
        """« annonce sa démission »: the subject of the clause, where the noun is what that does."""
        determiner = self.tree.determiner(noun)
        if determiner < 0 or self.tree.low(determiner) not in _OWN:
            return []
        at = noun
        for _ in range(DEEP):
            at = self.tree.heads[at]
            if at < 0 or is_verb(self.tree, at):
                break
        if at < 0 or self.tree.relation(noun).startswith("nsubj"):
            return []
        return subjects(self.tree, at) if noun_in(self.tree, noun, "frames/done_by.txt") else []


def _through(party: Party, noun: int) -> Party:
    return replace(party, through=noun)
