"""The tokens of an article as plain lists, by their place in the document.

Every question to a spaCy document makes an object, and every finder walks the whole article: what they ask of its
tokens is read out once.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Tokens:
    """One list an attribute, as the spaCy token has it; `heads` are places in the document, `starts` offsets."""

    texts: list[str]
    lemmas: list[str]
    pos: list[str]
    morphs: list[str]
    relations: list[str]
    heads: list[int]
    starts: list[int]
    spaces: list[bool]
    signs: list[bool]                           # punctuation

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """Read the tokens of `doc`."""
        tokens = list(doc)
        return cls([token.text for token in tokens], [token.lemma_ for token in tokens],
                   [token.pos_ for token in tokens], list(_morphs(doc, tokens)), [token.dep_ for token in tokens],
                   [token.head.i for token in tokens], [token.idx for token in tokens],
                   [token.is_space for token in tokens], [token.is_punct for token in tokens])


def _morphs(doc: Doc, tokens: list[Token]) -> Iterator[str]:
    """The morphology of each token as text; an article has some dozens of different ones."""
    from spacy.attrs import MORPH

    told: dict[int, str] = {}
    numbers: list[int] = doc.to_array([MORPH]).ravel().tolist()  # type: ignore[arg-type, assignment]
    for token, number in zip(tokens, numbers, strict=True):
        if number not in told:
            told[number] = str(token.morph)
        yield told[number]
