"""Is it French? A ratio of small words answers; a library is asked only when no known language answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...lexicons import rows
from ...model.errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
SAMPLE = 20_000  # characters looked at
FEW_WORDS = 25  # below it nothing is said: a title or a quotation may be in any language
FRENCH_SHARE = 0.12  # of the words of French prose a fifth to a third are such small words, of others one in fifty
OTHER_SHARE = 0.18  # of the words of a text in another language that are that language's small words
NO_FRENCH = 0.02  # a table or a list has few small words; hardly one in fifty is no French at all


def language_of(text: str, *, source: str) -> str:
    """« fr ». Raises `LanguageError` with the language found."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    share = _share(words, _small_words()["fr"])
    if share >= FRENCH_SHARE:
        return "fr"
    foreign_script = 2 * len(_LATIN.findall(sample)) < sum(map(str.isalpha, sample))
    if len(words) < FEW_WORDS and not (foreign_script and len(sample) > 100):
        return "fr"
    found = _by_small_words(words, share) or (_identified(sample) if foreign_script or share < NO_FRENCH else "fr")
    if found == "fr":
        return found
    raise LanguageError(
        f"the article is in another language than French (it looks like {found!r})",
        where=source,
        cure="give an article in French, or a translation into it: no other language is read",
    )


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("clean/small_words.tsv")}


def _share(words: Sequence[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _by_small_words(words: Sequence[str], french: float) -> str:
    """The language whose small words the text is full of, well above those of French; empty when none is."""
    share, language = max(
        (_share(words, known), language) for language, known in _small_words().items() if language != "fr"
    )
    return language if share >= OTHER_SHARE and share > 2 * french else ""


def _identified(sample: str) -> str:
    from py3langid import classify

    return str(classify(sample)[0])
