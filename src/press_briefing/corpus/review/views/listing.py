"""The list of articles, and of what could not be read."""

from __future__ import annotations

import pandas as pd

from ....show.formats import bare
from ....show.views import View, markup
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review


def articles(review: Review) -> View:
    """One row an article, in order of date, and those that could not be read."""
    listed = review.tables["articles"]
    if listed.empty:
        return review.none("Articles de la période : rien relevé.") + _unread(review)
    column = review.columns(tables.articles)
    columns = [
        column("number", lambda v: _numbered(review, v)),
        column("day"),
        column("title", lambda v: _titled(review, v)),
        *([column("outlet", lambda v: esc(bare(v)))] if listed["outlet"].any() else []),
        column("source"),
        column("words"),
        *([column("copy_of")] if listed["copy_of"].notna().any() else []),
    ]
    shown = listed.assign(day=review.days(listed))
    made = markup.table(
        shown, columns, caption=review.say("Les articles de la revue"), cut=review.cut("articles"), paper=ON_PAPER
    )
    return View.of(table=made, notes=_unread(review))


def _numbered(review: Review, value: int) -> str:
    """The number, leading to the sentences of the article when views above cite some."""
    led = any(article == value for article, _ in review.cited)
    return f'<a class="to" href="#a{int(value)}">{int(value)}</a>' if led else esc(int(value))


def _titled(review: Review, value: object) -> str:
    return esc(bare(value)) or f"<em>{esc(review.say('titre non relevé'))}</em>"


def _unread(review: Review) -> View:
    reading = review.collection.reading
    same = [(origin, review.say("les mêmes octets que {origin}", origin=first)) for origin, first in reading.twice]
    rows = pd.DataFrame([*reading.unread, *same], columns=["origin", "why"])
    if rows.empty:
        return View("", "")
    column = review.columns(tables.unread)
    caption = review.say("Ce qui n’a pas pu être lu, ou l’a été deux fois")
    return markup.table(
        rows, [column("origin"), column("why")], caption=caption, cut=review.cut("unread"), paper=ON_PAPER
    )
