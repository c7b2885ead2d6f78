"""What a timeline draws: marks and bars, the axis, the published day, blocks beside the axis, the legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import palette
from .sheet import Box, Place, Sheet, width_of
from .timeline_rows import (
    AXIS,
    DATES,
    FADES,
    GUTTER,
    HEAD,
    KINDS,
    NARROWEST,
    NUMBERS,
    SMALL,
    THICK,
    TimelineRow,
    caption,
)
from .timescale import TimeScale


@dataclass(frozen=True)
class TimelineSheet:
    """The sheet of a timeline, the events on it, the height of a row and the width of the dates in centimetres.

    `before` and `after`: how many events lie too long ago or too far ahead for the axis.
    """

    sheet: Sheet
    lines: Sequence[TimelineRow]
    language: str
    row: float
    dates: float = DATES
    before: int = 0
    after: int = 0

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return NUMBERS + self.dates + GUTTER

    @property
    def words(self) -> float:
        """Where the labels begin."""
        return self.left + AXIS + 0.35

    def x(self, scale: TimeScale, day: float) -> float:
        """Place of a day, in centimetres from the left."""
        return self.left + scale.x(day) * AXIS

    def y(self, place: float) -> float:
        """How far down a row begins; a half more is its middle."""
        return HEAD + self.row * place

    @property
    def bottom(self) -> float:
        """Where the axis lies: below the last row."""
        return self.y(len(self.lines))

    @property
    def top(self) -> float:
        """Where the rows that share the axis begin."""
        return self.y(self.before)

    @property
    def end(self) -> float:
        """Where the rows that share the axis end."""
        return self.y(len(self.lines) - self.after)

    def shares_axis(self, place: int) -> bool:
        """Whether a row is drawn on the axis."""
        return self.before <= place < len(self.lines) - self.after

    @property
    def letter(self) -> float:
        """Size of the axis's and the legend's letters."""
        return SMALL

    def word(self, name: str) -> str:
        """A word of the figure."""
        return caption(name, self.language)


def draw_marks(ground: TimelineSheet, scale: TimeScale) -> None:
    """A point for a day, a bar for longer, fading where an end is open; those that look alike as one."""
    dated = [
        (ground.y(place + 0.5), line)
        for place, line in enumerate(ground.lines)
        if line.first is not None and ground.shares_axis(place)
    ]
    for kind, inferred in dict.fromkeys((line.kind, line.inferred) for _, line in dated):
        alike = [(y, line) for y, line in dated if (line.kind, line.inferred) == (kind, inferred)]
        bars = [_bar(ground, scale, y, line) for y, line in alike if not line.point and not _is_open(line)]
        _bars(ground, bars, kind, hollow=inferred)
        _points(
            ground,
            [
                (ground.x(scale, line.first.toordinal()), y)
                for y, line in alike
                if line.first and (line.point or _is_open(line))
            ],
            kind,
            hollow=inferred,
        )
    for y, line in dated:
        if _is_open(line):
            _fading(ground, scale, line, y)


def _is_open(line: TimelineRow) -> bool:
    return line.open_end or line.open_start


def _bar(ground: TimelineSheet, scale: TimeScale, y: float, line: TimelineRow) -> Box:
    assert line.first is not None
    assert line.last is not None
    left = min(ground.x(scale, line.first.toordinal()), ground.left + AXIS - NARROWEST)
    right = max(ground.x(scale, line.last.toordinal() + 1), left + NARROWEST)
    return left, y - THICK / 2, right - left, THICK


def _bars(ground: TimelineSheet, bars: Iterable[Box], kind: str, *, hollow: bool) -> None:
    colour = KINDS[kind][0]
    ground.sheet.blocks(
        bars,
        colour=palette.PAPER if kind == "planned" or hollow else colour,
        edgecolor=colour,
        linewidth=0.9,
        z=3,
        hatch="/////" if kind == "planned" else None,
    )


def _points(ground: TimelineSheet, points: Sequence[Place], kind: str, *, hollow: bool) -> None:
    colour, marker = KINDS[kind]
    _marked(ground, points, marker, colour, palette.PAPER if hollow else colour, 5.4, 1.1)


def _marked(
    ground: TimelineSheet, points: Sequence[Place], marker: str, colour: str, fill: str, size: float, edge: float = 1.0
) -> None:
    """Points of one look."""
    from matplotlib.lines import Line2D

    if points:
        ground.sheet.add(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                marker=marker,
                markersize=size,
                color=colour,
                markerfacecolor=fill,
                markeredgewidth=edge,
                linestyle="none",
                zorder=4,
            )
        )


def _fading(ground: TimelineSheet, scale: TimeScale, line: TimelineRow, y: float) -> None:
    """A bar in slices, each paler, towards the open side; it ends at the axis's end."""
    assert line.first is not None
    assert line.last is not None
    start = ground.x(scale, (line.first if line.open_end else line.last).toordinal())
    goal = ground.left + (AXIS if line.open_end else 0.0)
    if abs(goal - start) < 0.35:
        goal = start + (0.35 if line.open_end else -0.35)
    _slices(ground, start, goal, y, KINDS[line.kind][0], THICK)


def _slices(ground: TimelineSheet, start: float, goal: float, y: float, colour: str, height: float) -> None:
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgba

    step = (goal - start) / FADES
    ends = [(start + step * place, start + step * (place + 1)) for place in range(FADES)]
    boxes = [[(a, y - height / 2), (b, y - height / 2), (b, y + height / 2), (a, y + height / 2)] for a, b in ends]
    colours = [to_rgba(colour, 0.85 * (1 - place / FADES) ** 1.3) for place in range(FADES)]
    ground.sheet.add(PolyCollection(boxes, facecolors=colours, linewidths=0, antialiaseds=False, zorder=3))


def draw_legend(ground: TimelineSheet) -> None:
    """Below the axis: the kinds that occur, then what bars and hollow points mean where they occur."""
    lines = [line for place, line in enumerate(ground.lines) if ground.shares_axis(place)]
    soft, sheet = palette.INK_SOFT, ground.sheet
    x, y = NUMBERS + 0.1, sheet.height - 0.35
    for kind, (colour, marker) in KINDS.items():
        if any(line.kind == kind for line in lines):
            _marked(ground, [(x, y)], marker, colour, colour, 4.6)
            x = _said(ground, x + 0.2, y, kind)
    if any(line.inferred and line.first for line in lines):
        _marked(ground, [(x, y)], "o", soft, palette.PAPER, 4.6)
        x = _said(ground, x + 0.2, y, "inferred")
    if any(line.first and not line.point and not line.open_end for line in lines):
        sheet.blocks([(x, y - 0.07, 0.5, 0.14)], colour=soft, alpha=0.75)
        x = _said(ground, x + 0.62, y, "bar")
    if any(line.open_end for line in lines):
        _slices(ground, x, x + 0.55, y, soft, 0.14)
        x = _said(ground, x + 0.67, y, "open")


def _said(ground: TimelineSheet, x: float, y: float, name: str) -> float:
    """A word of the legend; returns where the next one may begin."""
    text = ground.word(name)
    ground.sheet.text(x, y, text, size=ground.letter, colour=palette.INK_SOFT)
    return x + width_of(text, ground.letter) + 0.4
