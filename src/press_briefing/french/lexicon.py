"""A lexicon of French forms: which words there are, and the lemma each is most often a form of.

Compiled by `training/lexicon.py` from simplemma's dictionary and wordfreq's frequencies. It tells the network about
words the treebanks never showed, and gives their lemma.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files

from ..model.typography import unaccented

_UNKNOWN_ENDING = 5  # letters: « -ement », « -ation »


@cache
def forms() -> dict[str, str]:
    """Form to lemma, both in lower case with accents; forms that begin with an accent are there without it too."""
    packed = files("press_briefing").joinpath("lexicons", "language", "forms.z").read_bytes()
    names, lemmas = zlib.decompress(packed).decode("utf-8").split("\n\n")
    known = dict(zip(names.split("\n"), lemmas.split("\n"), strict=True))
    bare = {unaccented(form[0]) + form[1:]: lemma for form, lemma in known.items() if not form[0].isascii()}
    return {**bare, **known}


@cache
def _bare_forms() -> dict[str, str]:
    """Forms without accents, for words in capitals."""
    return {unaccented(form): lemma for form, lemma in forms().items() if not form.isascii()}


def lemma_of(word: str) -> str | None:
    """The lemma of a levelled word, None when the lexicon does not know it."""
    form = word.lower()
    found = forms().get(form)
    return _bare_forms().get(form) if found is None and word.isupper() and len(word) > 1 else found


@lru_cache(maxsize=100_000)
def look_of(word: str) -> str:
    """What the network is told beside the letters: the end of the lemma, and whether the form is the lemma."""
    lemma = lemma_of(word)
    if lemma is None:
        return "?" + word[-_UNKNOWN_ENDING:].lower() if word[-1:].isalpha() else "0"
    return lemma[-3:] + ("=" if unaccented(lemma) == unaccented(word.lower()) else "~")
