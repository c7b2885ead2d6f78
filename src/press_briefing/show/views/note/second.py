"""The second page of a note: who says what in which part, who accuses and answers, their words, what to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....measure import accuracy
from ... import note as rows_of
from ...formats import cut_text, date_text, number, percent, reason_text
from .. import words_of
from ..markup import esc, link
from .charges import charge
from .parts import aside, facts, items, mark, marks, section, words

if TYPE_CHECKING:
    from ...note.doubts import Doubt, Pull
    from ...note.sources import Matrix, NoteSource, SourceMention
    from ..context import Context

NAME, HEADING = 70, 80
MARKS = 3  # in a cell


def laid_out(context: Context) -> str:
    """The whole page as HTML."""
    return "".join(
        [
            _matrix(context),
            _accusations(context),
            _pulls(context),
            f'<div class="note-halves"><div>{_checks(context)}</div><div>{_how_sure(context)}</div></div>',
        ]
    )


def _matrix(context: Context) -> str:
    """Sources by parts; the number of the sentence is the mark."""
    told, say = rows_of.matrix(context.analysis), context.say
    if not told.rows:
        return ""
    kinds = words_of.source_types(context.translate)
    heads = "".join(f"<th>{esc(name)}</th>" for name in _columns(context, told))
    body = "".join(_row(context, row, kinds) for row in told.rows)
    heads = f"<th>{esc(say('Source'))}</th><th>{esc(say('Sorte'))}</th>{heads}"
    table = f'<table class="pb note-matrix"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    key = (
        f"{_said(1, 'quoted', 'n')} {esc(say('entre guillemets'))} · {_said(1, 'reported', 'n')} "
        f"{esc(say('rapporté'))} · {_said(1, 'hedged', 'n')} {esc(say('au conditionnel ou mis à distance'))} · "
        f"{esc(say('n : numéro de phrase.'))}"
    )
    if any(len(cell) > MARKS for row in told.rows for cell in row.cells):
        key += f" · {esc(say('+n : autres phrases.'))}"
    under = f'<p class="note-small">{key}{_parts(context, told)}{_left(context, told)}</p>'
    return section(say("Qui dit quoi, et où"), table + under)


def _columns(context: Context, told: Matrix) -> list[str]:
    """A part is told by its number; the line under the table has its heading."""
    return [context.say("Phrases")] if len(told.parts) < 2 else [str(place) for place in range(1, len(told.parts) + 1)]


def _parts(context: Context, told: Matrix) -> str:
    if len(told.parts) < 2:
        return ""
    first = context.say("(avant le premier intertitre)")
    listed = " · ".join(
        f"<strong>{place}</strong>&nbsp;{words(part.title, HEADING) if part.title else esc(first)}"
        for place, part in enumerate(told.parts, 1)
    )
    return f"<br>{esc(context.say('Parties'))}{esc(context.say(' : '))}{listed}"


def _left(context: Context, told: Matrix) -> str:
    if not told.left:
        return ""
    return " " + esc(context.say("Autres sources au dossier : {left}.", left=told.left))


def _row(context: Context, row: NoteSource, kinds: dict[str, str]) -> str:
    name = words(row.name, NAME) if row.name else f"<em>{esc(context.say('source non relevée'))}</em>"
    kind = esc(kinds.get(row.kind, row.kind)) if row.name else ""
    cells = "".join(f"<td>{_cell(context, cell)}</td>" for cell in row.cells)
    return f'<tr><th scope="row">{name}</th><td>{kind}</td>{cells}</tr>'


def _cell(context: Context, cell: tuple[SourceMention, ...]) -> str:
    shown = " ".join(_said(one.sentence, one.how, link(one.sentence)) for one in cell[:MARKS])
    left = len(cell) - MARKS
    return f"{shown} +{left}" if left > 0 else shown


def _said(number_: int, how: str, shown: str) -> str:
    return f'<span class="said {how}">{shown}</span>' if number_ else ""


def _accusations(context: Context) -> str:
    """Who accuses whom of what, with the answers, or that none was found."""
    found, left = rows_of.accusations(context.analysis)
    told = [charge(context, row) for row in found]
    more = aside(context.say("Autres lignes au dossier : {left}.", left=left)) if left else ""
    return section(context.say("Qui accuse, qui répond"), items(told, "note-list") + more if told else "")


def _pulls(context: Context) -> str:
    """Words of different speakers, whole."""
    told = [_pull(context, row) for row in rows_of.pulls(context.analysis)]
    body = "".join(f'<div class="note-pull">{one}</div>' for one in told)
    return section(context.say("Dans leurs mots"), f'<div class="note-pulls">{body}</div>' if body else "")


def _pull(context: Context, row: Pull) -> str:
    role = f", {words(row.role, NAME)}" if row.role else ""
    return (
        f"<p><strong>{context.quote(esc(row.words))}</strong></p>"
        f'<p class="note-small">{words(row.by, 80)}{role} {mark(row.sentence)}</p>'
    )


def _checks(context: Context) -> str:
    """What stands on weak ground, each with its sentences."""
    told = [
        f"{esc(_check(context, row))} {marks(context, row.sentences)}" for row in rows_of.to_check(context.analysis)
    ]
    return section(
        context.say("À vérifier avant usage"), items(told, "note-list") or aside(context.say("Rien relevé."))
    )


def _check(context: Context, row: Doubt) -> str:
    """A check in words."""
    say, article, language = context.say, context.analysis.article, context.language
    if row.kind == "cut" and article.truncated:
        return cut_text(article.truncated.reason, language)
    if row.kind == "date":
        reason = reason_text(article.published.reason, language)
        told = say("Date de publication déduite, non lue : {date}", date=date_text(article.published.value, language))
        return f"{told} ({reason})" if reason else told
    many = {"count": number(row.count, language), "all": number(row.of, language)}
    return {
        "disagreements": say("Désaccords d’un passage à l’autre : {count}", **many),
        "figures": say("Chiffres à source non relevée : {count} sur {all}", **many),
        "claims": say("Affirmations à source non relevée : {count} sur {all}", **many),
        "conditional": say("Affirmations au conditionnel ou mises à distance : {count} sur {all}", **many),
        "voices": say("Propos dont la source est à vérifier : {count} sur {all}", **many),
        "events": say("Faits dont la date est à vérifier : {count} sur {all}", **many),
        "doubtful": say("Accusations ou soutiens douteux : {count} sur {all}", **many),
        "parted": say("Phrases trop longues, lues par morceaux : {count}", **many),
    }[row.kind]


def _how_sure(context: Context) -> str:
    """The figures of unseen texts."""
    say, told = context.say, accuracy.unseen
    rows = [
        (say("Phrases clés"), percent(told("readings", "summary_five"), context.language)),
        (say("Faits datés"), percent(told("readings", "events_precision"), context.language)),
        (say("Acteurs"), percent(told("readings", "actors_precision"), context.language)),
        (say("Qui parle"), percent(told("readings", "voices_precision"), context.language)),
        (say("Chiffres"), percent(told("readings", "figures_precision"), context.language)),
        (say("Accusations"), percent(told("stances", "right"), context.language)),
    ]
    day = date_text(accuracy.measured("readings").isoformat(), context.language)
    intro = aside(
        say(
            "Tout ici est extrait de l’article, mot pour mot ; le vérifier reste à faire. § renvoie à la "
            "phrase du dossier. Part de ce qui est montré et qui est juste, mesurée le {date} sur des textes "
            "inconnus des auteurs des règles :",
            date=day,
        )
    )
    return section(say("Comment lire cette note"), intro + facts([(n, esc(v)) for n, v in rows], "note-sure"))
