"""Quotations and who speaks."""
from __future__ import annotations

from ..analysis import Entity, Mention, Quote
from .reading import Reading
from .voices.marks import find_marked


def find_quotes(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """The marked passages long enough to be speech; speakers come with the next step."""
    text = reading.article.text
    return tuple(Quote(m.start, m.end, text[m.start:m.end]) for m in find_marked(text, reading.article.paragraphs)
                 if len(text[m.start:m.end].split()) > 3)
