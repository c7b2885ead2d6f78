"""Letters in brackets behind a common noun: « le virus de la rage (VR) » is a virus, « les fournisseurs (FA) » a group."""

from __future__ import annotations

from ...french.grammar.classes import words
from ...french.grammar.verbs import nouns
from ...model.typography import plain
from ..entities.acronyms import is_acronym
from .groups import Group, Named
from .roles import body_nouns, is_person_noun
from .tree import Tree

LONGEST = 10  # words of what the letters stand for


def glossed_noun(tree: Tree, group: Group) -> int:
    """The rank of the common noun that the group's letters stand for; -1 where a name or a body stands there."""
    if not any(is_acronym(plain(form).replace(".", "")) for form in group.entity.forms):
        return -1
    spelled = (n.ranks[0] for n in group.names if len(n.ranks) > 1 and n.mention.text[0].islower())
    if (noun := next(spelled, -1)) >= 0:
        return noun  # « fournisseurs d'accès à Internet », a name of its own
    found = (_noun_before(tree, name) for name in group.names)
    return next((noun for noun in found if noun >= 0), -1)


def glossed_kind(tree: Tree, noun: int) -> str:
    """organisation, group, or nothing where the letters stand for a thing."""
    low = tree.low(noun)
    many = tree.morph(noun, "Number") == "Plur"
    if low in body_nouns() or low in nouns("institutions"):
        return "group" if many else "organisation"
    if low in nouns("groups") or is_person_noun(tree, noun):
        return "group"
    return ""


def _noun_before(tree: Tree, name: Named) -> int:
    """The head of the noun phrase in small letters right before « (LETTERS) »."""
    bracket = name.ranks[0] - 1
    if tree.low(bracket) != "(" or tree.low(name.ranks[-1] + 1) != ")":
        return -1
    noun, closed = -1, False
    for at in range(bracket - 1, max(-1, bracket - LONGEST), -1):
        unit = tree.units[at]
        if not unit.word or unit.capital:
            return -1
        linked = at > 0 and tree.low(at - 1) in words("of", "prepositions") - words("places_led")
        opens = unit.low in words("determiners") and not linked
        if opens or unit.low in words("places_led"):
            closed = True
            break
        noun = at if unit.pos == "NOUN" else noun
    return noun if closed else -1
