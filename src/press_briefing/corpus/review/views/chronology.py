"""What happened, as all articles together tell it: the timeline, the rows, and what they do not agree on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from ....model.typography import key
from ....show.explore import Control, Panel
from ....show.formats import bare, dated
from ....show.views import View, markup, words_of
from ....show.views.markup import esc
from .. import tables
from ..context import Review
from ..front.rows import is_recalled

ALL = 60  # rows up to which happenings told by one article are listed too
RECENT_ON_PAPER, PAST_ON_PAPER = 10, 4  # rows on paper
FEWEST, DRAWN = 2, 30  # of the timeline
MOST_TELLERS, MOST_DISPUTED = 8, 3  # links of a row, and of each of its dates or figures


def chronology(review: Review, rows: pd.DataFrame | None = None) -> Panel:
    """The common chronology: those told by several articles or all, and what they contain.

    `rows`: those of `tables["chronology"]` to show; all of them where none are given.
    """
    table = review.tables["chronology"] if rows is None else rows
    return Panel(partial(_controls, review, table), partial(told, review, table))


def _controls(review: Review, table: pd.DataFrame, _: Mapping[str, Any]) -> list[Control]:
    several = bool((table["articles"] > 1).any()) and len(table) > ALL
    options = ((review.say("plusieurs articles"), 2), (review.say("un article au moins"), 1))
    return [
        Control("least", review.say("Racontés par"), 2 if several else 1, options),
        Control("search", review.say("Contient")),
    ]


def told(review: Review, every: pd.DataFrame, least: int = 1, search: str = "") -> View:
    """Of `every` happening those that `least` articles or more tell, and whose words or names hold `search`."""
    table = _holding(every[every["articles"] >= least], key(search))
    if table.empty:
        return review.none("Faits datés : rien relevé.")
    recalled = [is_recalled(review, date) for date in table["date"]]
    table = table.assign(recalled=recalled).sort_values("recalled", kind="stable", ignore_index=True)
    table = table.assign(number=range(1, len(table) + 1))
    recent, past = table[~table["recalled"]], table[table["recalled"]]
    name = review.say("Faits de la période, et faits annoncés")
    rows = _events(review, recent, name, RECENT_ON_PAPER) if len(recent) else None
    if len(past):
        older = _events(review, past, review.say("Faits antérieurs, que les articles rappellent"), PAST_ON_PAPER)
        rows = rows + older if rows else older
    return View.of(prose=_counted(review, every, least), figure=review.on_screen(_timeline(review, recent)), table=rows)


def _holding(table: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows whose words or names hold what is wanted."""
    if not wanted:
        return table
    cells = table[["label", "actors", "places", "others"]].to_numpy().tolist()
    return table[[any(wanted in key(bare(cell)) for cell in row) for row in cells]]


def _counted(review: Review, every: pd.DataFrame, least: int) -> View:
    several = int((every["articles"] > 1).sum())
    text = review.say(
        "Faits datés rapprochés entre plusieurs articles : {several} ; relevés dans un article : {alone}. {shown}",
        several=review.count(several),
        alone=review.count(len(every) - several),
        shown=review.say("Les autres sont dans les données jointes.") if least > 1 else "",
    )
    return markup.paragraph(text.strip())


def _timeline(review: Review, table: pd.DataFrame) -> View:
    from ....show.figures.timeline import timeline

    several = table[table["articles"] > 1]
    if not FEWEST <= len(several) <= DRAWN:
        return View("", "")
    rows = several[["date", "deduced", "label"]].to_numpy().tolist()
    marked = several.assign(deduced=[date in deduced.split() for date, deduced, _ in rows])
    listed = " ; ".join(f"{_dated(review, date, deduced)}, {label}" for date, deduced, label in rows)
    caption = review.say("Les faits que plusieurs articles datent, dans l’ordre du temps")
    drawn = timeline(marked, published=None, language=review.language)
    return markup.figure(drawn, alt=review.say("Frise des faits datés : {list}.", list=listed), caption=caption)


def _events(review: Review, table: pd.DataFrame, caption: str, paper: int) -> View:
    column, joined = review.columns(tables.chronology), _joinings(review)
    several = bool((table["articles"] > 1).any())
    columns = [
        markup.ShownColumn("number", review.say("N°"), markup.numeric(review.language), True),
        column("date"),
        column("label", str),
        column("places"),
        *([column("articles"), column("certainty", lambda v: esc(joined[v]))] if several else []),
        column("cited", lambda v: review.cites(v, MOST_TELLERS)),
    ]
    shown = table.assign(
        date=[_dated(review, *pair) for pair in table[["date", "deduced"]].to_numpy().tolist()],
        label=[_words(review, row) for row in table.to_dict("records")],
    )
    kept = _weightiest(table, paper)
    return markup.table(shown, columns, caption=caption, cut=review.cut("chronology"), paper=kept)


def _weightiest(table: pd.DataFrame, most: int) -> set[int]:
    """The places of the rows that paper shows: those of most articles, in the order of time."""
    order = table.reset_index(drop=True).sort_values("articles", ascending=False, kind="stable")
    return set(order.index[:most].tolist())


def _joinings(review: Review) -> dict[str, str]:
    return {"sure": review.say("sûr"), "likely": review.say("probable"), "one": "–"}


def _dated(review: Review, date: str, deduced: str) -> str:
    """A date in words, marked where no article states it: it is one of those `deduced`, told with blanks between."""
    return dated(date, review.language, deduced=date in deduced.split())


def _words(review: Review, row: Mapping[Any, Any]) -> str:
    """The words shown; below them those of one other telling, to judge the joining by, and what differs."""
    others = row["others"].split(" | ")
    second = next((other for other in others if other and key(other) != key(row["label"])), "")
    also = [f"<em>{esc(review.say('aussi :'))}</em> {esc(second)}"] if second else []
    return "<br>".join([esc(row["label"]), *also, *_disputed(review, row)])


def _disputed(review: Review, row: Mapping[Any, Any]) -> list[str]:
    """Dates and figures that differ, side by side, each with who gives it."""
    dates = {_dated(review, date, row["deduced"]): cited for date, cited in json.loads(row["dates"] or "{}").items()}
    figures = json.loads(row["figures"] or "{}").values()
    rows = [(review.say("dates :"), dates)] if dates else []
    rows += [(review.say("chiffres :"), told) for told in figures]
    if row["versions"]:
        rows.append((review.say("versions :"), _manners(review, json.loads(row["versions"]))))
    return [f"<strong>{esc(head)}</strong> {_sided(review, told)}" for head, told in rows]


def _manners(review: Review, told: Mapping[str, str]) -> dict[str, str]:
    names = words_of.manners(review.say)
    return {names[manner]: cited for manner, cited in told.items()}


def _sided(review: Review, told: Mapping[str, str]) -> str:
    return " / ".join(f"{esc(text)} ({review.cites(cited, MOST_DISPUTED)})" for text, cited in told.items())
