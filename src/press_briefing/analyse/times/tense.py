"""The tense around an expression: « mardi » is last Tuesday after « a déclaré », the next one after « se réunira ».

Told by the parse when the pipeline has one, else by the endings of French verbs, which is right often enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from ...french.grammar.tense import FUTURE, PAST, PRESENT, has_future_ending, listed, tenses
from ...french.tokens import Tokens
from .meanings import UNKNOWN
from .tokens import Token

HAVING = frozenset(("a", "ai", "as", "ont", "avait", "avaient", "avons", "avez"))
BEING = frozenset(("est", "sont", "etait", "etaient"))
AUXILIARIES = frozenset(
    ["a", "ont", "ai", "as", "avons", "avez", "est", "sont", "suis", "es", "sommes", "etes", "fut", "furent"]
)
PAST_ENDING = re.compile(
    r"(?:.{2}(?:ait|aient|erent|irent|urent)|fut|furent|eut|eurent|fit|firent|vint|vinrent|prit|prirent)$"
)
CONDITIONAL_ENDING = re.compile(r".{2}r(?:ait|aient)$")
PARTICIPLE = re.compile(
    r"(?:.{2}(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues|ert|erte|erts|ertes|int|inte|aint|eint|ort|orte"
    r"|orts|ortes|ait|aite|aits)|pu|du|vu|lu|eu|mis|pris|dit|né|née|nés|nées|été)$"
)
PRESENT_ENDING = re.compile(r"(?:.{3}(?:ent|ons|ez)|est|sont|peut|doit|veut|fait|reste|a|ont)$")
FAR = 400  # characters beyond which a verb says nothing about a date
NEARBY = 4  # tokens between an auxiliary and its participle: « ont, par ailleurs, été »


def verbs(pieces: list[Token], tokens: Tokens) -> list[tuple[int, str]]:
    """(offset, tense) of every finite verb or participle, in text order."""
    if any(tokens.relations) and any(tokens.morphs):
        return tenses(tokens)
    told = ((piece.start, _lexical(pieces, place)) for place, piece in enumerate(pieces))
    return [(start, tense) for start, tense in told if tense]


def tense_near(found: list[tuple[int, str]], start: int, end: int, first: int, last: int, plain: str) -> str:
    """The tense of the verb nearest to `start:end` in `first:last` (its sentence); clause borders count as distance."""
    first, last = max(first, start - FAR), min(last, end + FAR)
    best, tense = 10**9, UNKNOWN
    for offset, kind in found[bisect_left(found, (first, "")) : bisect_left(found, (last, ""))]:
        between = plain[end:offset] if offset >= end else plain[offset:start]
        distance = len(between) + 25 * between.count(",") + 60 * sum(map(between.count, ";:()«»"))
        distance += 10 if offset >= end else 0
        if distance < best:
            best, tense = distance, kind
    return tense


def _lexical(tokens: list[Token], place: int) -> str | None:
    """The tense a token shows by its form, None when it is no verb as far as one can tell."""
    token = tokens[place]
    if token.category not in ("WORD", "FUNC", "HAVE", "A", "SEASON", "LAST") or not token.word.isalpha():
        return None
    bare = token.bare
    before = tokens[place - 1].category if place else ""
    if bare in listed("planned"):
        return FUTURE
    if before in ("DEF", "THIS", "ONE", "POSS", "OF", "DE"):
        return (
            PAST
            if token.category == "WORD" and token.word.endswith(("é", "és", "ée", "ées")) and before != "DEF"
            else None
        )
    if CONDITIONAL_ENDING.match(bare):
        return FUTURE
    if PAST_ENDING.match(bare) and bare not in listed("not_imperfect"):
        return PAST
    if has_future_ending(bare):
        return FUTURE
    if _is_participle(tokens, place):
        return PAST
    return PRESENT if PRESENT_ENDING.match(bare) and not _opens_compound(tokens, place) else None


def _is_participle(tokens: list[Token], place: int) -> bool:
    word = tokens[place].word
    if word.endswith(("é", "ée", "és", "ées")) and len(word) > 3:
        return True
    return bool(PARTICIPLE.match(word)) and _auxiliary_before(tokens, place)


def _auxiliary_before(tokens: list[Token], place: int) -> bool:
    return any(token.bare in AUXILIARIES for token in tokens[max(0, place - NEARBY) : place])


def is_completed(tokens: list[Token], place: int) -> bool:
    """Whether a compound past stands right before `place`: « a indiqué le 9 juillet », « est décédée le 10 »."""
    last = place - 1
    if last < 1 or not _is_participle(tokens, last) or tokens[last].bare in listed("planned"):
        return False
    before = [token.bare for token in tokens[max(0, last - NEARBY) : last]]
    moved = tokens[last].bare.rstrip("s").removesuffix("e") in listed("moved")
    return any(word in HAVING or (moved and word in BEING) for word in before)


def _opens_compound(tokens: list[Token], place: int) -> bool:
    """Whether an auxiliary has its participle after it (which then tells the tense)."""
    if tokens[place].bare not in AUXILIARIES:
        return False
    return any(PARTICIPLE.match(token.word) for token in tokens[place + 1 : place + 1 + NEARBY])
