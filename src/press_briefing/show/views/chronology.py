"""When: the timeline and the chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measure.tables import Places, is_deduced
from ..formats import dated, marked
from . import markup, words_of
from .cells import whole
from .context import LINKS, Context
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

Dated = frozenset[tuple[str, int]]  # dates, each with its sentence


def chronology(context: Context, events: pd.DataFrame | None = None) -> View:
    """Happenings: the timeline of those with a date, the table, what is announced, and what is to be checked.

    `events`: the rows of `tables["chronology"]` to show; all of them where none are given.
    """
    table = context.tables["chronology"] if events is None else events
    if table.empty:
        return context.none("Faits datés : rien relevé.")
    table = _worded(context, table)
    sure, ahead = ~table["doubtful"].astype(bool), table["kind"] == "planned"
    deduced = _deduced(context) if table["also"].any() else frozenset()
    return View.of(
        figure=context.on_long_paper(_timeline(context, table[sure])),
        table=_events(context, table[sure & ~ahead], context.say("Chronologie relevée dans l’article"), deduced)
        + _events(context, table[sure & ahead], context.say("Agenda : ce que l’article annonce"), deduced),
        notes=_events(
            context, table[~sure], context.say("À vérifier dans la phrase : qui est désigné, ou la date"), deduced
        ),
    )


def _worded(context: Context, table: pd.DataFrame) -> pd.DataFrame:
    """The rows numbered, each with its date as a reader sees it."""
    published = context.analysis.article.published.certainty
    deduced = [
        is_deduced(certainty, resolved, published)
        for certainty, resolved in table[["certainty", "resolved"]].to_numpy().tolist()
    ]
    words = [
        dated(date, context.language, deduced=mark) if date else _own(context, told)
        for date, told, mark in zip(table["date"].fillna(""), table["when"], deduced, strict=True)
    ]
    words = marked(words, table["unsure"], context.say("à vérifier"))
    return table.assign(number=range(1, len(table) + 1), deduced=deduced, shown=words)


def _own(context: Context, words: str) -> str:
    """The article's own words for a time that no date could be made of."""
    return context.say("« {words} »", words=words) if words else "–"


def _timeline(context: Context, table: pd.DataFrame) -> View:
    from ..figures.timeline import timeline
    from ..figures.timeline_choice import chosen

    published, rows, table = context.analysis.article.published, table, chosen(table)
    if table.empty:
        return context.none("Faits datés : rien relevé.")
    drawn = timeline(table, published=published.value, deduced=published.deduced, language=context.language)
    alt = context.say(
        "Frise des faits datés : {list}.",
        list=" ; ".join(f"{date}, {label}" for date, label in zip(table["shown"], table["label"], strict=True)),
    )
    dates = int((rows["date"].fillna("") != "").sum())
    caption = context.say("Les faits que l’article date, dans l’ordre du temps")
    if dates > len(table):
        caption = context.say(
            "Les {drawn} faits qui pèsent le plus, sur {dates} datés ; les tableaux les ont tous",
            drawn=len(table),
            dates=dates,
        )
    return markup.figure(drawn, alt=alt, caption=caption)


def _events(context: Context, table: pd.DataFrame, caption: str, deduced: Dated) -> View:
    """Some happenings as a table; `deduced`: the dates of other tellings that no sentence states."""
    if table.empty:
        return View("", "")
    table, say = _with_all_dates(table, ", "), context.say
    known = words_of.certainties(context.translate, deduced=context.analysis.article.published.deduced)
    columns = [
        ShownColumn("number", say("N°"), whole, True),
        ShownColumn("shown", say("Date")),
        ShownColumn("label", say("Ce que dit l’article")),
        ShownColumn("actors", say("Acteurs")),
        ShownColumn("places", say("Lieux")),
        ShownColumn("resolved", say("Datation"), lambda v: esc(known.get(v, v)), on_paper=False),
        ShownColumn("sentence", say("Phrase"), link, True),
    ]
    if table["also"].any():
        columns.insert(-1, ShownColumn("also", say("Dit aussi"), lambda v: _also(context, v, deduced)))
    return markup.table(
        table, columns, caption=caption, cut=context.cut("chronology"), paper=_weightiest(table, markup.LONGEST_PAPER)
    )


def _also(context: Context, value: str, deduced: Dated) -> str:
    """Other sentences that tell the same happening, each with the date it gives."""
    told = [(date, int(number)) for date, number in (pair.rsplit("@", 1) for pair in value.split())]
    return ", ".join(
        f"{esc(dated(date, context.language, deduced=(date, number) in deduced))} ({link(number)})"
        for date, number in told[:LINKS]
    ) + (f" {esc(context.say('et {count} autres', count=len(told) - LINKS))}" if len(told) > LINKS else "")


def _deduced(context: Context) -> Dated:
    """The dates that are deduced, each with its sentence."""
    places, published = Places(context.analysis), context.analysis.article.published.certainty
    return frozenset(
        (time.edtf, places.sentence(time.start))
        for time in context.analysis.times
        if time.edtf and is_deduced("", time.certainty, published)
    )


def _weightiest(table: pd.DataFrame, most: int) -> list[int]:
    """The places of the rows that paper has room for: those the timeline would choose, in their order."""
    from ..figures.timeline_choice import weight

    worth = [weight(row) for row in table.to_dict("records")]
    return sorted(sorted(range(len(worth)), key=lambda place: -worth[place])[:most])


def _with_all_dates(table: pd.DataFrame, between: str) -> pd.DataFrame:
    """One row for the several dates of one act (« en 1992 et en 2015 »): the first, with all of them."""
    dates = table.groupby(["sentence", "label"], sort=False)["shown"].transform(
        lambda told: between.join(dict.fromkeys(told))
    )
    return table.assign(shown=dates).drop_duplicates(["sentence", "label"])
