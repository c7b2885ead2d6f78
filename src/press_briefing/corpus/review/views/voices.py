"""Who quotes whom, and the same words in several articles."""

from __future__ import annotations

import pandas as pd

from ....show.formats import bare
from ....show.views import View, markup, words_of
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review
from ..tables.voices import speakers

MOST_SPEAKERS, MOST_PAPERS = 14, 8  # of the figure
SHARED_ON_PAPER = 6


def voices(review: Review, rows: pd.DataFrame | None = None) -> View:
    """Who quotes whom: discs of papers and speakers, the table of speakers, and what several articles quote.

    `rows`: those of `tables["quoting"]` to show; all of them where none are given.
    """
    quoting = review.tables["quoting"] if rows is None else rows
    if quoting.empty:
        return review.none("Citations entre guillemets : rien relevé.")
    caveat = review.caveat(
        review.say(
            "Chaque article compte une fois, quel que soit le nombre de ses citations ; une dépêche reprise "
            "ne compte qu’une fois. Deux personnes décrites et non nommées peuvent n’en être qu’une, et deux « "
            "un habitant » deux personnes."
        )
    )
    told = speakers(quoting)
    listed = _listed(review, told) + _shared(review)
    return View.of(prose=caveat, figure=review.on_screen(_discs(review, quoting, told)), table=listed)


def _listed(review: Review, told: pd.DataFrame) -> View:
    column, kinds = review.columns(tables.quoting), words_of.source_types(review.say)
    columns = [
        column("who"),
        column("source_type", lambda v: esc(kinds.get(v, v))),
        column("articles"),
        column("quotations"),
        column("words"),
        *([column("outlet", lambda v: esc(bare(v).replace(" | ", ", ")))] if told["outlet"].any() else []),
        column("cited", review.cites),
    ]
    caption = review.say("Qui est cité, et par qui")
    return markup.table(told, columns, caption=caption, most=review.top, cut=review.cut("quoting"), paper=ON_PAPER)


def _discs(review: Review, quoting: pd.DataFrame, told: pd.DataFrame) -> View:
    """Papers against the most quoted speakers, when at least two papers are known."""
    from ....show.figures import review_sides

    papers = [name for name in review.collection.outlets if name][:MOST_PAPERS]
    rows = quoting[quoting["named"] & quoting["outlet"].isin(papers)]
    who = [name for name in told[told["named"]]["who"].tolist() if name in set(rows["who"])]
    if len(papers) < 2 or len(who) < 2:
        return View("", "")
    who = who[:MOST_SPEAKERS]
    counts = {(w, p): int(n) for w, p, n in rows[["who", "outlet", "articles"]].to_numpy().tolist()}
    cells = [[counts.get((w, p), 0) for p in papers] for w in who]
    drawn = review_sides.quoting(who, papers, cells, language=review.language)
    listed = " ; ".join(f"{w} {p} {n}" for (w, p), n in sorted(counts.items()) if w in who)
    caption = review.say(
        "Qui cite qui : articles de chaque journal (colonne) qui citent chaque personne nommée (ligne)."
    )
    return markup.figure(drawn, alt=review.say("Disques : {list}.", list=listed), caption=caption)


def _shared(review: Review) -> View:
    """The same words in several articles."""
    table, column = review.tables["shared"], review.columns(tables.shared)
    if table.empty:
        return View("", "")
    columns = [
        column("words", lambda v: review.quote(esc(v))),
        column("speakers", lambda v: esc(bare(v).replace(" | ", " / "))),
        column("articles"),
        column("cited", review.cites),
    ]
    caption = review.say("Les mêmes paroles dans plusieurs articles")
    return markup.table(
        table, columns, caption=caption, most=review.top, cut=review.cut("shared"), paper=SHARED_ON_PAPER
    )
