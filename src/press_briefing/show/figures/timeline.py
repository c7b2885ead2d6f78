"""The timeline: one line an event, its date on the left, its place in time in the middle, its words on the right.

At most ten are drawn, on one unbroken axis; what lies long before stands in a block of its own, « auparavant ».

A line an event, so labels cannot meet, whether there are 3 or 40. A day is a point, a longer date a bar, an open one
fades out; the kind shows in shape and lightness as well as in colour, so the figure reads in greyscale and for
colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .. import palette
from .sheet import MIDDLE, POINT, Sheet, Slant, width_of
from .timeline_axis import day_of, draw_axis, draw_blocks, draw_published
from .timeline_choice import apart, chosen
from .timeline_marks import TimelineSheet, draw_legend, draw_marks
from .timeline_rows import (
    DATES,
    FOOT,
    HEAD,
    MARK,
    NUMBERS,
    ROW,
    ROW_OF_TWO,
    SIZE,
    WIDE,
    WIDTH,
    TimelineRow,
    caption,
    line_of,
)
from .timescale import TimeScale, scale_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def timeline(rows: pd.DataFrame, *, published: str | None, deduced: bool = False, language: str = "fr") -> Figure:
    """A figure of the dated events that weigh most, ten at most, 17 cm wide and as high as it has rows.

    `rows`: columns `date` (EDTF or empty), `label`, `certainty`, `kind` (event, background, planned), `section`,
    `number`, `deduced` (whether nobody states the date), `unsure` (drawn hollow), in the order of time. `published`: ISO date, marked on the
    axis when it lies on it; `deduced`: whether we inferred that one.
    """
    lines = [line_of(row, language) for row in chosen(rows).to_dict("records")]
    row = ROW_OF_TWO if any(len(line.label) > WIDE for line in lines) else ROW
    sheet = Sheet(HEAD + FOOT + row * max(len(lines), 1), WIDTH)
    before, after = apart(lines)
    dates = DATES + (MARK if any(line.deduced for line in lines) else 0.0)
    ground = TimelineSheet(sheet, lines, language, row, dates, before, after)
    if lines:
        _draw(ground, _scale(lines[before : len(lines) - after], published), published, deduced=deduced)
    else:
        sheet.text(WIDTH / 2, ground.y(0.5), caption("none", language), side="center", colour=palette.INK_SOFT)
    return sheet.figure


def _draw(ground: TimelineSheet, scale: TimeScale | None, published: str | None, *, deduced: bool) -> None:
    """Every other row a wash, so that the eye keeps its line from the date to the words; then all that stands on it."""
    ground.sheet.blocks(
        [(0, ground.y(place), WIDTH, ground.row) for place in range(0, len(ground.lines), 2)], colour=palette.WASH, z=0
    )
    if scale is not None:
        draw_axis(ground, scale)
        draw_published(ground, scale, published, deduced=deduced)
        draw_marks(ground, scale)
        draw_blocks(ground, scale, published)
    for place, line in enumerate(ground.lines):
        _texts(ground, line, ground.y(place + 0.5))
    draw_legend(ground)


def _scale(lines: list[TimelineRow], published: str | None) -> TimeScale | None:
    """The scale over every end of every event on it; the published date counts when it lies near them."""
    days = [day for line in lines for day in (line.first, line.last) if day is not None]
    if not days:
        return None
    now, span = day_of(published), (max(days) - min(days)).days
    if now and (any(line.open_end for line in lines) or abs((now - max(days)).days) <= max(span, 31)):
        days.append(now)
    return scale_of(days)


def _texts(ground: TimelineSheet, line: TimelineRow, y: float) -> None:
    """Number, date and words of an event, each cut with « … » where its column ends."""
    sheet, size = ground.sheet, SIZE
    slant: Slant = "italic" if line.inferred else "normal"
    sheet.text(NUMBERS - 0.12, y, _fitted(line.number, NUMBERS, size), size=size, side="right")
    sheet.text(
        NUMBERS + ground.dates - 0.1,
        y,
        _fitted(line.when, ground.dates - 0.15, size, slant),
        size=size,
        side="right",
        style=slant,
    )
    words = _set(line.label, WIDTH - ground.words, size, two=ground.row >= ROW_OF_TWO)
    if "\n" in words:  # two lines, centred as the one is
        sheet.text(
            ground.words, y - (1.33 + MIDDLE) * size * POINT, words, size=size, va="top", linespacing=1.15, gid="label"
        )
    else:
        sheet.text(ground.words, y, words, size=size, gid="label")


# The share of a column that a text may fill.
MARGIN = 0.98


def _fits(room: float, size: float, slant: Slant) -> Callable[[str], bool]:
    """Whether words are at most so many centimetres wide."""
    return lambda words: width_of(words, size, slant) <= MARGIN * room


def _fitted(text: str, room: float, size: float, slant: Slant = "normal") -> str:
    """A text in one line, cut with « … » until it fits."""
    fits = _fits(room, size, slant)
    first, rest = _longest(text, fits)
    return _ellipsis(first, fits) if rest else first


def _set(text: str, room: float, size: float, *, two: bool) -> str:
    """A text in one line, or in two where two may be."""
    fits = _fits(room, size, "normal")
    first, rest = _longest(text, fits)
    if not rest:
        return first
    return f"{first}\n{_fitted(rest, room, size)}" if two else _ellipsis(first, fits)


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
