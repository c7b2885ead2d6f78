"""The map of places: the region most of them lie in, and the far ones on a small map of the world beside it."""
from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from ..palette import INK, INK_SOFT, LOC, PAPER, RULE, WASH
from . import style

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BORDER = "#a9aeb5"   # between the palette's rule and its soft ink: seen on the wash, behind the names
# Degrees: places farther than this from the middle of the mentions are shown on the map of the world.
REGION = 16.0
# The least stretch of land a map shows, in degrees, so that one town is not alone on white paper.
LEAST = 6.0
MARGIN = 0.12


def places_map(rows: pd.DataFrame, *, language: str = "fr") -> Figure:
    """A map of `rows` (name, latitude, longitude, count, country level as `is_country`): discs grow with mentions."""
    import matplotlib.pyplot as plt

    style.apply()
    near = _near(rows)
    region, far = rows[near], rows[~near]
    box = _box(region)
    height = _height(box)
    ratios = [height, 4.2] if len(far) else [height]
    drawn, axes = plt.subplots(len(ratios), 1, figsize=style.size(sum(ratios)), height_ratios=ratios, squeeze=False,
                               layout="constrained")
    most = max(1, int(rows["count"].max()))
    _land(axes[0, 0], box, step=_finest(box))
    if len(far):
        _land(axes[1, 0], _world_box(far), step=1.2)
        _frame(axes[1, 0], box)
    _settle(drawn)                           # before labels measure their room
    _points(axes[0, 0], region, most)
    if len(far):
        _points(axes[1, 0], far, most)
    return drawn


def _settle(drawn: Figure) -> None:
    """Every axes in its place, and there to stay."""
    engine = drawn.get_layout_engine()
    if engine is not None:
        engine.execute(drawn)
    for axes in drawn.axes:
        axes.apply_aspect()
    drawn.set_layout_engine("none")


def _finest(box: tuple[float, float, float, float]) -> float:
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


def _box(rows: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, south, east, north of the region, with a margin, as wide for its height as the page allows."""
    west, east = rows["longitude"].min(), rows["longitude"].max()
    south, north = rows["latitude"].min(), rows["latitude"].max()
    shrink = math.cos(math.radians((south + north) / 2))
    tall = max(LEAST, (north - south) * (1 + 2 * MARGIN) + 1)
    wide = max(LEAST / shrink, (east - west) * (1 + 2 * MARGIN) + 1, tall * 1.5 / shrink)
    tall = max(tall, wide * shrink / 2.4)
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, max(-85, y - tall / 2), x + wide / 2, min(85, y + tall / 2)


def _world_box(rows: pd.DataFrame) -> tuple[float, float, float, float]:
    return (min(-125, rows["longitude"].min() - 10), max(-58, min(-30, rows["latitude"].min() - 8)),
            max(150, rows["longitude"].max() + 10), 74)


def _height(box: tuple[float, float, float, float]) -> float:
    west, south, east, north = box
    return min(10.5, 16.6 * (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2))))


def _land(axes: Axes, box: tuple[float, float, float, float], step: float) -> None:
    """Coasts and borders inside `box`, in steps of `step` degrees: a finer line would only make the file heavy."""
    from matplotlib.collections import LineCollection

    from ..outlines import lines

    coasts, borders = ([part for line in _meeting(kind, bounds, box) for part in _inside(line, box, step)]
                       for kind, bounds in zip(lines(), _bounds(), strict=True))
    axes.add_collection(LineCollection(borders, colors=BORDER, linewidths=0.5, zorder=1))
    axes.add_collection(LineCollection(coasts, colors=INK_SOFT, linewidths=0.6, zorder=1))
    west, south, east, north = box
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / math.cos(math.radians((south + north) / 2)))
    axes.set_facecolor(WASH)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(True)
        side.set_color(RULE)


@cache
def _bounds() -> tuple[np.ndarray, ...]:
    """West, south, east and north of each coast, and of each border; once a process."""
    import numpy as np

    from ..outlines import lines

    return tuple(np.array([[*line.min(axis=0), *line.max(axis=0)] for line in kind]) for kind in lines())


def _meeting(kind: list[np.ndarray], bounds: np.ndarray, box: tuple[float, float, float, float]) -> list[np.ndarray]:
    """The polylines whose own box touches the map's: lines far away would only make the file heavy."""
    west, south, east, north = bounds.T
    touching = (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
    return [line for line, touches in zip(kind, touching, strict=True) if touches]


def _inside(line: np.ndarray, box: tuple[float, float, float, float], step: float) -> list[np.ndarray]:
    """The parts of a line inside the box (with a margin), thinned; islands smaller than two steps are left out."""
    import numpy as np

    west, south, east, north = box
    lowest, highest = np.array([west - 1, south - 1]), np.array([east + 1, north + 1])
    within = np.asarray(((line >= lowest) & (line <= highest)).all(axis=1))
    parts = np.split(line, np.flatnonzero(np.diff(within.astype(int))) + 1)
    kept = [part for part in parts[0 if within[0] else 1::2] if np.ptp(part, axis=0).max(initial=0) > 2 * step]
    return [_thinned(part, step) for part in kept]


def _thinned(line: np.ndarray, step: float) -> np.ndarray:
    import numpy as np

    cells = np.round(line / step).astype(int)
    keep = np.ones(len(line), dtype=bool)
    keep[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
    return line[keep]


def _frame(axes: Axes, box: tuple[float, float, float, float]) -> None:
    """The region, drawn on the map of the world."""
    from matplotlib.patches import Rectangle

    west, south, east, north = box
    axes.add_patch(Rectangle((west, south), east - west, north - south, fill=False, edgecolor=LOC, linewidth=0.9))


def _points(axes: Axes, rows: pd.DataFrame, most: int) -> None:
    """A disc a place, hollow for a country, whose area grows with its mentions."""
    ordered = rows.sort_values("count", ascending=False)
    sizes = [18 + 130 * count / most for count in ordered["count"]]
    colours = [PAPER if country else LOC for country in ordered["is_country"]]
    axes.scatter(ordered["longitude"], ordered["latitude"], s=sizes, facecolors=colours, edgecolors=LOC, linewidths=1.1,
                 zorder=3)
    Labels(axes).place(ordered["name"], ordered["longitude"], ordered["latitude"], sizes)


class Labels:
    """Names put where they touch neither one another, nor a disc, nor the frame; the most mentioned choose first."""

    # Where a label may stand around its point: (horizontal, vertical) alignment, in order of liking.
    AROUND = (("left", "center"), ("right", "center"), ("center", "bottom"), ("center", "top"),
              ("left", "bottom"), ("left", "top"), ("right", "bottom"), ("right", "top"))

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self.taken: list = []

    def place(self, names: pd.Series, xs: pd.Series, ys: pd.Series, sizes: list[float]) -> None:
        """Label each point, farther out when near is taken; a name that fits nowhere is left to the table."""
        points = self.axes.transData.transform(list(zip(xs, ys, strict=True)))
        pixels = self.axes.figure.dpi / 72
        radii = [math.sqrt(size / math.pi) * pixels for size in sizes]
        self.taken = [_square(x, y, radius) for (x, y), radius in zip(points, radii, strict=True)]
        for name, x, y, radius in zip(names, xs, ys, radii, strict=True):
            self._label(name, (x, y), radius / pixels)

    def _label(self, name: str, at: tuple[float, float], radius: float) -> None:
        for away in (radius + 1.5, radius + 9, radius + 18):
            for horizontal, vertical in self.AROUND:
                dx = {"left": away, "right": -away, "center": 0.0}[horizontal]
                dy = {"bottom": away, "top": -away, "center": 0.0}[vertical]
                text = self.axes.annotate(name, at, xytext=(dx, dy), textcoords="offset points", ha=horizontal,
                                          va=vertical, fontsize=7.5, color=INK, zorder=4,
                                          arrowprops=_leader(away > radius + 2), bbox=_ground())
                if self._free(text):
                    return
                text.remove()

    def _free(self, text) -> bool:  # type: ignore[no-untyped-def]
        box = text.get_window_extent().padded(1)
        frame = self.axes.get_window_extent()
        inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        if not inside or any(box.overlaps(other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def _ground() -> dict:
    """A ground of the map's own colour, so that lines do not run through a name."""
    return {"facecolor": WASH, "edgecolor": "none", "pad": 0.6, "alpha": 0.8}


def _leader(far: bool) -> dict | None:
    return {"arrowstyle": "-", "color": INK_SOFT, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2} if far else None


def _square(x: float, y: float, radius: float):  # type: ignore[no-untyped-def]
    from matplotlib.transforms import Bbox

    return Bbox.from_extents(x - radius, y - radius, x + radius, y + radius)
