"""A PDF file: its text layer, put back into paragraphs by where the lines stand; a scanned file says so."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from ..article import Published, Removal
from ..clean.draft import Line
from ..clean.published import in_french
from ..errors import LimitError, SourceError
from ..settings import Settings
from .page import Page

FEWEST_LETTERS = 40      # in the whole file: with fewer, its pages are pictures
LARGER = 1.12            # a line so much higher than the median is set as a heading
WIDER = 1.35             # a distance between lines so much wider than the median parts paragraphs
SHORTER = 0.85           # a line that ends so far left of the right edge ends its paragraph
RUNNING_PAGES = 3        # a line at the edge of so many pages is a running head


@dataclass(frozen=True)
class _Row:
    """One printed line: text, page, and its box in points from the lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_pdf(data: bytes, *, source: str, settings: Settings) -> Page:
    """The paragraphs of a PDF. Raises `SourceError` when it is locked, damaged or scanned, `LimitError` past the pages."""
    rows, created = _rows(data, source, settings)
    if sum(char.isalpha() for row in rows for char in row.text) < FEWEST_LETTERS:
        raise SourceError("is a scanned PDF: its pages are pictures without text", where=source,
                          cure="recognise its text first, for instance with: ocrmypdf -l fra IN.pdf OUT.pdf")
    rows, log = _without_running(rows)
    return Page.of(list(_paragraphs(rows)), log=tuple(log), hint=_created(created))


def _rows(data: bytes, source: str, settings: Settings) -> tuple[list[_Row], str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise SourceError("is a PDF locked by a password" if locked else "is a damaged PDF", where=source,
                          cure="unlock it, or print it again to PDF" if locked else "print the page again to PDF") from None
    try:
        if len(document) > settings.max_pdf_pages:
            raise LimitError(f"has {len(document)} pages, more than the limit of {settings.max_pdf_pages}", where=source,
                             cure="give the pages of the article only, or raise max_pdf_pages")
        rows = [row for number in range(len(document)) for row in _page_rows(document[number], number)]
        return rows, str(document.get_metadata_value("CreationDate") or "")
    finally:
        document.close()


def _page_rows(page: Any, number: int) -> Iterator[_Row]:
    """The lines of a page: neighbouring boxes of text at the same height put together."""
    textpage = page.get_textpage()
    row: _Row | None = None
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        text = " ".join(textpage.get_text_bounded(left, bottom, right, top).replace("\ufffe", "-").split())
        if not text:
            continue
        if row is not None and _same_height(row, bottom, top) and left >= row.right - 2:
            glue = "" if left - row.right < 0.12 * row.height else " "
            row = _Row(row.text + glue + text, number, row.left, min(row.bottom, bottom), right, max(row.top, top))
            continue
        if row is not None:
            yield row
        row = _Row(text, number, left, bottom, right, top)
    if row is not None:
        yield row


def _same_height(row: _Row, bottom: float, top: float) -> bool:
    overlap = min(row.top, top) - max(row.bottom, bottom)
    return overlap > 0.5 * min(row.height, top - bottom)


def _without_running(rows: list[_Row]) -> tuple[list[_Row], list[Removal]]:
    """The lines without page numbers and heads that come back on page after page."""
    edges: Counter[str] = Counter()
    edge_rows: set[int] = set()
    for page in {row.page for row in rows}:
        own = [number for number, row in enumerate(rows) if row.page == page]
        by_height = sorted(own, key=lambda number: rows[number].bottom)
        ends = {*by_height[:2], *by_height[-2:]}
        edge_rows |= ends
        edges.update({_stencil(rows[number].text) for number in ends})
    pages = len({row.page for row in rows})

    def running(number: int) -> bool:
        text = rows[number].text
        often = edges[_stencil(text)] >= min(RUNNING_PAGES, max(pages, 2))
        return number in edge_rows and (often or bool(re.fullmatch(r"(?:page )?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?", text, re.I)))

    kept = [row for number, row in enumerate(rows) if not running(number)]
    return kept, [Removal("running-head", row.text) for number, row in enumerate(rows) if running(number)]


def _stencil(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _paragraphs(rows: list[_Row]) -> Iterator[Line]:
    """Lines put together while they stand close, in one size, and the one before reaches the edge or is unfinished."""
    size = median(row.height for row in rows)
    steps = [above.bottom - below.bottom for above, below in zip(rows, rows[1:], strict=False)
             if above.page == below.page and 0 < above.bottom - below.bottom < 4 * size]
    step = median(steps) if steps else 1.2 * size
    edge = _right_edges(rows)
    text, kind, last = "", "", None
    for row in rows:
        if last is not None and _goes_on(last, row, size, step, edge):
            text = text[:-1] + row.text if re.search(r"[a-zà-ÿ]-$", text) and row.text[:1].islower() else f"{text} {row.text}"
        else:
            if text:
                yield Line(text, kind, gap=True)
            text, kind = row.text, "heading" if row.height > LARGER * size and len(row.text) < 200 else ""
        last = row
    if text:
        yield Line(text, kind, gap=True)


def _right_edges(rows: list[_Row]) -> dict[tuple[int, int], float]:
    """Where the column ends that begins at a left edge (in steps of 20 points), by page."""
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        column = (row.page, round(row.left / 20))
        edges[column] = max(edges.get(column, 0.0), row.right)
    return edges


def _goes_on(above: _Row, row: _Row, size: float, step: float, edges: dict[tuple[int, int], float]) -> bool:
    """Whether `row` is the next line of the paragraph that `above` belongs to."""
    ended = bool(re.search(r"[.!?…][\s»”\"')]*$", above.text))
    one_size = abs(above.height - row.height) < 0.12 * size or min(above.height, row.height) > 0.75 * max(above.height, row.height)
    if (above.height > LARGER * size) != (row.height > LARGER * size) or not one_size:
        return False
    if above.page != row.page or row.bottom >= above.bottom:      # a new page or column
        return not ended
    width = edges[(above.page, round(above.left / 20))] - above.left
    full = above.right - above.left >= SHORTER * width
    close = above.bottom - row.bottom <= WIDER * step
    return close and (full or not ended and row.text[:1].islower())


def _created(told: str) -> Published | None:
    from datetime import date

    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", told)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    return Published(day.isoformat(), "found", f"date de création du fichier PDF : {in_french(day)}") if day else None
