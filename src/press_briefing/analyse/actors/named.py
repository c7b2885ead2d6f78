"""Actors with a name: which rows of the entity index do, say or undergo something, and which rows are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.analysis import Entity, Mention
from ...model.typography import key
from ..entities.geography import country_of
from . import acting
from .aside import Aside
from .book import Book, Draft
from .gender import body_gender, group_gender, role_gender
from .groups import Group, Named, bare, shown, titles
from .kinds import kind_of
from .labels import find_roles
from .same import by_civility, shared
from .states import state_gender
from .tree import Tree

# « le fleuve Sénégal », « le lac Tchad »: of one name with a state, and no state.
_LANDSCAPE = frozenset(("fleuve", "rivière", "lac", "mont", "golfe"))


def find_named(
    book: Book, tree: Tree, aside: Aside, mentions: Sequence[Mention], index: Sequence[Entity]
) -> list[Group]:
    """Put every name that acts into the book; hand back the groups left out, cities and capitals above all."""
    left = []
    _note_names(book, tree, mentions)
    groups = _groups(tree, aside, mentions, index)
    starts = {name.ranks[0] for group in groups if group.label == "PER" for name in group.names}
    for group in groups:
        find_roles(tree, group, starts)
    parted = [part for whole in groups for part in by_civility(tree, whole)]
    for group in shared(tree, parted):
        kind = kind_of(tree, group)
        if kind:
            _enter(book, tree, group, kind)
        else:
            left.append(group)
    return left


def _note_names(book: Book, tree: Tree, mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        book.names.append((mention.start, mention.end))
        if ranks := tree.ranks(mention.start, mention.end):
            book.name_ranks[ranks[0]] = (ranks[-1], key(mention.text), mention.label)


def _groups(tree: Tree, aside: Aside, mentions: Iterable[Mention], index: Sequence[Entity]) -> list[Group]:
    """One group a row of the index, rows of one folded name together; names that only sign are left out."""
    rows_ = {row.id: row for row in index}
    by_name: dict[str, Group] = {}
    for mention in mentions:
        ranks = tree.ranks(mention.start, mention.end)
        if not ranks or mention.id not in rows_ or aside.holds(ranks, mention.label):
            continue
        if tree.low(ranks[0] - 1) in _LANDSCAPE and country_of(key(mention.text)):
            continue
        row = rows_[mention.id]
        group = by_name.setdefault(bare(row.name), Group(row))
        head = tree.top(ranks)
        group.names.append(Named(mention, ranks, head, acting.part(tree, head)))
        group.labels[mention.label] += 1
        if group.entity.label != group.label and row.label == group.label:
            group.entity = row
    return list(by_name.values())


def _enter(book: Book, tree: Tree, group: Group, kind: str) -> Draft:
    entity = group.entity
    if entity.id in book.drafts:
        draft = book.new(kind, shown(entity.name), entity=entity.id)
    else:
        draft = book.add(Draft(entity.id, shown(entity.name), kind, entity=entity.id, plural=kind == "group"))
    draft.gender = group_gender(tree, group) if kind == "person" else body_gender(tree, group.names)
    if kind == "state":
        draft.gender = draft.gender or state_gender(country_of(key(entity.name)))
    parts = {name.part for name in group.names}
    inactive = kind == "group" and not parts & {acting.ACTS, acting.UNDERGOES, acting.WITH}
    draft.doubtful = group.doubtful or inactive
    if kind == "person":
        draft.name = _with_particle(tree, draft.name, group.names)
        draft.roles = group.roles
        draft.gender = draft.gender or role_gender(tree, group.roles)
    for name in group.names:
        if kind == "state" and name.part == acting.PLACE:
            continue
        start, end = name.mention.start, name.mention.end
        book.meet(draft, start, end, "name", name.head, name.mention.text)
        draft.acts |= name.part == acting.ACTS
    return draft


def _with_particle(tree: Tree, name: str, names: Iterable[Named]) -> str:
    """« le général de Gaulle », « Mme de Sarnez »: the particle is the name's where a title stands before it."""
    if " " in name:
        return name
    for mention in names:
        at = mention.ranks[0] - 1
        if tree.low(at) in ("de", "d'") and key(tree.low(at - 1)).rstrip(".") in titles():
            return ("de " if tree.low(at) == "de" else "d’") + name
    return name
