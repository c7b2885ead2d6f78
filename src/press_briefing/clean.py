"""Raw text becomes the text we quote from, by a listed sequence of small steps, each logged."""
from __future__ import annotations

import re

from .article import Article, Paragraph, Published


def clean(text: str, *, published: str | None = None, verbatim: bool = False, source: str = "text") -> Article:
    paragraphs = tuple(Paragraph(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    when = Published(published, "given", "") if published else Published()
    return Article(text=text, paragraphs=paragraphs, published=when, source=source)
