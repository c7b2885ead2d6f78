"""The words that are counted: tokens made of letters, outside the byline."""
from __future__ import annotations

from ..analysis import Word
from .reading import Reading


def find_words(reading: Reading) -> tuple[Word, ...]:
    return tuple(Word(t.idx, t.idx + len(t), t.lemma_ or t.lower_, t.pos_ or "X") for t in reading.doc
                 if t.is_alpha and reading.article.counts(t.idx))
