"""Where the articles say things happen, or speak from."""

from __future__ import annotations

import pandas as pd

from ....show.formats import bare
from ....show.views import View, markup
from ....show.views.places import is_country
from .. import tables
from ..context import ON_PAPER, Review

DRAWN = 60  # places on the map: more would hide one another


def places(review: Review, rows: pd.DataFrame | None = None) -> View:
    """The map of the places named, and their table.

    `rows`: those of `tables["places"]` to show; all of them where none are given.
    """
    table = review.tables["places"] if rows is None else rows
    if table.empty:
        return review.none("Carte : rien à placer.")
    return View.of(figure=_map(review, table.head(DRAWN)), table=_listed(review, table))


def _map(review: Review, table: pd.DataFrame) -> View:
    from ....show.figures.places import places_map

    countries = [is_country(name, bare(code)) for name, code in table[["name", "country"]].to_numpy().tolist()]
    drawn = places_map(table.assign(is_country=countries), language=review.language)
    told = ", ".join(f"{name} {n}" for name, n in table[["name", "count"]].to_numpy().tolist())
    caption = review.say(
        "Lieux que nomment les articles : pays ombrés, régions en italique, villes en disques dont la surface suit "
        "le nombre d’articles. Fond : Natural Earth."
    )
    return markup.figure(drawn, alt=review.say("Carte des lieux nommés : {list}.", list=told), caption=caption)


def _listed(review: Review, table: pd.DataFrame) -> View:
    column = review.columns(tables.places)
    columns = [column("name"), column("count"), column("mentions"), column("cited", review.cites)]
    caption = review.say("Lieux, par nombre d’articles")
    return markup.table(table, columns, caption=caption, most=review.top, cut=review.cut("places"), paper=ON_PAPER)
