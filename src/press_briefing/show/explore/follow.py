"""From a row of a view to its words: concordance lines, and the paragraph of the annotated text that holds one."""

from __future__ import annotations

from collections.abc import Sequence

import lxml.html
import pandas as pd

from ...measure import lexicometry, sourcing
from ...measure.deeds import counted, sheets
from ...measure.lexicometry import ConcordanceLine
from ...measure.tables import is_deduced
from ...model.analysis import Analysis
from ..formats import dated
from ..views import Context, View
from ..views.cells import shortened
from ..views.markup import ShownColumn, esc, link, table
from ..views.text import annotated

Spans = tuple[tuple[int, int], ...]
MOST = 40  # subjects a list offers, and lines a concordance shows
LONGEST_LABEL = 70


def subjects(analysis: Analysis, kind: str, language: str = "fr") -> list[tuple[str, Spans]]:
    """What can be followed in a view (words, actors, events, voices, tone): its name and where it stands."""
    found = {"words": _words, "actors": _actors, "events": _events, "voices": _voices, "tone": _tone}[kind]
    return [(shortened(label, LONGEST_LABEL), spans) for label, spans in found(analysis, language)[:MOST] if spans]


def _words(analysis: Analysis, language: str) -> list[tuple[str, Spans]]:
    return [
        (row.lemma, tuple((word.start, word.end) for word in row.words))
        for row in lexicometry.frequencies(analysis, minimum=2)
    ]


def _actors(analysis: Analysis, language: str) -> list[tuple[str, Spans]]:
    return [
        (sheet.actor.name, tuple((row.start, row.end) for row in counted(analysis, sheet.actor)))
        for sheet in sheets(analysis)
    ]


def _events(analysis: Analysis, language: str) -> list[tuple[str, Spans]]:
    published = analysis.article.published.certainty
    dates = (
        dated(row.date, language, deduced=is_deduced(row.certainty, analysis.resolved(row), published))
        if row.certainty != "none"
        else row.when
        for row in analysis.events
    )
    return [
        (
            f"{date} : {row.label}" if date else row.label,
            ((row.start, row.end), *((start, end) for start, end, _ in row.also)),
        )
        for date, row in zip(dates, analysis.events, strict=True)
    ]


def _voices(analysis: Analysis, language: str) -> list[tuple[str, Spans]]:
    return [(row.name, tuple(row.where)) for row in sourcing.voices(analysis)]


def _tone(analysis: Analysis, language: str) -> list[tuple[str, Spans]]:
    where: dict[str, list[tuple[int, int]]] = {}
    for sentence in analysis.tone.sentences:
        for word in sentence.words:
            where.setdefault(word.lemma, []).append((word.start, word.end))
    return [(lemma, tuple(spans)) for lemma, spans in sorted(where.items(), key=lambda row: (-len(row[1]), row[0]))]


def lines_of(analysis: Analysis, spans: Spans, search: str) -> list[ConcordanceLine]:
    """The lines of a search, or of a subject when nothing is searched.

    Parameters
    ----------
    spans: where the subject stands.
    search: words; empty: none.
    """
    return lexicometry.concordance(analysis, search) if search.strip() else lexicometry.lines_at(analysis, spans)


def lines_view(context: Context, lines: Sequence[ConcordanceLine], caption: str) -> View:
    """Concordance lines as a table."""
    rows = [
        {"left": line.left, "found": shortened(line.found), "right": line.right, "sentence": (line.sentence or 0) + 1}
        for line in lines
    ]
    columns = [
        ShownColumn("left", context.say("Avant"), esc, True),
        ShownColumn("found", context.say("Ce qui est cherché"), lambda v: f"<strong>{esc(v)}</strong>"),
        ShownColumn("right", context.say("Après")),
        ShownColumn("sentence", context.say("Phrase"), link, True),
    ]
    return table(pd.DataFrame(rows), columns, caption=caption, most=MOST, cut=context.cut("sentences"))


def excerpt(analysis: Analysis, sentence: int) -> View:
    """The paragraph of the annotated text that holds a sentence (from 1), the sentence marked as chosen.

    Its anchors are left out: they belong to the whole text, which may stand in the same notebook.

    Parameters
    ----------
    sentence: its number, from 1.
    """
    row = analysis.sentences[sentence - 1]
    whole = lxml.html.fragment_fromstring(annotated(analysis).html)
    paragraph = whole.get_element_by_id(f"p{row.paragraph + 1}")
    paragraph.tail = None
    for element in paragraph.iter():
        if element.get("id") == f"s{sentence}":
            element.set("class", "sent chosen")
        element.attrib.pop("id", None)
    inner = lxml.html.tostring(paragraph, encoding="unicode")
    return View(f'<div class="annotated">{inner}</div>', analysis.text_of(row))
