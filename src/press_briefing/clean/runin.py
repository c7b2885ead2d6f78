"""Furniture run into the text of a line: a reading time behind a full stop, « Lire aussi » with its headline."""
from __future__ import annotations

import re

from ..article import Removal
from .draft import Draft, Line

_S = "[ \u00a0\u202f]"
_READING_TIME = re.compile(
    rf"(?:[⏱⏲🕐🕒🕑📖⌛⏳]\ufe0f?{_S}*)?\b(?:Temps|Durée){_S}de{_S}lecture(?:{_S}estimée?)?{_S}?:?{_S}?"
    rf"(?:environ{_S}|env\.{_S})?\d{{1,3}}{_S}?(?:minutes?|mins?|mn)\b\.?|"
    rf"[⏱⏲⌛⏳]\ufe0f?{_S}*\d{{1,3}}{_S}?(?:minutes?|mins?|mn)\b(?:{_S}de{_S}lecture)?\.?")
_RELATED = re.compile(
    r"(?:(?<=[.!?…»”\"]) ?|^)[\[(]?\b(?:(?:À|A|Á) (?:lire|voir|écouter|relire) (?:aussi|également|absolument)|"
    r"(?:Lire|Voir|Lisez|Voyez|Relire) (?:aussi|également)|(?:À|A) (?:lire|voir))\b(?: sur [^:.!?\n]{2,30})?[  ]?[:|–>][  ]?")
HEADLINE_WORDS = 18     # a headline is no longer; what is longer is prose, and stays


def without_run_in(draft: Draft) -> Draft:
    """The draft without furniture inside its lines; a line that held nothing else is left to the next step."""
    removed: list[Removal] = []
    lines: list[Line] = []
    for line in draft.lines:
        for part in _parted(line, removed):
            lines += _unrelated(part, removed)
    return draft.with_lines(lines, *removed)


def _parted(line: Line, removed: list[Removal]) -> list[Line]:
    """The line cut where a reading time stands in it: what is behind is another block of the page."""
    if not any(char.isdigit() for char in line.text) or not _READING_TIME.search(line.text):
        return [line]
    removed += [Removal("reading-time", match.group()) for match in _READING_TIME.finditer(line.text)]
    parts = [part.strip() for part in _READING_TIME.split(line.text)]
    return [Line(part, line.kind, line.gap) for part in parts if part]


def _unrelated(line: Line, removed: list[Removal]) -> list[Line]:
    """The line without a « Lire aussi : headline » that ends it; a headline inside cannot be told from prose."""
    match = _RELATED.search(line.text) if "l" in line.text else None
    if match is None or match.start() == 0:
        return [line]
    headline = line.text[match.end():]
    if len(headline.split()) > HEADLINE_WORDS or re.search(r"[.!…»]\s+\S", headline):
        return [line]
    removed.append(Removal("related", line.text[match.start():].strip()))
    kept = line.text[:match.start()].rstrip()
    return [Line(kept, line.kind, line.gap)] if kept else []
