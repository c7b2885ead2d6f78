"""Tables and figures of a page for those who hear it or read it on a small screen."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from .elements import text_of

# 1 234,5  -12 %  +0.3  3e-5  12 k€: what stands right-aligned in a column.
_NUMBER = re.compile(
    r"[-+−±≈~<>≤≥]{0,2}[\s]?\d[\d\s.,/:]{0,24}(?:e[-+]?\d{1,3})?[\s]?(?:%|‰|[€$£]|[kMG]?€)?", re.IGNORECASE
)


_ABSENT = frozenset({"", "-", "–", "—", "nan", "none", "null", "n/a", "n.d."})

MIN_WIDE_COLUMNS, LONG_CELL = 4, 60


def sound_table(table: HtmlElement, name: str) -> None:
    table.attrib.pop("border", None)
    for cell in list(table.iter("th")):
        if not text_of(cell) and not len(cell):
            cell.tag = "td"
            cell.attrib.pop("scope", None)
        elif not cell.get("scope"):
            in_head = next(cell.iterancestors("thead", "tbody", "tfoot", "table")).tag == "thead"
            cell.set("scope", "col" if in_head else "row")
    if "pb" not in (table.get("class") or "").split():
        align_numbers(table)
    if _wide(table):
        add_class(table, "wide")
    if next(table.iterancestors("table"), None) is None:
        scrollable(table, name)


def _wide(table: HtmlElement) -> bool:
    """Several columns, one of them of sentences: on a phone it scrolls instead of shrinking."""
    columns = max((len(row) for row in table.iter("tr")), default=0)
    return columns >= MIN_WIDE_COLUMNS and any(len(text_of(cell)) > LONG_CELL for cell in table.iter("td"))


def scrollable(table: HtmlElement, name: str) -> None:
    """A wide table scrolls in a frame of its own, reachable by keyboard; the page never scrolls sideways."""
    caption = table.find("caption")
    label = text_of(caption) if caption is not None else ""
    frame = table.makeelement(
        "div", {"class": "table-frame", "tabindex": "0", "role": "group", "aria-label": label or name}
    )
    table.addprevious(frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


def scrollable_drawing(image: HtmlElement) -> None:
    """A drawing wider than a phone scrolls too: its letters would be too small to read."""
    figure = image.getparent()
    if figure is None or figure.tag != "figure" or not (image.get("src") or "").startswith("data:image/svg"):
        return
    frame = image.makeelement(
        "div", {"class": "figure-frame", "tabindex": "0", "role": "group", "aria-label": (image.get("alt") or "")[:80]}
    )
    image.addprevious(frame)
    frame.tail, image.tail = image.tail, None
    frame.append(image)


def align_numbers(table: HtmlElement) -> None:
    """Mark the columns that hold numbers only, in tables without spans (where a column is a position)."""
    rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if not rows or any(cell.get("colspan") or cell.get("rowspan") for cell in cells):
        return
    body = [row for row, tr in zip(rows, table.iter("tr"), strict=True) if tr.getparent().tag != "thead"]
    for column in range(max(map(len, rows))):
        values = [text_of(row[column]).lower() for row in body if len(row) > column and row[column].tag == "td"]
        known = [value for value in values if value not in _ABSENT]
        if known and all(_NUMBER.fullmatch(value) for value in known):
            for row in rows:
                if len(row) > column:
                    add_class(row[column], "num")


def add_class(element: HtmlElement, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))
