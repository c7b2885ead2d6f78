"""Speakers named only after their words: « … ». Cette petite phrase de X ; « … ». Ainsi parle X."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicons
from ...french.grammar.after import phrase_after
from ...french.grammar.classes import words
from ...french.grammar.phrases import Phrase, is_speaker
from ...french.tokens import Token

_POINTS = frozenset(("ce", "cet", "cette", "ces"))
MOST_ADJECTIVES = 2


def told_after(tokens: Sequence[Token]) -> Phrase | None:
    """Whom a sentence says that the words right before it are of; None where it says nothing of them."""
    if len(tokens) < 3:
        return None
    return _by_noun(tokens) or _by_way(tokens)


def _by_noun(tokens: Sequence[Token]) -> Phrase | None:
    """« Cette petite phrase de X », « Ces mots sont de X », « Ces propos sont ceux de X »."""
    if tokens[0].low not in _POINTS:
        return None
    told = lexicons.members("voices/words_said.txt")
    noun = next((i for i in range(1, min(len(tokens), 2 + MOST_ADJECTIVES)) if tokens[i].low in told), -1)
    if noun < 0 or any(t.pos != "ADJ" for t in tokens[1:noun]):
        return None
    at = noun + 1
    if at < len(tokens) and tokens[at].low in words("être"):
        at += 1
    at += at < len(tokens) and tokens[at].low in ("ceux", "celle", "celles", "celui")
    if at + 1 >= len(tokens) or tokens[at].low not in words("of"):
        return None
    return _somebody(tokens, at + 1)


def _by_way(tokens: Sequence[Token]) -> Phrase | None:
    """« Ainsi parle X », « Ainsi s'exprimait le maire »."""
    if tokens[0].low != "ainsi":
        return None
    verb = 1 + (tokens[1].low == "s'")
    if verb + 1 >= len(tokens) or tokens[verb].lemma not in lexicons.members("voices/ways_to_speak.txt"):
        return None
    return _somebody(tokens, verb + 1)


def _somebody(tokens: Sequence[Token], i: int) -> Phrase | None:
    found = phrase_after(tokens, i)
    return found if found is not None and found.first == i and is_speaker(tokens, found) else None
