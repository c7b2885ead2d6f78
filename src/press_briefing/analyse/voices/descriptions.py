"""What the words of a description are about: its own noun, and who made the document it names."""

from __future__ import annotations

from collections.abc import Sequence

from ...analysis import Mention
from ...french.grammar.classes import is_determiner, is_finite, words
from ...french.grammar.after import phrase_after
from ...french.grammar.phrases import Phrase, is_speaker
from ...french.tokens import Token


def is_made_by(tokens: Sequence[Token], phrase: Phrase, mention: Mention) -> bool:
    """Whether « de » ties the name to the document's own noun, or « par » to a participle behind it."""
    at = next((i for i in range(phrase.first, len(tokens)) if tokens[i].start >= mention.start), len(tokens))
    link = at - 1 - is_determiner(tokens[at - 1])
    between = tokens[phrase.first + 1 : link]
    if link <= phrase.first or any(not t.word or t.quote >= 0 or is_finite(t) for t in between):
        return False
    if tokens[link].low in ("par", "dans"):
        return any(t.pos in ("VERB", "ADJ") for t in between)
    return tokens[link].low in words("of") and at <= phrase.last and not any(
        t.low in words("of", "prepositions") for t in between
    )


def made_by_group(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """Who is said to have gathered the words: « les témoignages recueillis par les ONG »."""
    for i in range(phrase.first + 1, min(len(tokens) - 1, phrase.last + 1)):
        if tokens[i].low == "par" and tokens[i - 1].pos in ("VERB", "ADJ"):
            found = phrase_after(tokens, i + 1)
            return found if found and found.first == i + 1 and is_speaker(tokens, found) else None
    return None


def is_own(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """Whether `head` is the noun the phrase is about: « personnes » is not that of « le nombre de personnes »."""
    for token in tokens[phrase.first + 1 : phrase.last]:
        if token.low == head:
            return True
        if token.low in words("of"):
            return False
    return tokens[phrase.first].low == head
