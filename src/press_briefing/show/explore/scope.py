"""An analysis, or its tables, narrowed to what the controls ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...measure import lexicometry
from ...model.analysis import Analysis, Quantity, Stance
from ...model.typography import key
from ..formats import bare

if TYPE_CHECKING:
    import pandas as pd

WHOLE = -1  # the section « all of the article »


def section_of(analysis: Analysis, number: int) -> Analysis:
    """Only what stands in a section (of `lexicometry.sections`, from 0); sentences keep their numbers."""
    if number == WHOLE:
        return analysis
    part = lexicometry.sections(analysis)[number]
    return within(analysis, part.start, part.end)


def within(analysis: Analysis, start: int, end: int) -> Analysis:
    """Only the rows that begin in `start:end`. The tone of the document and the times stay those of the whole."""

    def inside(rows: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(row for row in rows if start <= row.start < end)

    mentions = inside(analysis.entities)
    counts = Counter(row.id for row in mentions if analysis.article.counts(row.start))
    tone = replace(analysis.tone, sentences=inside(analysis.tone.sentences))
    actors = (replace(row, mentions=inside(row.mentions)) for row in analysis.actors)
    return replace(
        analysis,
        words=inside(analysis.words),
        entities=mentions,
        tone=tone,
        actors=tuple(row for row in actors if row.mentions),
        entity_index=tuple(replace(row, count=counts[row.id]) for row in analysis.entity_index),
        events=inside(analysis.events),
        quotes=inside(analysis.quotes),
        claims=inside(analysis.claims),
        stances=_alone(inside(analysis.stances)),
        quantities=_apart(inside(analysis.quantities)),
        disagreements=tuple(row for row in analysis.disagreements if start <= row.rows[0].start < end),
    )


def _apart(rows: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Quantities without their event: its number is one of the whole article's."""
    return tuple(replace(row, event=None) for row in rows)


def _alone(rows: tuple[Stance, ...]) -> tuple[Stance, ...]:
    """Stances without what they answer: its number is one of the whole article's."""
    return tuple(replace(row, answers=None) for row in rows)


def layer_of(analysis: Analysis, layer: str) -> Analysis:
    """Only the tone of sentences of one layer; an empty layer keeps all."""
    kept = tuple(row for row in analysis.tone.sentences if layer in ("", row.layer))
    return replace(analysis, tone=replace(analysis.tone, sentences=kept))


def holding(table: pd.DataFrame, search: str, *columns: str) -> pd.DataFrame:
    """The rows in which one of the columns holds `search`; case, accents and typography do not matter."""
    wanted = key(search)
    if not wanted or table.empty:
        return table
    return table[[any(wanted in key(bare(value)) for value in row) for row in table[list(columns)].to_numpy().tolist()]]
