"""Speakers told in other ways than by the reporting expression beside the marks.

Inside them (« … le désaccord est total, souligne-t-elle. La suite … »), by a verb said once for two (« que X juge « … »
et Y « … » »), by a cleft after them (« … » : c'est ainsi que X décrit …).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...french.grammar.before import phrase_ending
from ...french.grammar.classes import is_finite
from ...french.grammar.phrases import is_name, is_speaker
from ...french.tokens import Token
from .cue import Cue
from .cues import find_cues
from .hanging import left_report
from .heard import Report
from .people import Party, Scene
from .tokens import MAX_FRAME, Frame

_THIRD = frozenset(("-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-t-ils", "-t-elles"))
# Sentences of the passage in which a noun may follow the verb: later ones tell what others say.
_EARLY = 2


def inner_speaker(scene: Scene, frame: Frame, inner: Sequence[Token]) -> tuple[Party, str] | None:
    """Who speaks, and the words that say so, when they stand between the marks as in everyday style."""
    for number, tokens in enumerate(_sentences(inner)):
        if tokens[-1].text[0] == "?":
            continue
        here = Frame(frame.number, tokens)
        for cue in find_cues(here):
            if _is_incise(tokens, cue, early=number < _EARLY) and cue.subject:
                words = scene.text[tokens[cue.first].start : tokens[cue.last - 1].end]
                return scene.resolve(here, cue.subject), words
    return None


def _sentences(inner: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    begin = 0
    for i, token in enumerate(inner):
        if token.text[0] in ".!?…" or i - begin >= MAX_FRAME or i + 1 == len(inner):
            yield tuple(inner[begin : i + 1])
            begin = i + 1


def _is_incise(tokens: Sequence[Token], cue: Cue, *, early: bool) -> bool:
    """« …, souligne-t-elle », « …, a lancé la syndicaliste Rose Amari. »; not « comme dit ma mère »."""
    if cue.how != "inverted" or cue.subject is None or cue.that or not cue.begin or cue.denied:
        return False
    if tokens[cue.begin - 1].text not in (",", "–", "—", "-"):
        return False
    if tokens[cue.subject.first].low in _THIRD:
        return True
    end = cue.subject.edges[1]
    closed = end >= len(tokens) or not tokens[end].word
    return early and closed and is_speaker(tokens, cue.subject)


def shared_verb(scene: Scene, frame: Frame, t: int, found: Sequence[Report]) -> tuple[Party, str] | None:
    """« que X juge « injuste » et Y « nécessaire » »: Y, by the verb of the passage before."""
    tokens = frame.tokens
    earlier = next((s for s in range(t - 1, -1, -1) if tokens[s].quote >= 0), None)
    if earlier is None or t - earlier < 3:
        return None
    other = phrase_ending(tokens, t - 1)
    if other is None or not earlier < other.first - 1 or not is_name(tokens, other.first, other.last):
        return None
    if tokens[other.first - 1].low not in ("et", "mais", ","):
        return None
    if any(is_finite(x) for x in tokens[earlier + 1 : other.first]):
        return None
    report = left_report(tokens, earlier, found)
    if report is None or report.cue.how != "verb":
        return None
    return scene.resolve(frame, other), report.words


_CLEFTS = (("ainsi",), ("en", "ces", "termes"), ("par", "ces", "mots"), ("sur", "ces", "mots"), ("avec", "ces", "mots"))


def is_cleft(tokens: Sequence[Token], i: int) -> bool:
    """« c'est ainsi que », « c'est en ces termes que »: the words before are what the verb after reports."""
    lows = tuple(t.low for t in tokens[i : i + 7])
    if lows[:2] not in (("c'", "est"), ("c'", "était")):
        return False
    return any(
        lows[2 : 2 + len(way)] == way and lows[2 + len(way) : 3 + len(way)] in (("que",), ("qu'",)) for way in _CLEFTS
    )


def cleft_after(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    """The report of « … » : c'est ainsi que X décrit la réforme."""
    r = t + 1
    while r < len(tokens) and r - t < 3 and tokens[r].text in (":", ",", "–", "—", "-"):
        r += 1
    if not is_cleft(tokens, r):
        return None
    return next((report for report in found if report.cue.begin > r and report.party), None)


def is_asked(tokens: Sequence[Token], t: int) -> bool:
    """« À la question « … », X répond »: the question is nobody's."""
    return [x.low for x in tokens[max(0, t - 3) : t]] in (["à", "la", "question"], ["a", "la", "question"])
