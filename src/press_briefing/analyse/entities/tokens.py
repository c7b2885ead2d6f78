"""Tokens of our own for names: the same whatever language model read the article, with offsets into its text.

Elided words stand alone (« l' » + « Élysée »), compounds stay whole (« Saint-Denis », « Akufo-Addo »), an initial keeps
its full stop (« B. »), a capital before an apostrophe and a capital is part of a name (« N'Djamena »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ...gazetteer import places
from ...typography import key, plain

_LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"{_LETTER}++(?=[ ,])"  # most words: nothing else begins so
    rf"|(?:(?<![\w.])(?:{_LETTER}\.-?){{2,}}(?!\w))"  # O.N.U.
    r"|(?<![\w'])[A-ZÉÈ]\.(?=\s?[A-ZÉÈÀÂÎÔÇ])"  # B. Obama, M. Boussim
    r"|(?<!\w)(?:[ldjmtscnLDJMTSCN]|[QqKk]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Pp]resqu|[Aa]ujourd)'"
    r"(?=\w)"  # l', qu': see `_joined`
    r"|\d+(?:[.,]\d+)*(?:er|ère|e|ème|es|nd|nde)?(?!\w)"  # 10, 1,5, 3e
    r"|\w+(?:[-'&]\w+)*"
    r"|\S"
)
# Letters that open African and Arabic surnames as often as they elide: « N'Guessan », « M'Bala », « N'Djamena ».
_ONE_MARK = {**dict.fromkeys("«»“”„‟", '"'), "—": "–", "…": "."}
_NAME_LETTERS = frozenset("NM")


_key = lru_cache(maxsize=50_000)(key)


class Token(NamedTuple):
    """A word, number or mark: `text` has straight apostrophes, `key` neither case nor accents.

    `first`: it opens its sentence (after quotation marks and dashes too). `capital`: its first letter is one.
    """

    start: int
    end: int
    text: str
    key: str
    first: bool
    capital: bool

    def written(self, text: str) -> Token:
        """The same token in other letters."""
        return self._replace(text=text, capital=text[0].isupper())


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of one sentence, `text[start:end]`; offsets are into `text`."""
    end = len(text) if end is None else end
    flat = plain(text[start:end])
    tokens: list[Token] = []
    opening, quoted = True, False
    for begin, stop in _joined(flat):
        word = flat[begin:stop]
        word = _ONE_MARK.get(word, word)
        quoted = quoted != (word == '"')
        wordy = word[0].isalnum()
        folded, first = _key(word) or word, opening and wordy
        tokens.append(Token(start + begin, start + stop, word, folded, first, word[0].isupper()))
        # an elided article, a list number or a mark leaves the next word at the head of the sentence
        opening = (
            (opening and (not wordy or word.endswith("'") or word[0].isdigit()))
            or word in ":•–"
            or (word == '"' and quoted)
        )
    return tokens


def _joined(flat: str) -> Iterable[tuple[int, int]]:
    """Bounds of tokens, an elision before a capital joined to it where it is no elision (N'Guessan)."""
    held: int | None = None
    for match in TOKEN.finditer(flat):
        begin, stop = match.span()
        word = match.group()
        if len(word) == 2 and word[0] in _NAME_LETTERS and word[1] == "'" and flat[stop : stop + 1].isupper():
            held = begin
            continue
        begin, held = (begin if held is None else held), None
        middle = flat.find("-", begin, stop)
        if middle > begin and flat[begin].isupper() and _two_countries(flat[begin:stop]):
            yield from ((begin, middle), (middle, middle + 1), (middle + 1, stop))
        else:
            yield begin, stop


@lru_cache(maxsize=10_000)
def _two_countries(word: str) -> bool:
    """« Sénégal-Algérie » names two countries, « Guinée-Bissau » one."""
    parts = word.split("-")
    return (
        len(parts) == 2
        and parts[1][:1].isupper()
        and not places(word)
        and all(any(place.kind == "C" for place in places(part)) for part in parts)
    )
