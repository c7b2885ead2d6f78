"""What the rows of every table are made of: where a row stands, rows that are spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...model.analysis import Analysis


class Places:
    """Where an offset stands: its sentence (from 1), its paragraph, the heading above it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, article = analysis, analysis.article
        self.headings, section = [], ""
        for paragraph in article.paragraphs:
            if paragraph.kind == "heading":
                section = article.text[paragraph.start : paragraph.end].strip(" :\u00a0\u202f")
            self.headings.append(section)

    def sentence(self, start: int) -> int:
        """Number of the sentence at an offset, or of the next one; 0 when the text has none."""
        found = self.analysis.sentence_at(start)
        if found is not None:
            return found + 1
        later = (i for i, row in enumerate(self.analysis.sentences, 1) if row.start >= start)
        return next(later, len(self.analysis.sentences))

    def section(self, start: int) -> str:
        """The heading above an offset, empty before the first."""
        number = self.sentence(start)
        return self.headings[self.analysis.sentences[number - 1].paragraph] if number else ""


def where(numbers: Iterable[int]) -> dict[str, Any]:
    """The first sentence of a row, and all of them."""
    ordered = sorted(set(numbers))
    return {"sentence": ordered[0], "sentences": " ".join(map(str, ordered))}


def spans(analysis: Analysis, rows: Iterable[Any], *fields: str) -> Iterator[dict[str, Any]]:
    """Spans of the text as rows: these fields of each, and where it stands.

    Parameters
    ----------
    fields: attributes of the rows that become columns.

    Returns
    -------
    Dicts with these, `start`, `end` (characters) and `sentence` (from 1).
    """
    places = Places(analysis)
    return (
        {
            **{field: getattr(row, field) for field in fields},
            "start": row.start,
            "end": row.end,
            "sentence": places.sentence(row.start),
        }
        for row in rows
    )
