"""HTML tables as grids for paper: spans resolved, columns measured, wide ones turned or split instead of shrunk."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml.html import HtmlElement
from tinycss2.color3 import parse_color

from press_briefing.report.elements import box_kind, classes, language
from press_briefing.report.inlines import texts, trimmed

if TYPE_CHECKING:
    from press_briefing.report.blocks import Block, Walker

MAX_COLUMNS = 400
HOLDERS = frozenset({"table", "blockquote", "li", "dd", "dt", "aside", "figure"})
# Widths in em of the table's type (8.5 pt in Typst): what a portrait and a turned A4 page hold beside the margins.
PORTRAIT_EM, LANDSCAPE_EM = 56.0, 84.0
CELL_EM = 1.3  # the space between two columns
LONGEST_WORD = 14.0  # em; past it a word is hyphenated rather than given a page of its own
WIDEST = 0.85  # em; of one letter
LONG_CELL = 60  # characters
LONG_ROW = 900  # characters: a row that may fill a page must be allowed to break


def table(element: HtmlElement, walker: Walker) -> list[Block]:
    """The table as one block, or several when it is wider than a turned page; and what it says outside its cells.

    Parameters
    ----------
    walker: what turns cells into blocks.

    Returns
    -------
    Blocks of Typst, in order.
    """
    caption = element.find("caption")
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    grid, columns = _grid(rows, walker)
    stray = [
        b
        for child in element
        if isinstance(child.tag, str)
        and child.tag not in ("caption", "thead", "tbody", "tfoot", "tr", "colgroup", "col")
        for b in walker.block(child)
    ]
    if not grid:
        said = walker.flow(caption) if caption is not None else []
        return said + stray
    made: Block = {
        "t": "table",
        "columns": columns,
        "rows": grid,
        "head": _head_rows(rows, grid),
        "caption": trimmed(walker.inlines(caption)) if caption is not None else [],
        "inside": next(element.iterancestors("table"), None) is not None,
        "held": _held(element),
        "kind": box_kind(element),
    }
    return [*_fitted(made), *stray]


def _held(element: HtmlElement) -> bool:
    """Whether the table stands in something else (a note, a list), where the page cannot be turned."""
    return any(a.tag in HOLDERS or box_kind(a) or language(a) for a in element.iterancestors())


def _head_rows(rows: list[HtmlElement], grid: list[list[Any]]) -> int:
    """How many rows stand at the head: those of thead, else a first row of th only; never cut by a rowspan."""
    count = 0
    for row in rows:
        heads = [c for c in row if c.tag in ("td", "th")]
        if row.getparent().tag == "thead" or (count == 0 and len(heads) > 1 and all(c.tag == "th" for c in heads)):
            count += 1
        else:
            break
    needed = max((number + cell["rowspan"] for number, row in enumerate(grid[:count]) for cell in row), default=0)
    return min(max(count, needed), len(grid)) if count else 0


def _grid(rows: list[HtmlElement], walker: Walker) -> tuple[list[list[Any]], int]:
    """Cells with the column they start in; overlapping or endless spans are cut to what the grid holds."""
    taken: set[tuple[int, int]] = set()
    grid: list[list[Any]] = []
    columns = 0
    for number, row in enumerate(rows):
        line, column = [], 0
        for cell in (c for c in row if c.tag in ("td", "th")):
            while (number, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            made = _cell(cell, walker, number, column, len(rows), taken)
            line.append(made)
            column += made["colspan"]
            columns = max(columns, column)
        grid.append(line)
        for name in filter(None, (row.get("id"),)):
            _anchor_row(line, name)
    return grid, columns


def _cell(cell: HtmlElement, walker: Walker, number: int, column: int, height: int, taken: set) -> Any:
    wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), height - number)
    wide = min(wide, MAX_COLUMNS - column)
    while wide > 1 and any((number, column + i) in taken for i in range(wide)):
        wide -= 1
    taken.update((number + i, column + j) for i in range(high) for j in range(wide))
    content = walker.flow(cell)
    if cell.get("id"):
        content = [{"t": "anchor", "id": cell.get("id")}, *content]
    style = cell.get("style") or ""
    right = "num" in classes(cell) or "text-align:right" in style.replace(" ", "")
    return {
        "c": content,
        "column": column,
        "colspan": wide,
        "rowspan": high,
        "head": cell.tag == "th",
        "right": right,
        "hyphenate": _may_hyphenate(" ".join(cell.itertext()).split()),
        "fill": _colour(style, "background-color", "background"),
        "ink": _colour(style, "color"),
    }


def _may_hyphenate(words: list[str]) -> bool:
    """Short texts stand whole; a word too long for any column, or a paragraph, may be hyphenated."""
    return sum(map(len, words)) > LONG_CELL or any(
        len(word) * WIDEST > LONGEST_WORD and _em(word) > LONGEST_WORD for word in words
    )


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, int(value)) if value.isdigit() else 1


def _colour(style: str, *names: str) -> str:
    """The last plain colour a style gives one of `names`, as #rrggbb; "" when there is none or it is see-through."""
    found = ""
    for declaration in style.split(";") if style else ():
        name, _, value = declaration.partition(":")
        if name.strip() in names:
            colour: Any = parse_color(value.strip())  # None, "currentColor", or red, green, blue, alpha from 0 to 1
            opaque = isinstance(colour, tuple) and colour[3] > 0.5
            found = "#" + "".join(f"{round(part * 255):02x}" for part in colour[:3]) if opaque else ""
    return found


def _anchor_row(line: list[Any], name: str) -> None:
    if line:
        line[0]["c"] = [{"t": "anchor", "id": name}, *line[0]["c"]]


# Widths --------------------------------------------------------------------------------------------------------------


def _fitted(made: Block) -> list[Block]:
    """The table as it fits the page: upright, turned, or cut into groups of columns that repeat the first."""
    said = [[_text(cell) for cell in row] for row in made["rows"]]
    least, natural, usual = _widths(made, said)
    made["turned"], made["continued"] = False, False
    made["long"] = any(sum(map(len, row)) > LONG_ROW for row in said)
    need = sum(least) + CELL_EM * len(least)
    if need > (PORTRAIT_EM if made["held"] else LANDSCAPE_EM) and not made["inside"]:
        return _split(made, least, natural, usual)
    made["turned"] = need > PORTRAIT_EM and not made["inside"] and not made["held"]
    made["widths"] = _shared(least, natural, usual, LANDSCAPE_EM if made["turned"] else PORTRAIT_EM)
    return [made]


def _shared(least: list[float], natural: list[float], usual: list[float], room: float) -> list[float]:
    """Column widths in em for a table wider than its room: every longest word fits, the rest is shared by need.

    [] when everything fits as it is.
    """
    room -= CELL_EM * len(least)
    if sum(natural) <= room:
        return []
    asked = [max(n - m, 0.0) for n, m in zip(usual, least, strict=True)]
    spare, total = max(room - sum(least), 0.0), sum(asked) or 1.0
    return [round(m + CELL_EM + spare * a / total, 2) for m, a in zip(least, asked, strict=True)]


def _widths(made: Block, said: list[list[str]]) -> tuple[list[float], list[float], list[float]]:
    """For each column in em: its longest word; its longest cell; between that and its mean cell, what it usually needs.

    A column with one long cell and many empty ones should not take the room of one that is always long.
    """
    least, natural, total = [1.0] * made["columns"], [1.0] * made["columns"], [0.0] * made["columns"]
    for row, told in zip(made["rows"], said, strict=True):
        for cell, text in zip(row, told, strict=True):
            if cell["colspan"] > 1:
                continue
            column = cell["column"]
            width = min(_em(text), 60.0)
            natural[column] = max(natural[column], width)
            total[column] += width
            longest = 1.05 * max(map(_em, text.split()), default=1.0)  # bold heads are a little wider
            least[column] = max(least[column], min(longest, LONGEST_WORD))
    rows = len(made["rows"]) or 1
    return least, natural, [(n + t / rows) / 2 for n, t in zip(natural, total, strict=True)]


def _em(text: str) -> float:
    return sum(map(_letter_em, text))


@lru_cache(maxsize=2048)
def _letter_em(letter: str) -> float:
    """About the width of a letter of the sans; columns need no better."""
    if letter in "iljtfr.,;:'|!()I ":
        return 0.3
    if letter in "mwMWŒœ@%":
        return WIDEST
    return 0.64 if letter.isupper() else 0.5


def _text(cell: Any) -> str:
    return " ".join(islice(texts(cell["c"]), 400))


def _split(made: Block, least: list[float], natural: list[float], usual: list[float]) -> list[Block]:
    """Groups of columns that fit an upright page, the first column repeated, so that every row keeps its name.

    A cell that spans a cut is kept in the group where it starts, cut to it: its words are never repeated or lost.
    """
    groups: list[list[int]] = [[]]
    width = least[0] + CELL_EM
    for column in range(1, made["columns"]):
        need = least[column] + CELL_EM
        if groups[-1] and width + need > PORTRAIT_EM:
            groups.append([])
            width = least[0] + CELL_EM
        groups[-1].append(column)
        width += need
    parts = []
    for number, group in enumerate(groups):
        kept = [0, *group]
        part = _columns(made, kept, first=not number)
        of_part = [[values[c] for c in kept] for values in (least, natural, usual)]
        part["widths"] = _shared(of_part[0], of_part[1], of_part[2], PORTRAIT_EM)
        parts.append(part)
    return parts


def _columns(made: Block, kept: list[int], *, first: bool) -> Block:
    place = {column: new for new, column in enumerate(kept)}
    rows = []
    for row in made["rows"]:
        line = []
        for cell in row:
            inside = [c for c in range(cell["column"], cell["column"] + cell["colspan"]) if c in place]
            starts_here = cell["column"] in place and (first or cell["column"] != 0)
            if inside and starts_here:
                line.append({**cell, "column": place[inside[0]], "colspan": len(inside)})
            elif inside and cell["column"] == 0:
                line.append({**cell, "column": 0, "colspan": 1, "c": _without_anchors(cell["c"])})
            elif inside:
                line.append({**cell, "column": place[inside[0]], "colspan": len(inside), "c": []})
        rows.append(line)
    return {**made, "rows": rows, "columns": len(kept), "continued": not first}


def _without_anchors(content: Any) -> Any:
    """The same content without anchors: a place in a PDF can have its name only once."""
    if isinstance(content, list):
        kept = (item for item in content if not (isinstance(item, dict) and item.get("t") == "anchor"))
        return [_without_anchors(item) for item in kept]
    if isinstance(content, dict):
        return {key: _without_anchors(value) for key, value in content.items() if key != "id"}
    return content
