"""Coasts and borders of the world: Natural Earth 1:50m (public domain), compiled by `training/outlines.py`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@cache
def lines() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Coasts and borders, each a list of arrays of points (n, 2): longitude and latitude in degrees."""
    import numpy as np

    with files(__name__).joinpath("outlines.npz").open("rb") as stored:
        data = np.load(stored)
        points, starts, borders = data["points"] / 100.0, data["starts"], data["borders"]
    split = np.split(points, starts[1:-1])
    return (
        [line for line, border in zip(split, borders, strict=True) if not border],
        [line for line, border in zip(split, borders, strict=True) if border],
    )
