"""Figures: what is counted, the tolls side by side, and where the article disagrees with itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...measure.highlights import is_definite
from ...model.analysis.comparing import FATES
from ..formats import bare, date_text, number
from . import markup, words_of
from .cells import forms
from .context import Context
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

    from ...model.analysis import Disagreement, Side


# Kinds of figures that paper has room for; durations, distances, scores and the rest are on the page.
NEWS = ("people", "money", "share", *FATES)


def quantities(context: Context, rows: pd.DataFrame | None = None) -> View:
    """The figures of the article: what each counts, its kind, value, bound and source.

    `rows`: those of `tables["quantities"]` to show; all of them where none are given. A sum told again in another
    currency stands in the row of the sum.
    """
    table = context.tables["quantities"] if rows is None else rows
    if table.empty:
        return context.none("Chiffres : rien relevé.")
    kinds, bounds = words_of.figure_kinds(context.translate), words_of.bounds(context.translate)
    shown = _folded(context, table)
    columns = [
        ShownColumn("text", context.say("Expression")),
        ShownColumn("what", context.say("Ce qui est compté")),
        ShownColumn("kind", context.say("Sorte"), lambda v: esc(kinds.get(v, v))),
        ShownColumn("shown", context.say("Valeur"), esc, True, on_paper=False),
        ShownColumn("unit", context.say("Unité"), on_paper=False),
        ShownColumn("per", context.say("Par"), forms, on_paper=False),
        ShownColumn("bound", context.say("Borne"), lambda v: esc(bounds.get(v, v)), on_paper=False),
        ShownColumn("source", context.say("Source")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    caption, cut = context.say("Chiffres donnés par l’article"), context.cut("quantities")
    return View.of(table=markup.table(shown, columns, caption=caption, cut=cut, paper=_counting(shown)))


def _folded(context: Context, table: pd.DataFrame) -> pd.DataFrame:
    """The rows to show: a value for each that is a number, the other currency beside the first."""
    told = _expressions(context.tables["quantities"])
    # « Des centaines » is no number: neither 100 nor « plus de 100 » stands in its row.
    definite = table["text"].map(is_definite)
    values = [
        _value(context, *row) for row in zip(table["value"], table["second"], table["kind"], table["unit"], strict=True)
    ]
    ranged = table["second"].notna() & (table["bound"] == "at-least")
    bounds = table["bound"].where(definite, "rough").where(~ranged, "exact")
    shown = table.assign(
        text=[told[start] for start in table["start"].tolist()],
        shown=[value if sure else "" for value, sure in zip(values, definite, strict=True)],
        bound=bounds,
    )
    return shown[~table["again"].astype(bool)]


def _expressions(table: pd.DataFrame) -> dict[int, str]:
    """The expressions by their first character, each with the same sum in another currency after it."""
    texts = table["text"].tolist()
    for place in (i for i, again in enumerate(table["again"].tolist()) if again and i):
        texts[place - 1] = f"{texts[place - 1]} = {texts[place]}"
    return dict(zip(table["start"].tolist(), texts, strict=True))


def _value(context: Context, value: float, second: Any, kind: str, unit: Any) -> str:
    """A value as a reader sees it; a share in words (« la moitié ») has none beside its expression."""
    if kind == "share" and not bare(unit):
        return ""
    shown = number(value, context.language)
    return shown if bare(second) == "" else f"{shown}–{number(second, context.language)}"


# -- tolls -----------------------------------------------------------------------------------------


def tolls(context: Context, rows: pd.DataFrame | None = None) -> View:
    """Dead, wounded, missing, displaced, arrested: a row a happening, rival tolls side by side in a cell.

    `rows`: those of `tables["tolls"]` to show; all of them where none are given.
    """
    import pandas as pd

    table = context.tables["tolls"] if rows is None else rows
    if table.empty:
        return context.none("Bilans humains : rien relevé.")
    kinds = [kind for kind in FATES if (table["kind"] == kind).any()]
    heads = words_of.figure_kinds(context.translate)
    told = pd.DataFrame([_happening(context, group, kinds) for _, group in table.groupby("group", sort=True)])
    columns = [
        ShownColumn("event", context.say("Événement")),
        ShownColumn("place", context.say("Lieu")),
        ShownColumn("date", context.say("Date")),
        *(ShownColumn(kind, heads[kind].capitalize(), str) for kind in kinds),
    ]
    caption = context.say("Bilans humains, par fait")
    return View.of(table=markup.table(told, columns, caption=caption, cut=context.cut("tolls")))


def _happening(context: Context, group: pd.DataFrame, kinds: list[str]) -> dict[str, str]:
    told = {
        name: next((bare(value) for value in group[name] if bare(value)), "") for name in ("event", "place", "date")
    }
    dates = {"date": date_text(told["date"], context.language) if told["date"] else ""}
    return {**told, **dates, **{kind: _rivals(context, group[group["kind"] == kind]) for kind in kinds}}


def _rivals(context: Context, rows: pd.DataFrame) -> str:
    """The tolls of one kind, each different one once, with who gives it and its sentences."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows.to_dict("records"):
        found.setdefault((_toll(context, row), bare(row["source"])), []).append(int(row["sentence"]))
    return "<br>".join(_rival(context, *told, sentences) for told, sentences in found.items())


def _rival(context: Context, toll: str, source: str, sentences: list[int]) -> str:
    by = f" ({esc(source)})" if source else ""
    return f"{esc(toll)}{by} {context.links(' '.join(map(str, dict.fromkeys(sentences))))}"


def _toll(context: Context, row: Mapping[Any, Any]) -> str:
    """« au moins 16 », « plusieurs centaines », « dont 12 »."""
    part = f"{context.say('dont')} " if row["part"] else ""
    if not is_definite(row["text"]):
        return f"{part}{' '.join(row['text'].split())}"
    value = _value(context, row["value"], row["second"], row["kind"], "1")
    bound = "" if bare(row["second"]) != "" else words_of.bounds(context.translate).get(row["bound"], "")
    return f"{part}{bound} {value}".replace("  ", " ").strip()


# -- disagreements ---------------------------------------------------------------------------------


def disagreements(context: Context) -> View:
    """Two figures, dates or versions of one thing within the article, side by side."""
    found = context.analysis.disagreements
    if not found:
        return context.none("Désaccords dans l’article : rien relevé.")
    kinds = words_of.disagreement_kinds(context.translate)
    rows = [(f"{kinds[row.kind]}{context.say(' : ')}{' '.join(row.what.split())}", row) for row in found]
    items = "".join(f"<li>{esc(head)}<ul>{_sides(context, row)}</ul></li>" for head, row in rows)
    title = context.say("Désaccords dans l’article")
    sides = [" | ".join([head, *(_in_words(context, side, row.kind) for side in row.rows)]) for head, row in rows]
    told = View(f'<aside class="note"><p>{esc(title)}</p><ul>{items}</ul></aside>', "\n".join([title, *sides]))
    return View.of(notes=told)


def _sides(context: Context, row: Disagreement) -> str:
    return "".join(_side(context, side, row.kind) for side in row.rows)


def _side(context: Context, side: Side, kind: str) -> str:
    by = f" ({esc(_named(context, side.source))})" if side.source else ""
    told = esc(_in_words(context, side, kind))
    return f"<li>{told}{by} {link(context.number(side.start))}</li>"


def _in_words(context: Context, side: Side, kind: str) -> str:
    """A date in words; a figure or a version as the article has it."""
    return date_text(side.told, context.language) if kind == "date" else side.told


def _named(context: Context, source: str) -> str:
    """The name of an actor by its id, or the words of a source."""
    return next((actor.name for actor in context.analysis.actors if actor.id == source), source)


def _counting(table: pd.DataFrame) -> list[int]:
    """The places of the rows that paper has room for: people, tolls, money, shares; all of a table without them."""
    kinds = table["kind"].tolist()
    told = [place for place, kind in enumerate(kinds) if kind in NEWS]
    return (told or list(range(len(kinds))))[: markup.LONGEST_PAPER]
