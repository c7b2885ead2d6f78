"""Nouns of people and bodies that stand for nobody here: « aucun élu », « une telle union », « un cadre légal »."""

from __future__ import annotations

from functools import cache

from ...french.grammar.classes import words
from ...french.grammar.verbs import nouns
from ...lexicons import members
from ..entities.around import adjectives
from . import acting
from .roles import MAYBE, body_nouns, is_person_noun
from .tree import Tree

MANY = 3  # digits of a number of things: « 2.000 unités »


def is_nobody(tree: Tree, i: int) -> bool:
    """Whether the noun at `i` is denied, hypothetical, or a thing, a country or an act called like somebody."""
    return _is_none(tree, i) or _is_thing(tree, i) or _is_country(tree, i) or _is_act(tree, i) or _is_office(tree, i)


def _is_none(tree: Tree, i: int) -> bool:
    """« aucun élu », « nul expert », « une telle union », « pas d'organisme »."""
    at = tree.determiner(i)
    inner = {tree.low(k) for k in range(max(at, 0), i)} if at >= 0 else set()
    if inner & words("no_referent"):
        return True
    return tree.low(i - 1) in ("de", "d'") and tree.low(i - 2) in ("pas", "plus", "sans", "jamais")


@cache
def _phrases() -> frozenset[tuple[str, str]]:
    told = (phrase.split() for phrase in members("actors/no_person_phrases.txt"))
    return frozenset((noun, adjective) for noun, adjective in told)


def _is_thing(tree: Tree, i: int) -> bool:
    low = tree.low(i)
    if (low, tree.low(i + 1)) in _phrases():
        return True
    if low == "unités":
        return any(len(tree.low(k)) > MANY and tree.low(k)[:1].isdigit() for k in (i - 1, i - 2))
    return low in members("actors/often_things.txt") and bool(tree.people) and not tree.human(i, MAYBE)


def _is_country(tree: Tree, i: int) -> bool:
    """« son allié chinois », « le voisin ukrainien »: one country of another."""
    told = tree.low(i) in members("actors/neighbours.txt") and i + 1 < len(tree.units)
    return told and tree.units[i + 1].key in adjectives() and not tree.units[i + 1].capital


def _is_act(tree: Tree, i: int) -> bool:
    """« l'organisation du scrutin », « l'administration de ces soins »: what is done, with its article."""
    if tree.low(i) not in members("actors/acts_or_bodies.txt"):
        return False
    after = i + 1 + (tree.low(i + 1) in ("de", "d'"))
    led = after == i + 1 and tree.low(after) in words("contracted")
    led = led or (after > i + 1 and tree.low(after) in words("definite_titles") | {"les", "ces"})
    noun = after + 1
    if not led or noun >= len(tree.units) or tree.units[noun].capital:
        return False
    return not (is_person_noun(tree, noun) or tree.low(noun) in body_nouns() | nouns("groups") | _places())


@cache
def _places() -> frozenset[str]:
    return members("actors/place_nouns.txt") | words("places_spoken_of")


def _is_office(tree: Tree, i: int) -> bool:
    """« nommé à la présidence », « porté à la direction »: what somebody becomes head of."""
    if tree.low(i) not in members("actors/heads_of.txt") or tree.case(acting.climbed(tree, i)) not in ("à", "pour"):
        return False
    verb = tree.heads[acting.climbed(tree, i)]
    stem = tree.low(verb).removesuffix("s").removesuffix("e") if verb >= 0 else ""
    return stem in words("appointed") | {"porté", "candidat", "arrivé"}
