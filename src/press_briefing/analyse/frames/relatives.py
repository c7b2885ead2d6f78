"""The noun that a relative pronoun stands for."""

from __future__ import annotations

from ..actors.tree import Tree
from .verbs import DEEP, finite_form


def antecedent_of(tree: Tree, i: int) -> int:
    """The noun of the relative clause that a word stands in; -1 where there is none."""
    for _ in range(DEEP):
        if i < 0:
            break
        if tree.relation(i) in ("acl:relcl", "advcl:cleft"):
            head = tree.heads[i]
            return _called_so(tree, _agreeing(tree, head, i)) if 0 <= head < i else -1
        i = tree.heads[i]
    return -1


def _agreeing(tree: Tree, noun: int, verb: int) -> int:
    """The noun; above a plural whom « qui » with a singular verb cannot mean, the nearest noun that it can."""
    asks = any(tree.low(at) == "qui" for at in tree.of(verb, "nsubj", "nsubj:pass"))
    finite = finite_form(tree, verb)
    if not asks or finite < 0 or tree.morph(finite, "Number") != "Sing" or tree.morph(noun, "Number") != "Plur":
        return noun
    above = noun
    for _ in range(DEEP):
        above = tree.heads[above]
        if above < 0:
            break
        if tree.units[above].pos in ("NOUN", "PROPN") and tree.morph(above, "Number") != "Plur":
            return above
    return noun


def _called_so(tree: Tree, i: int) -> int:
    """« M. Roy, maire de la ville, qui … »: of an apposed noun what it is said of."""
    return tree.heads[i] if tree.relation(i) == "appos" and tree.heads[i] >= 0 else i
