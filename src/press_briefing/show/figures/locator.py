"""The locator map of a note: where the article's places lie, as small as a column, with its names at reading size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..palette import LOC, PAPER
from .places import Labels, Map, _box, _discs, _finest, _land, _near, _ratio
from .sheet import Sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WIDTH, TALLEST = 6.3, 4.6  # centimetres
NAMED = 9  # places with a name; the others are points


def locator_map(rows: pd.DataFrame) -> Figure:
    """The region most places lie in (`rows` as for `places_map`): a point a place, hollow for a country, and names."""
    near = rows[_near(rows)].sort_values("count", ascending=False)
    box = _box(near)
    tall = min(TALLEST, WIDTH / _ratio(box))
    sheet = Sheet(tall, WIDTH)
    wide = min(WIDTH, tall * _ratio(box))
    map_ = Map(sheet, box, (WIDTH - wide) / 2, 0.0, wide, tall)
    _land(map_, _finest(box) * 2)
    points = [(map_.x(x), map_.y(y)) for x, y in near[["longitude", "latitude"]].to_numpy().tolist()]
    sizes = [9.0] * len(points)
    _discs(map_, points, sizes, [PAPER if country else LOC for country in near["is_country"].tolist()])
    labels = Labels(map_)
    labels.place(near["name"].tolist()[:NAMED], points[:NAMED], sizes[:NAMED])
    labels.draw()
    return sheet.figure
