"""A PDF file: its text layer, put back into paragraphs by where the lines stand; a scanned file says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import Any

from ...model.article import Published, Removal
from ...model.errors import LimitError, SourceError
from ...model.settings import Settings
from ..clean.draft import Line
from ..clean.published import in_french
from .page import Page

_HYPHEN = re.compile("[\x02\xad\ufffe\u2010]")  # what PDFium gives for the hyphen that breaks a word
FEWEST_LETTERS = 40  # in the whole file: with fewer, its pages are pictures
BOLD = 600  # weight of type from which it is bold
LARGER = 1.12  # a line so much higher than the median is set as a heading
WIDER = 1.35  # a distance between lines so much wider than the median parts paragraphs
SHORTER = 0.85  # a line that ends so far left of the right edge ends its paragraph
_AGAIN = "print the page again to PDF"
RUNNING_PAGES = 3  # a line at the edge of so many pages is a running head


@dataclass(frozen=True)
class _Row:
    """One printed line: text, page, where its baseline is, in points from the lower left corner, and its type."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool


def read_pdf(data: bytes, *, source: str, settings: Settings) -> Page:
    """The paragraphs of a PDF. Raises `SourceError` when locked, damaged or scanned, `LimitError` past the pages."""
    rows, created = _rows(data, source, settings)
    if sum(char.isalpha() for row in rows for char in row.text) < FEWEST_LETTERS:
        raise SourceError(
            "is a scanned PDF: its pages are pictures without text",
            where=source,
            cure="recognise its text first, for instance with: ocrmypdf -l fra IN.pdf OUT.pdf",
        )
    rows, log = _without_running(rows)
    return Page.of(list(_paragraphs(rows)), log=tuple(log), hint=_created(created))


def read_export(data: bytes, *, source: str, settings: Settings, alone: Callable[[list[str]], set[int]]) -> list[Line]:
    """The lines of a PDF that a database has printed: printed lines whose places `alone` gives are lines of their own.

    Running heads are left out unless they are among these. Raises as `read_pdf` does.
    """
    rows, _ = _rows(data, source, settings)
    marks = alone([row.text for row in rows])
    kept, _ = _without_running(rows)
    there = set(kept)
    stay = [(row, number in marks) for number, row in enumerate(rows) if row in there or number in marks]
    return list(_paragraphs([row for row, _ in stay], {number for number, (_, mark) in enumerate(stay) if mark}))


def _rows(data: bytes, source: str, settings: Settings) -> tuple[list[_Row], str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise SourceError(
            "is a PDF locked by a password" if locked else "is a damaged PDF",
            where=source,
            cure="unlock it, or print it again to PDF" if locked else _AGAIN,
        ) from None
    try:
        if len(document) > settings.max_pdf_pages:
            raise LimitError(
                f"has {len(document)} pages, more than the limit of {settings.max_pdf_pages}",
                where=source,
                cure="give the pages of the article only, or raise max_pdf_pages",
            )
        rows = [row for number in range(len(document)) for row in _page_rows(document[number], number)]
        return rows, str(document.get_metadata_value("CreationDate") or "")
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"is a damaged PDF ({error})", where=source, cure=_AGAIN) from None
    finally:
        document.close()


def _page_rows(page: Any, number: int) -> Iterator[_Row]:
    """The lines of a page: neighbouring boxes of text on one baseline put together."""
    textpage = page.get_textpage()
    row: _Row | None = None
    for index in range(textpage.count_rects()):
        box = textpage.get_rect(index)
        text = " ".join(_HYPHEN.sub("-", textpage.get_text_bounded(*box)).split())
        if not text:
            continue
        base, size, bold = _type(textpage, box)
        if row is not None and abs(row.base - base) < 0.5 * size and box[0] >= row.right - 2:
            glue = "" if box[0] - row.right < 0.12 * size else " "
            row = _Row(
                row.text + glue + text, number, row.left, box[2], row.base, max(row.size, size), row.bold and bold
            )
            continue
        if row is not None:
            yield row
        row = _Row(text, number, box[0], box[2], base, size, bold)
    if row is not None:
        yield row


def _type(textpage: Any, box: tuple[float, float, float, float]) -> tuple[float, float, bool]:
    """(baseline, size, bold) of the first letter in a box; the box's own measures where the file does not tell."""
    import ctypes

    import pypdfium2.raw as raw

    left, bottom, _, top = box
    index = textpage.get_index(left + 0.1 * (top - bottom), (bottom + top) / 2, top - bottom, top - bottom)
    if index is None:
        return bottom, top - bottom, False
    across, base = ctypes.c_double(), ctypes.c_double()
    told = raw.FPDFText_GetCharOrigin(textpage.raw, index, across, base)
    size = raw.FPDFText_GetFontSize(textpage.raw, index)
    return (
        base.value if told else bottom,
        size if size > 2 else top - bottom,
        raw.FPDFText_GetFontWeight(textpage.raw, index) >= BOLD,
    )


def _without_running(rows: list[_Row]) -> tuple[list[_Row], list[Removal]]:
    """The lines without page numbers and heads that come back on page after page."""
    edges: Counter[str] = Counter()
    edge_rows: set[int] = set()
    for page in {row.page for row in rows}:
        own = [number for number, row in enumerate(rows) if row.page == page]
        by_height = sorted(own, key=lambda number: rows[number].base)
        ends = {*by_height[:2], *by_height[-2:]}
        edge_rows |= ends
        edges.update({_stencil(rows[number].text) for number in ends})
    pages = len({row.page for row in rows})

    def running(number: int) -> bool:
        text = rows[number].text
        often = edges[_stencil(text)] >= min(RUNNING_PAGES, max(pages, 2))
        return number in edge_rows and (
            often or bool(re.fullmatch(r"(?:page )?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?", text, re.I))
        )

    kept = [row for number, row in enumerate(rows) if not running(number)]
    return kept, [Removal("running-head", row.text) for number, row in enumerate(rows) if running(number)]


def _stencil(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _paragraphs(rows: list[_Row], alone: Container[int] = ()) -> Iterator[Line]:
    """Lines put together while they stand close, in one type, and the one before reaches the edge or is unfinished.

    `alone`: places of lines that stand by themselves.
    """
    layout = _Layout.of(rows)
    text, last = "", None
    for number, row in enumerate(rows):
        parted = number in alone or number - 1 in alone
        if last is not None and not parted and layout.goes_on(last, row):
            broken = re.search(r"[a-zà-ÿ]-$", text) and row.text[:1].islower()
            text = text[:-1] + row.text if broken else f"{text} {row.text}"
        else:
            if last is not None:
                yield Line(text, "heading" if layout.is_display(last) and len(text) < 250 else "", gap=True)
            text = row.text
        last = row
    if last is not None:
        yield Line(text, "heading" if layout.is_display(last) and len(text) < 250 else "", gap=True)


@dataclass(frozen=True)
class _Layout:
    """What is usual in a file: size of type, distance of lines, right edges of columns, whether the text is bold."""

    size: float
    step: float
    bold: bool
    edges: dict[tuple[int, int], float]

    @classmethod
    def of(cls, rows: list[_Row]) -> _Layout:
        size = _usual_size(rows)
        steps = [
            above.base - row.base
            for above, row in pairwise(rows)
            if above.page == row.page and 0 < above.base - row.base < 4 * size
        ]
        bold = sum(len(row.text) for row in rows if row.bold) > sum(len(row.text) for row in rows) / 2
        return cls(size, median(steps) if steps else 1.2 * size, bold, _right_edges(rows))

    def is_display(self, row: _Row) -> bool:
        """Whether a line is set as a heading: larger, or bold where the text is not."""
        return row.size > LARGER * self.size or (row.bold and not self.bold)

    def goes_on(self, above: _Row, row: _Row) -> bool:
        """Whether `row` is the next line of the paragraph that `above` belongs to."""
        if self.is_display(above) != self.is_display(row) or abs(above.size - row.size) > 0.12 * self.size:
            return False
        ended = bool(re.search(r"[.!?…][\s»”\"')]*$", above.text))
        if above.page != row.page or row.base >= above.base:  # a new page or column
            return not ended and not self.is_display(row)
        if above.base - row.base > WIDER * max(self.step, 1.2 * row.size if self.is_display(row) else 0):
            return False
        width = self.edges[(above.page, round(above.left / 20))] - above.left
        full = above.right - above.left >= SHORTER * width
        return self.is_display(row) or full or (not ended and row.text[:1].islower())


def _usual_size(rows: list[_Row]) -> float:
    """The size of type that most letters have: the median over letters."""
    sizes = sorted((row.size, len(row.text)) for row in rows)
    passed = list(accumulate(count for _, count in sizes))
    return next(size for (size, _), count in zip(sizes, passed, strict=True) if 2 * count >= passed[-1])


def _right_edges(rows: list[_Row]) -> dict[tuple[int, int], float]:
    """Where the column ends that begins at a left edge (in steps of 20 points), by page."""
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        column = (row.page, round(row.left / 20))
        edges[column] = max(edges.get(column, 0.0), row.right)
    return edges


def _created(told: str) -> Published | None:
    from datetime import date

    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", told)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    return Published(day.isoformat(), "found", f"date de création du fichier PDF : {in_french(day)}") if day else None
