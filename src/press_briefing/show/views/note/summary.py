"""The first page of a note as plain words: what a mail carries as its body, and an archive shows of a briefing."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from ....measure import highlights
from ... import note as rows_of
from ...condition import conditions
from ...formats import dated
from .. import words_of
from . import first
from .parts import text_of

if TYPE_CHECKING:
    from ..context import Context


def summary(context: Context) -> dict[str, Any]:
    """The first context, every value words in the language of the report.

    Keys: `title`; `strip`, what is known before reading; `cut`, what is to be known of the text before trusting it (that it is not all of it, above all), or ""; `points`, each `text`,
    `sentence`, `tags`; `sections`, each `title` ("" the six lines) and `rows`, pairs of a term ("" none) and its words;
    those with nothing found are left out.
    """
    say = context.say
    points = _points(context)
    sections = [
        ("", [[name, _plain(body)] for name, body in first.lead_rows(context, rows_of.lead(context.analysis))]),
        (say("Ce que dit l’article"), [["", _point(row)] for row in points]),
        (say("Chiffres clés"), [[html.unescape(value), _plain(rest)] for value, rest in first.number_rows(context)]),
        (say("Repères dans le temps"), _moments(context)),
        (say("Agenda : ce que l’article annonce"), [[date, _plain(body)] for date, body in first.agenda_rows(context)]),
    ]
    return {
        "language": context.language,
        "title": rows_of.heading(context.analysis).words,
        "strip": first.strip_parts(context),
        "cut": " · ".join(conditions(context.analysis, context.language)),
        "points": points,
        "sections": [{"title": title, "rows": rows} for title, rows in sections if rows],
    }


def _moments(context: Context) -> list[list[str]]:
    return [
        [dated(row.date, context.language, deduced=row.deduced, short=True), f"{row.words} §{row.sentence}"]
        for row in first.found_moments(context)
    ]


def _point(row: dict[str, Any]) -> str:
    return f"{row['text']} §{row['sentence']} ({', '.join(row['tags'])})"


def _points(context: Context) -> list[dict[str, Any]]:
    names = words_of.grounds(context.translate)
    return [
        {"text": row.text, "sentence": row.index + 1, "tags": [names[tag] for tag in row.tags]}
        for row in highlights.points(context.analysis)[: first.POINTS]
    ]


def _plain(body: str) -> str:
    """HTML as words on one line."""
    return " · ".join(text_of(body).splitlines())
