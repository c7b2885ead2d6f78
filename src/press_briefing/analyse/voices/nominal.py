"""Speech told by a noun: « l'accusation du gouverneur selon laquelle », « l'annonce en a été faite par X »."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.grammar.after import phrase_after
from ...french.grammar.before import subject_before
from ...french.grammar.classes import is_determiner, words
from ...french.grammar.groups import past_clitics
from ...french.grammar.objects import is_infinitive
from ...french.grammar.phrases import Phrase, is_speaker
from ...french.tokens import Token
from .according import phrase_after_bare
from .cue import NOMINAL, Cue

REACH = 16  # words between the noun and what it says


@cache
def saying_nouns() -> dict[str, str]:
    """Noun of saying -> assertion or demand."""
    return {row[0]: row[1] for row in lexicons.rows("voices/saying_nouns.tsv")}


def nominal_at(tokens: Sequence[Token], i: int) -> Cue | None:
    """The speech that the noun at `i` tells, when its speaker and its content stand with it."""
    if tokens[i].low not in saying_nouns() or tokens[i].pos not in ("NOUN", "") or not _opens(tokens, i):
        return None
    made = _made_by(tokens, i)
    if made is not None:
        return _cue(i, made, made.last, tokens)
    if i + 2 >= len(tokens) or tokens[i + 1].low not in words("of"):
        return None
    subject = _owner(tokens, i + 2)
    if subject is None or not is_speaker(tokens, subject):
        return None
    content = subject.last
    return _cue(i, subject, content, tokens) if _says(tokens, content, saying_nouns()[tokens[i].low]) else None


@cache
def convinced() -> frozenset[str]:
    """« convaincu », « persuadée »: who is so holds what follows."""
    return frozenset(
        word + ending for word in lexicons.members("voices/convinced.txt") for ending in ("", "e", "s", "es")
    )


def convinced_at(tokens: Sequence[Token], i: int) -> Cue | None:
    """« Le maire est convaincu que »: the subject of the « est » before holds it."""
    if tokens[i].low not in convinced() or i + 1 >= len(tokens) or tokens[i + 1].low not in ("que", "qu'"):
        return None
    before = range(i - 1, max(-1, i - 4), -1)
    be = next(
        (j for j in before if tokens[j].low in words("être") or tokens[j].low in lexicons.members("voices/stays.txt")),
        None,
    )
    subject = subject_before(tokens, past_clitics(tokens, be)) if be is not None else None
    if subject is None or (tokens[subject.first].low in ("il", "c'", "ce") and tokens[i].low in ("certain", "sûr")):
        return None  # « il est certain que »
    if any(t.low in ("ne", "n'") for t in tokens[subject.last : i]):
        return None
    return Cue(be or i, i, i + 1, "verb", "estimer", frozenset(("assert",)), subject, i + 1, True)


def _cue(i: int, subject: Phrase, content: int, tokens: Sequence[Token]) -> Cue:
    kind = frozenset((saying_nouns()[tokens[i].low],))
    return Cue(i, i, i + 1, NOMINAL, tokens[i].low, kind, subject, content)


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """« l'accusation », « une promesse »: no verb of the same form."""
    return i > 0 and (is_determiner(tokens[i - 1]) or tokens[i - 1].low in (*words("of"), "malgré", "sur"))


def _owner(tokens: Sequence[Token], i: int) -> Phrase | None:
    found = phrase_after(tokens, i) if is_determiner(tokens[i]) or tokens[i].capital else phrase_after_bare(tokens, i)
    if found is None or found.first != i:
        return None
    inner = next((j for j in range(i + 1, found.last) if _opens_content(tokens, j)), None)
    return Phrase(found.first, inner) if inner is not None else found


def _opens_content(tokens: Sequence[Token], j: int) -> bool:
    """« de la Fifa de suspendre », « du gouverneur selon laquelle »: what is said opens inside the phrase."""
    return tokens[j].low == "selon" or (tokens[j].low in ("de", "d'", "à") and is_infinitive(tokens, j + 1))


def _says(tokens: Sequence[Token], i: int, kind: str) -> bool:
    """Whether the words behind the speaker say what: « selon laquelle », « que », « de construire », « à cesser »."""
    if i >= len(tokens):
        return False
    lows = [t.low for t in tokens[i : i + 2]]
    if lows[0] == "selon" and lows[1:] in (["laquelle"], ["lequel"], ["lesquelles"], ["lesquels"]):
        return True
    if lows[0] in ("que", "qu'"):
        return tokens[i].pos == "SCONJ" or tokens[i].relation == "mark"
    return kind == "demand" and lows[0] in ("de", "d'", "à") and is_infinitive(tokens, i + 1)


def _made_by(tokens: Sequence[Token], i: int) -> Phrase | None:
    """« en a été faite hier par X », « lancée par X »."""
    made = False
    for j in range(i + 1, min(len(tokens) - 1, i + REACH)):
        token = tokens[j]
        if token.text in (".", ";", ":", "(") or token.quote >= 0 or token.low in words("stops"):
            return None
        made = made or token.low in lexicons.members("voices/made.txt")
        if token.low == "par":
            found = phrase_after(tokens, j + 1) if made else None
            return found if found and found.first == j + 1 and is_speaker(tokens, found) else None
    return None
