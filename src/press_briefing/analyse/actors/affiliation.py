"""The body a person belongs to, as a bracket behind the name or the function tells."""

from __future__ import annotations

from .book import Book, Draft
from .roles import bracket_after
from .tree import Tree


def affiliate(book: Book, tree: Tree) -> None:
    """« Didier Roux (PS) », « la dirigeante de la CGT »: the bracket before the function."""
    for draft in book.drafts.values():
        if draft.kind == "person" and draft.affiliation is None:
            found = _in_bracket(book, tree, draft) or _in_role(book, draft)
            draft.affiliation = found.name if found is not None else None


def _in_bracket(book: Book, tree: Tree, draft: Draft) -> Draft | None:
    for start, end in draft.mentions:
        if (ranks := tree.ranks(start, end)) and (found := _body(book, bracket_after(tree, ranks))) is not None:
            return found
    return None


def _in_role(book: Book, draft: Draft) -> Draft | None:
    found = (_body(book, range(role.first, role.last)) for role in draft.roles)
    return next((body for body in found if body is not None), None)


def _body(book: Book, ranks: range) -> Draft | None:
    """The last body named in these words."""
    drafts = (book.of(i) for i in reversed(ranks))
    return next((d for d in drafts if d is not None and d.kind == "organisation" and d.named), None)
