"""The words that are counted: every token with a letter in it, outside the byline, with lemma and part of speech.

Figures, signs, links and addresses are no words. A lemma is in lower case with straight apostrophes, except a proper
name's, which is the name as printed; an elided « l' » counts as « le », « du » as « de ».
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..analysis import Word
from ..typography import plain
from .reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_WORD = frozenset(("SPACE", "PUNCT", "SYM"))
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://|www\.|@|^#", re.I)


def find_words(reading: Reading) -> tuple[Word, ...]:
    """One row a word in text order; `pos` is the universal part of speech, X where the pipeline tells none."""
    from spacy.attrs import IDX, LEMMA, LENGTH, ORTH, POS

    counts, doc = reading.article.counts, reading.doc
    known: dict[tuple[int, ...], tuple[str, str] | None] = {}          # a form is looked at once an article
    found = []
    for place, (start, length, *form) in enumerate(doc.to_array([IDX, LENGTH, ORTH, POS, LEMMA]).tolist()):
        seen = tuple(form)
        if seen not in known:
            token = doc[place]
            known[seen] = (lemma_of(token), token.pos_ or "X") if is_word(token) else None
        if (word := known[seen]) is not None and counts(start):
            found.append(Word(start, start + length, *word))
    return tuple(found)


def is_word(token: Token) -> bool:
    """Whether a token is counted: it has a letter and is neither a sign nor an address."""
    text = token.text
    return (bool(_LETTER.search(text)) and not _ADDRESS.search(text)
            and (token.pos_ not in NO_WORD or token.is_alpha))


def lemma_of(token: Token) -> str:
    """The lemma words are counted under; the form itself when the pipeline gives none."""
    lemma = plain(token.lemma_ or token.text)
    return lemma if token.pos_ == "PROPN" else lemma.lower()
