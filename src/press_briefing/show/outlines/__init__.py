"""Coasts, borders and countries of the world: Natural Earth 1:50m (public domain), compiled by `training/outlines.py`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


@cache
def _stored() -> dict[str, Any]:
    import numpy as np

    with files(__name__).joinpath("outlines.npz").open("rb") as stored, np.load(stored) as data:
        return {name: data[name] for name in data.files}


@cache
def _split() -> list[np.ndarray]:
    """Every line in degrees."""
    import numpy as np

    return np.split(_stored()["points"] / 100.0, _stored()["starts"][1:-1])


@cache
def lines() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Coasts and borders, each a list of arrays of points (n, 2): longitude and latitude in degrees."""
    borders = _stored()["borders"]
    return (
        [line for line, border in zip(_split(), borders, strict=True) if not border],
        [line for line, border in zip(_split(), borders, strict=True) if border],
    )


@cache
def countries() -> dict[str, list[np.ndarray]]:
    """The outer rings of each country by its ISO 3166 alpha-2 code, arrays of points (n, 2) in degrees.

    A ring across 180 degrees goes on beyond it, so that it stays one ring.
    """
    data = _stored()
    found: dict[str, list[np.ndarray]] = {}
    for place, code in enumerate(data["ring_codes"].tolist()):
        arcs = data["rings"][data["ring_starts"][place] : data["ring_starts"][place + 1]].tolist()
        found.setdefault(code, []).append(_ring(arcs))
    return found


def _ring(arcs: list[int]) -> np.ndarray:
    import numpy as np

    points = np.concatenate([_arc(arc) if arc >= 0 else _arc(~arc)[::-1] for arc in arcs])
    turns = np.cumsum(np.round(np.diff(points[:, 0], prepend=points[0, 0]) / 360.0))
    return np.column_stack([points[:, 0] - 360.0 * turns, points[:, 1]])


def _arc(number: int) -> np.ndarray:
    import numpy as np

    first, last = _stored()["pieces"][number : number + 2]
    return np.concatenate(_split()[first:last])
