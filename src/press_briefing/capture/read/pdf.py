"""A PDF file: its text layer, put back into paragraphs by where the lines stand; a scanned file says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ...model.article import Published, Removal
from ...model.errors import LimitError, SourceError
from ...model.settings import Settings
from ..clean.dateline import date_line
from ..clean.draft import Line
from ..clean.published import in_french
from .page import Page
from .pdf_rows import PrintedLine, rows_of

FEWEST_LETTERS = 40  # in the whole file: with fewer, its pages are pictures
LARGER = 1.12  # a line so much higher than the median is set as a heading
WIDER = 1.35  # a distance between lines so much wider than the median parts paragraphs
SHORTER = 0.85  # a line that ends so far left of the right edge ends its paragraph
_AGAIN = "print the page again to PDF"
RUNNING_PAGES = 3  # a line at the edge of so many pages is a running head
_BROWSER = re.compile(r"Skia|Chrom|Mozilla|Firefox|Safari|Edg/|wkhtml|Gecko", re.I)
# What browsers print at the edges of a page: when, of what; whence, and the page's number.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:h]\d\d(?: ?[AP]M)?\b.*|(?:https?|file)://\S+(?: \d{1,4} ?/ ?\d{1,4})?",
    re.I,
)
ENTRIES, ENTRY_WORDS = 4, 3  # entries above the title, and words in each at most, that make a menu


def read_pdf(data: bytes, *, source: str, settings: Settings) -> Page:
    """The paragraphs of a PDF. Raises `SourceError` when locked, damaged or scanned, `LimitError` past the pages."""
    rows, links, created = _rows(data, source, settings)
    if sum(char.isalpha() for row in rows for char in row.text) < FEWEST_LETTERS:
        raise SourceError(
            "is a scanned PDF: its pages are pictures without text",
            where=source,
            cure="recognise its text first, for instance with: ocrmypdf -l fra IN.pdf OUT.pdf",
        )
    rows, log = _without_running(rows)
    rows, menus = _without_menu(rows)
    log += [*menus, *(Removal("related", row.text) for row in links)]
    return Page.of(list(_paragraphs(rows)), log=tuple(log), hint=created)


def read_export(data: bytes, *, source: str, settings: Settings, alone: Callable[[list[str]], set[int]]) -> list[Line]:
    """The lines of a PDF that a database has printed: printed lines whose places `alone` gives are lines of their own.

    Running heads are left out unless they are among these. Raises as `read_pdf` does.
    """
    rows, _, _ = _rows(data, source, settings)
    marks = alone([row.text for row in rows])
    kept, _ = _without_running(rows)
    there = set(kept)
    stay = [(row, number in marks) for number, row in enumerate(rows) if row in there or number in marks]
    return list(_paragraphs([row for row, _ in stay], {number for number, (_, mark) in enumerate(stay) if mark}))


def _rows(
    data: bytes, source: str, settings: Settings
) -> tuple[list[PrintedLine], list[PrintedLine], Published | None]:
    """(text, links beside it, the day it was made)."""
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
        told = [str(document.get_metadata_value(name) or "") for name in ("CreationDate", "Creator", "Producer")]
        return *rows_of(document), _created(told[0], _BROWSER.search(" ".join(told[1:])) is not None)
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"is a damaged PDF ({error})", where=source, cure=_AGAIN) from None
    finally:
        document.close()


def _without_running(rows: list[PrintedLine]) -> tuple[list[PrintedLine], list[Removal]]:
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
            often
            or bool(_PRINTED.fullmatch(text))
            or bool(re.fullmatch(r"(?:page )?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?", text, re.I))
        )

    kept = [row for number, row in enumerate(rows) if not running(number)]
    return kept, [Removal("running-head", row.text) for number, row in enumerate(rows) if running(number)]


def _without_menu(rows: list[PrintedLine]) -> tuple[list[PrintedLine], list[Removal]]:
    """The lines without the entries of a menu above the title; a day or what is longer is no entry."""
    largest = max((row.size for row in rows), default=0.0)
    title = next((number for number, row in enumerate(rows) if row.size == largest), 0)
    if not title or largest <= LARGER * _usual_size(rows) or rows[title].page != rows[0].page:
        return rows, []
    entries = [number for number in range(title) if _is_entry(rows[number])]
    if sum(len(rows[number].cells) for number in entries) < ENTRIES:
        return rows, []
    gone = set(entries)
    kept = [row for number, row in enumerate(rows) if number not in gone]
    return kept, [Removal("page-head", rows[number].text) for number in entries]


def _is_entry(row: PrintedLine) -> bool:
    short = all(len(cell.split()) <= ENTRY_WORDS for cell in row.cells)
    return short and row.text[-1:] not in ".!?…»" and date_line(row.text) is None


def _stencil(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _paragraphs(rows: list[PrintedLine], alone: Container[int] = ()) -> Iterator[Line]:
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
    def of(cls, rows: list[PrintedLine]) -> _Layout:
        size = _usual_size(rows)
        steps = [
            above.base - row.base
            for above, row in pairwise(rows)
            if above.page == row.page and 0 < above.base - row.base < 4 * size
        ]
        bold = sum(len(row.text) for row in rows if row.bold) > sum(len(row.text) for row in rows) / 2
        # The distance within paragraphs is the small one: half of all lines may open one.
        step = sorted(steps)[(len(steps) - 1) // 4] if steps else 1.2 * size
        return cls(size, step, bold, _right_edges(rows))

    def is_display(self, row: PrintedLine) -> bool:
        """Whether a line is set as a heading: larger, or bold where the text is not."""
        return row.size > LARGER * self.size or (row.bold and not self.bold)

    def goes_on(self, above: PrintedLine, row: PrintedLine) -> bool:
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


def _usual_size(rows: list[PrintedLine]) -> float:
    """The size of type that most letters have: the median over letters."""
    sizes = sorted((row.size, len(row.text)) for row in rows)
    passed = list(accumulate(count for _, count in sizes))
    return next(size for (size, _), count in zip(sizes, passed, strict=True) if 2 * count >= passed[-1])


def _right_edges(rows: list[PrintedLine]) -> dict[tuple[int, int], float]:
    """Where the column ends that begins at a left edge (in steps of 20 points), by page."""
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        column = (row.page, round(row.left / 20))
        edges[column] = max(edges.get(column, 0.0), row.right)
    return edges


def _created(told: str, printed: bool) -> Published | None:
    """The day the file was made; where a browser made it, from a page that may be older, that is a guess."""
    from datetime import date

    match = re.match(r"D:(\d{4})(\d\d)(\d\d)", told)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        return None
    if printed:
        return Published(
            day.isoformat(), "inferred", f"page imprimée le {in_french(day)} : article paru ce jour-là ou avant"
        )
    return Published(day.isoformat(), "found", f"date de création du fichier PDF : {in_french(day)}")
