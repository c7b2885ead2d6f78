"""Quantities that rise or fall: « baisse du chômage » is good news, « hausse des prix » is bad."""

from __future__ import annotations

from functools import cache
from math import copysign

from ...lexicons import rows
from .composition import MOVES, SentenceEffects
from .lexicon import ToneEntry, ToneLexicon, lexicon, table_of
from .lines import ToneSentence
from .matching import match

GOOD, BAD = 2.0, -2.0
CLEAR = 2.0  # polarity from which a word of the lexicon is good or bad to have more of


@cache
def valued() -> ToneLexicon:
    """Quantities wanted high (polarity 1) or low (-1)."""
    return table_of(
        tuple(ToneEntry(lemma, "NOUN", float(value), "happening") for lemma, value in rows("tone/valued.tsv"))
    )


def directions(line: ToneSentence, context: SentenceEffects) -> dict[int, float]:
    """The polarity of each rise or fall whose quantity is valued, by the index of the word that says it."""
    if not any(effect in MOVES for effect, _ in context.reach.values()):
        return {}
    wanted = {
        found.first: float(copysign(1, found.entry.polarity))
        for found in match(lexicon(), line)
        if abs(found.entry.polarity) >= CLEAR and found.first not in context.reach
    }
    wanted |= {found.first: found.entry.polarity for found in match(valued(), line)}
    told = {}
    for shifter, (effect, governed) in context.reach.items():
        values = [wanted[index] for index in governed if index in wanted]
        if effect in MOVES and values:
            better = (values[0] > 0) == (effect == "raise")
            denied = "negate" in context.effects.get(shifter, ())
            told[shifter] = GOOD if better != denied else BAD
    return told
