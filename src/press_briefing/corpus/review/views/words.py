"""Words that the articles use more than ordinary French."""

from __future__ import annotations

import pandas as pd

from ....show.views import View, markup
from .. import tables
from ..context import ON_PAPER, Review
from .over_time import over_time


def words(review: Review, rows: pd.DataFrame | None = None) -> View:
    """Words that the articles use more than ordinary French: when, and how often.

    `rows`: those of `tables["words"]` to show; all of them where none are given.
    """
    table = review.tables["words"] if rows is None else rows
    if table.empty:
        return review.none("Mots pleins qui reviennent d’un article à l’autre : rien relevé.")
    column = review.columns(tables.words)
    columns = [
        column("lemma"),
        column("articles"),
        column("occurrences"),
        column("expected", markup.numeric(review.language, 1)),
        column("likelihood", markup.numeric(review.language, 0)),
        column("cited", review.cites),
    ]
    caption = review.say("Mots propres aux articles : occurrences, et ce que le français courant en donnerait")
    listed = markup.table(table, columns, caption=caption, most=review.top, cut=review.cut("words"), paper=ON_PAPER)
    return View.of(figure=review.on_screen(over_time(review, "lemma", table)), table=listed)
