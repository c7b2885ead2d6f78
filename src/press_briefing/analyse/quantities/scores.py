"""Scores: « Lens a battu Metz 3-1 », « quatre buts à deux », « 6-4, 7-5 ». Only beside a word of a contest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ... import lexicons
from ...model.typography import key
from .numbers import Number, number_at
from .scan import QuantityDraft, Scan

_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})|(\d{1,2}):(\d)")
MOST = 199  # points a side


def scores(scan: Scan) -> Iterator[QuantityDraft]:
    """A draft a score: `value` is the first side's, `second` the other's."""
    contests = _contests(scan)
    for i, token in enumerate(scan.tokens):
        if scan.tree.of_sentence[i] not in contests:
            continue
        found = _glued(scan, i) if token.text[:1].isdigit() else None
        found = found or _spoken(scan, i)
        if found is not None and scan.time_over(found[0], found[1]) is None:
            first, last, one, other, unit = found
            yield QuantityDraft(first, last, Number(first, last, one), one, unit, "score", second=other)


def _contests(scan: Scan) -> frozenset[int]:
    """The sentences that speak of a contest, and the one after each."""
    words = lexicons.keys("quantities/sport.txt")
    told = {
        number
        for token, number in zip(scan.tokens, scan.tree.of_sentence, strict=True)
        if key(token.lemma) in words or key(token.low) in words
    }
    return frozenset(told)


def _glued(scan: Scan, i: int) -> tuple[int, int, float, float, str] | None:
    """« 3-1 », cut in one word or in three."""
    text, last = scan.tokens[i].text, i + 1
    if (
        text.isdigit()
        and i + 2 < len(scan.tokens)
        and scan.tokens[i + 1].text in "-–:"
        and scan.tokens[i + 2].text.isdigit()
    ):
        glued = all(a.end == b.start for a, b in pairwise(scan.tokens[i : i + 3]))
        text, last = (text + scan.tokens[i + 1].text + scan.tokens[i + 2].text, i + 3) if glued else (text, last)
    match = _SCORE.fullmatch(text)
    sides = [float(side) for side in match.groups() if side] if match is not None else []
    if not sides or max(sides) > MOST or _is_model(scan, i, last):
        return None
    return i, last, sides[0], sides[1], ""


def _is_model(scan: Scan, i: int, last: int) -> bool:
    """« le 4-4-2 », « U-17 », « le 11-septembre », « les 15-24 ans »."""
    after = scan.tokens[last] if last < len(scan.tokens) else None
    glued = after is not None and after.start == scan.tokens[last - 1].end and after.text[:1] in "-/–h"
    aged = after is not None and after.low in lexicons.members("quantities/not_scores.txt")
    return glued or aged or scan.low(i - 1) in ("saison", "en", "les")


def _spoken(scan: Scan, i: int) -> tuple[int, int, float, float, str] | None:
    """« 4 buts à 2 », « trois sets à un », « s'impose 3 à 1 »."""
    number = number_at(scan.tokens, i) if scan.tokens[i].word else None
    if number is None and scan.low(i) in ("un", "une"):
        number = Number(i, i + 1, 1.0)
    if number is None or number.ordinal or number.share or number.rough:
        return None
    at = number.last
    unit = scan.tokens[at].text if scan.low(at) in lexicons.members("quantities/points.txt") else ""
    at += bool(unit)
    if scan.low(at) != "à" or at + 1 >= len(scan.tokens):
        return None
    other = number_at(scan.tokens, at + 1)
    value = other.value if other else {"un": 1.0, "zéro": 0.0, "rien": 0.0}.get(scan.low(at + 1), -1.0)
    last = other.last if other else at + 2
    if value < 0 or max(number.value, value) > MOST or not (unit or _is_result(scan, number, last)):
        return None
    return i, last, number.value, value, unit


def _is_result(scan: Scan, number: Number, last: int) -> bool:
    """Without its points a score closes its clause: « s'impose 3 à 1. »; « de 3 à 5 buts » does not.

    A time or a preposition may follow: « 2 à 0 mardi à Bamako ».
    """
    if scan.low(number.first - 1) in ("de", "entre", "du"):
        return False
    if last >= len(scan.tokens) or scan.tokens[last].text in ".,;)!" or scan.low(last) in ("face", "contre", "devant"):
        return True
    return scan.tokens[last].pos == "ADP" or scan.time_over(last, last + 1) is not None
