"""The frames of an article, one for each predicate of its parse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...french.grammar.classes import words
from ...french.lexicon import lemma_of
from ...model.analysis import Mention
from ..actors.tree import Tree
from ..reading import Reading
from .acts import is_act
from .frame import NOUN, STATE, VERB, Frame, Party
from .saying import Saying
from .status import ALLEGED, HAPPENED, ONGOING, UNREAL, status_of
from .verbs import (
    DEEP,
    auxiliaries,
    finite_form,
    governed,
    is_helper,
    is_infinitive,
    is_negated,
    is_passive,
    is_stated,
    is_verb,
    lemma_in,
)
from .whom import Roles

_INFINITIVES = ("er", "ir", "re", "ïr")
CARRIERS = ("frames/carriers.txt", "frames/carriers_passive.txt")
_IN_CLAUSE = ("obl", "nmod", "obj", "nsubj", "appos")


class Finder:
    """Makes the frames; each predicate is looked at once, and steps in the tree are bounded."""

    def __init__(self, reading: Reading, tree: Tree, roles: Roles, saying: Saying, places: Sequence[Mention]) -> None:
        self.reading, self.tree, self.roles, self.saying = reading, tree, roles, saying
        self.kinds = dict(_predicates(tree))
        self.carried = dict(self._carried())
        self.places = self._placed(places)

    def frames(self) -> Iterator[Frame]:
        """The frames in the order of their words."""
        carriers = set(self.carried.values())
        for i, kind in self.kinds.items():
            if i not in carriers:
                yield self._frame(i, kind)

    def _carried(self) -> Iterator[tuple[int, int]]:
        """(noun, verb) where the verb only carries the noun: « a procédé à l'arrestation »."""
        for i, kind in self.kinds.items():
            above = self.tree.heads[i]
            if kind != NOUN or self.kinds.get(above) != VERB or self.tree.relation(i) not in ("obj", "obl:arg"):
                continue
            if any(lemma_in(self.tree, above, name) for name in CARRIERS):
                yield i, above

    def _frame(self, i: int, kind: str) -> Frame:
        unit, carrier = self.tree.units[i], self.carried.get(i, -1)
        verb = carrier if carrier >= 0 else i
        doers, sufferers = self._parties(i, kind, carrier)
        reported, said_by = self.saying.about(i, alone=kind == NOUN and carrier < 0)
        return Frame(
            head=i,
            start=unit.start,
            end=unit.end,
            sentence=self.tree.of_sentence[i],
            action=_lemma(self.tree, i),
            kind=VERB if carrier >= 0 else kind,
            actors=_once(doers),
            targets=_once(sufferers),
            places=tuple(dict.fromkeys((*self.places.get(i, ()), *self.places.get(verb, ())))),
            finite=(kind != NOUN or carrier >= 0) and finite_form(self.tree, verb) >= 0,
            passive=(kind == VERB or carrier >= 0) and is_passive(self.tree, verb),
            negated=(kind != NOUN or carrier >= 0) and is_negated(self.tree, verb),
            status=self._status(verb, reported),
            above=self._above(verb),
            carrier=carrier,
            reported=reported,
            said_by=said_by,
        )

    def _parties(self, i: int, kind: str, carrier: int) -> tuple[list[Party], list[Party]]:
        if carrier >= 0:
            does, undergoes = self.roles.of_noun(i)
            acting, given = self.roles.of_verb(carrier)
            if lemma_in(self.tree, carrier, CARRIERS[1]):
                return does, [*given, *undergoes]
            own = [party for party in given if party.head != i and party.through != i]
            return acting or does, [*undergoes, *own] if not is_passive(self.tree, carrier) else undergoes
        return self.roles.of_noun(i) if kind == NOUN else self.roles.of_verb(i)

    def _status(self, i: int, reported: bool) -> str:
        """By the words alone; what only somebody says to have happened is alleged."""
        status = status_of(self.reading.doc[self.tree.units[i].place])
        if status not in (HAPPENED, ONGOING):
            return status
        relation, above = governed(self.tree, i)
        complement = above >= 0 and relation == "xcomp"
        if reported or (complement and lemma_in(self.tree, above, "events/accusing.txt")):
            return ALLEGED
        asked = complement and is_infinitive(self.tree, i) and not auxiliaries(self.tree, i)
        return UNREAL if asked and lemma_in(self.tree, above, "frames/asking.txt") else status

    def _above(self, i: int) -> int:
        """The frame that this one is a complement of."""
        relation, above = governed(self.tree, i)
        for _ in range(DEEP):
            if above < 0 or above in self.kinds or not is_verb(self.tree, above):
                break
            relation, above = self.tree.relation(above), self.tree.heads[above]
        return above if above in self.kinds and relation in ("xcomp", "ccomp", "csubj", "obj", "obl:arg") else -1

    def _placed(self, places: Sequence[Mention]) -> dict[int, list[str]]:
        """Ids of the places named in the clause of each predicate."""
        found: dict[int, list[str]] = defaultdict(list)
        for mention in places:
            ranks = self.tree.ranks(mention.start, mention.end)
            if mention.label != "LOC" or not ranks:
                continue
            i = self.tree.top(ranks)
            if self.tree.case(i) not in words("placed"):
                continue
            for _ in range(DEEP):
                if i < 0 or i in self.kinds or not self.tree.relation(i).startswith((*_IN_CLAUSE, "flat", "conj")):
                    break
                i = self.tree.heads[i]
            if i in self.kinds:
                found[i].append(mention.id)
        return found


def _predicates(tree: Tree) -> Iterator[tuple[int, str]]:
    """(rank, kind) of every predicate, in the order of the text."""
    for i in range(len(tree.units)):
        if is_verb(tree, i):
            if not is_helper(tree, i) and not _describes(tree, i):
                yield i, VERB
        elif is_stated(tree, i):
            if not _presents(tree, i):
                yield i, STATE
        elif is_act(tree, i):
            yield i, NOUN


def _lemma(tree: Tree, i: int) -> str:
    """The lemma; of a participle that was given none (« nié », « morts ») the infinitive it looks to be of."""
    unit = tree.units[i]
    lemma = unit.lemma or unit.low
    if unit.pos != "VERB" or lemma.endswith(_INFINITIVES):
        return lemma
    known = lemma_of(unit.low) or lemma
    if known.endswith(_INFINITIVES) or known == "mort":
        return "mourir" if known == "mort" else known
    return lemma[:-1] + "er" if lemma.endswith("é") else lemma + "r" if lemma.endswith("i") else lemma


def _presents(tree: Tree, i: int) -> bool:
    """« c'est le maire qui … »: what is told stands in the clause behind."""
    return any(tree.low(child) in ("c'", "ce") for child in tree.of(i, "nsubj", "expl:subj"))


def _describes(tree: Tree, i: int) -> bool:
    """« des hommes armés », « âgé de 32 ans », « située au bord »: a participle that tells how things are."""
    return tree.relation(i) in ("acl", "amod") and lemma_in(tree, i, "frames/describing.txt")


def _once(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(parties))
