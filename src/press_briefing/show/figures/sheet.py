"""A sheet to draw on: a matplotlib figure measured in centimetres from its upper left corner.

Axes, with their ticks, spines and layout engine, cost more than all that is drawn on them; a sheet has none, and is
told where everything stands. Strokes and blocks of one look are one path, whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from ..palette import INK
from . import style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.path import Path
    from matplotlib.text import Text

POINT = style.CENTIMETRE**-1 / 72  # centimetres
# Of the letter size: from the baseline to the middle of a line of text.
MIDDLE = 0.35
# Centimetres that stay white at the edges of a sheet.
EDGE = 0.1
Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, width, height
Slant = Literal["normal", "italic"]


class Sheet:
    """A figure of so many centimetres; `measure` turns centimetres, downwards from the top, into its own."""

    def __init__(self, height: float, width: float = 17.0) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        style.apply()
        self.width, self.height = width, height
        self.figure: Figure = Figure(figsize=style.size(height, width))
        self.figure.set_layout_engine("none")
        FigureCanvasAgg(self.figure)
        self.measure = Affine2D().scale(1 / width, -1 / height).translate(0, 1) + self.figure.transFigure

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = style.SIZE,
        side: str = "left",
        colour: str = INK,
        **look: Any,
    ) -> Text:
        """A line of text whose middle is `y` down; `side`: which of its sides `x` is, or center."""
        return self.figure.text(
            x,
            y + MIDDLE * size * POINT,
            words,
            ha=side,
            fontsize=size,
            color=colour,
            transform=self.measure,
            **{"va": "baseline", "zorder": 5, **look},
        )

    def strokes(
        self, lines: Iterable[Sequence[Place]], *, colour: str, width: float, z: float = 2, **look: Any
    ) -> None:
        """Lines of one look, each from point to point.

        Parameters
        ----------
        lines: points in the sheet's centimetres, from its upper left corner.
        width: in points.
        z: what is drawn above what, the highest last.
        """
        self.path(
            path_of(lines, closed=False),
            edgecolor=colour,
            linewidth=width,
            fill=False,
            zorder=z,
            **{"capstyle": "butt", "joinstyle": "round", **look},
        )

    def blocks(self, boxes: Iterable[Box], *, colour: str, z: float = 1, **look: Any) -> None:
        """Rectangles of one look: left, top, width, height.

        Parameters
        ----------
        boxes: in the sheet's centimetres, from its upper left corner.
        z: what is drawn above what, the highest last.
        """
        corners = [((x, y), (x + w, y), (x + w, y + h), (x, y + h)) for x, y, w, h in boxes]
        self.path(path_of(corners, closed=True), **{"facecolor": colour, "linewidth": 0, "zorder": z, **look})

    def path(self, path: Path | None, **look: Any) -> None:
        """A path as one artist."""
        from matplotlib.patches import PathPatch

        if path is not None:
            self.add(PathPatch(path, **look))

    def add(self, artist: Artist, box: Box | None = None) -> None:
        """An artist whose numbers are centimetres; `box` (left, top, width, height) is all of it that is seen."""
        from matplotlib.transforms import Bbox, TransformedBbox

        artist.set_transform(self.measure)
        if box is not None:
            artist.set_clip_box(TransformedBbox(Bbox.from_bounds(*box), self.measure))
        self.figure.add_artist(artist)


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
    """How wide a line of text is, in centimetres.

    Parameters
    ----------
    size: in points.
    slant: normal or italic.
    """
    from .svg import measured

    return measured(words, _face(size, slant))[0] * POINT if words else 0.0


@lru_cache(maxsize=64)
def _face(size: float, slant: Slant) -> Any:
    from matplotlib.font_manager import FontProperties

    style.apply()
    return FontProperties(size=size, style=slant)
