"""Actors: who does or says something, what the article says they did and said, what was done to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...measure.deeds import MAIN, ActorDeeds, Deed, counted
from ...measure.tables import is_deduced
from ...model.analysis import ActorMention, Claim, Event, Quote
from ..formats import dated, plural
from ..palette import ACTORS
from . import markup, words_of
from .cells import forms, shortened
from .context import Context
from .dispersion import DRAWN, dispersion
from .markup import ShownColumn, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

FEW = 3  # sheets of a short article on paper
LINES = 3  # told of one kind on a sheet; more are given as sentences


def deeds(context: Context, most: int = MAIN) -> View:
    """Sheets of those mentioned most often of whom something is told.

    Parameters
    ----------
    most: actors at the most.
    """
    shown = [sheet(context, row) for row in context.sheets if row.did or row.said or row.undergone][:most]
    shown = [
        view if place < FEW or not context.is_brief else context.on_screen(view) for place, view in enumerate(shown)
    ]
    if not shown:
        return context.none("Ce que les acteurs ont fait, dit ou subi : rien relevé.")
    return _one_below_the_other(shown)


def _one_below_the_other(views: Sequence[View]) -> View:
    return View("\n".join(view.html for view in views), "\n\n".join(view.text for view in views))


def sheet(context: Context, row: ActorDeeds) -> View:
    """One actor: function, kind and mentions, then what they did, said and underwent, each line to its sentence.

    Parameters
    ----------
    row: what the article says of one actor.
    """
    head = _head(context, row)
    items = [(name, _lines_of(context, lines)) for name, lines in _by_kind(context, row)]
    body = "".join(f"<div><dt>{esc(name)}</dt><dd>{made.html}</dd></div>" for name, made in items)
    name = row.actor.name[:1].upper() + row.actor.name[1:]
    doubt = f" <em>({esc(context.say('à vérifier'))})</em>" if row.actor.doubtful else ""
    html = (
        f'<div class="actor"><h3><span class="of-article">{esc(name)}</span>{doubt}</h3><p class="source">{head}</p>'
        f'<dl class="deeds">{body}</dl></div>'
    )
    told = [markup.bared(f"{esc(name)}{doubt}"), markup.bared(head), *(f"{name}: {made.text}" for name, made in items)]
    return View(html, "\n".join(told))


def _by_kind(context: Context, row: ActorDeeds) -> list[tuple[str, list[Deed]]]:
    """What they did, said and underwent, under its name; what is empty together, last."""
    say = context.say
    told = [(say("Fait"), row.did), (say("Dit"), row.said), (say("Subi"), row.undergone)]
    empty = ", ".join(name for name, lines in told if not lines)
    kept = [(name, lines) for name, lines in told if lines]
    return [*kept, (empty.capitalize(), [])] if empty else kept


def _head(context: Context, row: ActorDeeds) -> str:
    """« président, personne, 12 mentions » as HTML: the function as the article words it, the kind, the mentions."""
    kind = words_of.actor_kinds(context.translate)[row.actor.kind]
    count = plural(row.count, context.say("mention"), context.say("mentions"), context.language)
    role = f'<span class="of-article">{esc(row.actor.role)}</span>' if row.actor.role else ""
    return " · ".join(filter(None, (role, esc(kind), esc(count))))


def _lines_of(context: Context, lines: Sequence[Deed]) -> View:
    """Lines of one kind, each with its sentence; past the first few, the sentences alone."""
    if not lines:
        nothing = context.say("rien relevé")
        return View(f"<em>{esc(nothing)}</em>", nothing)
    items = [f"{_told(context, line)}{chr(0xA0)}{link(context.number(line.start))}" for line in lines[:LINES]]
    if rest := dict.fromkeys(context.number(line.start) for line in lines[LINES:]):
        items.append(f"{esc(context.say('Aussi, phrases'))} {context.links(' '.join(map(str, rest)))}")
    text = " / ".join(map(markup.bared, items))
    return View("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>", text)


def _told(context: Context, line: Deed) -> str:
    """The words of the article that a line shows: what was said, or when what happened."""
    row = line.row
    if isinstance(row, Quote):
        return context.quote(esc(shortened(row.words)))
    told = shortened(context.analysis.text_of(row) if isinstance(row, Claim) else row.label)
    when = "" if isinstance(row, Claim) else esc(_when(context, row))
    return f'{when}<span class="of-article">{esc(told)}</span>'


def _when(context: Context, row: Event) -> str:
    """The date of a happening before its words, marked where it is deduced."""
    if not row.date:
        return ""
    published = context.analysis.article.published.certainty
    deduced = is_deduced(row.certainty, context.analysis.resolved(row), published)
    return f"{dated(row.date, context.language, deduced=deduced)}{context.say(' : ')}"


# -- all of them -----------------------------------------------------------------------------------


def actors(context: Context, rows: pd.DataFrame | None = None) -> View:
    """All actors by number of mentions, of whatever form: where they stand, and their table.

    `rows`: those of `tables["actors"]` to show; all of them where none are given.
    """
    table = _marked(context, context.tables["actors"] if rows is None else rows)
    if table.empty:
        return context.none("Acteurs : rien relevé.")
    return View.of(figure=context.annex(_positions(context, table)), table=_all(context, table))


def _marked(context: Context, table: pd.DataFrame) -> pd.DataFrame:
    """The actors in the order of the sheets, with a word for those in doubt."""
    order = {sheet.actor.id: rank for rank, sheet in enumerate(context.sheets)}
    table = table[table["id"].isin(list(order))]
    table = table.assign(doubt=[context.say("à vérifier") if doubtful else "" for doubtful in table["doubtful"]])
    return table.sort_values("id", key=lambda ids: ids.map(order))


def _positions(context: Context, table: pd.DataFrame) -> View:
    """Where the actors stand in the article, those mentioned most often."""
    listed = frozenset(table["id"])
    kept = [sheet.actor for sheet in context.sheets if sheet.actor.id in listed]
    rows = [
        (actor.name, [mention.start for mention in counted(context.analysis, actor)], ACTORS[actor.kind])
        for actor in kept[:DRAWN]
    ]
    caption = context.say("Les acteurs les plus cités, et où ils se trouvent : noms, titres, descriptions et pronoms.")
    return dispersion(context, rows, caption, len(kept))


def _all(context: Context, table: pd.DataFrame) -> View:
    kinds = words_of.actor_kinds(context.translate)
    columns = [
        ShownColumn("name", context.say("Nom")),
        ShownColumn("role", context.say("Fonction")),
        ShownColumn("kind", context.say("Sorte"), lambda v: esc(kinds.get(v, v))),
        ShownColumn("mentions", context.say("Mentions"), markup.numeric(context.language), True),
        ShownColumn("forms", context.say("Formes relevées"), forms, on_paper=False),
        ShownColumn("sentences", context.say("Phrases"), context.links),
    ]
    if table["doubt"].any():
        columns.insert(3, ShownColumn("doubt", context.say("Doute"), esc))
    return markup.table(
        table,
        columns,
        caption=context.say("Acteurs relevés, par nombre de mentions"),
        most=context.top,
        cut=context.cut("actors"),
        paper=context.names_on_paper,
    )


# -- one of them -----------------------------------------------------------------------------------


def mentions(context: Context, identifier: str, form: str = "", most: int = markup.LONGEST_TABLE) -> View:
    """Every mention of an actor, or those of one form, each in its words and with its sentence.

    Parameters
    ----------
    identifier: of the actor.
    form: as the article writes it; empty: every form.
    most: rows at the most.
    """
    import pandas as pd

    actor = next(actor for actor in context.analysis.actors if actor.id == identifier)
    rows = _mentions(context, [row for row in actor.mentions if form in ("", row.form)][:most])
    if not rows:
        return context.none("Mentions de cette forme : rien relevé.")
    columns = [
        ShownColumn("left", context.say("Avant"), esc, True),
        ShownColumn("found", context.say("Mention"), lambda v: f"<strong>{esc(v)}</strong>"),
        ShownColumn("right", context.say("Après")),
        ShownColumn("form", context.say("Forme")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    if any(row["doubt"] for row in rows):
        columns.insert(4, ShownColumn("doubt", context.say("Doute")))
    caption = context.say(
        "{name} : {shown} mentions sur {all}", name=actor.name, shown=len(rows), all=len(actor.mentions)
    )
    return markup.table(pd.DataFrame(rows), columns, caption=caption)


def _mentions(context: Context, kept: Sequence[ActorMention]) -> list[dict[str, Any]]:
    """Mentions as rows: each with the words around it."""
    from ...measure.lexicometry import lines_at

    named = words_of.mention_forms(context.translate)
    lines = lines_at(context.analysis, [(row.start, row.end) for row in kept])
    return [
        {
            "left": line.left,
            "found": line.found,
            "right": line.right,
            "form": named[row.form],
            "doubt": context.say("à vérifier") if row.doubtful else "",
            "sentence": (line.sentence or 0) + 1,
        }
        for row, line in zip(kept, lines, strict=False)
    ]


def concordance(context: Context, most: int = 4, lines: int = 6) -> View:
    """The most mentioned actors, their first mentions in their words.

    Parameters
    ----------
    most: actors at the most.
    lines: of each.
    """
    if not context.sheets:
        return context.none("Acteurs : rien relevé.")
    views = [mentions(context, sheet.actor.id, most=lines) for sheet in context.sheets[:most]]
    return context.annex(_one_below_the_other(views))
