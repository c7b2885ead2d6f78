"""Time expressions: where they stand, what they mean (TIMEX3 and EDTF), and how we know.

A linear grammar over token categories (`grammar.py`) finds them in exact bounds; each becomes a meaning
(`meanings.py`), and meanings are resolved in text order against the published date, the tense and the dates around
them (`resolve.py`). Bounds and values follow French TimeBank (Bittar et al. 2011): determiner in, preposition out.
"""

from __future__ import annotations

from datetime import date

from ...french.tokens import Token, Tokens, units
from ...model import typography
from ...model.analysis import Sentence, Time
from ..reading import Reading
from . import grammar
from .resolve import Found, Page, resolve
from .tense import Governors, verbs
from .tokens import letters, tokenise


def find_times(reading: Reading) -> tuple[Time, ...]:
    """Every time expression of the article, in text order.

    1. words in pieces with categories, 2. expressions by the grammar, 3. the tense of the verbs around them, 4. values,
    in the order of the text. Linear in the text.
    """
    published = reading.article.published.value
    return _times(reading.units, reading.tokens, reading.article.text, published, reading.sentences)


def times_in(text: str, *, published: str | None = None) -> tuple[Time, ...]:
    """The same for a text alone, which no language model read; `published` is an ISO date."""
    tokens = Tokens.in_text(text)
    return _times(units(tokens, typography.plain(text)), tokens, text, published, ())


def _times(
    words: list[Token], tokens: Tokens, text: str, published: str | None, sentences: tuple[Sentence, ...]
) -> tuple[Time, ...]:
    plain = typography.plain(text)
    pieces = tokenise(words, plain)  # 1
    found = sorted(
        (Found(first, end, meaning) for _, first, end, meaning in grammar.matches(pieces, letters(pieces))),
        key=lambda item: item.first,
    )  # 2
    if not found:
        return ()
    told = verbs(pieces, tokens)  # 3
    page = Page(plain, pieces, told, sentences, _day(published), Governors(tokens, told))
    return tuple(resolve(page, found, text))  # 4


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
