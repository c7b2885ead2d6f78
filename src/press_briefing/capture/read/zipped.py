"""A word processor's document (DOCX): paragraphs with the kind their style tells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...model.article import Published
from ...model.errors import LimitError, SourceError
from ...model.settings import Settings
from ..clean.draft import Line
from ..clean.published import in_french
from .kinds import KINDS
from .magic import in_packed
from .page import Page

# A document unpacks to a few times its size; a bomb to thousands.
MOST_UNPACKED = 10


def read_docx(data: bytes, *, source: str, settings: Settings) -> Page:
    """The paragraphs of a DOCX file in order, table cells included. Raises `SourceError`, `LimitError`."""
    _check_unpacked(data, source, settings)
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
        lines = [line for block in document.iter_inner_content() for line in _lines(block)]
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises what zipfile, lxml and its own parts raise
        raise SourceError(
            f"is no DOCX that can be read ({type(error).__name__})",
            where=source,
            cure="open it in a word processor and save it again as DOCX or plain text",
        ) from None
    return Page.of(lines, author=None, hint=_created(document))


def _created(document: Any) -> Published | None:
    """The date in the document's properties; python-docx raises what a calendar raises where that is none."""
    try:
        day = document.core_properties.created.date()
    except (AttributeError, ValueError, OverflowError):
        return None
    return Published(day.isoformat(), "found", f"date de création du document : {in_french(day)}")


def _check_unpacked(data: bytes, source: str, settings: Settings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise SourceError(
            "is no DOCX that can be read", where=source, cure="save it again as DOCX or plain text"
        ) from None
    if "word/document.xml" not in names:
        raise KINDS[in_packed(names, data)].refusal(source)
    if size > MOST_UNPACKED * settings.max_bytes:
        raise LimitError(
            f"unpacks to {size} bytes, more than the limit of {MOST_UNPACKED * settings.max_bytes}",
            where=source,
            cure="give a smaller document, or raise max_bytes",
        )


def _lines(block: Any) -> list[Line]:
    """The lines of a paragraph, or of the cells of a table."""
    if hasattr(block, "rows"):
        cells = list(_cells(block))
        lines = [line for cell in cells for paragraph in cell.paragraphs for line in _lines(paragraph)]
        # One row or column is a frame around text; cells of more are data, whatever they resemble.
        is_data = len(block.rows) > 1 and len(block.columns) > 1
        return [replace(line, kind=line.kind or "cell") for line in lines] if is_data else lines
    text = block.text.strip()
    return [Line(part.strip(), _kind(block), gap=True) for part in text.split("\n") if part.strip()]


def _cells(table: Any) -> Iterator[Any]:
    """Each cell once, as it is written: how many columns and rows it says that it spans is never counted out."""
    from docx.table import _Cell

    for row in table.rows:
        yield from (_Cell(cell, table) for cell in row._tr.tc_lst if cell.vMerge != "continue")


def _kind(paragraph: Any) -> str:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if style in ("title", "titre"):
        return "title"
    if style.startswith(("heading", "titre ", "subtitle", "sous-titre")):
        return "heading"
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return "list-item" if numbered or style.startswith(("list", "liste")) else ""
