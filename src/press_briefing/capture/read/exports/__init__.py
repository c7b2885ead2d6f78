"""Exports of press databases: each article of it as a record, by a layout that what the export holds is told by.

`of_text`, `of_page` and `of_lines` give what a layout read, None where none fits. `LAYOUTS` declares them, the surest
first; a database that writes in a new way gets one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ...clean.draft import Line
from ..markup import tree_of
from . import europresse, factiva, factiva_text, lexis, pressreader
from .layout import ExportContents, Layout
from .lexis import LEXISNEXIS, NEXIS_UNI
from .rows import Row, rows_of_lines, rows_of_page, rows_of_text

LAYOUTS = tuple(cast("Layout", one) for one in (europresse, factiva, factiva_text, LEXISNEXIS, NEXIS_UNI, pressreader))
__all__ = ["LAYOUTS", "ExportContents", "Layout", "of_lines", "of_page", "of_text", "standing_alone"]


def of_text(text: str) -> ExportContents | None:
    """The export that a text is; its lines end with « \\n » alone."""
    return _read(rows_of_text(text))


def of_page(page: str) -> ExportContents | None:
    """The export that a page is."""
    tree = tree_of(page)
    return _read(rows_of_page(tree)) if tree is not None else None


def of_lines(lines: Sequence[Line]) -> ExportContents | None:
    """The export that a document of a word processor, or a PDF, is."""
    return _read(rows_of_lines(lines))


def standing_alone(texts: list[str]) -> set[int]:
    """The places of printed lines that a database has set by themselves: heads, labels, marks of an end."""
    rows = [Row(text) for text in texts]
    return lexis.standing(rows) | factiva_text.standing(rows)


def _read(rows: Sequence[Row]) -> ExportContents | None:
    layout = next((one for one in LAYOUTS if one.fits(rows)), None)
    return layout.read(rows) if layout else None
