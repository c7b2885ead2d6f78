"""In how many articles each of some names or words stands, over time: a figure that two views share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ....show.views import View, markup
from ..context import Review
from ..tables.volume import by_unit

if TYPE_CHECKING:
    from ....show.figures.review_time import Strip

DRAWN = 14  # rows of the figure
LONG_NAME = 30  # characters that fit beside a strip


def over_time(review: Review, column: str, table: pd.DataFrame) -> View:
    """Strips of the first rows of a table, unless the period is one unit long or nothing is dated.

    `column` is `actor` or `lemma`, as for `by_unit`.
    """
    from ....show.figures.review_time import Strip, strips

    calendar, totals = review.collection.calendar, review.tables["volume"]["articles"].tolist()
    if calendar is None or len(calendar.starts) < 2 or not sum(totals):
        return View("", "")
    rows, units = table.head(DRAWN), calendar.names(review.language)
    counts = by_unit(review.collection, column, rows)
    shown = [
        Strip(_brief(review, name), counts[name], review.count(articles))
        for name, articles in rows[[column, "articles"]].to_numpy().tolist()
    ]
    alt = review.say("Bandes : {list}.", list=" ; ".join(_told(row, units) for row in shown))
    caption = review.say(
        "Articles où chacun paraît, au fil du temps : plus la case est sombre, plus leur part est "
        "grande ; à droite, leur nombre en tout. Sans case : rien relevé."
    )
    return markup.figure(strips(shown, totals, units, language=review.language), alt=alt, caption=caption)


def _told(row: Strip, units: list[str]) -> str:
    return f"{row.label} " + ", ".join(f"{units[at]} {n}" for at, n in enumerate(row.counts) if n)


def _brief(review: Review, name: str) -> str:
    """A name short enough for a figure: of a long one its acronym, if the articles use it."""
    return review.collection.actors.acronyms.get(name, name) if len(name) > LONG_NAME else name
