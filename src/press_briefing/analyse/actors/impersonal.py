"""An « il » that is nobody: « il faut », « il a été dit aux élèves de », « vaut-il mieux », « comme il a été précisé »."""

from __future__ import annotations

from collections.abc import Sequence

from ...french.grammar.classes import words
from .tree import Tree

LONGEST = 10  # words after « il » that are looked at
_BEING = frozenset(("est", "était", "sera", "serait", "été", "fut"))
_THAT = frozenset(("que", "qu'"))
_OF = frozenset(("de", "d'"))
_TO = frozenset(("à", "au", "aux"))


def is_impersonal(tree: Tree, i: int) -> bool:
    """« il faut », « il s'agit », « il est possible de », « il devrait être clair que »: an « il » that is nobody."""
    after = [at for at in range(i + 1, min(i + LONGEST, len(tree.units))) if _counts(tree, at)]
    if tree.low(i).startswith("-"):  # « faut-il », « y a-t-il », « est-il possible de »
        after = [i - 1, *after]
        if tree.low(i - 2) in ("y", "n'y") and tree.low(i - 1) in words("having"):
            return True
    lows = [tree.low(at) for at in after]
    return bool(lows) and (
        _is_so_by_verb(tree, i, lows) or _is_so_by_noun(lows) or _is_so_by_predicate(tree, i, after, lows)
    )


def _counts(tree: Tree, at: int) -> bool:
    """Whether a word behind « il » tells what « il » is: no pronoun, auxiliary, adverb or mark."""
    low = tree.low(at)
    passed = words("before_predicate")
    return tree.units[at].word and low not in passed and (tree.units[at].pos != "ADV" or low == "ainsi")


def _is_so_by_verb(tree: Tree, i: int, lows: Sequence[str]) -> bool:
    first, behind = lows[0], lows[1:]
    if first in words("impersonal") or first in ("agi", "fallu", "resté", "suffi"):
        return True
    if first in words("impersonal_helpers") and behind[:1] != []:  # « il peut falloir », « il doit s'agir »
        reflexive = any(tree.low(at) == "s'" for at in range(i + 1, i + 5))
        return behind[0] in ("falloir", "y") or (behind[0] == "agir" and reflexive)
    if first in words("better"):  # « il valait mieux partir »
        return "mieux" in (tree.low(at) for at in range(i + 1, i + 4))
    return first in words("impersonal_before_that") and behind[:1] != [] and behind[0] in _THAT


def _is_so_by_noun(lows: Sequence[str]) -> bool:
    """« il fait froid », « il fait un temps de chien »."""
    first, behind = lows[0], lows[1:]
    made = first in ("fait", "faisait", "fera", "fit") and bool(behind)
    return made and behind[min(len(behind) - 1, behind[0] in ("un", "une"))] in words("weather")


def _is_so_by_predicate(tree: Tree, i: int, after: Sequence[int], lows: Sequence[str]) -> bool:
    """« il est possible de », « il devrait être clair que », « il a été dit aux élèves », « comme il a été précisé »."""
    if lows[0] in words("impersonal_helpers") and lows[1:2] == ["être"]:
        after, lows = after[1:], ["est", *lows[2:]]
    told = list(lows[1:])
    if lows[0] not in _BEING or not told:
        return False
    said = tree.units[after[-len(told)]].pos in ("ADJ", "VERB") or told[0] in words("impersonal_nouns")
    then = told[1] if len(told) > 1 else ""
    if told[0] == "ainsi" or (said and then in _THAT | _OF):
        return True
    return told[0] in words("impersonal_passive") and (then in _TO or tree.low(i - 1) == "comme")
