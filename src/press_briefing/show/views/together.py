"""Who appears with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measure import tables
from . import markup
from .context import Context
from .markup import ShownColumn, View

if TYPE_CHECKING:
    import pandas as pd


def together(context: Context, actors: pd.DataFrame | None = None) -> View:
    """Pairs of people and organisations in one sentence, with their sentences.

    `actors`: the rows of `tables["actors"]` to pair; all of them where none are given.
    """
    table = tables.together(context.tables["actors"] if actors is None else actors)
    if table.empty:
        return context.annex(context.none("Noms qui reviennent ensemble dans une phrase : rien relevé."))
    columns = [
        ShownColumn("first", context.say("Nom")),
        ShownColumn("second", context.say("Avec")),
        ShownColumn("count", context.say("Phrases communes"), markup.numeric(context.language), True),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    caption = context.say("Qui paraît avec qui, dans une même phrase")
    shown = markup.table(table, columns, caption=caption, most=context.top, cut=context.cut("together"))
    return context.annex(View.of(table=shown))
