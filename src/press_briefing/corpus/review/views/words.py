"""Words that the articles use more than ordinary French."""

from __future__ import annotations

from ....show.views import View, markup
from .. import tables
from ..context import ON_PAPER, Review
from .over_time import over_time


def words(review: Review) -> View:
    """Words that the articles use more than ordinary French: when, and how often."""
    table = review.tables["words"]
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
