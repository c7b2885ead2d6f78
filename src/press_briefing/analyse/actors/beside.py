"""Descriptions beside a name: « son épouse Laura », « l'agence de presse Tass », « X, un institut de recherche, »."""

from __future__ import annotations

from ...french.grammar.classes import words
from ...model.typography import key
from .book import Draft
from .groups import titles
from .roles import RELATIVES
from .scene import Scene
from .tree import Tree

MOST_ADJECTIVES = 4  # words behind a noun among which its name begins
LONGEST_NAME = 10  # words


def beside(scene: Scene, i: int, span: range) -> Draft | None:
    """The one whose name stands in the phrase itself: « son épouse Laura », « la société X »."""
    tree = scene.tree
    if (next_to := _next_name(scene, i) or _name_before(scene, i, span)) is not None:
        return next_to
    for at in span:
        found = scene.book.of(at) if at > i else None
        if found is not None and found.named and not tree.case(at) and tree.low(at - 1) not in words("of"):
            return found
    return None


def _name_before(scene: Scene, i: int, span: range) -> Draft | None:
    """The body that a phrase between marks is said of: « Reuters, l'agence britannique, », « X, un institut de Y. »."""
    tree, after = scene.tree, span.stop
    comma = min(span[0], max(tree.determiner(i), 0) or span[0]) - 1
    if comma < 1 or tree.units[comma].text != "," or not _ends_phrase(tree, after):
        return None
    first = next((at for at in range(comma - 1, comma - LONGEST_NAME, -1) if _ends_at(scene, at, comma - 1)), -1)
    found = scene.book.of(tree.top(range(first, comma))) if first >= 0 else None
    if found is None or found.kind != "organisation" or not found.named:
        return None
    told = tree.low(comma + 1) in ("un", "une") or (tree.relation(i) == "appos" and first <= tree.heads[i] < comma)
    if told:
        found.nouns[tree.low(i)] = None
    return found if told else None


def _ends_phrase(tree: Tree, after: int) -> bool:
    """Whether a mark, a participle or a relative stands here, and no « et » of a list."""
    if after >= len(tree.units) or not tree.units[after].word or tree.low(after) in RELATIVES:
        return True
    return tree.relation(after) == "acl" and "VerbForm=Part" in tree.units[after].morph


def _ends_at(scene: Scene, first: int, last: int) -> bool:
    return first in scene.book.name_ranks and scene.book.name_ranks[first][0] == last


def _next_name(scene: Scene, i: int) -> Draft | None:
    """The name right behind the noun, an adjective between or not; « le général de Gaulle » too."""
    tree, at = scene.tree, i + 1
    while at < min(len(tree.units), i + MOST_ADJECTIVES) and tree.units[at].pos == "ADJ" and tree.units[at].word:
        at += 1
    graded = key(tree.low(i)) in titles() and tree.low(at) in ("de", "d'")
    name = scene.book.name_ranks.get(at + graded)
    if name is None or tree.of_sentence[at] != tree.of_sentence[i]:
        return None
    return scene.book.of(tree.top(range(at + graded, name[0] + 1)))
