"""How charged the words of each paper are."""

from __future__ import annotations

import pandas as pd

from ....show.formats import bare, signed
from ....show.views import View, markup
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review
from ..trends import LEAST_MEANS

DRAWN = 14  # papers of the figure


def tone(review: Review) -> View:
    """The tone by paper; the caveat above it, and no interval below a number of articles."""
    table = review.tables["tone"]
    if table.empty:
        return review.none("Articles de la période : rien relevé.")
    caveat = review.caveat(
        review.say(
            "Tonalité des phrases, non opinion des journaux : elle tient surtout aux sujets qu’ils traitent. "
            "L’intervalle à 95 % dit ce que vaut la moyenne si les articles sont un échantillon ; avec moins de "
            "{least} articles, il n’y en a pas, et la moyenne ne permet aucune comparaison.",
            least=LEAST_MEANS,
        )
    )
    return View.of(
        prose=caveat, figure=review.on_screen(_charges(review, table.head(DRAWN))), table=_listed(review, table)
    )


def _charges(review: Review, table: pd.DataFrame) -> View:
    from ....show.figures.review_sides import PaperTone, charges

    columns = ["outlet", "mean", "articles", "low", "high"]
    rows = [
        PaperTone(review.paper(bare(outlet)), mean, int(articles), (low, high) if low == low else None)
        for outlet, mean, articles, low, high in table[columns].to_numpy().tolist()
    ]
    told = ", ".join(f"{row.name} {signed(row.mean, review.language)}" for row in rows)
    caption = review.say(
        "Tonalité moyenne des articles de chaque journal, et intervalle à 95 % ; un rond vide : pas d’intervalle."
    )
    drawn = charges(rows, language=review.language)
    return markup.figure(drawn, alt=review.say("Tonalité moyenne par journal : {list}.", list=told), caption=caption)


def _listed(review: Review, table: pd.DataFrame) -> View:
    column = review.columns(tables.tone)
    columns = [
        column("outlet", lambda v: esc(review.paper(bare(v)))),
        column("articles"),
        column("mean", lambda v: esc(signed(v, review.language))),
        column("low", esc),
        column("cited", review.cites),
    ]
    shown = table.assign(low=[_span(review, *row) for row in table[["outlet", "low", "high"]].to_numpy().tolist()])
    return markup.table(
        shown, columns, caption=review.say("Tonalité par journal"), cut=review.cut("tone"), paper=ON_PAPER
    )


def _span(review: Review, outlet: str, low: float, high: float) -> str:
    """The interval, or why there is none."""
    if low == low:
        return f"{signed(low, review.language)} – {signed(high, review.language)}"
    return review.say("trop peu d’articles") if outlet else review.say("plusieurs journaux peut-être")
