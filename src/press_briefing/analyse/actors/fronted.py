"""Functions that open a sentence or a line: « Ancien ministre, X a … », « En tant que maire, X … », « maire : X »."""

from __future__ import annotations

from ...lexicons import members
from .after import begun, closing, leads, noun_right
from .before import past_grade
from .book import Role
from .roles import LONGEST_TITLE, SURE, is_human, is_person_noun, is_plural, role
from .tree import Tree

_LABELLED = frozenset((";", ":", ",", "(", "•", "-", "–"))


def fronted(tree: Tree, ranks: range) -> Role | None:
    """The function before the mark that stands before a name, where nothing else does."""
    mark = past_grade(tree, ranks[0] - 1)
    if mark < 1:
        return None
    if tree.units[mark].text == ":":
        return _labelled(tree, mark)
    if tree.units[mark].text == ",":
        return _listed(tree, mark, ranks) or _opened(tree, mark, ranks)
    return None


def _labelled(tree: Tree, mark: int) -> Role | None:
    """« secrétaire : X »: one bare noun, first in its line or behind another mark."""
    noun = mark - 1
    opens = tree.units[noun].first or noun == 0 or tree.units[noun - 1].text in _LABELLED
    known = is_person_noun(tree, noun) and not is_plural(tree, noun)
    return role(tree, noun, mark, noun, "before") if opens and known else None


def _listed(tree: Tree, mark: int, ranks: range) -> Role | None:
    """« présidente, X ; secrétaire, Y. »: members of a board, each behind its function."""
    noun, after = mark - 1, ranks[-1] + 1
    closed = after >= len(tree.units) or tree.units[after].text in (";", ".")
    if noun < 1 or tree.units[noun - 1].text not in (";", ":") or not closed:
        return None
    known = is_person_noun(tree, noun) and not is_plural(tree, noun)
    return role(tree, noun, mark, noun, "before") if known else None


def _opened(tree: Tree, mark: int, ranks: range) -> Role | None:
    """« Ancien ministre de la Pêche, X a refusé »: a bare function opens the sentence whose subject is the name."""
    first = mark - 1
    while first > 0 and mark - first < LONGEST_TITLE and not tree.units[first].first:
        if tree.units[first].text in (",", ";", ":", "«", "»", '"'):
            return None
        first -= 1
    if not tree.units[first].first or not tree.relation(tree.top(ranks)).startswith("nsubj"):
        return None
    if (told := leads(tree, first)) is not None:
        return told
    first = _past_quality(tree, first)
    noun = noun_right(tree, first)
    if not first <= noun < mark or tree.low(first) in members("actors/no_fronted.txt"):
        return None
    known = is_person_noun(tree, noun) or is_human(tree, noun, SURE)
    if not known or is_plural(tree, noun) or tree.units[noun].pos in ("VERB", "AUX"):
        return None
    return role(tree, begun(tree, first, noun), min(closing(tree, noun), mark), noun, "apposition")


def _past_quality(tree: Tree, first: int) -> int:
    """Past « en tant que », « en sa qualité de »."""
    if tree.low(first) == "en":
        for at in range(first + 1, first + 5):
            if tree.low(at) == "que" and tree.low(at - 1) == "tant":
                return at + 1
            if tree.low(at) in ("de", "d'") and tree.low(at - 1) == "qualité":
                return at + 1
    return first
