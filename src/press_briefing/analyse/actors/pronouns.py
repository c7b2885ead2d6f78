"""Pronouns: to whom the mention-pair model takes them for; what is unclear is marked or left."""

from __future__ import annotations

from ...french.grammar.classes import words
from .book import Draft
from .ranking import best
from .scene import Scene
from .tree import Tree

# How likely a link is that is told as sure, and one that is marked as doubtful: `training/pronouns.py` measures both.
SURE, LIKELY = 0.6, 0.4
_MASCULINE = frozenset(("il", "-il", "-t-il", "ils", "-ils", "-t-ils", "lui", "celui-ci", "ceux-ci", "eux"))
_FEMININE = frozenset(("elle", "-elle", "-t-elle", "elles", "-elles", "-t-elles", "celle-ci", "celles-ci"))
_STRESSED = frozenset(("selon", "pour", "avec", "contre", "chez", "par", "d'après", "de", "à"))
_OPEN = frozenset(("il", "-il", "-t-il"))


def is_pronoun(tree: Tree, i: int) -> bool:
    """Whether word `i` is a pronoun of the third person that stands for somebody."""
    low = tree.low(i)
    if low in ("dernier", "dernière"):
        return tree.low(i - 1) in ("ce", "cette") and tree.units[i + 1 : i + 2] != [] and not _noun_follows(tree, i)
    if low in ("lui", "eux"):
        return tree.low(i - 1) in _STRESSED or tree.low(i - 1) == "même"
    if low in _OPEN and _impersonal(tree, i):
        return False
    return low in _MASCULINE | _FEMININE


def _noun_follows(tree: Tree, i: int) -> bool:
    return tree.units[i + 1].pos == "NOUN"


def _impersonal(tree: Tree, i: int) -> bool:
    """« il faut », « il s'agit », « il est possible de »: an « il » that stands for nobody."""
    after = []
    for at in range(i + 1, min(i + 7, len(tree.units))):
        if tree.low(at) not in ("ne", "n'", "se", "s'", "en", "lui", "leur", "me", "nous", "a", "avait", "aurait"):
            after.append(at)
    if not after:
        return False
    first = tree.low(after[0])
    if first in words("impersonal") or first in ("agi", "fallu", "resté", "suffi"):
        return True
    if first in ("est", "était", "sera", "serait") and len(after) > 2:
        return tree.units[after[1]].pos == "ADJ" and tree.low(after[2]) in ("de", "d'", "que", "qu'")
    return False


def resolve(scene: Scene, i: int) -> Draft | None:
    """Whom the pronoun stands for, entered into the book; None where it is unclear."""
    tree = scene.tree
    if tree.quoted[i]:
        return None  # somebody's own words: who is meant is known to them
    found, share = best(scene, i)
    if found is None or share < LIKELY:
        return None
    sure = share >= SURE
    start, end = _span(tree, i)
    scene.book.meet(found, start, end, "pronoun", i, tree.text[start:end], doubtful=not sure)
    if sure and found.kind == "person" and tree.low(i) in _FEMININE | _MASCULINE:
        found.gender = found.gender or _gender(tree, i)
    return found if sure else None


def _span(tree: Tree, i: int) -> tuple[int, int]:
    """The pronoun itself: « -t-il » without its hyphens, « ce dernier » whole."""
    unit = tree.units[i]
    if unit.low in ("dernier", "dernière"):
        return tree.units[i - 1].start, unit.end
    bare = unit.text.lstrip("-").removeprefix("t-").removeprefix("t'")
    return unit.end - len(bare), unit.end


def _gender(tree: Tree, i: int) -> str:
    low = tree.low(i)
    return "f" if low in _FEMININE or low == "dernière" else "m"
