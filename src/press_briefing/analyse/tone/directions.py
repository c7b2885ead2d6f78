"""Quantities that rise or fall: « baisse du chômage » is good news, « hausse des prix » is bad."""
from __future__ import annotations

from functools import cache

from ...lexicons import rows
from .composition import Context
from .lexicon import Entry, Table, table_of
from .lines import Line
from .matching import match

GOOD, BAD = 2.0, -2.0


@cache
def valued() -> Table:
    """Quantities wanted high (polarity 1) or low (-1)."""
    return table_of(tuple(Entry(lemma, "NOUN", float(value), "happening")
                          for lemma, value in rows("tone/valued.tsv")))


def directions(line: Line, context: Context) -> dict[int, float]:
    """The polarity of each rise or fall whose quantity is valued, by the index of the word that says it."""
    if not any(effect in ("raise", "lower") for effect, _ in context.reach.values()):
        return {}
    wanted = {found.first: found.entry.polarity for found in match(valued(), line)}
    told = {}
    for shifter, (effect, governed) in context.reach.items():
        values = [wanted[index] for index in governed if index in wanted]
        if effect in ("raise", "lower") and values:
            told[shifter] = GOOD if (values[0] > 0) == (effect == "raise") else BAD
    return told
