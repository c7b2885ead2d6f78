"""What rises and falls: how much, how sure, and compared with what."""

from __future__ import annotations

import pandas as pd

from ....show.formats import number
from ....show.views import View, markup, words_of
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review
from ..tables.words import Parts, holding, parts
from ..trends import LEAST_ARTICLES

DRAWN = 14  # rows of the figure


def trends(review: Review, rows: pd.DataFrame | None = None) -> View:
    """What rises and falls, with intervals; the caveat and what is compared above it.

    `rows`: those of `tables["trends"]` to show; all of them where none are given.
    """
    sets = parts(review.collection)
    if not sets.enough:
        return _too_few(review, sets)
    caveat = review.caveat(_compared(review, sets))
    table = review.tables["trends"] if rows is None else rows
    if table.empty:
        return caveat + review.none("Mots et noms dont le changement dépasse le hasard : rien relevé.")
    return View.of(prose=caveat, figure=review.on_screen(_moves(review, table)), table=_moved(review, table))


def _too_few(review: Review, sets: Parts) -> View:
    told = review.say(
        "Trop peu d’articles datés pour dire ce qui monte ou descend : il en faut {least} dans chaque partie, "
        "et il y en a {earlier} et {later}.",
        least=LEAST_ARTICLES,
        earlier=review.count(sets.earlier),
        later=review.count(sets.later),
    )
    return markup.paragraph(told, "nothing")


def _compared(review: Review, sets: Parts) -> str:
    """What is compared with what."""
    counts = {"earlier": review.count(sets.earlier), "later": review.count(sets.later)}
    if sets.how == "before":
        return review.say(
            "Comparé à la période de même longueur qui précède : {earlier} articles avant, {later} dans la période.",
            **counts,
        )
    return review.say(
        "Comparé d’une moitié de la période à l’autre : {earlier} articles dans la première, {later} dans la seconde.",
        **counts,
    )


def _moves(review: Review, table: pd.DataFrame) -> View:
    from ....show.figures.review_sides import Move, moves

    rows = [
        Move(term, ratio, low, high)
        for term, ratio, low, high in table[["term", "ratio", "low", "high"]].head(DRAWN).to_numpy().tolist()
    ]
    rows.sort(key=lambda row: -row.ratio)
    told = ", ".join(f"{row.term} {_times(row.ratio, review.language)}" for row in rows)
    caption = review.say(
        "Ce qui monte et ce qui descend : par combien la cote d’un article qui contient le terme "
        "est multipliée, et intervalle à 95 %."
    )
    drawn = moves(rows, language=review.language)
    return markup.figure(drawn, alt=review.say("Rapports : {list}.", list=told), caption=caption)


def _moved(review: Review, table: pd.DataFrame) -> View:
    kinds = {"": review.say("mot"), **words_of.name_kinds(review.say)}
    shown = table.assign(low=_spans(table, review.language), cited=holding(review.collection, table))
    column = review.columns(tables.trends)
    columns = [
        column("term"),
        column("kind", lambda v: esc(kinds.get(v, v))),
        column("earlier"),
        column("later"),
        column("ratio", lambda v: esc(_times(v, review.language))),
        column("low", esc),
        review.columns(tables.words)("cited", review.cites),
    ]
    caption = review.say("Termes qui montent ou descendent, les plus sûrs d’abord")
    return markup.table(shown, columns, caption=caption, most=review.top, cut=review.cut("trends"), paper=ON_PAPER)


def _spans(table: pd.DataFrame, language: str) -> list[str]:
    return [
        f"{number(low, language, 1)} – {number(high, language, 1)}"
        for low, high in table[["low", "high"]].to_numpy().tolist()
    ]


def _times(ratio: float, language: str) -> str:
    return f"× {number(ratio, language, 1)}" if ratio >= 1 else f"÷ {number(1 / ratio, language, 1)}"
