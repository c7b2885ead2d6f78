"""What the words of a description are about: its own noun, and who made the document it names."""

from __future__ import annotations

from collections.abc import Sequence

from ...analysis import Mention
from ...french.grammar.classes import is_determiner, is_finite, words
from ...french.grammar.phrases import Phrase
from ...french.tokens import Token


def is_made_by(tokens: Sequence[Token], phrase: Phrase, mention: Mention) -> bool:
    """Whether « de » ties the name to the document's own noun, or « par » to a participle behind it."""
    at = next((i for i in range(phrase.first, len(tokens)) if tokens[i].start >= mention.start), len(tokens))
    link = at - 1 - is_determiner(tokens[at - 1])
    between = tokens[phrase.first + 1 : link]
    if link <= phrase.first or any(not t.word or t.quote >= 0 or is_finite(t) for t in between):
        return False
    if tokens[link].low == "par":
        return any(t.pos in ("VERB", "ADJ") for t in between)
    return tokens[link].low in words("of") and at <= phrase.last and not any(
        t.low in words("of", "prepositions") for t in between
    )


def is_own(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """Whether `head` is the noun the phrase is about: « personnes » is not that of « le nombre de personnes »."""
    for token in tokens[phrase.first + 1 : phrase.last]:
        if token.low == head:
            return True
        if token.low in words("of"):
            return False
    return tokens[phrase.first].low == head
