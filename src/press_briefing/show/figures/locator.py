"""The locator map of a note: where the article's places lie, as small as a column, with its names at reading size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ground import MapSheet, finest, land, ratio, rooms
from .labels import Labels
from .places import SETTLEMENT, _box, discs, filling, framed, named_countries, sorts
from .sheet import Sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

WIDTH, LOWEST, TALLEST = 6.3, 3.2, 4.4  # centimetres
NAMED = 9  # settlements with a name; the others are points


def locator_map(rows: pd.DataFrame) -> Figure:
    """The region most mentions lie in (`rows` as for `places_map`): a point a settlement, named countries shaded."""
    rows = rows.assign(sort=sorts(rows)).sort_values("count", ascending=False, kind="stable")
    near = rows[framed(rows)]
    box = filling(_box(near), WIDTH / LOWEST, WIDTH / TALLEST)
    tall = WIDTH / ratio(box)
    sheet = Sheet(tall, WIDTH)
    map_ = MapSheet(sheet, box, 0.0, 0.0, WIDTH, tall)
    land(map_, finest(box) * 2, named_countries(rows))
    labels = Labels(map_)
    discs(map_, near[near["sort"] == SETTLEMENT], labels, 1, sized=False, named=NAMED)
    for code, name in named_countries(rows).items():
        labels.on_land(name, rooms(map_, code))
    labels.draw()
    return sheet.figure
