"""Nouns of acts: whose act « de X » makes it, and to whom it is done (« l'assassinat de X par Y »)."""

from __future__ import annotations

from collections.abc import Iterator

from ...french.grammar.classes import words
from ...lexicons import keys
from ...model.typography import key
from ..actors.tree import Tree
from .happening import names_happening

DOES, UNDERGOES = "does", "undergoes"


def is_act(tree: Tree, i: int) -> bool:
    """Whether a noun tells something done or happening."""
    unit = tree.units[i]
    return unit.pos == "NOUN" and (names_happening(unit.text, unit.lemma) or noun_in(tree, i, "actors/state_acts.txt"))


def parts(tree: Tree, noun: int) -> Iterator[tuple[int, str]]:
    """The words below a noun of an act that take part in it, each with what it does there."""
    by = [child for child in tree.of(noun, "nmod", "obl:agent", "obl:mod") if tree.case(child) == "par"]
    yield from ((child, DOES) for child in by)
    for child in tree.of(noun, "nmod", "obl:arg", "obl:mod"):
        case = tree.case(child)
        if case in words("of"):
            part = UNDERGOES if by else _of(tree, noun)
            if part:
                yield child, part
        elif case == "entre":
            yield child, DOES
        elif case in words("aimed") | {"sur"}:
            yield child, UNDERGOES


def _of(tree: Tree, noun: int) -> str:
    """What « de X » does: it undergoes an « assassinat », it does a « départ »; empty where it may be either."""
    if noun_in(tree, noun, "frames/done_to.txt"):
        return UNDERGOES
    return DOES if noun_in(tree, noun, "frames/done_by.txt") or noun_in(tree, noun, "actors/state_acts.txt") else ""


def noun_in(tree: Tree, i: int, name: str) -> bool:
    """Whether a noun, as it stands or in the singular, is in a list of `lexicons`."""
    unit = tree.units[i]
    return bool({unit.key, key(unit.lemma)} & keys(name))
