"""An analysis as pandas tables, with declared columns, also when empty.

Every table has a column `sentence`: the number (from 1) of the sentence its row rests on, which is `s<number>` in
the annotated text. Offsets are characters of `article.text`. A table is declared once, beside what gives its rows
(`declared.table`): frames, the schema of a dataset, the codebook beside every briefing and `docs/dataset.md` derive
from it. Here they stand in the order in which they are shown.
"""

from __future__ import annotations

import pandas as pd

from ...model.analysis import Analysis
from .counts import quantities, times, tolls
from .declared import Column, DeclaredColumns, Table, Tables, markdown, table
from .findings import chronology, claims, disagreements, is_deduced, quotes, stances
from .rows import Places
from .sheets import csv
from .who import TOGETHER, actors, entities, together, voices
from .wording import cleaning, sections, sentences, specificities, terms, tone_words, words

__all__ = [
    "TABLES",
    "TOGETHER",
    "Column",
    "DeclaredColumns",
    "Places",
    "Table",
    "Tables",
    "actors",
    "chronology",
    "claims",
    "cleaning",
    "codebook",
    "csv",
    "disagreements",
    "entities",
    "every_table",
    "filed_tables",
    "is_deduced",
    "markdown",
    "quantities",
    "quotes",
    "sections",
    "sentences",
    "specificities",
    "stances",
    "table",
    "terms",
    "times",
    "together",
    "tolls",
    "tone_words",
    "voices",
    "words",
]

TABLES: dict[str, Table[Analysis]] = {
    declared.name: declared
    for declared in (
        sentences,
        words,
        terms,
        specificities,
        entities,
        actors,
        times,
        chronology,
        voices,
        quotes,
        claims,
        stances,
        quantities,
        tolls,
        disagreements,
        sections,
        tone_words,
        cleaning,
    )
}


def every_table(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """All tables of an analysis, by name."""
    return {name: declared(analysis) for name, declared in TABLES.items()}


def filed_tables(analysis: Analysis) -> dict[str, pd.DataFrame]:
    """The tables that lie beside a briefing as CSV: all of them, and those counted from them."""
    found = every_table(analysis)
    return {**found, TOGETHER.name: together(found["actors"])}


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    return markdown(
        [*TABLES.values(), TOGETHER], "One CSV a table, UTF-8. `sentence` is the number of the sentence a row rests on."
    )
