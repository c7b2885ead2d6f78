"""An analysis as pandas tables, with declared columns, also when empty.

Every table has a column `sentence`: the number (from 1) of the sentence its row rests on, which is `s<number>` in
the annotated text. Offsets are characters of `article.text`. The columns are described in `CODEBOOK`, and the
codebook is written beside the data of every briefing.
"""
from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ..analysis import Analysis
from .codebook import CODEBOOK, TOGETHER, codebook
from .rows import Places
from .sheets import csv
from .told import chronology, claims, disagreements, is_deduced, quantities, quotes, stances, times, tolls
from .who import actors, entities, together, voices
from .wording import cleaning, sections, sentences, specificities, terms, tone_words, words

__all__ = [
    "CODEBOOK", "TABLES", "TOGETHER", "Places", "actors", "chronology", "claims", "cleaning", "codebook", "csv",
    "disagreements", "entities", "every_table", "filed_tables", "is_deduced", "quantities", "quotes",
    "sections", "sentences", "specificities", "stances", "terms", "times", "together", "tolls", "tone_words", "voices",
    "words",
]

TABLES: dict[str, Callable[[Analysis], pd.DataFrame]] = {
    "sentences": sentences, "words": words, "terms": terms, "specificities": specificities,
    "entities": entities, "actors": actors, "times": times, "chronology": chronology,
    "voices": voices, "quotes": quotes, "claims": claims, "stances": stances, "quantities": quantities,
    "tolls": tolls, "disagreements": disagreements, "sections": sections,
    "tone_words": tone_words, "cleaning": cleaning,
}


def every_table(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """All tables of an analysis, by name."""
    return {name: table(analysis) for name, table in TABLES.items()}


def filed_tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """The tables that lie beside a briefing as CSV: all of them, and those counted from them."""
    found = every_table(analysis)
    return {**found, "together": together(found["actors"])}
