"""What the words of a description are about: its own noun, and who made the document it names."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicons
from ...french.grammar.after import phrase_after
from ...french.grammar.classes import is_determiner, is_finite, words
from ...french.grammar.phrases import Phrase, is_speaker
from ...french.tokens import Token
from ...model.analysis import Mention


def is_made_by(tokens: Sequence[Token], phrase: Phrase, mention: Mention) -> bool:
    """Whether « de » ties the name to the document's own noun, or « par » to a participle behind it."""
    at = next((i for i in range(phrase.first, len(tokens)) if tokens[i].start >= mention.start), len(tokens))
    link = at - 1 - is_determiner(tokens[at - 1])
    between = tokens[phrase.first + 1 : link]
    if link <= phrase.first or any(not t.word or t.quote >= 0 or is_finite(t) for t in between):
        return False
    if tokens[link].low in ("par", "dans"):
        return any(t.pos in ("VERB", "ADJ") for t in between)
    return (
        tokens[link].low in words("of")
        and at <= phrase.last
        and not any(t.low in words("of", "prepositions") for t in between)
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


def takes_up(tokens: Sequence[Token], phrase: Phrase, head: str, *, incise: bool) -> bool:
    """Whether a description is but another word for who is told of: « explique l'endocrinologue », « de 29 ans »."""
    if head in lexicons.members("voices/offices.txt"):
        return False
    lows = [t.low for t in tokens[phrase.first : phrase.last]]
    aged = any(low in ("ans", "enfants") for low in lows) and any(
        low.isdigit() or low in words("numerals") for low in lows
    )
    told_apart = any(t.low in words("of") for t in tokens[phrase.first + 1 : phrase.last])
    generic = head.removeprefix("ex-") in lexicons.members("voices/generic.txt")
    return aged or (not told_apart and (generic or incise))


def is_demonstrative(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """« ce dernier », « celui-ci », « à son avis »: words that stand for who was spoken of."""
    lows = [t.low for t in tokens[phrase.first : phrase.last]]
    if lows[0] in ("son", "leur") and lows[-1] in ("avis", "sens"):
        return True
    if lows[0] in ("ses", "leurs") and lows[-1] in ("dires", "propos", "yeux"):
        return True
    return lows in (
        ["ce", "dernier"],
        ["cette", "dernière"],
        ["ces", "derniers"],
        ["ces", "dernières"],
        ["ceux-ci"],
        ["celui-ci"],
    )
