"""Closed classes of French words, from `lexicons/language/grammar.tsv`."""

from __future__ import annotations

from functools import cache

from ... import lexicons
from ..tokens import Token


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {
        row[0]: frozenset(word.replace("_", " ") for word in row[1].split())
        for row in lexicons.rows("language/grammar.tsv")
    }


@cache
def words(*names: str) -> frozenset[str]:
    """The words of one closed class or more, lower case."""
    return frozenset().union(*(_classes()[name] for name in names))


def is_determiner(token: Token) -> bool:
    return token.low in words("determiners")


def is_title(token: Token) -> bool:
    """« M. », « Mme », « Monsieur »: a civility before a name."""
    return token.low in words("titles") and token.capital


def is_adverb(token: Token) -> bool:
    """Adverbs, and the words of a date, that may stand between a verb and its subject."""
    return token.low in words("adverbs") or (
        token.low.endswith("ment")
        and len(token.low) > 6
        and not token.capital
        and token.pos not in ("NOUN", "ADJ")
        and token.low not in lexicons.members("language/ment_nouns.txt")
    )


def is_finite(token: Token) -> bool:
    """Whether the token is surely a conjugated verb: an auxiliary, or one the parse says is finite."""
    if token.low == "a" and token.capital and token.pos == "ADP":
        return False  # « A Moscou, »: a capital without its accent
    return token.low in _auxiliaries() or (token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph)


@cache
def _auxiliaries() -> frozenset[str]:
    return words("avoir", "être") - words("not_finite")
