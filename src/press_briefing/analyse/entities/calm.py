"""Sentences in capitals from end to end, read as if they were written: « LE PRESIDENT GOITA A BAMAKO »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...french.tokens import Token
from ...lexicons import rows
from ...model.typography import key
from .features import listed, ordinary

SHOUTED = 0.8  # share of words in capitals from which a sentence is shouted
FEWEST = 4  # words a shouted sentence has: « ONU, AES et FMI » is a list of acronyms


@cache
def _acronyms() -> dict[str, str]:
    """Well-known names by key, as they are written."""
    return {key(row[0]): row[0] for row in rows("entities/acronyms.tsv")}


def calmed(sentences: Sequence[list[Token]]) -> list[list[Token]]:
    """The sentences, those in capitals with the case each word has elsewhere, or would have."""
    loud = [is_shouted(tokens) for tokens in sentences]
    if not any(loud):
        return list(sentences)
    written = {
        token.key: token.text
        for tokens, shouted in zip(sentences, loud, strict=True)
        for token in tokens
        if not shouted and token.capital and not token.first
    }
    return [
        [token.written(_calm(token, written)) for token in tokens] if shouted else tokens
        for tokens, shouted in zip(sentences, loud, strict=True)
    ]


def is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether nearly every word is in capitals, and some of them are ordinary words."""
    words = [token for token in tokens if token.text[0].isalpha()]
    capitals = [token for token in words if token.text.isupper()]
    plain_words = sum(token.key in ordinary() and len(token.key) > 3 for token in capitals)
    return len(words) >= FEWEST and len(capitals) >= SHOUTED * len(words) and plain_words > 0


def _calm(token: Token, written: dict[str, str]) -> str:
    if not token.text.isupper():
        return token.text
    if found := written.get(token.key) or _acronyms().get(token.key):
        return found
    if token.key in ordinary() or token.key in listed("links.txt"):
        return token.text.lower()
    return token.text[0] + token.text[1:].lower()
