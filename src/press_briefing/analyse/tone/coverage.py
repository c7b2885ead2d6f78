"""How much of a text the lexicon knows: without it a neutral score says nothing."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .charges import Charge

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
SHORTEST = 4                    # letters of a content word where no pipeline tells the part of speech


def coverage_of(read: Iterable[tuple[Span, tuple[Charge, ...]]]) -> float:
    """The share of content words inside a scored word or expression, 0 to 1."""
    known = content = 0
    for span, charges in read:
        scored = {index for charge in charges for index in range(charge.first, charge.last + 1)}
        words = [token for token in span if _is_content(token)]
        content += len(words)
        known += sum(token.i in scored for token in words)
    return round(known / content, 3) if content else 0.0


def _is_content(token: Token) -> bool:
    return token.pos_ in CONTENT if token.pos_ else token.is_alpha and len(token) >= SHORTEST
