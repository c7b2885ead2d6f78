"""The head of a briefing: what the article is, how long, what was taken out of its capture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...measure import highlights
from ..condition import conditions
from ..formats import date_text, number, reason_text
from . import markup, words_of
from .cells import shortened
from .context import Context
from .markup import ShownColumn, Tile, View, esc

if TYPE_CHECKING:
    import pandas as pd

# Words of the opening that stand for the title of an article without one.
OPENING = 12


def head(context: Context) -> View:
    """Title, author and roles, source, date and how we know it, length."""
    article, say = context.analysis.article, context.say
    rows = [(say("Source"), article.whence), (say("Date"), _published(context))]
    if article.author:
        rows.insert(0, (say("Auteur"), ", ".join([article.author.name, *article.author.roles])))
    length = say(
        "{words} mots, {sentences} phrases, {paragraphs} paragraphes",
        words=number(len(article.text.split()), context.language),
        sentences=number(len(context.analysis.sentences), context.language),
        paragraphs=number(len(article.paragraphs), context.language),
    )
    rows.append((say("Longueur"), length))
    items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in rows)
    warnings = _warnings(context)
    rows += warnings
    items += "".join(
        f"<div><dt>{esc(name)}</dt><dd><strong>{esc(value)}</strong></dd></div>" for name, value in warnings
    )
    if not article.title:
        rows.insert(0, (say("Titre"), say("non relevé ; les premiers mots en tiennent lieu")))
    title = article.title or opening(article.text)
    return View(
        f'<header class="head"><h1>{esc(title)}</h1><dl class="facts">{items}</dl></header>',
        "\n".join([title, *(f"{name}: {value}" for name, value in rows)]),
    )


def _warnings(context: Context) -> list[tuple[str, str]]:
    """What a reader should know of the text before trusting what was read of it."""
    parted, say = context.analysis.parted, context.say
    told = [(say("Texte"), line) for line in conditions(context.analysis, context.language)]
    if parted:
        long = (
            say(
                "une phrase trop longue pour être lue d’un trait l’a été par morceaux : ce qu’on y relève est moins sûr"
            )
            if parted == 1
            else say(
                "{count} phrases trop longues pour être lues d’un trait l’ont été par morceaux : ce qu’on y "
                "relève est moins sûr",
                count=number(parted, context.language),
            )
        )
        told.append((say("Lecture"), long))
    return told


def _published(context: Context) -> str:
    published = context.analysis.article.published
    how = {
        "given": context.say("indiquée par l’utilisateur"),
        "found": context.say("lue dans la source"),
        "inferred": context.say("déduite"),
        "unknown": context.say("inconnue"),
    }[published.certainty]
    reason = reason_text(published.reason, context.language)
    if reason:
        how = reason if published.certainty == "found" else f"{how}{context.say(' : ')}{reason}"
    return f"{date_text(published.value, context.language)} ({how})" if published.value else how


def key_figures(context: Context) -> View:
    """What was found, in numbers, and the figures of note that the article gives."""
    table, analysis = context.tables, context.analysis
    actors = table["actors"]
    counts = highlights.counts(
        context.translate,
        context.language,
        actors=int((actors["named"] & ~actors["doubtful"]).sum()),
        places=int((table["entities"]["label"] == "LOC").sum()),
        events=int((table["chronology"]["date"].fillna("") != "").sum()),
        quotes=len(table["quotes"]),
        claims=len(table["claims"]),
    )
    given = [_given(context, row) for row in highlights.figures(analysis)]
    tiles = [*(Tile(value, label) for value, label in counts), *given]
    return markup.key_figures(tiles) if tiles else context.none("Chiffres clés : rien relevé.")


def _given(context: Context, row: highlights.Figure) -> Tile:
    """A figure of the article's own, with what it counts and the sentence that gives it."""
    value, what = highlights.told(row, context.language, words_of.bounds(context.translate), context.translate)
    return Tile(value, context.say("selon l’article, phrase"), what, context.number(row.start))


def key_sentences(context: Context) -> View:
    """The sentences that say most of the whole, in the article's order, the first of them in bold."""
    found = highlights.points(context.analysis)
    if not found:
        return context.none("Phrases qui résument l’article : rien relevé.")
    lead = f'<p class="key-sentence"><strong>{_cited(context, found[0])}</strong></p>'
    more = "".join(f"<li>{_cited(context, point)}</li>" for point in found[1:])
    text = "\n".join(point.text for point in found)
    return View(f'{lead}<ul class="key-sentences">{more}</ul>' if more else lead, text)


def _cited(context: Context, point: highlights.KeyPoint) -> str:
    """The words of a key sentence, its number, and what it rests on."""
    names = words_of.grounds(context.translate)
    told = ", ".join(names[tag] for tag in point.tags)
    return f"{esc(point.text)} {markup.link(point.index + 1)} <em>({esc(told)})</em>"


def cleaning(context: Context, rows: pd.DataFrame | None = None) -> View:
    """What was taken out of the capture before anything was counted.

    `rows`: those of `tables["cleaning"]` to show; all of them where none are given.
    """
    table = context.tables["cleaning"] if rows is None else rows
    if table.empty:
        return context.none("Rien n’a été retiré de la capture.")
    shown = table.assign(
        rule=[words_of.rule(rule, context.translate) for rule in table["rule"]],
        text=[shortened(text) for text in table["text"]],
    )
    # Neighbours of one rule share a row: a banner is many short lines, and a line may stand there twice.
    runs = (shown["rule"] != shown["rule"].shift()).cumsum()
    shown = shown.groupby(runs).agg({"rule": "first", "text": _together})
    columns = [ShownColumn("rule", context.say("Règle")), ShownColumn("text", context.say("Retiré ou changé"))]
    caption = context.say("Ce qui a été retiré ou changé dans la capture")
    return View.of(table=markup.table(shown, columns, caption=caption, cut=context.cut("cleaning")))


def _together(texts: Iterable[str]) -> str:
    """Different texts in one line."""
    return " · ".join(dict.fromkeys(texts))


def opening(text: str) -> str:
    """The first words of a text, between quotation marks, with an ellipsis."""
    words = text.split()
    return f"«\u202f{' '.join(words[:OPENING])}{'…' if len(words) > OPENING else ''}\u202f»"
