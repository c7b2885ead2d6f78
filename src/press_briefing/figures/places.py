"""The map of places: the region most of them lie in, and the far ones on a small map of the world beside it."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..palette import INK, INK_SOFT, LOC, PAPER, RULE, WASH
from . import style
from .sheet import EDGE, MIDDLE, POINT, draw, path_of, width_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.figure import Figure
    from matplotlib.path import Path

Box = tuple[float, float, float, float]

BORDER = "#a9aeb5"   # between the palette's rule and its soft ink: seen on the wash, behind the names
# Degrees: places farther than this from the middle of the mentions are shown on the map of the world.
REGION = 16.0
# The least stretch of land a map shows, in degrees, so that one town is not alone on white paper.
LEAST = 6.0
MARGIN = 0.12
# Centimetres: the sheet, the height of the map of the world; degrees: its step.
WIDTH, WORLD, WORLD_STEP = 17.0, 4.2, 1.2
LETTER = 7.5    # points
# The least the map of the world shows: west, south, east, north.
WORLD_BOX = (-125, -30, 150, 74)


def places_map(rows: pd.DataFrame, *, language: str = "fr") -> Figure:
    """A map of `rows` (name, latitude, longitude, count, country level as `is_country`): discs grow with mentions."""
    from matplotlib.figure import Figure

    style.apply()
    near = _near(rows)
    region, far = rows[near], rows[~near]
    box = _box(region)
    maps = [(box, _finest(box), region, _height(box))]
    if len(far):
        maps.append((_world_box(far), WORLD_STEP, far, WORLD))
    height = sum(tall for *_, tall in maps) + EDGE * (len(maps) + 1)
    drawn, top = Figure(figsize=style.size(height)), height - EDGE
    drawn.set_layout_engine("none")     # every place is told
    most = max(1, int(rows["count"].max()))
    for shown, step, places, tall in maps:
        axes = _axes(drawn, shown, top, tall)
        _land(axes, shown, step)
        _points(axes, shown, tall, places, most)
        top -= tall + EDGE
    if len(far):
        _frame(drawn.axes[1], box)
    return drawn


def _axes(drawn: Figure, box: Box, top: float, tall: float) -> Axes:
    """Axes in degrees, as wide as their height wants them, in the middle of the sheet."""
    whole, wide = drawn.get_size_inches()[1] / style.CENTIMETRE, tall * _ratio(box)
    west, south, east, north = box
    axes = drawn.add_axes(((WIDTH - wide) / 2 / WIDTH, (top - tall) / whole, wide / WIDTH, tall / whole),
                          xlim=(west, east), ylim=(south, north), xticks=(), yticks=(), facecolor=WASH)
    for side in axes.spines.values():
        side.set(visible=True, color=RULE)
    return axes


def _ratio(box: Box) -> float:
    """Width over height of a map."""
    west, south, east, north = box
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def _finest(box: Box) -> float:
    """The finest step that can be seen: a three-hundredth of the map's width."""
    return (box[2] - box[0]) / 300


def _near(rows: pd.DataFrame) -> pd.Series:
    """Which rows lie in the region: near the weighted median of the mentions."""
    weights = rows["count"].clip(lower=1)
    far = _distance(rows, _median(rows["latitude"], weights), _median(rows["longitude"], weights))
    if far.min() > REGION:      # between places on two continents lies the open sea: the nearest of them, then
        middle = rows.iloc[int(far.argmin())]
        far = _distance(rows, float(middle["latitude"]), float(middle["longitude"]))
    return far <= REGION


def _distance(rows: pd.DataFrame, latitude: float, longitude: float) -> pd.Series:
    """Degrees from a point, those of longitude as short as they are there."""
    shrink = math.cos(math.radians(latitude))
    return ((rows["latitude"] - latitude) ** 2 + ((rows["longitude"] - longitude) * shrink) ** 2) ** 0.5


def _median(values: pd.Series, weights: pd.Series) -> float:
    order = values.sort_values().index
    total = weights[order].cumsum()
    return float(values[order][total >= total.iloc[-1] / 2].iloc[0])


def _box(rows: pd.DataFrame) -> Box:
    """West, south, east, north of the region, with a margin, as wide for its height as the page allows."""
    west, east = rows["longitude"].min(), rows["longitude"].max()
    south, north = rows["latitude"].min(), rows["latitude"].max()
    shrink = math.cos(math.radians((south + north) / 2))
    tall = max(LEAST, (north - south) * (1 + 2 * MARGIN) + 1)
    wide = max(LEAST / shrink, (east - west) * (1 + 2 * MARGIN) + 1, tall * 1.5 / shrink)
    tall = max(tall, wide * shrink / 2.4)
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, max(-85, y - tall / 2), x + wide / 2, min(85, y + tall / 2)


def _world_box(rows: pd.DataFrame) -> Box:
    west, south, east, north = WORLD_BOX
    return (min(west, rows["longitude"].min() - 10), max(-58, min(south, rows["latitude"].min() - 8)),
            max(east, rows["longitude"].max() + 10), north)


def _height(box: Box) -> float:
    return min(10.5, (WIDTH - 4 * EDGE) / _ratio(box))


def _land(axes: Axes, box: Box, step: float) -> None:
    """Coasts and borders inside `box`, in steps of `step` degrees: a finer line would only make the file heavy."""
    coasts, borders = outlines(box, step)
    for path, colour, width in ((borders, BORDER, 0.5), (coasts, INK_SOFT, 0.6)):
        draw(axes, path, edgecolor=colour, fill=False, linewidth=width, zorder=1, clip_on=True, capstyle="butt",
             joinstyle="round")


@lru_cache(maxsize=16)
def outlines(box: Box, step: float) -> tuple[Path | None, Path | None]:
    """Coasts and borders as one path each; the map of the world is the same for most articles."""
    from ..outlines import lines

    coasts, borders = (_thinned(*_inside(*_joined(kind), box), step) for kind in range(len(lines())))
    return coasts, borders


@cache
def _joined(kind: int) -> tuple[np.ndarray, np.ndarray]:
    """All points of the coasts, or of the borders, and the number of the line each belongs to; once a process."""
    import numpy as np

    from ..outlines import lines

    found = lines()[kind]
    return np.concatenate(found), np.repeat(np.arange(len(found)), [len(line) for line in found])


def _inside(points: np.ndarray, whose: np.ndarray, box: Box) -> tuple[np.ndarray, np.ndarray]:
    """The points inside the box (with a margin), and the number of the stretch of line each belongs to."""
    import numpy as np

    west, south, east, north = box
    x, y = points.T
    within = np.flatnonzero((x >= west - 1) & (x <= east + 1) & (y >= south - 1) & (y <= north + 1))
    parted = (np.diff(within) > 1) | (np.diff(whose[within]) > 0)
    return points[within], np.concatenate([[0], np.cumsum(parted)]) if len(within) else within


def _thinned(points: np.ndarray, whose: np.ndarray, step: float) -> Path | None:
    """Stretches of line as one path, a point a step; islands smaller than two steps are left out."""
    import numpy as np
    from matplotlib.path import Path

    if not len(points):
        return None
    begins = np.flatnonzero(np.diff(whose, prepend=-1))
    spans = np.maximum.reduceat(points, begins) - np.minimum.reduceat(points, begins)
    large = (spans.max(axis=1) > 2 * step)[whose]
    first, last = np.diff(whose, prepend=-1) > 0, np.diff(whose, append=whose[-1] + 1) > 0
    cells = np.round(points / step).astype(int)
    moved = np.concatenate([[True], (cells[1:] != cells[:-1]).any(axis=1)])
    kept = large & (first | last | moved)
    codes = np.where(first[kept], Path.MOVETO, Path.LINETO)
    return Path(points[kept], codes) if kept.any() else None


def _frame(axes: Axes, box: Box) -> None:
    """The region, drawn on the map of the world."""
    from matplotlib.patches import Rectangle

    west, south, east, north = box
    axes.add_patch(Rectangle((west, south), east - west, north - south, fill=False, edgecolor=LOC, linewidth=0.9))


def _points(axes: Axes, box: Box, tall: float, rows: pd.DataFrame, most: int) -> None:
    """A disc a place, hollow for a country, whose area grows with its mentions; and the names around them."""
    ordered = rows.sort_values("count", ascending=False)
    sizes = [18 + 130 * count / most for count in ordered["count"].tolist()]
    colours = [PAPER if country else LOC for country in ordered["is_country"].tolist()]
    xs, ys = ordered["longitude"].tolist(), ordered["latitude"].tolist()
    axes.add_artist(_discs(axes, xs, ys, sizes, colours))
    west, south, east, north = box
    labels = Labels(tall * _ratio(box) / POINT, tall / POINT)
    labels.place(ordered["name"].tolist(), [((x - west) / (east - west) * labels.wide,
                                             (y - south) / (north - south) * labels.tall)
                                            for x, y in zip(xs, ys, strict=True)], sizes)
    labels.draw(axes)


def _discs(axes: Axes, xs: list[float], ys: list[float], sizes: list[float], colours: list[str]) -> PathCollection:
    from matplotlib.collections import PathCollection
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import IdentityTransform

    circle = MarkerStyle("o")
    discs = PathCollection([circle.get_path().transformed(circle.get_transform())], sizes,
                           offsets=list(zip(xs, ys, strict=True)), offset_transform=axes.transData, facecolors=colours,
                           edgecolors=LOC, linewidths=1.1, zorder=3)
    discs.set_transform(IdentityTransform())
    return discs


@dataclass(frozen=True)
class Name:
    """A name on a map: where its place is, its left edge and its middle, its width, in points; whether a line leads."""

    text: str
    at: tuple[float, float]
    left: float
    middle: float
    wide: float
    led: bool

    @property
    def box(self) -> Box:
        """Left, bottom, right, top, with a point of air."""
        high = LETTER * 0.62
        return self.left - 1, self.middle - high - 1, self.left + self.wide + 1, self.middle + high + 1

    def nearest(self) -> tuple[float, float]:
        """Where the line that leads to the place ends."""
        left, bottom, right, top = self.box
        return min(max(self.at[0], left + 1), right - 1), min(max(self.at[1], bottom + 1), top - 1)


class Labels:
    """Names put where they touch neither one another, nor a disc, nor the frame; the most mentioned choose first."""

    # Where a label may stand around its point: to its right, left or over the middle; beside, above or below.
    AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))

    def __init__(self, wide: float, tall: float) -> None:
        self.wide, self.tall = wide, tall
        self.taken: list[Box] = []
        self.names: list[Name] = []

    def place(self, names: Sequence[str], points: Sequence[tuple[float, float]], sizes: Sequence[float]) -> None:
        """Label each point, farther out when near is taken; a name that fits nowhere is left to the table."""
        radii = [math.sqrt(size / math.pi) for size in sizes]
        self.taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        for text, point, radius in zip(names, points, radii, strict=True):
            found = next((name for name in self._around(text, point, radius) if self._is_free(name.box)), None)
            if found:
                self.names.append(found)
                self.taken.append(found.box)

    def _around(self, text: str, at: tuple[float, float], radius: float) -> Iterator[Name]:
        """Where a name could stand, in order of liking."""
        wide, high = width_of(text, LETTER) / POINT, LETTER * 0.62
        for away in (radius + 1.5, radius + 9, radius + 18):
            for right, up in self.AROUND:
                left = at[0] + right * away - (1 - right) / 2 * wide
                yield Name(text, at, left, at[1] + up * (away + high), wide, away > radius + 2)

    def _is_free(self, box: Box) -> bool:
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= self.wide and box[3] <= self.tall
        return inside and not any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
                                  for other in self.taken)

    def draw(self, axes: Axes) -> None:
        """The names, on a ground of the map's own colour so that no line runs through them, and what leads to them."""
        from matplotlib.transforms import Affine2D

        scale: dict[str, Any] = {"transform": Affine2D().scale(1 / self.wide, 1 / self.tall) + axes.transAxes}
        grounds = [(left + 0.4, bottom + 0.4, right - 0.4, top - 0.4) for left, bottom, right, top in
                   (name.box for name in self.names)]
        draw(axes, path_of([((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in grounds], closed=True), facecolor=WASH,
             linewidth=0, alpha=0.8, zorder=4, **scale)
        draw(axes, path_of([(name.at, name.nearest()) for name in self.names if name.led], closed=False),
             edgecolor=INK_SOFT, fill=False, linewidth=0.5, zorder=2.5, **scale)
        for name in self.names:
            axes.text(name.left, name.middle - MIDDLE * LETTER, name.text, fontsize=LETTER, color=INK, zorder=5,
                      **scale)
