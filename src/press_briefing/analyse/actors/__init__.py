"""Actors: who does or says something, or to whom something is done; one row each, however the article calls them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.analysis import Entity, Mention
    from ..reading import Reading
    from .book import Book, Draft
    from .tree import Tree
    from .who import Actors


def find_actors(reading: Reading, mentions: Sequence[Mention], index: Sequence[Entity]) -> Actors:
    """Everybody who acts, with every mention.

    A row (`Actor`) has `id`, `name`, `kind` (person, organisation, state, group), `named`, `forms`, `role` (a function
    in words of the text, None where none is stated), `affiliation` (the name of a body with a row), `entity`,
    `mentions` (`start`, `end`, `form`: name, title, description, pronoun, place; `doubtful`) and `doubtful`.

    1. the words with their parse
    2. names: persons, bodies, states, peoples that act; what only signs, credits or is a place is left out
    3. capitals and palaces that stand for who governs there
    4. bodies by a description that is one of a kind, and groups that go by a common noun
    5. titles, descriptions, actors without a name, pronouns, in the order of the text
    6. the body a person belongs to
    """
    from .affiliation import affiliate
    from .aside import Aside
    from .bodies import find_bodies
    from .book import Book
    from .by_noun import find_named_groups
    from .describe import note_titles
    from .named import find_named
    from .states import find_states
    from .tree import Tree
    from .who import Actors

    tree, book = Tree(reading), Book()  # 1
    left = find_named(book, tree, Aside(reading, tree), mentions, index)  # 2
    find_states(book, tree, left, index)  # 3
    find_bodies(book, tree)  # 4
    find_named_groups(book, tree)
    note_titles(book, tree)  # 5
    book.note_bearers()
    read_through(book, tree)
    affiliate(book, tree)  # 6
    rows = book.rows()
    spans = {(mention.start, mention.end): row.id for row in rows for mention in row.mentions}
    likely = frozenset((m.start, m.end) for row in rows for m in row.mentions if m.doubtful)
    return Actors(rows, spans, likely, dict(book.by_head), frozenset(book.unsure), tree)


def read_through(book: Book, tree: Tree) -> None:
    """The words in order: each title, description and pronoun goes to somebody known, or to a row of its own."""
    from .describe import by_country, describe
    from .pronouns import is_pronoun, resolve
    from .scene import Scene

    scene = Scene(book, tree)
    for i in range(len(tree.units)):
        found = book.of(i)
        if found is None and not book.covered(tree.units[i].start):
            found = resolve(scene, i) if is_pronoun(tree, i) else describe(scene, i)
        if found is None and i not in book.by_head:
            found = by_country(scene, i)
        if found is not None and i not in book.unsure:
            scene.see(i, found)
            note_predicate(book, tree, i, found)


def note_predicate(book: Book, tree: Tree, i: int, found: Draft) -> None:
    """« Il est un ancien juge »: the function of a person of whom no other is stated."""
    from .pronouns import is_pronoun
    from .stated import told_of_pronoun

    if found.kind == "person" and found.named and not found.roles and is_pronoun(tree, i):
        told = told_of_pronoun(tree, i)
        if told is not None:
            found.roles.append(told)
            book.bearers.setdefault(told.head, {})[found.id] = None
