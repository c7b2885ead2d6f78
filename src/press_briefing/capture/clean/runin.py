"""Furniture run into the text of a line: a reading time behind a full stop, « Lire aussi » with its headline."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model.article import Removal
from .draft import ArticleDraft, Line
from .layout import glued_heading
from .walls import PROSE_WORDS, run_in, speaks_of

_S = "[ \u00a0\u202f]"
_READING_TIME = re.compile(
    rf"(?:[⏱⏲🕐🕒🕑📖⌛⏳]\ufe0f?{_S}*)?\b(?:Temps|Durée){_S}de{_S}lecture(?:{_S}estimée?)?{_S}?:?{_S}?"
    rf"(?:environ{_S}|env\.{_S})?\d{{1,3}}{_S}?(?:minutes?|mins?|mn)\b\.?|"
    rf"[⏱⏲⌛⏳]\ufe0f?{_S}*\d{{1,3}}{_S}?(?:minutes?|mins?|mn)\b(?:{_S}de{_S}lecture)?\.?"
)
_VERBS = r"(?:[Ll]ire|LIRE|[Vv]oir|VOIR|[ÉEée]couter|[ÉE]COUTER|[Rr]egarder|REGARDER|[Rr]elire|[Rr]evoir|[Dd]écouvrir)"
_ALSO = r"(?:aussi|AUSSI|également|ÉGALEMENT|EGALEMENT|absolument|ensuite)"
_RELATED = re.compile(
    rf"(?:^|(?<=[.!?…»”\"]){_S})[\[(→>•*–—-]?{_S}?(?:(?:À|A|Á){_S}{{1,2}}{_VERBS}(?:{_S}{_ALSO})?|{_VERBS}{_S}{_ALSO}(?!{_S}bien\b)"
    rf"|(?:Lisez|Voyez|Écoutez|Regardez|Découvrez){_S}{_ALSO}|Lire{_S}plus)"
    rf"(?P<site>{_S}(?:sur|ici|dans)(?:{_S}[^:.!?|\n]{{2,30}}?)?)?(?P<mark>{_S}?[:|–>]{_S}?|$)"
)
_MAY_TIME = re.compile("lecture|[⏱⏲⌛⏳]")  # without one of these no reading time is told
WALL = 120  # characters a wall at the end of a text may have
HEADLINE_WORDS = 18  # a headline is no longer; what is longer is prose, and stays


def without_run_in(draft: ArticleDraft) -> ArticleDraft:
    """The draft without furniture inside its lines; a line that held nothing else is left to the next step."""
    removed: list[Removal] = []
    lines: list[Line] = []
    for line in draft.lines:
        for part in _parted(line, removed):
            lines += _unrelated(part, removed)
    return draft.with_lines(_with_wall(lines), *removed)


def _with_wall(lines: list[Line]) -> list[Line]:
    """The lines, a wall that was run into the end of the last of prose as one of its own for the next step."""
    last = next((n for n in range(len(lines) - 1, -1, -1) if len(lines[n].text.split()) >= PROSE_WORDS), -1)
    if last < 0:
        return lines
    line = lines[last]
    end = run_in(line.text, any(speaks_of(other.text) for other in lines[:last]) or speaks_of(line.text[:-WALL]))
    if end == len(line.text):
        return lines
    parts = [replace(line, text=line.text[:end].rstrip()), Line(line.text[end:].strip())]
    return [*lines[:last], *parts, *lines[last + 1 :]]


def _parted(line: Line, removed: list[Removal]) -> list[Line]:
    """The line cut where a reading time stands in it: what is behind is another block of the page."""
    if not _MAY_TIME.search(line.text) or not _READING_TIME.search(line.text):
        return [line]
    removed += [Removal("reading-time", match.group()) for match in _READING_TIME.finditer(line.text)]
    parts = [part.strip() for part in _READING_TIME.split(line.text)]
    return [Line(part, line.kind, line.gap) for part in parts if part]


def _unrelated(line: Line, removed: list[Removal]) -> list[Line]:
    """The line without « Lire aussi : » and the headline behind it; prose that only follows the label is kept."""
    kept, begun = "", 0
    for match in _RELATED.finditer(line.text) if _MAY_RELATE.search(line.text) else ():
        if match.start() < begun:
            continue
        end = match.end() + _headline(line.text[match.end() :])
        kept += line.text[begun : match.start()] + " "
        removed.append(Removal("related", line.text[match.start() : end].strip()))
        begun = end
    if not begun:
        return [line]
    text = (kept + line.text[begun:].lstrip(" \u00a0])")).strip()
    return [Line(text, line.kind, line.gap)] if text else []


_MAY_RELATE = re.compile(r"lire|voir|couter|regarder|aussi|AUSSI|LIRE", re.I)


def _headline(rest: str) -> int:
    """How many characters behind the label are a headline: all, up to a glued sentence or a question, or none."""
    first = re.match(r"[^.!?…]*[.!?…]*", rest)
    sentence = first.group() if first else ""
    whole = len(sentence) >= len(rest.rstrip())
    if whole and len(rest.split()) <= HEADLINE_WORDS and not sentence.endswith("."):
        return len(rest)
    glued = glued_heading(rest, least=2)
    if glued is not None:
        return glued
    return len(sentence) if sentence.endswith(("?", "!")) and len(sentence.split()) <= HEADLINE_WORDS else 0
