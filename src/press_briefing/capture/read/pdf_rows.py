"""The printed lines of a PDF, from its characters in the order in which it draws them.

The text of a rectangle, asked for by its bounds, takes letters of its neighbours where kerning lets boxes overlap, and
loses spaces where they are narrow: characters are read one by one instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

_HYPHENS = "\x02\xad\ufffe\u2010"  # what PDFium gives for the hyphen that breaks a word
BOLD = 600  # weight of type from which it is bold
_ENDS = tuple(".!?…»")
ENTRY, COLUMN = 0.9, 1.8  # gaps between words, in sizes of type: of a menu's entries; of columns or a table's cells
COLUMN_LINES, COLUMN_WORDS = 4, 3  # lines side by side, and words in each on average, that make columns of prose
BACK = 5  # widths of a letter that the next one stands further left, from which it is on another line
SPACED = 4  # letters that stand alone in a line that is set wide
CAPITAL = 1.8  # a letter alone, so many times as large as the line beside it, opens a paragraph


@dataclass(frozen=True)
class PrintedLine:
    """One printed line: text, page, where its baseline is, in points from the lower left corner, and its type.

    `cells`: its parts with wide gaps between them.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Letter:
    """A character, where its box begins and ends, and whether the reader has put it in."""

    sign: str
    left: float
    right: float
    made: bool
    index: int


def rows_of(document: Any) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """(text, links): the lines of all pages in reading order, boxes beside the text at the end.

    A box without a sentence in it is made of links, and no part of the text.
    """
    text: list[PrintedLine] = []
    beside: list[list[PrintedLine]] = []
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        lines = list(_lines(_pieces(textpage, number)))
        own, boxes = _parted(_with_capitals(_in_columns(lines)))
        text += own
        beside += boxes
    told = [any(row.text[-1:] in _ENDS for row in box) for box in beside]
    text += [row for box, is_prose in zip(beside, told, strict=True) if is_prose for row in box]
    return text, [row for box, is_prose in zip(beside, told, strict=True) if not is_prose for row in box]


def _pieces(textpage: Any, page: int) -> Iterator[PrintedLine]:
    """Runs of characters on one baseline without a gap as wide as that between columns."""
    for letters in _drawn(textpage):
        base, size, bold = _type(textpage, letters)
        for piece in _cut(letters, COLUMN * size):
            text, cells = _text(piece), tuple(filter(None, map(_text, _cut(piece, ENTRY * size))))
            if text:
                yield PrintedLine(text, page, piece[0].left, piece[-1].right, base, size, bold, cells)


def _drawn(textpage: Any) -> Iterator[list[_Letter]]:
    """The characters of each line, as the file draws them."""
    import pypdfium2.raw as raw

    line: list[_Letter] = []
    for index in range(textpage.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(textpage.raw, index))
        left, _, right, _ = textpage.get_charbox(index)
        # A word broken by a hyphen has no line end after it.
        if line and (sign in "\r\n" or right < line[-1].left - BACK * (line[-1].right - line[-1].left)):
            yield line
            line = []
        if sign not in "\r\n\0":
            made = raw.FPDFText_IsGenerated(textpage.raw, index) == 1
            line.append(_Letter("-" if sign in _HYPHENS else sign, left, right, made, index))
    if line:
        yield line


def _cut(letters: list[_Letter], gap: float) -> Iterator[list[_Letter]]:
    """The letters, cut where so much is between two that can be seen."""
    piece: list[_Letter] = []
    right = None
    for letter in letters:
        seen = not letter.sign.isspace()
        if seen and right is not None and letter.left - right >= gap:
            yield piece
            piece = []
        if piece or seen:
            piece.append(letter)
        right = letter.right if seen else right
    while piece and piece[-1].sign.isspace():
        piece.pop()
    if piece:
        yield piece


def _text(letters: list[_Letter]) -> str:
    """The words; of a line set wide, spaces that the reader has put between its letters go."""
    text = " ".join("".join(letter.sign for letter in letters).split())
    alone = [word for word in text.split() if len(word) == 1]
    if len(alone) >= SPACED and len(alone) == len(text.split()):
        return " ".join("".join(letter.sign for letter in letters if not letter.made).split())
    return text


def _type(textpage: Any, letters: list[_Letter]) -> tuple[float, float, bool]:
    """(baseline, size, bold) of a line; the box's own measures where the file does not tell. Bold: all of it is."""
    import ctypes

    import pypdfium2.raw as raw

    seen = [letter for letter in letters if not letter.sign.isspace()] or letters
    _, bottom, _, top = textpage.get_charbox(seen[0].index)
    across, base = ctypes.c_double(), ctypes.c_double()
    told = raw.FPDFText_GetCharOrigin(textpage.raw, seen[0].index, across, base)
    size = max(raw.FPDFText_GetFontSize(textpage.raw, seen[place].index) for place in (0, -1))
    looked_at = (seen[0], seen[len(seen) // 2], seen[-1])
    bold = all(raw.FPDFText_GetFontWeight(textpage.raw, letter.index) >= BOLD for letter in looked_at)
    return base.value if told else bottom, size if size > 2 else top - bottom, bold


def _lines(pieces: Iterator[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Pieces that follow each other on one baseline."""
    line: list[PrintedLine] = []
    for piece in pieces:
        if line and (abs(line[-1].base - piece.base) >= 0.5 * piece.size or piece.left < line[-1].right - 2):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _joined(line: list[PrintedLine]) -> PrintedLine:
    """One row of the pieces of a line."""
    first, last = line[0], line[-1]
    text = first.text
    for one, other in pairwise(line):
        text += ("" if other.left - one.right < 0.12 * other.size else " ") + other.text
    return replace(
        first,
        text=text,
        right=last.right,
        size=max(piece.size for piece in line),
        bold=all(piece.bold for piece in line),
        cells=tuple(cell for piece in line for cell in piece.cells),
    )


def _in_columns(lines: list[list[PrintedLine]]) -> list[PrintedLine]:
    """Lines as rows; where two columns of prose are drawn line by line across both, the left one comes first."""
    rows: list[PrintedLine] = []
    for pair, run in groupby(lines, key=lambda line: len(line) == 2):
        block = list(run)
        if pair and _are_columns(block):
            rows += [line[0] for line in block] + [line[1] for line in block]
        else:
            rows += map(_joined, block)
    return rows


def _are_columns(block: list[list[PrintedLine]]) -> bool:
    """Whether pairs of pieces are lines of prose with one gutter between them."""
    words = sum(len(piece.text.split()) for line in block for piece in line)
    gutter = max(line[0].right for line in block) < min(line[1].left for line in block)
    return gutter and len(block) >= COLUMN_LINES and words >= 2 * COLUMN_WORDS * len(block)


def _with_capitals(rows: list[PrintedLine]) -> list[PrintedLine]:
    """A large letter that opens a paragraph put before the rest of its word, wherever the file draws it."""
    for capital in [row for row in rows if len(row.text) == 1 and row.text.isalpha()]:
        beside = [row for row in rows if row is not capital and _is_beside(capital, row)]
        if beside:
            first = max(beside, key=lambda row: row.base)
            rows = [_opened(capital, row) if row is first else row for row in rows if row is not capital]
    return rows


def _is_beside(capital: PrintedLine, row: PrintedLine) -> bool:
    near = -2 <= row.left - capital.right <= 2 * row.size
    return (
        near
        and capital.size >= CAPITAL * row.size
        and capital.base - 0.3 * row.size <= row.base <= capital.base + capital.size
    )


def _opened(capital: PrintedLine, row: PrintedLine) -> PrintedLine:
    """« À » and « A » before a name are words; else the letter is a part of what follows."""
    word = capital.text == "À" or (capital.text in "AY" and row.text[:1].isupper() and row.text[1:2].islower())
    return replace(row, text=f"{capital.text}{' ' if word else ''}{row.text}", left=capital.left)


def _parted(rows: list[PrintedLine]) -> tuple[list[PrintedLine], list[list[PrintedLine]]]:
    """(text, boxes beside it): what is drawn before more text, and stands within that one's height, is a box."""
    runs: list[list[PrintedLine]] = []
    for row in rows:
        if not runs or row.base > runs[-1][-1].base + 0.5 * row.size:
            runs.append([])
        runs[-1].append(row)
    boxes = [run for number, run in enumerate(runs) if any(_is_within(run, other) for other in runs[number + 1 :])]
    text = [row for run in runs if not any(run is box for box in boxes) for row in run]
    return text, boxes


def _is_within(run: list[PrintedLine], other: list[PrintedLine]) -> bool:
    return (
        sum(len(row.text) for row in run) < sum(len(row.text) for row in other)
        and run[0].base + run[0].size < other[0].base
        and run[-1].base > other[-1].base
        and min(row.left for row in run) < max(row.right for row in other)
        and max(row.right for row in run) > min(row.left for row in other)
    )
