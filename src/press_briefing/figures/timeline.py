"""The timeline: one line an event, its date on the left, its place in time in the middle, its words on the right.

A line an event, so labels cannot meet, whether there are 3 or 40. A day is a point, a longer date a bar, an open one
fades out; the kind shows in shape and lightness as well as in colour, so the figure reads in greyscale and for
colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import palette
from . import style
from .timeline_marks import day_of, draw_axis, draw_legend, draw_mark, draw_published, letter_size
from .timeline_rows import (
    DATES,
    FOOT,
    HEAD,
    MIDDLE,
    NUMBERS,
    ROW,
    ROW_LEAST,
    ROW_OF_TWO,
    TALLEST,
    TEXTS,
    TWO_LINES,
    WIDTH,
    WORDS,
    ZOOM,
    Line,
    line_of,
)
from .timescale import Scale, scale_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def timeline(rows: pd.DataFrame, *, published: str | None, language: str = "fr") -> Figure:
    """A figure of dated events, 17 cm wide, as high as it has rows (at most a page).

    `rows`: columns `date` (EDTF or empty), `label`, `certainty`, `kind` (event, background, planned), `section`,
    `number`, in the order they are to be drawn. `published`: ISO date, marked on the axis when it lies on it.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style.apply()
    lines = [line_of(row, language) for row in rows.to_dict("records")]
    row = _row_height(lines)
    scale = _scale(lines, published)
    foot = FOOT + (ZOOM if scale and any(stretch.enlarged for stretch in scale.stretches) else 0)
    height = HEAD + foot + row * max(len(lines), 1)
    drawn = Figure(figsize=style.size(height, WIDTH), layout=None)
    drawn.set_layout_engine("none")  # every place is told in centimetres
    FigureCanvasAgg(drawn)  # measures texts; saving as SVG or PDF brings its own
    axes = drawn.add_axes(_box(0, foot, WIDTH, row * max(len(lines), 1), height))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(max(len(lines), 1), 0)
    axes.axis("off")
    _draw(drawn, axes, lines, scale, published, language, row, foot)
    return drawn


def _box(left: float, bottom: float, width: float, height: float, whole: float) -> tuple[float, float, float, float]:
    return left / WIDTH, bottom / whole, width / WIDTH, height / whole


def _row_height(lines: list[Line]) -> float:
    """A row is as high as it likes until the page is full; two lines where a label wants them and rows are few."""
    wanted = ROW_OF_TWO if len(lines) <= TWO_LINES and any(len(line.label) > 52 for line in lines) else ROW
    return max(min(wanted, (TALLEST - HEAD - FOOT - ZOOM) / max(len(lines), 1)), ROW_LEAST)


def _draw(
    drawn: Figure,
    axes: Axes,
    lines: list[Line],
    scale: Scale | None,
    published: str | None,
    language: str,
    row: float,
    foot: float,
) -> None:
    if not lines:
        axes.text(WIDTH / 2, 0.5, TEXTS[language]["none"], ha="center", va="center", color=palette.INK_SOFT)
        return
    _stripes(axes, len(lines))
    if scale is not None:
        draw_axis(axes, scale, len(lines), language, row)
        draw_published(axes, scale, published, len(lines), language, row)
    for place, line in enumerate(lines):
        _texts(drawn, axes, line, place + 0.5, letter_size(row), 2 if row >= ROW_OF_TWO else 1)
        if scale is not None and line.first is not None:
            draw_mark(axes, scale, line, place + 0.5, row)
    draw_legend(axes, lines, language, row, len(lines) + (foot - 0.35) / row)


def _scale(lines: list[Line], published: str | None) -> Scale | None:
    """The scale over every end of every event; the published date counts when it lies near them."""
    exact: list[date] = [line.first for line in lines if line.first and (line.point or (line.open_end and line.exact))]
    rough = [day for line in lines for day in (line.first, line.last) if day is not None]
    if not rough:
        return None
    last = max(exact, default=date.min)
    exact += [line.first for line in lines if line.first and line.first > last]  # a bar that begins after all points
    now, span = day_of(published), (max(rough) - min(rough)).days
    if now and (any(line.open_end for line in lines) or abs((now - max(rough)).days) <= max(span, 31)):
        exact.append(now)
    return scale_of(exact, rough)


def _stripes(axes: Axes, count: int) -> None:
    """Every other row a wash, so that the eye keeps its line from the date to the words."""
    for place in range(0, count, 2):
        axes.axhspan(place, place + 1, color=palette.WASH, linewidth=0, zorder=0)


def _texts(drawn: Figure, axes: Axes, line: Line, y: float, size: float, rows_of_text: int) -> None:
    _fitted(drawn, axes, NUMBERS - 0.12, y, line.number, NUMBERS, size, ha="right")
    _fitted(
        drawn,
        axes,
        NUMBERS + DATES - 0.1,
        y,
        line.when,
        DATES - 0.15,
        size,
        ha="right",
        style="italic" if line.inferred else "normal",
    )
    _fitted(drawn, axes, WORDS, y, line.label, WIDTH - WORDS, size, ha="left", gid="label", lines=rows_of_text)


# Letters are measured on a grid of pixels and drawn as outlines, which may be a hair wider.
MARGIN = 0.97


def _fitted(
    drawn: Figure, axes: Axes, x: float, y: float, text: str, room: float, size: float, *, lines: int = 1, **look: Any
) -> None:
    """A text in one line (or two), cut with « … » until it fits `room` centimetres."""
    artist = axes.annotate(
        "",
        (x, y),
        xytext=(0, -MIDDLE * size),
        textcoords="offset points",
        va="baseline",
        fontsize=size,
        color=palette.INK,
        zorder=5,
        linespacing=1.15,
        annotation_clip=False,
        **look,
    )
    renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined]
    limit = MARGIN * room * style.CENTIMETRE * drawn.dpi

    def fits(words: str) -> bool:
        artist.set_text(words)
        return bool(artist.get_window_extent(renderer).width <= limit)

    first, rest = _longest(text, fits)
    if rest and lines == 2:
        second, left_over = _longest(rest, fits)
        first += "\n" + (_ellipsis(second, fits) if left_over else second)
        artist.set_verticalalignment("top")  # two lines, centred as the one is
        artist.xyann = (0, 1.33 * size)
    elif rest:
        first = _ellipsis(first, fits)
    artist.set_text(first)


def _longest(text: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """The words that fit in a line, and the rest; a word longer than the line is cut inside."""
    if fits(text):
        return text, ""
    words = text.split(" ")
    low, high = 0, len(words)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(" ".join(words[:middle])) else (low, middle)
    if low == 0:
        size = next((size for size in range(len(words[0]), 1, -1) if fits(words[0][:size])), 1)
        return text[:size], text[size:].lstrip()
    return " ".join(words[:low]), " ".join(words[low:])


def _ellipsis(text: str, fits: Callable[[str], bool]) -> str:
    """The text with « … » after it, a word less if it must be."""
    while " " in text and not fits(text.rstrip(" ,;:") + "…"):
        text = text.rsplit(" ", 1)[0]
    while len(text) > 1 and not fits(text.rstrip(" ,;:") + "…"):
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"
