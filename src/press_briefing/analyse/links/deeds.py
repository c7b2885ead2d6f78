"""Nouns of deeds, bad, good or praised: what an accusation or a credit is of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.grammar.classes import words
from ...french.grammar.verbs import plural
from ...french.tokens import Token


@cache
def deeds() -> dict[str, str]:
    """Head nouns of deeds, singular and plural: bad, good or praised."""
    table = {}
    for noun, side in lexicons.rows("voices/deeds.tsv"):
        table[noun] = table[plural(noun)] = side
    return table


def head_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The head of « la mort de … » when it is a deed we know, else nothing."""
    for token in tokens[first : min(last, first + 6)]:
        if token.low in deeds():
            return token.low
        if token.low in words("of", "prepositions") and token is not tokens[first]:
            break
    return ""
