"""The map of places: the region most of their mentions lie in, and beside it where in the world that is.

Countries that the article names are shaded, settlements are discs whose area grows with their mentions, regions are
names in italics; countries around are named in grey. Places far from the region stand on the small map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...gazetteer import places as known_places
from ..formats import number
from ..palette import INK_SOFT, LOC, PAPER
from .ground import KILOMETRES, MapSheet, countries_in, finest, land, ratio, rooms
from .labels import HIGH, LETTER, Labels
from .sheet import EDGE, Box, Place, Sheet, width_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# Degrees: places farther than this from the middle of the mentions are shown on the map of the world.
REGION = 16.0
# The share of the mentions of a region that its frame must hold: one village far off does not make the rest small.
HELD = 0.9
# The least stretch of land a map shows, in degrees, so that one town is not alone on white paper.
LEAST = 6.0
MARGIN = 0.12
# Centimetres: the sheet, the region's map and its height at least and at most, the small map beside it.
WIDTH, WIDE, LOW, HIGHEST, SMALL = 17.0, 11.6, 5.6, 7.6, 5.1
WORLD_STEP = 2.2  # degrees
# The least the map of the world shows: west, south, east, north.
WORLD_BOX = (-125, -38, 150, 74)
# A country this many degrees wide is framed whole where it is named; a larger one is no frame.
WHOLE = 25.0
SAME = 0.5  # degrees: a region and its town of the same name, of which an article means the town
SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000)  # kilometres
DISCS = (18.0, 130.0)  # square points: of a place, and what its mentions add at most
SETTLEMENT, AREA, COUNTRY = "settlement", "area", "country"


def places_map(rows: pd.DataFrame, *, language: str = "fr") -> Figure:
    """A map of `rows` (name, latitude, longitude, count, `is_country`, and `country`, an ISO code, where known)."""
    rows = rows.assign(sort=sorts(rows)).sort_values("count", ascending=False, kind="stable")
    near = framed(rows)
    box = filling(_box(rows[near]))
    tall = WIDE / ratio(box)
    sheet = Sheet(max(tall, LOW) + 2 * EDGE)
    most = max(1, int(rows["count"].max()))
    map_ = MapSheet(sheet, box, EDGE, EDGE, WIDE, tall)
    _region(map_, rows, most, language)
    _beside(sheet, rows[~near], box, most, language, rows[near])
    return sheet.figure


def sorts(rows: pd.DataFrame) -> list[str]:
    """Of each row whether it is a settlement, an area without a point (region, sea, river), or a country."""
    told = rows[["name", "latitude", "longitude", "is_country"]].to_numpy().tolist()
    return [COUNTRY if country else _sort(name, latitude, longitude) for name, latitude, longitude, country in told]


def _sort(name: str, latitude: float, longitude: float) -> str:
    """By the gazetteer's places of this name at these coordinates: an area where none of them is a town."""
    here = {
        place.kind
        for place in known_places(name)
        if place.latitude is not None
        and place.longitude is not None
        and abs(place.latitude - latitude) < SAME
        and abs(place.longitude - longitude) < SAME
    }
    return AREA if here and not here & {"K", "P"} else SETTLEMENT


# The frame ---------------------------------------------------------------------------------------------------------------


def framed(rows: pd.DataFrame) -> pd.Series:
    """Which rows make the frame: the nearest to the middle of the mentions that hold most of those of the region."""
    near = nearby(rows)
    weights = rows["count"].clip(lower=1)
    middle = _median(rows["latitude"], weights), _median(rows["longitude"], weights)
    order = _distance(rows[near], *middle).sort_values(kind="stable").index
    total = weights[order].cumsum()
    kept = order[: int((total < HELD * total.iloc[-1]).sum()) + 1]
    inside = _within(rows, filling(_box(rows.loc[kept])))
    return inside & near


def nearby(rows: pd.DataFrame) -> pd.Series:
    """Which rows lie in the region: near the weighted median of the mentions."""
    weights = rows["count"].clip(lower=1)
    far = _distance(rows, _median(rows["latitude"], weights), _median(rows["longitude"], weights))
    if far.min() > REGION:  # between places on two continents lies the open sea: the nearest of them, then
        middle = rows.iloc[int(far.to_numpy().argmin())]
        far = _distance(rows, float(middle["latitude"]), float(middle["longitude"]))
    return far <= REGION


def _within(rows: pd.DataFrame, box: Box) -> pd.Series:
    west, south, east, north = box
    return rows["longitude"].between(west, east) & rows["latitude"].between(south, north)


def _distance(rows: pd.DataFrame, latitude: float, longitude: float) -> pd.Series:
    """Degrees from a point, those of longitude as short as they are there."""
    shrink = math.cos(math.radians(latitude))
    return ((rows["latitude"] - latitude) ** 2 + ((rows["longitude"] - longitude) * shrink) ** 2) ** 0.5


def _median(values: pd.Series, weights: pd.Series) -> float:
    order = values.sort_values(kind="stable").index
    total = weights[order].cumsum()
    return float(values[order][total >= total.iloc[-1] / 2].iloc[0])


def _box(rows: pd.DataFrame) -> Box:
    """West, south, east, north of the region with a margin: of its settlements and areas, and of its small countries."""
    corners: list[Place] = [(x, y) for x, y in rows[["longitude", "latitude"]].to_numpy().tolist()]
    if not (rows["sort"] == SETTLEMENT).any():
        corners += [corner for code in named_countries(rows) for corner in _extent(code)]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    shrink = math.cos(math.radians((south + north) / 2))
    tall = max(LEAST, (north - south) * (1 + 2 * MARGIN) + 1)
    wide = max(LEAST / shrink, (east - west) * (1 + 2 * MARGIN) + 1)
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _extent(code: str) -> list[Place]:
    """The corners of a country's largest part; none of a country too large to frame a map."""
    from ..outlines import countries

    ring = max(countries().get(code, ()), key=len, default=None)
    if ring is None:
        return []
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return [(float(west), float(south)), (float(east), float(north))] if east - west <= WHOLE else []


def filling(box: Box, flat: float = WIDE / LOW, steep: float = WIDE / HIGHEST) -> Box:
    """The box grown to one whose width over height is at most `flat` and at least `steep`."""
    west, south, east, north = box
    wanted = min(max(ratio(box), steep), flat)
    x, y = (west + east) / 2, (south + north) / 2
    shrink = math.cos(math.radians(y))
    wide = max(east - west, (north - south) * wanted / shrink)
    tall = max(north - south, (east - west) * shrink / wanted)
    grown = x - wide / 2, max(-85.0, y - tall / 2), x + wide / 2, min(85.0, y + tall / 2)
    return grown


def named_countries(rows: pd.DataFrame) -> dict[str, str]:
    """The countries among some rows, names by code."""
    if "country" not in rows:
        return {}
    told = rows[rows["sort"] == COUNTRY][["country", "name"]].to_numpy().tolist()
    return {code: name for code, name in told if isinstance(code, str) and code}


# The region ------------------------------------------------------------------------------------------------------------


def _region(map_: MapSheet, rows: pd.DataFrame, most: int, language: str) -> None:
    """Land, discs and names, and a bar of kilometres."""
    named = named_countries(rows)
    land(map_, finest(map_.box), named)
    labels = Labels(map_, [_scale(map_, language)])
    here = rows[_within(rows, map_.box)]
    discs(map_, here[here["sort"] == SETTLEMENT], labels, most)
    for code, name in named.items():
        labels.on_land(name.upper(), rooms(map_, code))
    for name, x, y in here[here["sort"] == AREA][["name", "longitude", "latitude"]].to_numpy().tolist():
        labels.on_land(name, _around(map_, x, y), slant="italic")
    for code in sorted(set(countries_in(map_.box)) - set(named)):
        labels.on_land(_country(code, language), rooms(map_, code), colour=INK_SOFT)
    labels.draw()


def discs(
    map_: MapSheet, rows: pd.DataFrame, labels: Labels, most: int, *, sized: bool = True, named: int = 1000
) -> None:
    """A disc a settlement, whose area grows with its mentions where `sized`, and the first `named` of their names."""
    sizes = [size(count, most) if sized else 9.0 for count in rows["count"].tolist()]
    points = [(map_.x(x), map_.y(y)) for x, y in rows[["longitude", "latitude"]].to_numpy().tolist()]
    circles(map_.sheet, points, sizes, map_.frame)
    labels.place(rows["name"].tolist()[:named], points[:named], sizes[:named])


def size(count: int, most: int) -> float:
    """The area of a disc, in square points.

    Parameters
    ----------
    count: mentions of the place.
    most: of the place that is named most.
    """
    return DISCS[0] + DISCS[1] * count / most


def circles(sheet: Sheet, points: Sequence[Place], sizes: Sequence[float], frame: Box | None = None) -> None:
    """Discs of so many square points; `frame`: all of them that is seen."""
    from matplotlib.collections import PathCollection
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import IdentityTransform

    circle = MarkerStyle("o")
    drawn = PathCollection(
        [circle.get_path().transformed(circle.get_transform())],
        list(sizes),
        offsets=list(points),
        offset_transform=sheet.measure,
        facecolors=LOC,
        edgecolors=PAPER,
        linewidths=0.6,
        zorder=3,
    )
    sheet.add(drawn, frame)
    drawn.set_transform(IdentityTransform())  # a disc is measured in points


def _around(map_: MapSheet, longitude: float, latitude: float) -> list[Any]:
    """Where the name of an area may stand: on its middle, or a little off it."""
    from .ground import Room

    x, y = map_.x(longitude), map_.y(latitude)
    return [Room((x + right, y + down), math.inf) for right in (0, 0.6, -0.6) for down in (0, 0.5, -0.5, 1.0, -1.0)]


def _country(code: str, language: str) -> str:
    from babel import Locale

    return str(Locale(language).territories.get(code, ""))


def _scale(map_: MapSheet, language: str) -> Box:
    """A bar of a round number of kilometres in the lower left corner; what it takes of the map."""
    west, south, east, north = map_.box
    across = (east - west) * math.cos(math.radians((south + north) / 2)) * KILOMETRES
    length = max((one for one in SCALES if one <= 0.22 * across), default=SCALES[0])
    wide, sheet = length / across * map_.wide, map_.sheet
    left, foot = map_.left + 0.25, map_.top + map_.tall - 0.25
    sheet.strokes(
        [[(left, foot - 0.1), (left, foot), (left + wide, foot), (left + wide, foot - 0.1)]],
        colour=INK_SOFT,
        width=0.9,
        z=4,
    )
    told = f"{number(length, language)}\u00a0km"
    sheet.text(left + wide + 0.12, foot - 0.06, told, size=LETTER, colour=INK_SOFT)
    return left - 0.1, foot - 2 * HIGH - 0.1, left + wide + 0.2 + width_of(told, LETTER), foot + 0.15


# Beside it -------------------------------------------------------------------------------------------------------------


def _beside(sheet: Sheet, far: pd.DataFrame, box: Box, most: int, language: str, near: pd.DataFrame) -> None:
    """The small map of the world with the region's frame and the places far from it, and what the discs mean."""
    part = _world(far)
    left, tall = EDGE + WIDE + 0.25, SMALL / ratio(part)
    map_ = MapSheet(sheet, part, left, EDGE, SMALL, tall)
    land(map_, WORLD_STEP, [*named_countries(far), *named_countries(near)], bordered=False)
    labels = Labels(map_)
    discs(map_, far[far["sort"] == SETTLEMENT], labels, most, sized=False)
    for code, name in named_countries(far).items():
        if code not in countries_in(box):
            labels.on_land(name, rooms(map_, code))
    for name, x, y in far[far["sort"] == AREA][["name", "longitude", "latitude"]].to_numpy().tolist():
        labels.on_land(name, _around(map_, x, y), slant="italic")
    labels.draw()
    _frame(map_, box)
    _legend(sheet, left, EDGE + tall + 0.3, most, language, near)


def _world(rows: pd.DataFrame) -> Box:
    west, south, east, north = WORLD_BOX
    if rows.empty:
        return west, south, east, north
    return (
        min(west, rows["longitude"].min() - 10),
        max(-58, min(south, rows["latitude"].min() - 8)),
        max(east, rows["longitude"].max() + 10),
        north,
    )


def _frame(map_: MapSheet, box: Box) -> None:
    """The region, drawn on the map of the world."""
    from matplotlib.patches import Polygon

    west, south, east, north = (map_.x(box[0]), map_.y(box[1]), map_.x(box[2]), map_.y(box[3]))
    corners = ((west, south), (east, south), (east, north), (west, north))
    map_.sheet.add(Polygon(corners, fill=False, edgecolor=LOC, linewidth=0.9, zorder=1.5), map_.frame)


def _legend(sheet: Sheet, left: float, top: float, most: int, language: str, near: pd.DataFrame) -> None:
    """Discs of the least, the middle and the most, with their numbers; the caption says what is counted."""
    counts = near[near["sort"] == SETTLEMENT]["count"]
    if counts.empty:
        return
    steps = dict.fromkeys([1, math.ceil((1 + counts.max()) / 2), int(counts.max())])
    for place, count in enumerate(steps):
        y = top + 0.25 + 0.48 * place
        circles(sheet, [(left + 0.3, y)], [size(count, most)])
        sheet.text(left + 0.75, y, number(count, language), size=LETTER, colour=INK_SOFT)
