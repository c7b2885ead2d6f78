"""The words that are counted: every token with a letter in it, outside the byline, with lemma and part of speech.

Figures, signs, links and addresses are no words. A lemma is in lower case with straight apostrophes, except a proper
name's, which is the name as printed; an elided « l' » counts as « le », « du » as « de ».
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.analysis import Word
from ..model.typography import plain
from .reading import Reading

NO_WORD = frozenset(("SPACE", "PUNCT", "SYM"))
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://|www\.|@|^#", re.I)


def find_words(reading: Reading) -> tuple[Word, ...]:
    """One row a word in text order; `pos` is the universal part of speech, X where the pipeline tells none."""
    tokens, counts = reading.tokens, reading.article.counts
    found = []
    for start, text, pos, lemma in zip(tokens.starts, tokens.texts, tokens.pos, tokens.lemmas, strict=True):
        if (word := _counted(text, pos, lemma)) is not None and counts(start):
            found.append(Word(start, start + len(text), *word))
    return tuple(found)


@lru_cache(maxsize=50_000)
def _counted(text: str, pos: str, lemma: str) -> tuple[str, str] | None:
    """Lemma and part of speech of a token that is counted, None of any other."""
    return (lemma_of(text, pos, lemma), pos or "X") if is_word(text, pos) else None


def is_word(text: str, pos: str) -> bool:
    """Whether a token is counted: it has a letter and is neither a sign nor an address."""
    return bool(_LETTER.search(text)) and not _ADDRESS.search(text) and (pos not in NO_WORD or text.isalpha())


def lemma_of(text: str, pos: str, lemma: str) -> str:
    """The lemma words are counted under; the form itself when the pipeline gives none."""
    lemma = plain(lemma or text)
    return lemma if pos == "PROPN" else lemma.lower()
