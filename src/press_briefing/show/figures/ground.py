"""The ground of a map: land, countries shaded that an article names, coasts and borders."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..palette import INK_SOFT, NAMED_LAND, PAPER, RULE, WASH
from .sheet import Box, Place, Sheet

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path

    Outline = tuple[np.ndarray, np.ndarray]

BORDER = "#a9aeb5"  # between the palette's rule and its soft ink: seen on the wash, behind the names
LINES = 9  # along which a country's name may stand
KILOMETRES = 111.2  # a degree of latitude


@dataclass(frozen=True)
class MapSheet:
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


def ratio(box: Box) -> float:
    """Width over height of a map."""
    west, south, east, north = box
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def finest(box: Box) -> float:
    """The finest step that can be seen: a three-hundredth of the map's width."""
    return (box[2] - box[0]) / 300


def land(map_: MapSheet, step: float, named: Iterable[str] = (), *, bordered: bool = True) -> None:
    """Land, the countries of these codes darker, coasts, and borders where `bordered`.

    `step`: degrees from point to point; a finer line would only make the file heavy.
    """
    from matplotlib.patches import PathPatch

    map_.sheet.blocks([map_.frame], colour=PAPER, z=0.4, edgecolor=RULE, linewidth=0.6)
    shaded = set(named)
    for codes, colour, z in ((set(countries_in(map_.box)) - shaded, WASH, 0.5), (shaded, NAMED_LAND, 0.6)):
        path = _filled(map_, codes, step)
        if path is not None:
            map_.sheet.add(PathPatch(path, facecolor=colour, edgecolor=colour, linewidth=0.7, zorder=z), map_.frame)
    coasts, borders = outlines(map_.box, step)
    for found, colour, width in ((borders if bordered else None, BORDER, 0.5), (coasts, INK_SOFT, 0.6)):
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


@lru_cache(maxsize=16)
def countries_in(box: Box) -> dict[str, list[np.ndarray]]:
    """The parts of each country that lie in a box, cut at its edges, by code, in degrees."""
    import numpy as np
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox

    from ..outlines import countries

    west, south, east, north = box
    frame = Bbox([(west - 1, south - 1), (east + 1, north + 1)])
    found: dict[str, list[np.ndarray]] = {}
    for code, rings in countries().items():
        near = [r for r in rings if _meets(r, box)]
        parts = [np.asarray(part) for ring in near for part in Path(ring).clip_to_bbox(frame).to_polygons()]
        cut = [part for part in parts if len(part) > 3]
        if cut:
            found[code] = cut
    return found


def _meets(ring: np.ndarray, box: Box) -> bool:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return bool(west < box[2] and box[0] < east and south < box[3] and box[1] < north)


def _filled(map_: MapSheet, codes: Iterable[str], step: float) -> Path | None:
    """The land of some countries as one path."""
    import numpy as np
    from matplotlib.path import Path

    found = countries_in(map_.box)
    rings = [_coarser(ring, step) for code in sorted(codes) for ring in found.get(code, ())]
    rings = [ring for ring in rings if len(ring) > 3]
    if not rings:
        return None
    points = np.concatenate(rings)
    placed = np.column_stack([map_.x(points[:, 0]), map_.y(points[:, 1])])
    kinds = np.concatenate([[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in rings])
    return Path(placed, kinds)


def _coarser(ring: np.ndarray, step: float) -> np.ndarray:
    """A ring with a point a step."""
    import numpy as np

    cells = np.round(ring / step).astype(int)
    kept = np.concatenate([[True], (cells[1:] != cells[:-1]).any(axis=1)])
    kept[-1] = True
    return ring[kept]


class Room(NamedTuple):
    """Where a name has room inside a country: the middle of a line across it, and how wide that is, in centimetres."""

    at: Place
    wide: float


def rooms(map_: MapSheet, code: str) -> list[Room]:
    """Lines across the part of a country that a map shows, the widest first."""
    found = [room for ring in countries_in(map_.box).get(code, ()) for room in _across(map_, ring)]
    return sorted(found, key=lambda room: -room.wide)[:LINES]


def _across(map_: MapSheet, ring: np.ndarray) -> list[Room]:
    """The widest stretch of each of some level lines through a ring."""
    import numpy as np

    left, top, wide, tall = map_.frame
    x, y = np.clip(map_.x(ring[:, 0]), left, left + wide), np.clip(map_.y(ring[:, 1]), top, top + tall)
    low, high = float(y.min()), float(y.max())
    made = []
    for place in range(1, LINES + 1):
        level = low + (high - low) * place / (LINES + 1)
        ends = np.sort(_crossings(x, y, level))
        spans = [(float(b - a), float(a + b) / 2) for a, b in zip(ends[::2], ends[1::2], strict=False)]
        if spans:
            room, middle = max(spans)
            made.append(Room((middle, level), room))
    return made


def _crossings(x: np.ndarray, y: np.ndarray, level: float) -> np.ndarray:
    import numpy as np

    a, b = y[:-1], y[1:]
    crosses = np.flatnonzero((a <= level) != (b <= level))
    share = (level - a[crosses]) / (b[crosses] - a[crosses])
    return np.asarray(x[:-1][crosses] + share * (x[1:][crosses] - x[:-1][crosses]))


def _placed(map_: MapSheet, points: np.ndarray, codes: np.ndarray) -> Path:
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
