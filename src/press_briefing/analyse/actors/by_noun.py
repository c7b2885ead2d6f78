"""Groups that go by a common noun as by a name: « les gilets jaunes », « les casques bleus »."""

from __future__ import annotations

from functools import cache

from ...lexicons import keys, members
from ...model.typography import key
from . import acting
from .book import Book
from .tree import Tree

_LEADS = frozenset(("les", "des", "aux", "ces"))
_MARKS = frozenset(("«", '"', "“"))
_WORN = frozenset(("en", "avec", "sans"))


def find_named_groups(book: Book, tree: Tree) -> None:
    """Enter every such group once, with its mentions; none of them where they are clothes."""
    for i in range(len(tree.units)):
        words_ = next((w for w in _groups().get(tree.units[i].key, ()) if _stands(tree, i, w)), None)
        if words_ is None or i in book.by_head or book.covered(tree.units[i].start) or not _are_people(tree, i):
            continue
        last = i + len(words_) - 1
        start, end = tree.units[i].start, tree.units[last].end
        name = " ".join(words_)
        same = (d for d in book.drafts.values() if d.kind == "group" and key(d.name) == name)
        draft = next(same, None) or book.new("group", tree.text[start:end], plural=True)
        book.meet(draft, start, end, "name", tree.top(range(i, last + 1)), tree.text[start:end])


@cache
def _groups() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in keys("actors/named_groups.txt"):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


def _stands(tree: Tree, i: int, words_: tuple[str, ...]) -> bool:
    return tuple(unit.key for unit in tree.units[i : i + len(words_)]) == words_


def _are_people(tree: Tree, i: int) -> bool:
    """« Les gilets jaunes défilent », « les « gilets jaunes » »; not « vêtus de gilets jaunes », « il porte des … »."""
    before = i - 1 - (tree.low(i - 1) in _MARKS)
    led = tree.low(before) in _LEADS or tree.units[before].pos == "NUM" or tree.units[i].capital
    if not led or tree.case(acting.climbed(tree, i)) in _WORN:
        return False
    verb = tree.units[tree.heads[i]].key if tree.heads[i] >= 0 else ""
    return acting.part(tree, i) == acting.ACTS or not verb.startswith(tuple(map(key, members("actors/wearing.txt"))))
