"""Nouns that happen: « attaque », « sommet », « démission »."""

from __future__ import annotations

import re

from ...lexicons import keys
from ...model.typography import key

_ENDING = re.compile(r"(?:tion|sion|ement|age|ture)s?$")
_SHORTEST = 7  # letters below which such an ending is no sign: « page », « image »


def names_happening(word: str, lemma: str = "") -> bool:
    """Whether a noun names something that happens: it is listed, or made of a verb by its ending."""
    forms = {key(word), key(lemma or word)}
    if forms & keys("events/not_happenings.txt"):
        return False
    return bool(forms & keys("events/happenings.txt")) or (
        len(key(word)) >= _SHORTEST and bool(_ENDING.search(key(word)))
    )
