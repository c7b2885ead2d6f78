"""Voices: who speaks, on what ground, and how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...measure.sourcing import inside, stretches
from ...measure.sourcing import sourcing as account_of
from ..formats import bare, marked, number, percent
from ..note.sources import ROWS
from . import markup, words_of
from .cells import shortened
from .context import Context
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

# Of a quotation inside a claim: its first words; the table of quotations has all of it.
OPENING = 4
_QUOTED = re.compile(r"«[\s\u202f]?([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")


def once(claim: Any) -> str:
    """A claim whose quotations, told in a table of their own, are shortened to their first words."""
    return _QUOTED.sub(_opened, bare(claim))


def _opened(found: re.Match[str]) -> str:
    told = (found[1] or found[2] or found[3] or "").split()
    return found[0] if len(told) <= OPENING + 1 else f"«\u202f{' '.join(told[:OPENING]).rstrip(' ,;:')}…\u202f»"


def sourcing(context: Context, voices: pd.DataFrame | None = None) -> View:
    """The bar of the article by origin, and what each source says.

    `voices`: the rows of `tables["voices"]` to list; all of them where none are given.
    """
    table, account = context.tables["voices"] if voices is None else voices, account_of(context.analysis)
    if not account.sources:
        return context.none("Sources : rien relevé.")
    told = markup.paragraph(
        context.say(
            "Sources relevées : {sources}. Part des mots entre guillemets : {quoted}.",
            sources=number(account.sources, context.language),
            quoted=percent(account.quoted, context.language),
        )
    )
    whole = len(table) <= ROWS  # as the note has them, with the sentences of each
    return View.of(
        prose=_caveat(context) + told,
        figure=context.on_long_paper(_bar(context)),
        table=context.annex_if(whole, _listed(context, table)),
    )


def _bar(context: Context) -> View:
    from ..figures.voices import alt_text, voices_bar

    rows = stretches(context.analysis)
    return markup.figure(
        voices_bar(rows, language=context.language),
        alt=alt_text(rows, language=context.language),
        caption=context.say("L’article du premier au dernier mot, par origine de ce qu’il dit."),
    )


def _caveat(context: Context) -> View:
    """What « décrit, non nommé » means, where a row below says it."""
    if not any(context.tables[name]["kind_doubtful"].any() for name in ("voices", "quotes", "claims")):
        return View("", "")
    return markup.paragraph(
        context.say(
            "« Décrit, non nommé » dit comment ces mots désignent la source : l’article peut la nommer ailleurs, et "
            "deux sources ainsi décrites peuvent être une seule personne."
        ),
        "caveat",
    )


def _listed(context: Context, table: pd.DataFrame) -> View:
    columns = [
        ShownColumn("name", context.say("Source")),
        _kind(context),
        ShownColumn("words", context.say("Mots cités"), markup.numeric(context.language), True),
        ShownColumn("claims", context.say("Affirmations"), markup.numeric(context.language), True),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    return markup.table(table, columns, caption=context.say("Qui parle, et combien"), cut=context.cut("voices"))


def _kind(context: Context) -> ShownColumn:
    """The kind of source of a row."""
    kinds = words_of.source_types(context.translate)
    return ShownColumn("source_type", context.say("Sorte"), lambda v: esc(kinds.get(v, v)))


def quotes(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Who is quoted, with what words.

    `rows`: those of `tables["quotes"]` to show; all of them where none are given.
    """
    table = context.tables["quotes"] if rows is None else rows
    if table.empty:
        return context.none("Citations entre guillemets : rien relevé.")
    columns = [
        ShownColumn("speaker", context.say("Qui parle"), lambda v: _or_unknown(context, v)),
        _kind(context),
        ShownColumn("words", context.say("Citation"), lambda value: context.quote(esc(value))),
        ShownColumn("cue", context.say("Verbe ou tour")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    caption = context.say("Citations relevées dans l’article")
    shown = markup.table(_checked(context, table, "speaker"), columns, caption=caption, cut=context.cut("quotes"))
    return View.of(table=shown)


def claims(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Reported assertions, with their source and the words that hold them at a distance.

    `rows`: those of `tables["claims"]` to show; all of them where none are given.
    """
    table = context.tables["claims"] if rows is None else rows
    if table.empty:
        return context.none("Affirmations rapportées : rien relevé.")
    columns = [
        ShownColumn("source", context.say("Source"), lambda v: _or_unknown(context, v)),
        _kind(context),
        ShownColumn("claim", context.say("Ce que dit l’article"), lambda v: esc(shortened(once(v)))),
        ShownColumn("hedge", context.say("Mise à distance")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    caption = context.say("Affirmations rapportées, avec leur source")
    shown = markup.table(_checked(context, table, "source"), columns, caption=caption, cut=context.cut("claims"))
    return View.of(table=shown)


def _checked(context: Context, table: pd.DataFrame, source: str) -> pd.DataFrame:
    """The table with a mark on each source that may be another's."""
    told = marked(table[source].fillna(""), table["unsure"], context.say("à vérifier"))
    return table.assign(**{source: told})


def _or_unknown(context: Context, value: Any) -> str:
    """A source as the list of sources calls it: « les riverains », also where they open a sentence."""
    if not bare(value):
        return f"<em>{esc(context.say('non relevé'))}</em>"
    return esc(value if value in set(context.tables["voices"]["name"]) else inside(bare(value)))
