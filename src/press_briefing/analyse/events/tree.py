"""The parse as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def _has_tree(doc: Doc) -> bool:
    """Whether there is a parse with its morphology."""
    return doc.has_annotation("DEP") and doc.has_annotation("MORPH")


def with_children(doc: Doc) -> Doc:
    """The same doc, its tokens knowing their children.

    A doc rebuilt from arrays can have heads without children (spaCy sets these only when heads are read from an
    array); writing the heads back sets them.
    """
    from spacy.attrs import DEP, HEAD

    if _has_tree(doc) and not any(token.n_lefts or token.n_rights for token in doc):
        doc.from_array([HEAD, DEP], doc.to_array([HEAD, DEP]))  # type: ignore[arg-type]
    return doc
