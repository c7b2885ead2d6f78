"""What « de », « à » open after a verb: an infinitive, past its clitics and negation."""

from __future__ import annotations

from collections.abc import Sequence

from ..tokens import Token
from .classes import is_adverb, words


def is_infinitive(tokens: Sequence[Token], i: int) -> bool:
    """Whether an infinitive stands at `i`, past its clitics and negation."""
    while i < len(tokens) and (
        (tokens[i].low in words("clitics") and tokens[i].low not in ("la", "le", "l'", "les"))
        or tokens[i].low in ("ne", "n'", "pas", "l'")
        or is_adverb(tokens[i])
    ):
        i += 1
    if (
        i < len(tokens)
        and tokens[i].low in ("le", "la", "les")
        and i + 1 < len(tokens)
        and tokens[i + 1].low.endswith(("er", "ir", "re"))
    ):
        i += 1
    if i >= len(tokens) or tokens[i].capital or tokens[i].quote >= 0:
        return False
    return (
        tokens[i].low.endswith(("er", "ir", "oir", "re"))
        and len(tokens[i].low) > 3
        and tokens[i].pos in ("", "VERB", "AUX")
    )
