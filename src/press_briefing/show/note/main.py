"""The main event: what an article is about, as its title and its opening tell it."""

from __future__ import annotations

import re

from ...model.analysis import Analysis, Event
from ...model.typography import key
from .rows import sentence_of

# Sentences in which an article says what it is about; the title and the lead are of them.
OPENING = 4
# Of these, in which an event needs no word of the title.
NEAR = 2
# Words that carry what a title says.
CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
# What makes a happening more of the main one: the title's words first, then who and when; a sentence further down
# weighs less, and so does what somebody alleges and what is only to come.
TITLE, PARTY, DATED, FURTHER, ALLEGED, PLANNED = 4.0, 1.0, 0.5, 0.3, 1.0, 1.5
# A clause that tells more than « [le comité] réuni »: for each word of its label, up to so many.
WORD, WORDS = 0.05, 20
_WORD = re.compile(r"\w+")
# A title that is itself a clause says what, not when and where: its words count half.
ITSELF = 0.5


def main_event(analysis: Analysis) -> Event | None:
    """The event an article is about: of those its opening sentences tell, the one that says most of its title.

    What has happened comes before what is to come, what the author tells before what somebody alleges, one with a
    party and a date before others. None where the opening tells no event, or only what is recalled or denied.
    """
    title = title_words(analysis)
    first = before(analysis)
    told = [(_weight(analysis, row, title, first), row) for row in _told(analysis, first + OPENING)]
    return max(told, key=lambda one: (one[0], -one[1].start), default=(0.0, None))[1]


def _told(analysis: Analysis, last: int) -> list[Event]:
    """What the opening tells: no recalled, denied or doubtful row, and nothing announced that no word of the title tells."""
    title = title_words(analysis)
    rows = [
        row
        for row in analysis.events
        if row.kind != "background"
        and row.status in ("happened", "ongoing", "alleged", *(("planned",) if title else ()))
        and not row.negated
        and not row.doubtful
        and sentence_of(analysis, row.start) <= last
    ]
    return [row for row in rows if not title or _is_near(analysis, row, title)]


def _is_near(analysis: Analysis, row: Event, title: frozenset[str]) -> bool:
    """Whether an event tells a word of the title or opens the text: others are beside the point."""
    near = 1 if row.status == "planned" else NEAR
    return sentence_of(analysis, row.start) <= before(analysis) + near or _said(analysis, row, title) > 0


def _said(analysis: Analysis, row: Event, title: frozenset[str]) -> float:
    """The share of the title's words that an event's label tells: its clause may hold another's."""
    label = {key(word) for word in _WORD.findall(row.label)}
    told = {
        word.lemma.lower()
        for word in analysis.words
        if row.start <= word.start < row.end and key(analysis.text_of(word)) in label
    }
    return len(title & told) / len(title) if title else 0.0


def _weight(analysis: Analysis, row: Event, title: frozenset[str], first: int) -> float:
    place = sentence_of(analysis, row.start)
    said = _said(analysis, row, title) * (1.0 if place > first else ITSELF)
    return (
        TITLE * said
        + WORD * min(len(row.label.split()), WORDS)
        + PARTY * bool(row.actors or row.targets)
        + DATED * bool(row.date or row.when)
        - FURTHER * max(0, place - first - 1)
        - ALLEGED * (row.status == "alleged")
        - PLANNED * (row.status == "planned")
    )


def before(analysis: Analysis) -> int:
    """Sentences of title and headings before the body."""
    body = next((row.start for row in analysis.article.paragraphs if row.kind in ("body", "lead")), 0)
    return sum(row.end <= body for row in analysis.sentences)


def title_words(analysis: Analysis) -> frozenset[str]:
    """Lemmas of the words that carry the title; empty where the text has none."""
    spans = [(row.start, row.end) for row in analysis.article.paragraphs if row.kind == "title"]
    return frozenset().union(*(content(analysis, *span) for span in spans))


def overlap(analysis: Analysis, start: int, end: int, title: frozenset[str]) -> float:
    """The share of a title's words that a span tells too, 0 to 1."""
    return len(title & content(analysis, start, end)) / len(title) if title else 0.0


def content(analysis: Analysis, start: int, end: int) -> frozenset[str]:
    """The lemmas of the words that carry a span."""
    return frozenset(row.lemma.lower() for row in analysis.words if row.pos in CONTENT and start <= row.start < end)
