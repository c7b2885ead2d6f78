"""Articles that repeat another one."""

from __future__ import annotations

from ....show.formats import bare, percent
from ....show.views import View, markup
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review


def copies(review: Review) -> View:
    """Articles that repeat another one, with what they are counted under."""
    copied = review.tables["copies"]
    if copied.empty:
        return review.none("Articles qui en reprennent un autre mot pour mot : rien relevé.")
    titles = review.collection.titles(copied["of"].tolist()).set_index("number")["title"].to_dict()
    shown = copied.assign(
        day=review.days(copied),
        of=[f"{of}. {bare(titles.get(of))}" for of in copied["of"]],
        number=[f"{number}. {bare(title)}" for number, title in copied[["number", "title"]].to_numpy().tolist()],
    )
    column = review.columns(tables.copies)
    columns = [
        column("of", esc, numeric=False),
        column("number", esc, numeric=False),
        column("outlet", lambda v: esc(review.paper(bare(v)))),
        column("day"),
        column("alike", lambda v: esc(percent(v, review.language))),
    ]
    caption = review.say("Dépêches et reprises, comptées une fois")
    return View.of(table=markup.table(shown, columns, caption=caption, cut=review.cut("copies"), paper=ON_PAPER))
