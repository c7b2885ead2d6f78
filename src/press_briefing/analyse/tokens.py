"""The tokens of an article as plain lists, by their place in the document.

Every question to a spaCy document makes an object, and every finder walks the whole article: what they ask of its
tokens is read out once.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc


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
        """Read the tokens of `doc`: as one table of numbers, each different number looked up once."""
        from numpy import arange
        from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, IS_SPACE, LEMMA, MORPH, ORTH, POS

        table: NDArray[Any] = doc.to_array([ORTH, LEMMA, POS, DEP, MORPH, HEAD, IDX, IS_SPACE, IS_PUNCT])
        heads = table[:, 5].astype("int64") + arange(len(doc))     # a head is told by how far off it is
        columns: list[list[int]] = table.T.tolist()
        texts, lemmas, pos, relations = (_named(doc, column) for column in columns[:4])
        return cls(texts, lemmas, pos, _morphs(doc, columns[4]), relations, heads.tolist(), columns[6],
                   list(map(bool, columns[7])), list(map(bool, columns[8])))


def _named(doc: Doc, column: list[int]) -> list[str]:
    names = {number: doc.vocab.strings[number] for number in set(column)}
    return [names[number] for number in column]


def _morphs(doc: Doc, column: list[int]) -> list[str]:
    """The morphology of each token as text; an article has some dozens of different ones."""
    told: dict[int, str] = {}
    for place, number in enumerate(column):
        if number not in told:
            told[number] = str(doc[place].morph)
    return [told[number] for number in column]
