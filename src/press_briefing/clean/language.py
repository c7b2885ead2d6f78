"""Is it French? A ratio of small words answers first; a library is asked only when French is in doubt."""
from __future__ import annotations

import re

from ..errors import LanguageError

_FRENCH = frozenset(["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "en", "est", "dans", "que", "qui", "pour", "par", "sur", "au", "aux", "pas", "plus", "ne", "n", "se", "s", "ce", "c", "cette", "ces", "son", "sa", "ses", "avec", "mais", "ou", "où", "il", "elle", "ils", "elles", "on", "nous", "vous", "a", "ont", "été", "sont", "était", "leur", "leurs", "comme", "selon"])
_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000          # characters looked at
FEW_WORDS = 25           # below it nothing is said: a title or a quotation may be in any language
FRENCH_SHARE = 0.22      # of the words of French prose, three in ten to one in two are such small words
# The spaCy pipelines that would read the other languages of our users' countries.
PIPELINES = {"en": ("anglais", "en_core_web_sm"), "es": ("espagnol", "es_core_news_sm"), "pt": ("portugais", "pt_core_news_sm"),
             "de": ("allemand", "de_core_news_sm"), "it": ("italien", "it_core_news_sm"), "nl": ("néerlandais", "nl_core_news_sm"),
             "ru": ("russe", "ru_core_news_sm"), "uk": ("ukrainien", "uk_core_news_sm"), "zh": ("chinois", "zh_core_web_sm"),
             "ja": ("japonais", "ja_core_news_sm"), "ro": ("roumain", "ro_core_news_sm"), "pl": ("polonais", "pl_core_news_sm"),
             "ca": ("catalan", "ca_core_news_sm"), "el": ("grec", "el_core_news_sm"), "ko": ("coréen", "ko_core_news_sm")}


def language_of(text: str, *, source: str, accepted: str = "fr") -> str:
    """« fr », or the `accepted` language when the text is in it.

    Raises `LanguageError` with the language found and the pipeline that reads it.
    """
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    share = sum(word in _FRENCH for word in words) / len(words) if words else 1.0
    if len(words) < FEW_WORDS or share >= FRENCH_SHARE:
        return "fr"
    found = _identified(text[:SAMPLE])
    if found in ("fr", accepted) or (share >= FRENCH_SHARE / 2 and found not in PIPELINES):
        return found
    raise _error(found, source)


def _identified(text: str) -> str:
    from py3langid import classify

    return str(classify(text)[0])


def _error(found: str, source: str) -> LanguageError:
    _, pipeline = PIPELINES.get(found, ("", "xx_sent_ud_sm"))
    return LanguageError(f"the article is in another language than French (found: {found!r})", where=source,
                         cure=f"give a French article, or install {pipeline} (python -m spacy download {pipeline}) "
                              f"and name it with --model {pipeline}")
