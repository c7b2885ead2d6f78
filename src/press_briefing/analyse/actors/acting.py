"""What part a name plays where it stands: it acts, it undergoes, it stands with others, or it is only a place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...french.grammar.classes import words
from ...lexicons import keys, members
from ...model.typography import key
from .tree import Tree

ACTS, UNDERGOES, WITH, OF, PLACE, ALONE = "acts", "undergoes", "with", "of", "place", "alone"
_PLACES = words("where")
_ADDRESSED = frozenset(("à", "au", "aux"))
_STEPS = 6  # members of an enumeration climbed at most


def climbed(tree: Tree, i: int) -> int:
    """The word whose relation tells the part of `i`: the first member of an enumeration, the noun of a title."""
    for _ in range(_STEPS):
        relation, head = tree.relation(i), tree.heads[i]
        joined = relation in ("conj", "appos") or relation.startswith("flat")
        title = relation == "nmod" and not tree.case(i) and head < i
        if head < 0 or not (joined or title):
            break
        if relation == "conj" and tree.case(i):
            break
        i = head
    return i


def part(tree: Tree, i: int) -> str:
    """The part the noun phrase headed by `i` plays in its sentence."""
    i = climbed(tree, i)
    relation, case = tree.relation(i), tree.case(i)
    if relation.startswith("nsubj"):
        return ACTS
    if relation == "obl:agent" or (case == "par" and relation.startswith("obl")):
        return ACTS
    if relation in ("obj", "iobj"):
        return UNDERGOES
    if case in ("de", "d'", "du", "des"):
        return OF
    if case in _ADDRESSED:
        return UNDERGOES if relation == "obl:arg" or addressed(tree, i) else PLACE
    if case in _PLACES:
        return PLACE
    return WITH if case else ALONE


def addressed(tree: Tree, i: int) -> bool:
    """« à la France », « à l'ONU »: with its article after « à » a country is no place (that is « en France »)."""
    determiner = tree.determiner(i)
    return determiner >= 0 and tree.low(determiner) in ("la", "l'") and tree.low(determiner - 1) == "à"


def holds_act(tree: Tree, i: int) -> bool:
    """Whether the noun a « de … » hangs on is something done: « la décision du Soudan »."""
    head = tree.heads[climbed(tree, i)]
    return head >= 0 and tree.units[head].key in keys("actors/state_acts.txt")


def meet(tree: Tree, i: int, ranks: Iterable[int]) -> bool:
    """Whether one of these words is another party of the same verb: « X accuse le ministre » is not about himself."""
    here, sentence = tree.heads[climbed(tree, i)], tree.of_sentence[i]
    others = (rank for rank in ranks if rank != i and tree.of_sentence[rank] == sentence)
    return here >= 0 and any(_is_party(tree, rank) and tree.heads[climbed(tree, rank)] == here for rank in others)


def _is_party(tree: Tree, i: int) -> bool:
    return tree.relation(climbed(tree, i)).startswith(("nsubj", "obj", "iobj", "obl"))


def is_act(word: str) -> bool:
    """Whether a verb, folded, says what a government or another body does: « annonce », « a rompu »."""
    return any(word.startswith(stem) for stem in _stems(word[:2]))


@cache
def _stems(start: str) -> tuple[str, ...]:
    return tuple(stem for stem in map(key, members("entities/government_verbs.txt")) if stem.startswith(start))
