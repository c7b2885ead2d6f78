"""Places: on a map, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.typography import key
from ..formats import number
from . import markup
from .cells import forms
from .context import Context
from .markup import ShownColumn, View, esc

if TYPE_CHECKING:
    import pandas as pd

# How sure a place is that the map shows; every other is listed.
DRAWN_PLACES = ("sure", "likely")
# Places up to which the paper has the note's map alone: a large one would show the same.
FEW_PLACES = 3


def places(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Places: the map of those that are sure enough, the others named below it, and their table.

    `rows`: those of `tables["entities"]` to show, of which only places are; all of them where none are given.
    """
    table = context.tables["entities"] if rows is None else rows
    table = table[table["label"] == "LOC"]
    if table.empty:
        return context.none("Lieux : rien relevé.")
    drawn = table["latitude"].notna() & table["certainty"].isin(DRAWN_PLACES)
    shown = context.annex_if(context.is_brief, _map(context, table[drawn]))
    shown = context.on_screen(shown) if drawn.sum() <= FEW_PLACES else shown
    return View.of(
        figure=shown + _unplaced(context, table[~drawn]),
        table=context.on_screen(_listed(context, table)) + context.on_paper(_in_line(context, table)),
    )


def _listed(context: Context, table: pd.DataFrame) -> View:
    columns = [
        ShownColumn("name", context.say("Nom")),
        ShownColumn("count", context.say("Mentions"), markup.numeric(context.language), True),
        ShownColumn("forms", context.say("Formes relevées"), forms),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    return markup.table(
        table,
        columns,
        caption=context.say("Lieux relevés, par nombre de mentions"),
        most=context.top,
        cut=context.cut("entities"),
        paper=context.names_on_paper,
    )


def _in_line(context: Context, table: pd.DataFrame) -> View:
    """The places as paper has them, in a paragraph: name, mentions, sentences."""
    most, language = context.names_on_paper, context.language
    told = [
        f'<strong class="of-article">{esc(row["name"])}</strong> {esc(number(row["count"], language))} '
        f"({context.links(row['sentences'])})"
        for row in table.head(most).to_dict("records")
    ]
    left = f" · {esc(context.cut('entities')(len(table) - most))}" if len(table) > most else ""
    head = esc(context.say("Lieux relevés, par nombre de mentions (phrases)") + context.say(" : "))
    return View(f'<p class="source">{head}{", ".join(told)}{left}</p>', "")


def _unplaced(context: Context, rows: pd.DataFrame) -> View:
    """The places that the map leaves out."""
    if rows.empty:
        return View("", "")
    names = ", ".join(rows["name"])
    return markup.paragraph(
        context.say("Lieux qui ne sont pas sur la carte, faute de position sûre : {list}.", list=names), "note"
    )


def _map(context: Context, known: pd.DataFrame) -> View:
    from ..figures.places import places_map

    if known.empty:
        return context.none("Carte : rien à placer.")
    countries = [is_country(name, code) for name, code in known[["name", "country"]].to_numpy().tolist()]
    drawn = places_map(known.assign(is_country=countries), language=context.language)
    alt = context.say("Carte des lieux nommés : {list}.", list=", ".join(known["name"]))
    caption = context.say(
        "Lieux nommés dans l’article : pays ombrés, régions en italique, villes en disques dont la surface suit "
        "le nombre de mentions. Fond : Natural Earth."
    )
    return markup.figure(drawn, alt=alt, caption=caption)


def is_country(name: str, code: str | None) -> bool:
    """Whether a place is the country of its own code, by its French name in CLDR."""
    from babel import Locale

    return bool(code) and key(str(Locale("fr").territories.get(str(code), ""))) == key(name)
