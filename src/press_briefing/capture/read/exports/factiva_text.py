"""Factiva without codes, as its text, RTF and page for reading have it, each article above its « Document … ».

Above the text: section, title, authors, « 139 mots », day, hour, paper, code, page, language, rights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ....lexicons import keys
from ....model.article import Filed, Removal
from ....model.typography import key
from ..days import day_in
from ..record import Record, named, people
from .layout import ExportContents, is_rights, number_in, page_in
from .rows import Row

NAME = "Factiva"
_END = re.compile(r"^Document ([A-Z][A-Z0-9]{1,13}\d{8}[0-9a-z]{4,14})$")
_COUNT = re.compile(r"^\d[\d\xa0 .,]{0,8} (?:mots|words)$", re.I)
_HOUR = re.compile(r"^\d{1,2}[:h]\d{2}(?: ?[AP]M)?$", re.I)
_CODE = re.compile(r"^[A-Z][A-Z0-9]{2,7}$")
_ISSUE = re.compile(r"^(?:num[ée]ro|n°|no\.?|vol(?:ume)?\.?|[ée]dition|issue)\b.{0,30}$", re.I)
_PAGE = re.compile(r"^(?:p\. ?)?[A-Z]{0,2}\d{1,4}(?:[-/,] ?[A-Z]{0,2}\d{1,4})*$")
HEAD_ROWS = 12  # above the count, and below it up to the rights: a database's head has no more
LONGEST_FIELD = 120  # characters


def fits(rows: Sequence[Row]) -> bool:
    """Whether a document ends with its number, and a count above a day stands in its head; or two have such heads."""
    heads = len(_anchors(rows))
    return heads > 1 or (heads == 1 and any(_END.match(row.text) for row in rows))


def _anchors(rows: Sequence[Row]) -> list[int]:
    """Where « 139 mots » stands above a day."""
    return [n for n, row in enumerate(rows[:-1]) if _COUNT.match(row.text) and _is_day(rows[n + 1])]


def standing(rows: Sequence[Row]) -> set[int]:
    """The places of counts, numbers and rights, and of the rows between a number and the rights."""
    found, head = set[int](), True
    if not any(_END.match(row.text) for row in rows):
        return found
    for number, row in enumerate(rows):
        ends = bool(_END.match(row.text))
        if head or ends:
            found.add(number)
        head = ends or (head and not is_rights(row))
    return found


def _is_day(row: Row) -> bool:
    return len(row.text) <= 40 and day_in(row.text) is not None


def read(rows: Sequence[Row]) -> ExportContents:
    """The articles of an export without codes."""
    found = ExportContents(NAME)
    anchors, begin = _anchors(rows), 0
    publishers = _repeated(rows)
    for number, anchor in enumerate(anchors):
        stop = anchors[number + 1] if number + 1 < len(anchors) else len(rows)
        end = next((n for n in range(anchor, stop) if _END.match(rows[n].text)), None)
        after = end + 1 if end is not None else max(anchor + 2, _before_head(rows, anchor, stop))
        first = max(begin, _first_of_head(rows, anchor))
        found.around(rows[begin:first], "hit-list")
        found.records.append(_record(rows[first:anchor], rows[anchor:after], publishers))
        begin = after
    found.around(rows[begin:], "page-foot")
    return found


def _repeated(rows: Sequence[Row]) -> frozenset[str]:
    """Rows that stand right above the number of several documents: the publisher's name."""
    above = Counter(rows[n - 1].text for n, row in enumerate(rows) if n and _END.match(row.text))
    return frozenset(text for text, times in above.items() if times > 1 and len(text) <= LONGEST_FIELD)


def _first_of_head(rows: Sequence[Row], anchor: int) -> int:
    """Where the head above a count begins: behind the last number, or what is no field."""
    first = anchor
    while first and anchor - first < HEAD_ROWS and not _END.match(rows[first - 1].text):
        row = rows[first - 1]
        if len(row.text) > 3 * LONGEST_FIELD or is_rights(row) or (row.is_prose and first < anchor - 1):
            break
        first -= 1
    return _block_above(rows, first, anchor)


def _block_above(rows: Sequence[Row], first: int, anchor: int) -> int:
    """Where the block of section and title begins: above that of the authors, which stands on the count.

    Where every row stands by itself (DOCX, PDF) empty lines tell nothing, and the head is all there is.
    """
    starts = [n for n in range(first, anchor + 1) if n == first or rows[n].gap]
    if len(starts) == anchor + 1 - first:
        return first
    above = [n for n in starts if n < anchor]
    signed = anchor not in starts and len(above) > 1
    return above[-2] if signed else above[-1] if above else first


def _before_head(rows: Sequence[Row], anchor: int, stop: int) -> int:
    """Where an article without a number ends: before the title of the next, which an empty line parts from it."""
    if stop == len(rows):
        return stop
    first = stop
    blocks = 0
    while first > anchor + 1 and blocks < 2:
        first -= 1
        if rows[first].is_prose:
            return first + 1
        blocks += rows[first].gap > 0
    return first


def _record(above: Sequence[Row], below: Sequence[Row], publishers: frozenset[str]) -> Record:
    section, title, author = _headed(above)
    count, day, *rest = below
    reference = ""
    if rest and (match := _END.match(rest[-1].text)):
        reference, rest = match[1], rest[:-1]
    said, used = _fields(rest)
    body = rest[used:]
    removed = [Removal("copyright" if is_rights(row) else "field", row.text) for row in rest[:used]]
    if body and (body[-1].text in publishers or body[-1].text == said.get("outlet")):
        removed.append(Removal("field", body[-1].text))
        body = body[:-1]
    filed = Filed(
        database=NAME, reference=reference, section=section, page=said.get("page", ""), words=number_in(count.text)
    )
    return Record(
        lines=tuple(row.line() for row in body),
        title=title,
        outlet=said.get("outlet", ""),
        author=author,
        date=day.text,
        filed=filed,
        removed=tuple(removed),
    )


def _headed(above: Sequence[Row]) -> tuple[str, str, str]:
    """(section, title, authors) of the rows above the count; an empty line parts title and authors."""
    if any(mark.endswith("headline") for row in above for mark in row.marks):
        return _marked(above)
    if not above:
        return "", "", ""
    parts: list[list[str]] = [[]]
    for row in above:
        if row.gap and parts[-1]:
            parts.append([])
        parts[-1].append(row.text)
    first = parts[0]
    author = parts[1] if len(parts) > 1 else []
    section = " - ".join(first[:-1]) if len(first) > 1 else ""
    return named(section), named(first[-1]), people("; ".join(author))


def _marked(above: Sequence[Row]) -> tuple[str, str, str]:
    """(section, title, authors) where the page marks them."""
    title = [n for n, row in enumerate(above) if any(mark.endswith("headline") for mark in row.marks)]
    section = [row.text for row in above[: title[0]]]
    author = [row.text for row in above[title[-1] + 1 :]]
    return named(" - ".join(section)), named(" ".join(above[n].text for n in title)), people("; ".join(author))


def _fields(rest: Sequence[Row]) -> tuple[dict[str, str], int]:
    """What the rows below the day say, and how many of them are the head's: up to the rights, or the last field."""
    rights = next((n for n, row in enumerate(rest[:HEAD_ROWS]) if is_rights(row)), None)
    said: dict[str, str] = {}
    used = 0
    for number, row in enumerate(rest[: HEAD_ROWS if rights is None else rights]):
        name = _field(row.text, said)
        if rights is None and (not name or (number and row.gap)):
            break
        if name:
            said.setdefault(name, named(row.text))
        used = number + 1
    if rights is not None:
        used = rights + 1
        while used < len(rest) and not rest[used].gap and is_rights(rest[used]):
            used += 1
    said["page"] = page_in(said.get("page", "")) or said.get("page", "")
    return said, used


def _field(text: str, said: dict[str, str]) -> str:
    """The field a row is, by its form and by those before it; empty for none."""
    if _HOUR.match(text):
        return "hour"
    if "outlet" not in said:
        return "outlet" if len(text) <= LONGEST_FIELD else ""
    if key(text) in keys("read/languages.txt"):
        return "language"
    if "code" not in said and _CODE.match(text):
        return "code"
    return "page" if _PAGE.match(text) else "issue" if _ISSUE.match(text) else ""
