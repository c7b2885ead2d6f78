"""What the parse and the lists say of single words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ... import typography
from ...lexicons import members

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lexicons/events` as keys."""
    return frozenset(map(typography.key, members(f"events/{name}.txt")))


def is_predicate(token: Token) -> bool:
    """A finite or past participle verb, or what a copula carries."""
    if token.pos_ in ("VERB", "AUX"):
        return not token.dep_.startswith("aux") and token.dep_ != "cop"
    return any(child.dep_ == "cop" for child in token.children)
