"""The body a person belongs to, as a bracket behind the name or the function tells."""

from __future__ import annotations

from ...french.grammar.classes import words
from .after import bracket_after
from .book import Book, Draft
from .roles import LINKS
from .tree import Tree

LONGEST_BODY = 9  # words behind « de »
_OUTSIDE = frozenset(("proche", "opposant", "adversaire"))  # of whom somebody is no member


def affiliate(book: Book, tree: Tree) -> None:
    """« Didier Roux (PS) », « la dirigeante de la CGT »: the bracket before the function."""
    for draft in book.drafts.values():
        if draft.kind == "person" and draft.affiliation is None:
            found = _in_bracket(book, tree, draft) or _in_role(book, tree, draft)
            draft.affiliation = found.name if found is not None else None


def _in_bracket(book: Book, tree: Tree, draft: Draft) -> Draft | None:
    for start, end in draft.mentions:
        if not (ranks := tree.ranks(start, end)):
            continue
        bracket = bracket_after(tree, ranks)
        slash = next((i for i in bracket if tree.low(i) == "/"), -1)  # « (SUI/Lyon) »
        told = range(slash + 1, bracket.stop) if slash >= 0 else bracket
        if (found := _body(book, tree, told) or _body(book, tree, _of_body(tree, ranks))) is not None:
            return found
    return None


def _of_body(tree: Tree, ranks: range) -> range:
    """« X, de l'université de Leyde, »: the words behind « de » up to the end of the first name there."""
    first = ranks[-1] + 1
    first += first < len(tree.units) and tree.units[first].text == ","
    if tree.low(first) not in ("de", "d'", "du"):
        return range(0)
    last = first + 1
    while last < min(len(tree.units), first + LONGEST_BODY) and _goes_on(tree, last):
        last += 1
    return range(first, last)


def _goes_on(tree: Tree, at: int) -> bool:
    """A word of the body's name; past its first capital no word in small letters but « de »."""
    unit, before = tree.units[at], tree.units[at - 1]
    small = unit.word and not unit.capital and unit.low not in words("of", "contracted", "determiners")
    return unit.word and unit.low not in LINKS and not (small and before.capital)


def _in_role(book: Book, tree: Tree, draft: Draft) -> Draft | None:
    """The body of a function; none of « épouse du patron de X », « opposant à X », nor what X is there for."""
    roles = (role for role in draft.roles if not role.beside and role.head not in _OUTSIDE)
    found = (_body(book, tree, _before_aim(tree, range(role.first, role.last))) for role in roles)
    return next((body for body in found if body is not None), None)


def _before_aim(tree: Tree, ranks: range) -> range:
    """« envoyé de l'agence pour la CAN »: the words before « pour »."""
    return range(ranks.start, next((i for i in ranks if tree.low(i) == "pour"), ranks.stop))


def _body(book: Book, tree: Tree, ranks: range) -> Draft | None:
    """The last body that these words give by its name: which one « le groupe » stands for is too unsure."""
    drafts = (book.of(i) for i in reversed(ranks) if tree.units[i].capital)
    return next((d for d in drafts if d is not None and d.kind == "organisation" and d.named), None)
