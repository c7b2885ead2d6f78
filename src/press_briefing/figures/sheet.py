"""A sheet to draw on: a matplotlib figure whose one axes covers it, measured in centimetres from the upper left corner.

Axes with ticks, spines and a layout engine measure and place themselves again and again; a sheet is told where all is.
Strokes and blocks of one look are one path, whatever their number.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ..palette import INK
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from matplotlib.text import Text

POINT = style.CENTIMETRE ** -1 / 72     # centimetres
# Of the letter size: from the baseline to the middle of a line of text.
MIDDLE = 0.35
# Centimetres that stay white at the edges of a sheet.
EDGE = 0.1
Place = tuple[float, float]
Slant = Literal["normal", "italic"]


class Sheet:
    """A figure of so many centimetres; `axes` has the same measure, downwards from the top."""

    def __init__(self, height: float, width: float = 17.0) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        style.apply()
        self.width, self.height = width, height
        self.figure: Figure = Figure(figsize=style.size(height, width))
        self.figure.set_layout_engine("none")
        FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self.axes.set_axis_off()

    def text(self, x: float, y: float, words: str, *, size: float = style.SIZE, side: str = "left", colour: str = INK,
             **look: Any) -> Text:
        """A line of text whose middle is `y` down; `side`: which of its sides `x` is, or center."""
        return self.axes.text(x, y + MIDDLE * size * POINT, words, ha=side, va="baseline", fontsize=size, color=colour,
                              **{"zorder": 5, **look})

    def strokes(self, lines: Iterable[Sequence[Place]], *, colour: str, width: float, z: float = 2,
                **look: Any) -> None:
        """Lines of one look, each from point to point."""
        draw(self.axes, path_of(lines, closed=False), edgecolor=colour, linewidth=width, fill=False, zorder=z,
             **{"capstyle": "butt", "joinstyle": "round", **look})

    def blocks(self, boxes: Iterable[tuple[float, float, float, float]], *, colour: str, z: float = 1,
               **look: Any) -> None:
        """Rectangles of one look: left, top, width, height."""
        corners = [((x, y), (x + w, y), (x + w, y + h), (x, y + h)) for x, y, w, h in boxes]
        draw(self.axes, path_of(corners, closed=True), **{"facecolor": colour, "linewidth": 0, "zorder": z, **look})


def draw(axes: Axes, path: Path | None, **look: Any) -> None:
    """A path as one artist, cut off nowhere."""
    from matplotlib.patches import PathPatch

    if path is not None:
        axes.add_artist(PathPatch(path, **{"clip_on": False, **look}))


def path_of(lines: Iterable[Sequence[Place]], *, closed: bool) -> Path | None:
    """All lines as one path; None of no line."""
    from matplotlib.path import Path

    points: list[Place] = []
    codes: list[Any] = []
    for line in lines:
        points += line
        codes += [Path.MOVETO] + [Path.LINETO] * (len(line) - 1)
        if closed:
            points.append(line[0])
            codes.append(Path.CLOSEPOLY)
    return Path(points, codes) if points else None


def width_of(words: str, size: float = style.SIZE, slant: Slant = "normal") -> float:
    """How wide a line of text is, in centimetres."""
    from .letters import measured

    return measured(words, _face(size, slant))[0] * POINT if words else 0.0


@lru_cache(maxsize=64)
def _face(size: float, slant: Slant) -> Any:
    from matplotlib.font_manager import FontProperties

    style.apply()
    return FontProperties(size=size, style=slant)
