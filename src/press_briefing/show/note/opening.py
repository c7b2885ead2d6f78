"""What an article is: its genre as its form tells it, who published it, when, how long; and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ... import lexicons
from ...model.analysis import Analysis
from ...model.typography import key
from .main import main_event
from .rows import capital, flat, sentence_of

# Of an interview: questions that are paragraphs of their own. Two may be rhetorical.
QUESTIONS = 3
# Of a live page: paragraphs that open with an hour.
HOURS = 3
# Of an opinion: reproaches in the author's own voice, and no fewer than one in so many sentences.
OWN_JUDGEMENTS, SENTENCES_EACH = 3, 40
_HOUR = re.compile(r"\d{1,2} ?(?:h|:)(?: ?[0-5]\d)?\b")
_QUESTION = re.compile(r"\?[»\"” ]*$")


@dataclass(frozen=True)
class Masthead:
    """The line above a note. `genre`: interview, live, dispatch, opinion or article; `words`: of the text; `updated`:
    the later day of its last edit."""

    genre: str
    outlet: str
    author: str
    roles: tuple[str, ...]
    date: str
    deduced: bool
    words: int
    updated: str = ""


@dataclass(frozen=True)
class Heading:
    """The title. `sentence`: 0 for the article's own; else that of the clause in its place."""

    words: str
    sentence: int = 0


def strip(analysis: Analysis) -> Masthead:
    """What a reader knows of an article before reading it."""
    article, author = analysis.article, analysis.article.author
    return Masthead(
        genre(analysis),
        article.outlet or "",
        author.name if author else "",
        author.roles if author else (),
        article.published.value or "",
        article.published.deduced,
        len(article.text.split()),
        article.updated or "",
    )


def genre(analysis: Analysis) -> str:
    """The genre by the form alone: turns of question and answer, hours, an agency's name, the author's judgements."""
    article = analysis.article
    paragraphs = [article.text[row.start : row.end].strip() for row in article.paragraphs if row.kind != "title"]
    if sum(bool(_QUESTION.search(text)) for text in paragraphs) >= QUESTIONS:
        return "interview"
    if sum(bool(_HOUR.match(text)) for text in paragraphs) >= HOURS:
        return "live"
    if any(key(name) in lexicons.keys("note/agencies.txt") for name in _signed(analysis)):
        return "dispatch"
    return "opinion" if _judges(analysis) else "article"


def _signed(analysis: Analysis) -> tuple[str, ...]:
    author = analysis.article.author
    return tuple(filter(None, (analysis.article.outlet, author.name if author else None)))


def _judges(analysis: Analysis) -> bool:
    """Whether the author reproaches somebody in their own voice again and again."""
    own = [row for row in analysis.stances if row.by == "author" and not row.doubtful]
    return len(own) >= max(OWN_JUDGEMENTS, len(analysis.sentences) / SENTENCES_EACH)


def heading(analysis: Analysis) -> Heading:
    """The article's own title; without one, the clause of the main event, else the first sentence, each whole."""
    if analysis.article.title:
        return Heading(flat(analysis.article.title))
    event = main_event(analysis)
    if event is not None:
        return Heading(capital(flat(event.label)), sentence_of(analysis, event.start))
    first = next(iter(analysis.sentences), None)
    return Heading(flat(analysis.text_of(first)), 1) if first else Heading(flat(analysis.article.text))
