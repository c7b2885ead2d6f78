"""Every function stated beside a name, and which of them say something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from ...french.grammar.classes import words
from ...french.grammar.verbs import people
from ...lexicons import members
from ...model.typography import plain
from .after import apposed, hangs
from .before import before_comma, title_before
from .book import Role
from .fronted import fronted
from .predicates import clause_after, predicated
from .roles import is_phrase, masculine
from .shared_titles import of_owner, shared_title
from .tree import Tree


def roles_of(tree: Tree, ranks: range, head: int, starts: Collection[int]) -> Iterator[Role]:
    """Every function stated beside this name. `starts`: ranks at which names of persons begin."""
    found = (
        title_before(tree, ranks),
        before_comma(tree, ranks, starts),
        apposed(tree, ranks, starts),
        predicated(tree, ranks, head),
        clause_after(tree, ranks),
        fronted(tree, ranks),
    )
    stated = [role for role in found if role is not None and not _anothers(tree, role, starts)]
    if not stated and (many := shared_title(tree, ranks, starts)) is not None:
        stated = [many]
    owned = (_of_somebody(tree, role, ranks, starts) for role in stated)
    told = (role for role in owned if _says(tree, role))
    yield from (replace(role, beside=role.head in _owned() | _honours()) for role in told)


def told_of_pronoun(tree: Tree, i: int) -> Role | None:
    """« Il est un ancien dirigeant de … », « Elle a été élue maire »: what the clause of a pronoun says."""
    told = predicated(tree, range(i, i + 1), i) if tree.relation(i).startswith("nsubj") else None
    return told if told is not None and told.how == "is" and _says(tree, told) else None


def _anothers(tree: Tree, role: Role, starts: Collection[int]) -> bool:
    """« le président X et porté Y »: behind its noun a title bears somebody else's name."""
    inside = (i for i in range(role.noun + 1, role.last) if i in starts)
    return role.how in ("title", "before") and any(not hangs(tree, i, role.noun) for i in inside)


def _of_somebody(tree: Tree, role: Role, ranks: range, starts: Collection[int]) -> Role:
    """« son épouse » with whose she is, where the sentence leaves no doubt."""
    return (of_owner(tree, role, ranks, starts) or role) if role.head in _owned() else role


def _says(tree: Tree, role: Role) -> bool:
    """« femme », « homme » say no function, « mère » only with whose, and what befell somebody is none at all."""
    if is_phrase(tree, role.noun):
        return True
    if role.head in _plights() or (role.head in _insults() and (role.how != "title" or tree.quoted[role.noun])):
        return False
    worded = tree.text[tree.units[role.first].start : tree.units[role.last - 1].end]
    of_whom = tree.low(role.noun + 1) in words("of", "contracted") and role.last > role.noun + 2
    owned = role.head in _owned() and (role.text != worded or of_whom)
    if role.head in _unsaid() and not owned and not (role.how in ("apposition", "is") and len(role.content) > 3):
        return False
    told = plain(role.text).lower().replace("'", "' ").split()
    return role.head not in _kin() or not words("of", "contracted").isdisjoint(told)


@cache
def _plights() -> frozenset[str]:
    return heads(people("victims", "plights") | members("actors/plights.txt"))


@cache
def _insults() -> frozenset[str]:
    return heads(members("actors/insults.txt"))


@cache
def _unsaid() -> frozenset[str]:
    return heads(people("anybody", "references"))


@cache
def _kin() -> frozenset[str]:
    return heads(people("kin", "company"))


@cache
def _owned() -> frozenset[str]:
    """What one is of somebody: kin, and « femme », which is a wife where she is somebody's."""
    return _kin() | heads(("femme", "copine", "copain"))


@cache
def _honours() -> frozenset[str]:
    return heads(members("actors/honours.txt"))


def heads(nouns: Iterable[str]) -> frozenset[str]:
    """Nouns as `Role.head` has them."""
    return frozenset(map(masculine, nouns))
