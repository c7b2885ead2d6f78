"""Words: how often, which are the article's own, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...measure import lexicometry
from ..formats import typeset
from ..palette import ACCENT
from . import markup
from .cells import forms
from .context import Context
from .dispersion import DRAWN, dispersion
from .markup import ShownColumn, View, esc

if TYPE_CHECKING:
    import pandas as pd

# G2 from which a difference is beyond chance: p < 0.0001.
SURE = 15.13


def words(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Lemmas by frequency, function words and names left out: where they stand, and their table.

    `rows`: those of `tables["words"]` to show; all of them where none are given. What stands once is left out.
    """
    table = _plain(context.tables["words"] if rows is None else rows)
    table = table[table["count"] > 1]
    if table.empty:
        return context.annex(context.none("Mots pleins qui reviennent : rien relevé."))
    return context.annex(View.of(figure=_positions(context, table), table=_frequent(context, table)))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Words that are no names."""
    return table[table["pos"] != "PROPN"]


def _positions(context: Context, table: pd.DataFrame) -> View:
    """Where the most frequent stand: all occurrences of a lemma, whatever its part of speech there, as the table counts."""
    found = {row.lemma: [word.start for word in row.words] for row in lexicometry.frequencies(context.analysis)}
    drawn = [(lemma, found[lemma], ACCENT) for lemma in table["lemma"].head(DRAWN).tolist()]
    return dispersion(context, drawn, context.say("Les mots les plus fréquents, et où ils se trouvent."), len(table))


def _frequent(context: Context, table: pd.DataFrame) -> View:
    columns = [
        ShownColumn("lemma", context.say("Mot")),
        ShownColumn("count", context.say("Occurrences"), markup.numeric(context.language), True),
        ShownColumn("per_thousand", context.say("Pour 1 000 mots"), markup.numeric(context.language, 1), True),
        ShownColumn("forms", context.say("Formes"), forms),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    caption = context.say("Mots les plus fréquents, ramenés à leur forme du dictionnaire")
    return markup.table(table, columns, caption=caption, most=context.top, cut=context.cut("words"))


def distinctive(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Words that are frequent here and rare in ordinary French, and terms of several words.

    `rows`: those of `tables["words"]` to choose from; all of them where none are given.
    """
    table = _plain(context.tables["words"] if rows is None else rows)
    table = table[(table["count"] > 1) & (table["likelihood"] > SURE) & (table["log_ratio"] > 0)]
    table = table.sort_values(["likelihood", "lemma"], ascending=[False, True])
    if table.empty:
        return context.annex(context.none("Mots propres à l’article (spécificité) : rien relevé."))
    return context.annex(View.of(table=_own(context, table) + _terms(context)))


def _own(context: Context, table: pd.DataFrame) -> View:
    columns = [
        ShownColumn("lemma", context.say("Mot")),
        ShownColumn("count", context.say("Occurrences"), markup.numeric(context.language), True),
        ShownColumn("expected", context.say("Attendues"), markup.numeric(context.language, 2), True),
        ShownColumn("likelihood", context.say("Sûreté (G²)"), markup.numeric(context.language, 0), True),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    caption = context.say(
        "Mots propres à l’article (spécificité) : occurrences, et ce que le français courant en donnerait"
    )
    return markup.table(table, columns, caption=caption, most=context.top, cut=context.cut("words"))


def _terms(context: Context) -> View:
    table = context.tables["terms"]
    if table.empty:
        return View("", "")
    columns = [
        ShownColumn("term", context.say("Expression"), lambda value: esc(typeset(value))),
        ShownColumn("count", context.say("Occurrences"), markup.numeric(context.language), True),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    caption = context.say("Expressions de plusieurs mots qui reviennent")
    return markup.table(table, columns, caption=caption, most=context.top, cut=context.cut("terms"))
