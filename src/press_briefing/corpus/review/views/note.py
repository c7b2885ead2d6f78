"""The first page of a review: what several articles report, where they differ, what is new, who is in them when."""

from __future__ import annotations

from collections.abc import Sequence

from ....show.figures import strips
from ....show.formats import plural
from ....show.views import View
from ....show.views.markup import esc
from ....show.views.note.parts import aside, facts, image, items, section, text_of
from ..context import Review
from ..front import rows, words


def title(review: Review) -> str:
    """« Revue de presse, 1 – 30 novembre 2025 »."""
    return words.title(review)


def note(review: Review) -> View:
    """The head of the review, on paper its first page."""
    html = "".join(
        [
            _strip(review),
            f"<h1>{esc(title(review))}</h1>",
            facts(words.facts(review), "note-lead"),
            _reported(review),
            _disputes(review),
            _new(review),
            _courses(review),
        ]
    )
    page = f'<div class="note-sheet"><div class="note-page">{html}</div></div>'
    return View(f'<header class="head brief">{page}</header>', text_of(html))


def _strip(review: Review) -> str:
    parts = " · ".join(esc(part) for part in words.strip(review))
    return f'<p class="note-strip"><strong>{esc(review.say("Revue"))}</strong> · {parts}</p>'


def _part(review: Review, title_: str, body: str, nothing: str = "") -> str:
    """A part under its title; one with nothing found says so."""
    return section(title_, body or aside(nothing or review.say("Rien relevé.")))


def _reported(review: Review) -> str:
    told = items(words.reported(review), "note-points")
    key = aside(review.say("« 3·12 » : phrase 12 de l’article 3, dans la page en ligne.")) if told else ""
    return _part(review, review.say("Ce que plusieurs articles rapportent"), told + key)


def _disputes(review: Review) -> str:
    told, left = words.disputes(review), words.left(review)
    more = aside(review.say("Autres désaccords dans la chronologie : {left}.", left=left)) if left else ""
    return _part(review, review.say("Où ils ne s’accordent pas"), _listed(told) + more)


def _listed(told: list[words.Row]) -> str:
    return items((f"<strong>{esc(term)}</strong> · {body}" for term, body in told), "note-list")


def _new(review: Review) -> str:
    sets, say = rows.compared(review), review.say
    if sets is None:
        return _part(review, say("Ce qui est nouveau"), "", say("Articles antérieurs à comparer : rien relevé."))
    told = say(
        "Dans les articles du {days} ; non relevé dans ceux d’avant ({earlier}).",
        days=words.span(review, (sets.since, sets.until)),
        earlier=words.earlier(review, sets),
    )
    return _part(review, say("Ce qui est nouveau"), _listed(words.new(review)) + aside(told))


def _courses(review: Review) -> str:
    """A sparkline an actor, below that of all articles."""
    calendar, found, say = review.collection.calendar, rows.courses(review), review.say
    totals = review.tables["volume"]["articles"].tolist()
    if calendar is None or len(calendar.starts) < 2 or not sum(totals) or not found:
        return ""
    days = words.span(review, (calendar.starts[0], calendar.end(len(calendar.starts) - 1)))
    every = esc(plural(sum(totals), say("article"), say("articles"), review.language))
    units = calendar.names(review.language)
    lines = [_line(f"<em>{esc(say('tous les articles'))}</em>", (totals, totals, units), every)]
    lines += [_line(words.words(row.name), (row.counts, totals, units), words.course(review, row)) for row in found]
    head = "".join(f"<th>{esc(name)}</th>" for name in (say("Acteur"), days, say("Articles")))
    table = f'<table class="pb note-courses"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
    under = say("Chaque barre : articles où l’acteur paraît ; un point : jour non lu.")
    return section(say("Acteurs au fil du temps"), table + aside(under))


def _line(name: str, course: tuple[Sequence[int], Sequence[int], Sequence[str]], told: str) -> str:
    """A row; `course`: counts and totals of each unit, and their names."""
    counts, totals, units = course
    alt = ", ".join(f"{unit} {count}" for unit, count in zip(units, counts, strict=True) if count)
    drawn = image(strips.spark(counts, totals), alt)
    return f'<tr><th scope="row">{name}</th><td>{drawn}</td><td>{told}</td></tr>'
