"""What a note tells of the story: its numbers, its moments and what is announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...measure import highlights
from ...measure.tables import is_deduced
from ...model.analysis import Analysis, Disagreement, Quantity
from ..figures.timeline_choice import chosen
from .rows import flat, sentence_of

if TYPE_CHECKING:
    import pandas as pd

NUMBERS, MOMENTS, AGENDA = 4, 7, 3
RIVALS = 2  # pairs of rival figures; the dossier has all


@dataclass(frozen=True)
class NumberSide:
    """A number as one source gives it: a figure of note, or the words of the article."""

    figure: highlights.Figure | None
    words: str
    source: str
    sentence: int


@dataclass(frozen=True)
class NoteNumber:
    """A number, or several on one thing that differ. `what`: on what they differ, empty for one alone."""

    sides: tuple[NumberSide, ...]
    what: str = ""


@dataclass(frozen=True)
class Moment:
    """A happening: `date` (EDTF), whether it is deduced, its words, its sentence; `kind` as in the chronology.

    `when`: the article's own words for the time, where no date could be made of them.
    """

    date: str
    deduced: bool
    words: str
    sentence: int
    kind: str
    when: str = ""


def is_distant(hedge: str | None, source: str) -> bool:
    """Whether the words of a hedge hold a claim at a distance; naming a source that has no name does not."""
    return bool(hedge) and not (source and source in str(hedge))


def numbers(analysis: Analysis, most: int = NUMBERS) -> tuple[NoteNumber, ...]:
    """Rival figures side by side, then the figures of note, each with its source where one is told.

    Parameters
    ----------
    most: rows at the most.
    """
    differ = [row for row in analysis.disagreements if row.kind == "figure" and _is_news(analysis, row)]
    rivals = [_rivals(analysis, row) for row in differ[:RIVALS]]
    taken = {side.sentence for number in rivals for side in number.sides}
    alone = (_alone(analysis, row) for row in highlights.figures(analysis, most + len(taken)))
    return tuple([*rivals, *(number for number in alone if number.sides[0].sentence not in taken)][:most])


def _is_news(analysis: Analysis, row: Disagreement) -> bool:
    """Whether what two sides differ on is news: « deux lectures » against « trois lectures » is left to the dossier."""
    told = [
        [one for one in analysis.quantities if side.start <= one.start < side.end and highlights.is_news(one)]
        for side in row.rows
    ]
    return all(told)


def _rivals(analysis: Analysis, row: Disagreement) -> NoteNumber:
    names = {actor.id: actor.name for actor in analysis.actors}
    sides = (
        NumberSide(
            _figure_at(analysis, side.start, side.end),
            flat(side.told),
            names.get(side.source or "", side.source or ""),
            sentence_of(analysis, side.start),
        )
        for side in row.rows
    )
    return NoteNumber(tuple(sides), flat(row.what))


def _figure_at(analysis: Analysis, start: int, end: int) -> highlights.Figure | None:
    """The number in some words, where they give one and one only."""
    found = [row for row in analysis.quantities if start <= row.start < end and row.second is None]
    if len(found) != 1 or not highlights.is_definite(found[0].text):
        return None
    return highlights.Figure(found[0].bound, found[0].value, "", (), found[0].start)


def _alone(analysis: Analysis, row: highlights.Figure) -> NoteNumber:
    names = {actor.id: actor.name for actor in analysis.actors}
    quantity: Quantity | None = next((one for one in analysis.quantities if one.start == row.start), None)
    source = (quantity.source or "") if quantity else ""
    return NoteNumber((NumberSide(row, "", names.get(source, source), sentence_of(analysis, row.start)),))


def moments(table: pd.DataFrame, published: str, most: int = MOMENTS) -> tuple[Moment, ...]:
    """The dated happenings that weigh most, in order of time, of a `tables.chronology`; those announced are left out.

    `published`: how the article's own date is known.
    """
    told = chosen(table[(table["kind"] != "planned") & ~table["doubtful"].astype(bool)], most)
    return tuple(_moment(row, published) for row in told.to_dict("records"))


def agenda(table: pd.DataFrame, published: str, most: int = AGENDA) -> tuple[tuple[Moment, ...], int]:
    """What the article announces, in order of time, and how many rows are left out.

    Parameters
    ----------
    table: the chronology.
    published: the day of the article, YYYY-MM-DD, or empty.
    most: rows at the most.

    Returns
    -------
    The rows, and how many are not among them.
    """
    rows = table[(table["kind"] == "planned") & ~table["doubtful"].astype(bool)].to_dict("records")
    return tuple(_moment(row, published) for row in rows[:most]), max(0, len(rows) - most)


def _moment(row: Mapping[Any, Any], published: str) -> Moment:
    date = row["date"] if isinstance(row["date"], str) else ""
    deduced = bool(date) and is_deduced(str(row["certainty"]), str(row["resolved"]), published)
    return Moment(
        date, deduced, flat(str(row["label"])), int(row["sentence"]), str(row["kind"]), flat(str(row["when"] or ""))
    )
