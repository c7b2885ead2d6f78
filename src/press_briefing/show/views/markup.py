"""The HTML a view is made of: everything from the article is escaped here, and nowhere else.

The classes are those the page template and the PDF know (`table.pb`, `figure.pb-figure`, `mark.ent-per`...).
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from ..formats import bare, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# Characters that change what a reader sees without being seen: shown as visible marks.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile("<[^<>]*>")
_CLOSE, _OPEN = re.compile(" ([;:!?»])"), re.compile("« ")
# A table longer than this is shown to here, and whole in the attached CSV.
LONGEST_TABLE = 300
# Columns whose cells are words of the article: in a report in another language they say that they are French.
OF_ARTICLE = frozenset(
    "action actor actors arrested claim cue dead displaced event first forms found hedge label left lemma missing name "
    "outlet places right role second source speaker speakers term text title unit what who whom words wounded".split()
)
# On paper, to here, since a page of rows is a page that nobody reads.
LONGEST_PAPER = 24


@dataclass(frozen=True)
class View:
    """A piece of a report: HTML for pages, plain text for terminals and screen readers.

    One made `of` parts keeps them, each a view by itself: what is said above, the figure, the tables, the notes below.
    """

    html: str
    text: str
    prose: View | None = None
    figure: View | None = None
    table: View | None = None
    notes: View | None = None

    @classmethod
    def of(
        cls,
        *,
        prose: View | None = None,
        figure: View | None = None,
        table: View | None = None,
        notes: View | None = None,
    ) -> View:
        """The view of these parts, one below the other.

        Parameters
        ----------
        prose, figure, table, notes: each a view, shown in this order; None is left out.
        """
        whole = reduce(add, [part for part in (prose, figure, table, notes) if part is not None])
        return cls(whole.html, whole.text, prose, figure, table, notes)

    def __add__(self, other: View) -> View:
        return View(f"{self.html}\n{other.html}", f"{self.text}\n\n{other.text}".strip())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ..live import worn

        return {"text/html": worn(self.html), "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def esc(value: Any) -> str:
    """A value as escaped HTML text; direction overrides and control characters become visible.

    The spaces that French puts before ; : ! ? » and after « no longer break a line; no other character moves.
    """
    text = _BIDI.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", bare(value))
    text = _OPEN.sub("«\u202f", _CLOSE.sub("\u202f\\1", text))
    return html.escape(_CONTROL.sub("\ufffd", text))


def paragraph(text: str, css: str = "") -> View:
    """A paragraph of our own prose.

    Parameters
    ----------
    text: escaped here.
    css: class of the paragraph.
    """
    return View(f"<p{f' class={chr(34)}{css}{chr(34)}' if css else ''}>{esc(text)}</p>", text)


def link(sentence: int) -> str:
    """A link to a sentence of the annotated text."""
    return f'<a class="to" href="#s{sentence}">{sentence}</a>' if sentence else ""


@dataclass(frozen=True)
class ShownColumn:
    """A column of a shown table: where it comes from, its head, how a value becomes HTML; whether paper has it too."""

    name: str
    head: str
    show: Callable[[Any], str] = esc
    numeric: bool = False
    on_paper: bool = True


def table(
    frame: pd.DataFrame,
    columns: Sequence[ShownColumn],
    *,
    caption: str,
    most: int = LONGEST_TABLE,
    cut: Callable[[int], str] = "(+{})".format,
    paper: int | Collection[int] = LONGEST_PAPER,
) -> View:
    """A table with caption and heads, of at most `most` rows; its caption says by `cut` how many are left out, and where.

    `paper`: how many of these rows the paper shows, or which (their places): the page has them all.
    """
    shown = frame.head(min(most, LONGEST_TABLE))
    kept = range(min(paper, len(shown))) if isinstance(paper, int) else sorted(set(paper) & set(range(len(shown))))
    told = {column.name: list(map(column.show, _values(shown[column.name]))) for column in columns}
    columns = [column for column in columns if any(told[column.name])] or columns  # one that is empty tells nothing
    cells = [told[column.name] for column in columns]
    left, left_on_paper = len(frame) - len(shown), len(frame) - len(kept)
    said = esc(caption) + _cut(left, left_on_paper, cut)
    html = _table(cells, columns, said, None if len(kept) == len(shown) else frozenset(kept))
    return View(html, f"{caption}{f' · {cut(left)}' if left else ''}\n{_as_text(cells, columns)}")


def _cut(left: int, left_on_paper: int, cut: Callable[[int], str]) -> str:
    """What a caption says of rows left out: on the page, and on paper where that is shorter."""
    if left == left_on_paper:
        return f' <span class="cut">· {esc(cut(left))}</span>' if left else ""
    page = f' <span class="cut on-screen">· {esc(cut(left))}</span>' if left else ""
    return f'{page} <span class="cut on-paper" hidden>· {esc(cut(left_on_paper))}</span>'


def _table(
    cells: Sequence[Sequence[str]], columns: Sequence[ShownColumn], caption: str, on_paper: frozenset[int] | None
) -> str:
    """`caption`: as HTML; `on_paper`: the places of the rows that the paper shows, None for all."""
    head = "".join(f'<th scope="col"{_css(column)}>{esc(column.head)}</th>' for column in columns)
    opened = [f"<td{_css(column, cell=True)}>" for column in columns]
    body = "\n".join(
        _row(row, opened, "" if on_paper is None or place in on_paper else ' class="on-screen"')
        for place, row in enumerate(zip(*cells, strict=True))
    )
    return (
        f'<table class="pb"><caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _as_text(cells: Sequence[Sequence[str]], columns: Sequence[ShownColumn]) -> str:
    """The cells as a reader of the page sees them, a row a line, for terminals and screen readers."""
    rows = [[column.head for column in columns], *(map(bared, row) for row in zip(*cells, strict=True))]
    return "\n".join(" | ".join(row) for row in rows)


def bared(cell: str) -> str:
    """The words of a cell, without its tags."""
    return html.unescape(_TAG.sub("", cell.replace("<br>", " / ")))


def _values(column: pd.Series) -> list[Any]:
    """The values of a column, None for what pandas calls not available (its NaN stays)."""
    import pandas as pd

    return [None if value is pd.NA else value for value in column.tolist()]


def _css(column: ShownColumn, *, cell: bool = False) -> str:
    """The classes of a column's head, or of its cells."""
    own = (
        ("num", column.numeric),
        ("on-screen", not column.on_paper),
        ("of-article", cell and column.name in OF_ARTICLE),
    )
    told = " ".join(name for name, is_so in own if is_so)
    return f' class="{told}"' if told else ""


def _row(cells: Iterable[str], opened: Sequence[str], css: str) -> str:
    return f"<tr{css}>" + "".join(f"{tag}{cell}</td>" for tag, cell in zip(opened, cells, strict=True)) + "</tr>"


def numeric(language: str, decimals: int | None = None) -> Callable[[Any], str]:
    """How a numeric column is shown in a language.

    Parameters
    ----------
    language: of the report.
    decimals: as for `formats.number`.
    """
    return lambda value: "" if bare(value) == "" else esc(number(value, language, decimals))


def figure(drawn: Figure, *, alt: str, caption: str) -> View:
    """A matplotlib figure as an SVG image inside the page, with what it shows in words.

    Parameters
    ----------
    alt: what it shows, in a sentence, for those who do not see it.
    caption: below it.

    Returns
    -------
    The figure is closed afterwards.
    """
    import matplotlib.pyplot as plt

    from ..figures.svg import svg

    data = svg(drawn)
    plt.close(drawn)
    source = f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"
    markup = (
        f'<figure class="pb-figure"><img src="{source}" alt="{esc(alt)}">'
        f"<figcaption>{esc(caption)}</figcaption></figure>"
    )
    return View(markup, f"[{caption}] {alt}")


@dataclass(frozen=True)
class Tile:
    """A number in large print: its `label` above it, after it the `unit` it counts; `sentence` (from 1) has it."""

    value: str
    label: str
    unit: str = ""
    sentence: int = 0


def key_figures(tiles: Iterable[Tile]) -> View:
    """Numbers in large print, each below its label: items of a list, which reads so under any style sheet."""
    told = list(tiles)
    items = "".join(
        f'<li><div class="label">{esc(tile.label)} {link(tile.sentence)}</div>\n'
        f'<div class="value"><strong>{esc(tile.value)}</strong> {esc(tile.unit)}</div></li>'
        for tile in told
    )
    return View(f'<div class="key-figures"><ul>{items}</ul></div>' if told else "", "\n".join(map(_said, told)))


def _said(tile: Tile) -> str:
    label = f"{tile.label} {tile.sentence}" if tile.sentence else tile.label
    return f"{label}: {tile.value} {tile.unit}".rstrip()
