"""The first page of a review as plain words: the body of its mail, and what an archive shows of it."""

from __future__ import annotations

import re
from typing import Any

from ....show.views.markup import esc
from ....show.views.note.parts import text_of
from ..context import Review
from . import rows, words

_TAG = re.compile(r'<span class="tag [a-z]+">([^<]*)</span>')


def summary(review: Review) -> dict[str, Any]:
    """The first page, every value words in the language of the review, in the form of the note of a briefing.

    Keys: `language`; `title`; `strip`, what is known before reading; `cut`, always ""; `points`, each `text`,
    `sentence` (of the review « article·sentence »), `tags`; `sections`, each `title` and `rows`, pairs of a term
    ("" none) and its words; those with nothing found are left out.
    """
    say = review.say
    actors = [(row.name, words.course(review, row)) for row in rows.courses(review)]
    sections = [
        ("", words.facts(review)),
        (say("Ce que plusieurs articles rapportent"), [("", _reported(review, row)) for row in rows.reported(review)]),
        (say("Où ils ne s’accordent pas"), words.disputes(review)),
        (say("Ce qui est nouveau"), words.new(review)),
        (say("Acteurs au fil du temps"), actors),
    ]
    told = [(title, [[term, _plain(body)] for term, body in found]) for title, found in sections]
    return {
        "language": review.language,
        "title": words.title(review),
        "strip": words.strip(review),
        "cut": "",
        "points": [],
        "sections": [{"title": title, "rows": found} for title, found in told if found],
    }


def _reported(review: Review, row: rows.Reported) -> str:
    tags = ", ".join(text for text, _ in words.tags_of(review, row))
    told = f"{words.day_of(review, row)}{review.say(' : ')}{row.words} ({tags})"
    return f"{esc(told)} {review.cites(row.cited, words.CITED)}"


def _plain(body: str) -> str:
    """HTML as words on one line, its tags in brackets."""
    return " · ".join(text_of(_TAG.sub(r"(\1)", body)).splitlines())
