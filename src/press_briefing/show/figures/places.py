"""The map of places: the region most of them lie in, and the far ones on a small map of the world beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..palette import INK_SOFT, LOC, PAPER, RULE, WASH
from .sheet import EDGE, POINT, Box, Place, Sheet, width_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.figure import Figure
    from matplotlib.path import Path

    Outline = tuple[np.ndarray, np.ndarray]

BORDER = "#a9aeb5"  # between the palette's rule and its soft ink: seen on the wash, behind the names
# Degrees: places farther than this from the middle of the mentions are shown on the map of the world.
REGION = 16.0
# The least stretch of land a map shows, in degrees, so that one town is not alone on white paper.
LEAST = 6.0
MARGIN = 0.12
# Centimetres: the sheet, the height of the map of the world; degrees: its step.
WIDTH, WORLD, WORLD_STEP = 17.0, 4.2, 1.2
LETTER = 7.5  # points
HIGH = LETTER * 0.62 * POINT  # centimetres: half the height of a line of such letters
# The least the map of the world shows: west, south, east, north.
WORLD_BOX = (-125, -30, 150, 74)


def places_map(rows: pd.DataFrame, *, language: str = "fr") -> Figure:
    """A map of `rows` (name, latitude, longitude, count, country level as `is_country`): discs grow with mentions."""
    near = _near(rows)
    region, far = rows[near], rows[~near]
    box = _box(region)
    shown = [(box, region, _height(box), _finest(box))]
    if len(far):
        shown.append((_world_box(far), far, WORLD, WORLD_STEP))
    sheet, top = Sheet(sum(tall for _, _, tall, _ in shown) + EDGE * (len(shown) + 1)), EDGE
    most = max(1, int(rows["count"].max()))
    for part, places, tall, step in shown:
        wide = tall * _ratio(part)
        map_ = Map(sheet, part, (sheet.width - wide) / 2, top, wide, tall)
        _land(map_, step)
        _points(map_, places, most)
        top += tall + EDGE
    if len(far):
        _frame(map_, box)
    return sheet.figure


@dataclass(frozen=True)
class Map:
    """The part of the world in `box` as a rectangle of a sheet."""

    sheet: Sheet
    box: Box
    left: float
    top: float
    wide: float
    tall: float

    @property
    def frame(self) -> Box:
        """The rectangle: left, top, width, height."""
        return self.left, self.top, self.wide, self.tall

    def x(self, longitude: Any) -> Any:
        """Centimetres from the sheet's left, of one longitude or an array of them."""
        west, _, east, _ = self.box
        return self.left + (longitude - west) / (east - west) * self.wide

    def y(self, latitude: Any) -> Any:
        """Centimetres from the sheet's top."""
        _, south, _, north = self.box
        return self.top + (north - latitude) / (north - south) * self.tall


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
    if far.min() > REGION:  # between places on two continents lies the open sea: the nearest of them, then
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
    return (
        min(west, rows["longitude"].min() - 10),
        max(-58, min(south, rows["latitude"].min() - 8)),
        max(east, rows["longitude"].max() + 10),
        north,
    )


def _height(box: Box) -> float:
    return min(10.5, (WIDTH - 4 * EDGE) / _ratio(box))


def _land(map_: Map, step: float) -> None:
    """Coasts and borders of the map, in steps of `step` degrees: a finer line would only make the file heavy."""
    from matplotlib.patches import PathPatch

    coasts, borders = outlines(map_.box, step)
    map_.sheet.blocks([map_.frame], colour=WASH, z=0.5, edgecolor=RULE, linewidth=0.6)
    for found, colour, width in ((borders, BORDER, 0.5), (coasts, INK_SOFT, 0.6)):
        if found is not None:
            map_.sheet.add(
                PathPatch(
                    _placed(map_, *found),
                    edgecolor=colour,
                    fill=False,
                    linewidth=width,
                    zorder=1,
                    capstyle="butt",
                    joinstyle="round",
                ),
                map_.frame,
            )


def _placed(map_: Map, points: np.ndarray, codes: np.ndarray) -> Path:
    """Outlines on the sheet."""
    import numpy as np
    from matplotlib.path import Path

    return Path(np.column_stack([map_.x(points[:, 0]), map_.y(points[:, 1])]), codes)


@lru_cache(maxsize=16)
def outlines(box: Box, step: float) -> tuple[Outline | None, Outline | None]:
    """Coasts and borders, in degrees; the map of the world is the same for most articles."""
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


def _thinned(points: np.ndarray, whose: np.ndarray, step: float) -> Outline | None:
    """Points and codes of a path, a point a step; islands smaller than two steps are left out."""
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
    return (points[kept], codes) if kept.any() else None


def _frame(map_: Map, box: Box) -> None:
    """The region, drawn on the map of the world."""
    from matplotlib.patches import Polygon

    west, south, east, north = (map_.x(box[0]), map_.y(box[1]), map_.x(box[2]), map_.y(box[3]))
    corners = ((west, south), (east, south), (east, north), (west, north))
    map_.sheet.add(Polygon(corners, fill=False, edgecolor=LOC, linewidth=0.9, zorder=1.5), map_.frame)


def _points(map_: Map, rows: pd.DataFrame, most: int) -> None:
    """A disc a place, hollow for a country, whose area grows with its mentions; and the names around them."""
    ordered = rows.sort_values("count", ascending=False)
    sizes = [18 + 130 * count / most for count in ordered["count"].tolist()]
    points = [(map_.x(x), map_.y(y)) for x, y in ordered[["longitude", "latitude"]].to_numpy().tolist()]
    _discs(map_, points, sizes, [PAPER if country else LOC for country in ordered["is_country"].tolist()])
    labels = Labels(map_)
    labels.place(ordered["name"].tolist(), points, sizes)
    labels.draw()


def _discs(map_: Map, points: list[Place], sizes: list[float], colours: list[str]) -> None:
    from matplotlib.collections import PathCollection
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import IdentityTransform

    circle = MarkerStyle("o")
    discs = PathCollection(
        [circle.get_path().transformed(circle.get_transform())],
        sizes,
        offsets=points,
        offset_transform=map_.sheet.measure,
        facecolors=colours,
        edgecolors=LOC,
        linewidths=1.1,
        zorder=3,
    )
    map_.sheet.add(discs, map_.frame)
    discs.set_transform(IdentityTransform())  # a disc is measured in points


@dataclass(frozen=True)
class Name:
    """A name on a map: where its place is, its left edge, its middle, its width; whether a line leads to its place."""

    text: str
    at: Place
    left: float
    middle: float
    wide: float
    led: bool

    def box(self, air: float) -> Box:
        """The sides of its rectangle: left, top, right, bottom, with so much air around it."""
        return self.left - air, self.middle - HIGH - air, self.left + self.wide + air, self.middle + HIGH + air

    def nearest(self) -> Place:
        """The place of its rectangle that is nearest to what it names."""
        left, top, right, bottom = self.box(0)
        return min(max(self.at[0], left), right), min(max(self.at[1], top), bottom)


class Labels:
    """Names put where they touch neither one another, nor a disc, nor the frame; the most mentioned choose first."""

    # Where a label may stand around its point, in order of liking: to its right, left or over the middle; how far down.
    AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))

    def __init__(self, map_: Map) -> None:
        self.map = map_
        self.taken: list[Box] = []
        self.names: list[Name] = []

    def place(self, names: Sequence[str], points: Sequence[Place], sizes: Sequence[float]) -> None:
        """Label each point, farther out when near is taken; a name that fits nowhere is left to the table."""
        radii = [math.sqrt(size / math.pi) * POINT for size in sizes]
        self.taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        for text, point, radius in zip(names, points, radii, strict=True):
            found = next((name for name in self._around(text, point, radius) if self._is_free(name.box(POINT))), None)
            if found:
                self.names.append(found)
                self.taken.append(found.box(POINT))

    def _around(self, text: str, at: Place, radius: float) -> Iterator[Name]:
        """Where a name could stand, in order of liking."""
        wide = width_of(text, LETTER)
        for away in (radius + 1.5 * POINT, radius + 9 * POINT, radius + 18 * POINT):
            for right, down in self.AROUND:
                left = at[0] + right * away - (1 - right) / 2 * wide
                yield Name(text, at, left, at[1] + down * (away + HIGH), wide, away > radius + 2 * POINT)

    def _is_free(self, box: Box) -> bool:
        left, top, wide, tall = self.map.frame
        inside = box[0] >= left and box[1] >= top and box[2] <= left + wide and box[3] <= top + tall
        return inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self.taken
        )

    def draw(self) -> None:
        """The names, on a ground of the map's own colour so that no line runs through them, and what leads to them."""
        sheet = self.map.sheet
        grounds = [name.box(0.6 * POINT) for name in self.names]
        sheet.blocks([(a, b, c - a, d - b) for a, b, c, d in grounds], colour=WASH, alpha=0.8, z=4)
        sheet.strokes([(name.at, name.nearest()) for name in self.names if name.led], colour=INK_SOFT, width=0.5, z=2.5)
        for name in self.names:
            sheet.text(name.left, name.middle, name.text, size=LETTER)
