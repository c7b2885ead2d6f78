"""The first page of a note: what, who, when, where, who says so; points, numbers, places, sources, moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....measure import highlights
from ....model.typography import key
from ... import note as rows_of
from ...condition import conditions
from ...figures import strips
from ...formats import date_text, dated, number, percent, plural
from .. import words_of
from ..markup import esc, figure
from .charges import charge
from .parts import aside, facts, image, items, mark, section, tag, words

if TYPE_CHECKING:
    from ...note.rows import NoteLine
    from ...note.story import Moment, NoteNumber, NumberSide
    from ..context import Context

# Characters, of what may be longer than there is room on the page: cut where a phrase ends, and shown cut.
CLAUSE, POINT, MOMENT, NAME, ROLE = 220, 400, 160, 60, 70
POINTS = 5


def laid_out(context: Context) -> str:
    """The whole page as HTML."""
    told = rows_of.lead(context.analysis)
    side = _places(context) + _sources(context, told)
    return "".join(
        [
            _strip(context),
            _title(context),
            facts(lead_rows(context, told), "note-lead"),
            f'<div class="note-columns"><div class="note-wide">{_points(context)}</div>'
            f'<div class="note-narrow">{side}</div></div>'
            if side
            else _points(context),
            _numbers(context),
            _moments(context),
            _agenda(context),
        ]
    )


def _strip(context: Context) -> str:
    """Genre, outlet, author, date, last edit, length, and what is to be known of the text before trusting it."""
    parts = [esc(part) for part in strip_parts(context)]
    known = "".join(f" · <strong>{esc(line)}</strong>" for line in conditions(context.analysis, context.language))
    return f'<p class="note-strip"><strong>{esc(context.say("Note"))}</strong> · {" · ".join(parts)}{known}</p>'


def strip_parts(context: Context) -> list[str]:
    """What is known of the article before reading it, in words."""
    told, say = rows_of.strip(context.analysis), context.say
    genre = say("{genre} (genre déduit)", genre=words_of.genres(context.translate)[told.genre])
    date = dated(told.date, context.language, deduced=told.deduced) if told.date else say("date inconnue")
    edited = say("modifié le {date}", date=date_text(told.updated, context.language)) if told.updated else ""
    length = plural(told.words, say("mot"), say("mots"), context.language)
    return [part for part in (genre, told.outlet, told.author, date, edited, length) if part]


def _title(context: Context) -> str:
    told = rows_of.heading(context.analysis)
    under = context.say("Titre non relevé : la proposition principale en tient lieu") if told.sentence else ""
    after = f'<p class="note-small">{esc(under)} {mark(told.sentence)}</p>' if under else ""
    return f'<h1 class="of-article">{esc(told.words)}</h1>{after}'


def lead_rows(context: Context, told: rows_of.Lead) -> list[tuple[str, str]]:
    """The six lines, each its name and its HTML; one with nothing found says so."""
    say, nothing = context.say, f"<em>{esc(context.say('rien relevé'))}</em>"
    return [
        (say("Quoi"), _line(told.what, CLAUSE) if told.what else nothing),
        (say("Qui"), _who(context, told) or nothing),
        (say("Quand"), _when(context, told) or nothing),
        (say("Lieux les plus cités") if told.anywhere else say("Où"), _lines(told.where) or nothing),
        (say("Qui le dit"), _by(context, told)),
        (say("Appui"), esc(_ground(context, told))),
        *_answers(context),
    ]


def _answers(context: Context) -> list[tuple[str, str]]:
    """Who is accused and what they answer, where the article tells it: the other side stands on the first page."""
    told = [charge(context, row) for row in rows_of.denials(context.analysis)]
    return [(context.say("Accusations et démentis"), "<br>".join(told))] if told else []


def _line(row: NoteLine, longest: int = 0) -> str:
    note = f", {words(row.note, ROLE)}" if row.note else ""
    return f"{words(row.words, longest)}{note}&nbsp;{mark(row.sentence)}"


def _lines(rows: tuple[NoteLine, ...]) -> str:
    return "\u202f; ".join(_line(row, NAME) for row in rows)


def _who(context: Context, told: rows_of.Lead) -> str:
    """The actors, then the dead, the wounded and the missing of the opening."""
    fates = words_of.fates(context.translate) | {"": ""}
    hurt = "\u202f; ".join(
        f"{words(row.words, NAME)}{esc(fates[row.note] and f' ({fates[row.note]})')}&nbsp;{mark(row.sentence)}"
        for row in told.victims
    )
    return "\u202f; ".join(filter(None, (_lines(told.who), hurt)))


def _when(context: Context, told: rows_of.Lead) -> str:
    """The day of the event with the article's own words; else that it is not dated, and what day the opening tells."""
    when, say = told.when, context.say
    if when is None:
        return _day_of_article(context) if told.what else ""
    day = dated(when.date, context.language, deduced=when.deduced) if when.date else ""
    plain = when.words[:1].lower() + when.words[1:]  # « Mardi » of the head of a sentence
    own = context.quote(esc(plain)) if plain and not _repeats(plain, day) else ""
    shown = f"{', '.join(filter(None, (esc(day), own)))}&nbsp;{mark(when.sentence)}"
    return f"<em>{esc(say('fait non daté ; premier jour cité :'))}</em> {shown}" if when.elsewhere else shown


def _repeats(own: str, day: str) -> bool:
    """Whether the article's words for a day are those we have set already."""
    return key(own).removeprefix("le ") in key(day)


def _day_of_article(context: Context) -> str:
    """Of what nobody dates, that it is not dated, and the day of the article that tells it."""
    published = context.analysis.article.published
    if not published.value:
        return ""
    day = dated(published.value, context.language, deduced=published.deduced)
    return f"<em>{esc(context.say('non daté ; article du {date}', date=day))}</em>"


def _by(context: Context, told: rows_of.Lead) -> str:
    """On whose word the event is told, then how much of the text is whose."""
    say, all_of = context.say, told.bearers
    if not told.sources:
        return esc(say("l’article lui-même ; source non relevée"))
    between = esc(say(" ; "))
    event = f"{esc(say('ce fait : '))}{_line(told.by, NAME)}{between}" if told.by else ""
    others = plural(all_of.others, say("autre source"), say("autres sources"), context.language)
    shares = [
        _share(context, esc(say("l’article lui-même")), all_of.author),
        *(_share(context, _bearer(row), row.percent) + f"&nbsp;{mark(row.sentence)}" for row in all_of.rows),
        _share(context, esc(others), all_of.others_percent),
        _share(context, esc(say("source non relevée")), all_of.nobody),
    ]
    return f"{event}{esc(say('part du texte : '))}{between.join(filter(None, shares))}"


def _bearer(row: rows_of.Bearer) -> str:
    role = f", {words(row.role, ROLE)}" if row.role else ""
    return f"{words(row.name, NAME)}{role}"


def _share(context: Context, who: str, whole: int) -> str:
    return f"{who} ({esc(percent(whole / 100, context.language))})" if whole else ""


def _ground(context: Context, told: rows_of.Lead) -> str:
    """How many sources, how many of them by name, how many figures have one."""
    say, language = context.say, context.language
    if not told.sources:
        sources = say("sources : rien relevé")
    else:
        sources = (
            plural(told.sources, say("source relevée"), say("sources relevées"), language)
            + ", "
            + plural(told.named, say("nommée"), say("nommées"), language)
        )
    if not told.figures:
        return sources
    return sources + say(
        " ; chiffres avec leur source : {sourced} sur {all}",
        sourced=number(told.sourced, language),
        all=number(told.figures, language),
    )


def _points(context: Context) -> str:
    """The sentences that say most, tagged with what each rests on."""
    names = words_of.grounds(context.translate)
    told = [
        f"{words(row.text, POINT)}&nbsp;{mark(row.index + 1)} {' '.join(tag(names[one], one) for one in row.tags)}"
        for row in highlights.points(context.analysis)[:POINTS]
    ]
    return section(context.say("Ce que dit l’article"), items(told, "note-points"))


def _numbers(context: Context) -> str:
    """Key numbers in large print, rivals in one row."""
    body = "".join(f"<div><dt>{value}</dt><dd>{rest}</dd></div>" for value, rest in number_rows(context))
    return section(context.say("Chiffres clés"), f'<dl class="note-numbers">{body}</dl>' if body else "")


def number_rows(context: Context) -> list[tuple[str, str]]:
    """Each key number and what is told of it, as HTML."""
    return [(_value(context, row), _counted(context, row)) for row in rows_of.numbers(context.analysis)]


def _value(context: Context, row: NoteNumber) -> str:
    return esc(" / ".join(_told(context, side)[0] for side in row.sides))


def _told(context: Context, side: NumberSide) -> tuple[str, str]:
    """A number, and the words after it."""
    if side.figure is None:
        return side.words, ""
    return highlights.told(side.figure, context.language, words_of.bounds(context.translate), context.translate)


def _counted(context: Context, row: NoteNumber) -> str:
    """What is counted, and who says so, side by side."""
    after = row.what or _told(context, row.sides[0])[1]
    sides = "; ".join(f"{_source(context, side)} {mark(side.sentence)}" for side in row.sides)
    return f"{words(after, 90)}<br>{sides}"


def _source(context: Context, side: NumberSide) -> str:
    return words(side.source, NAME) if side.source else esc(context.say("source non relevée"))


def _places(context: Context) -> str:
    """The locator map of the places that are sure enough."""
    from ...figures.locator import locator_map
    from ..places import DRAWN_PLACES, is_country

    table = context.tables["entities"]
    table = table[(table["label"] == "LOC") & table["latitude"].notna() & table["certainty"].isin(DRAWN_PLACES)]
    if table.empty:
        return ""
    countries = [is_country(name, code) for name, code in table[["name", "country"]].to_numpy().tolist()]
    drawn = locator_map(table.assign(is_country=countries))
    alt = context.say("Carte des lieux nommés : {list}.", list=", ".join(table["name"]))
    caption = context.say("Lieux nommés ; pays ombrés. Fond : Natural Earth.")
    return section(context.say("Lieux"), figure(drawn, alt=alt, caption=caption).html)


def _sources(context: Context, told: rows_of.Lead) -> str:
    """The bar of the article by origin, with its legend in words."""
    shares = rows_of.bar(context.analysis)
    if not shares or not told.sources:
        return ""
    names, say = words_of.origins(context.translate), context.say
    told_ = [(origin, f"{names[origin]} {percent(share / 100, context.language)}") for origin, share in shares]
    legend = [
        f'<span class="legend-key">{image(strips.swatch(origin))}&nbsp;{esc(text.replace(" ", chr(0xA0)))}</span>'
        for origin, text in told_
    ]
    alt = ", ".join(text for _, text in told_)
    drawn = image(strips.source_bar(shares), say("Part du texte par origine : {list}.", list=alt))
    bar = f'<p class="note-bar">{drawn}</p>'
    return section(say("Sur quoi repose l’article"), f'{bar}<p class="note-small">{" · ".join(legend)}</p>')


def _chronology(context: Context) -> tuple[Any, str]:
    return context.tables["chronology"], context.analysis.article.published.certainty


def found_moments(context: Context) -> tuple[Moment, ...]:
    """The dated happenings of the note."""
    return rows_of.moments(*_chronology(context))


def _moments(context: Context) -> str:
    """At most seven dated happenings, each with its track on one axis."""
    found = found_moments(context)
    scale = strips.axis([row.date for row in found], context.analysis.article.published.value or "")
    if not found or scale is None:
        return ""
    first, last = scale.years
    head = esc(f"{first} – {last}" if first != last else str(first))
    body = "".join(_moment(context, row, scale) for row in found)
    say = context.say
    table = (
        f'<table class="pb note-time"><thead><tr><th>{esc(say("Date"))}</th><th>{head}</th>'
        f"<th>{esc(say('Ce que dit l’article'))}</th></tr></thead><tbody>{body}</tbody></table>"
    )
    dates = int((context.tables["chronology"]["date"].fillna("") != "").sum())
    left = say(" Le dossier a les {all} faits datés.", all=dates) if dates > len(found) else ""
    return section(
        say("Repères dans le temps"),
        table + aside(say("Bleu : fait ; gris : rappel ; marque vide : date déduite.") + left),
    )


def _moment(context: Context, row: Moment, scale: strips.Axis) -> str:
    drawn = image(strips.track(row.date, row.kind, scale, deduced=row.deduced))
    date = esc(dated(row.date, context.language, deduced=row.deduced, short=True))
    return f"<tr><td>{date}</td><td>{drawn}</td><td>{words(row.words, MOMENT)}&nbsp;{mark(row.sentence)}</td></tr>"


def agenda_rows(context: Context) -> list[tuple[str, str]]:
    """What is announced: each its date in words, and its words as HTML."""
    return [
        (
            date_text(row.date, context.language) if row.date else _own_words(context, row.when),
            f"{words(row.words, MOMENT)}&nbsp;{mark(row.sentence)}",
        )
        for row in rows_of.agenda(*_chronology(context))[0]
    ]


def _own_words(context: Context, when: str) -> str:
    """« vendredi », where nobody knows of which week."""
    return context.say("« {words} »", words=when) if when else context.say("date non relevée")


def _agenda(context: Context) -> str:
    left = rows_of.agenda(*_chronology(context))[1]
    told = [f"<strong>{esc(date)}</strong>{esc(context.say(' : '))}{body}" for date, body in agenda_rows(context)]
    more = aside(context.say("Autres lignes au dossier : {left}.", left=left)) if left else ""
    return section(context.say("Agenda : ce que l’article annonce"), items(told, "note-list") + more if told else "")
