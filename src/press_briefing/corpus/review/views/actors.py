"""Who is named in how many articles, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from ....model.typography import key
from ....show.explore import Control, Panel
from ....show.formats import bare
from ....show.views import View, markup, words_of
from ....show.views.markup import esc
from .. import tables
from ..context import ON_PAPER, Review
from .over_time import over_time

ACTORS = "person organisation state group"


def actors(review: Review, rows: pd.DataFrame | None = None) -> Panel:
    """Who is named in how many articles: by kind, by least number of articles, and what the name contains.

    `rows`: those of `tables["actors"]` to show; all of them where none are given.
    """
    return Panel(partial(_controls, review), partial(named, review, review.tables["actors"] if rows is None else rows))


def _controls(review: Review, _: Mapping[str, Any]) -> list[Control]:
    kinds = ((review.say("acteurs"), ACTORS), (review.say("lieux"), "place"))
    most = max(2, review.collection.kept)
    return [
        Control("kind", review.say("Sorte"), ACTORS, kinds),
        Control("least", review.say("Articles, au moins"), 1, least=1, most=most),
        Control("search", review.say("Contient")),
    ]


def named(review: Review, every: pd.DataFrame, kind: str = ACTORS, least: int = 1, search: str = "") -> View:
    """Of `every` name those of some kinds, told by a blank between them, that stand in `least` articles or more."""
    table, wanted = every, key(search)
    table = table[table["kind"].isin(kind.split()) & (table["articles"] >= least)]
    if wanted:
        table = table[[wanted in key(name) for name in table["actor"]]]
    if table.empty:
        return review.none("Noms de cette sorte : rien relevé.")
    joined = _joined(review, table["actor"].head(review.top).tolist())
    return View.of(
        figure=review.on_screen(over_time(review, "actor", table)), table=_listed(review, table), notes=joined
    )


def _listed(review: Review, table: pd.DataFrame) -> View:
    column, kinds = review.columns(tables.actors), words_of.name_kinds(review.say)
    columns = [
        column("actor"),
        *([column("kind", lambda v: esc(kinds.get(v, v)))] if table["kind"].nunique() > 1 else []),
        *(
            [column("doubtful", lambda v: esc(review.say("à vérifier") if v else ""))]
            if table["doubtful"].any()
            else []
        ),
        column("articles"),
        column("mentions"),
        column("first"),
        column("last"),
        column("cited", review.cites),
    ]
    shown = table.assign(first=_ends(review, table, "first"), last=_ends(review, table, "last"))
    caption = review.say("Noms, par nombre d’articles")
    return markup.table(shown, columns, caption=caption, most=review.top, cut=review.cut("actors"), paper=ON_PAPER)


def _ends(review: Review, table: pd.DataFrame, end: str) -> list[str]:
    """The first or last days of rows, marked where no article states that day as its own."""
    return [
        review.day(day, "" if bare(day) == bare(stated) else "inferred", short=True)
        for day, stated in table[[end, f"{end}_stated"]].to_numpy().tolist()
    ]


def _joined(review: Review, names: Sequence[str]) -> View:
    """What was merged under the names shown, and what was not because it could be several."""
    rows = [*_merged(review, names), *_apart(review, {key(name) for name in names})]
    if not rows:
        return View("", "")
    items = "".join(f"<li>{esc(row)}</li>" for row in rows)
    head = review.say("Noms rapprochés d’un article à l’autre, et noms laissés à part")
    return View(f'<aside class="note"><p>{esc(head)}</p><ul>{items}</ul></aside>', "\n".join([head, *rows]))


def _merged(review: Review, names: Sequence[str]) -> list[str]:
    joined = review.collection.actors.joined
    return [
        review.say("« {shorts} » est rapproché de {name}", shorts=" », « ".join(sorted(joined[name])), name=name)
        for name in sorted(set(names) & set(joined))
    ]


def _apart(review: Review, shown: set[str]) -> list[str]:
    apart = review.collection.actors.apart
    return [
        review.say("« {short} » reste à part : ce peut être {names}", short=short, names=review.say(" ou ").join(longs))
        for short, longs in sorted(apart.items())
        if key(short) in shown or any(key(name) in shown for name in longs)
    ]
