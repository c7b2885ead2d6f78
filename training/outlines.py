"""Compile the outlines of countries that the map of places draws.

    python training/outlines.py COUNTRIES_50M.json src/press_briefing/show/outlines/outlines.npz

The source is Natural Earth 1:50m (public domain), as TopoJSON in the npm package `world-atlas` 2.0.2 (`npm pack
world-atlas`). An arc used by one country is a coast, one used by two a border; each is stored once, as a polyline of
hundredths of a degree, which is finer than a line of the map is wide. The ring of a country is the list of its arcs,
an arc told backwards as in TopoJSON (`~arc`); its code is the ISO 3166 alpha-2 that CLDR gives for the number.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from babel.core import get_global

HUNDREDTHS = 100


def main(source: Path, target: Path) -> None:
    """Read the TopoJSON at `source`, write the compiled lines to `target`."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    uses = Counter(
        arc if arc >= 0 else ~arc
        for shape in topology["objects"]["countries"]["geometries"]
        for arc in _numbers(shape.get("arcs", []))
    )
    arcs = [_unwrapped(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    parts = [(line, uses[number] > 1) for number, pieces in enumerate(arcs) for line in pieces]
    lines, borders = [line for line, _ in parts], np.array([border for _, border in parts])
    starts = np.cumsum([0, *(len(line) for line in lines)]).astype(np.int32)
    rings = list(_rings(topology["objects"]["countries"]["geometries"]))
    np.savez_compressed(
        target,
        points=np.concatenate(lines),
        starts=starts,
        borders=borders,
        pieces=np.cumsum([0, *map(len, arcs)]).astype(np.int32),  # of each arc, its first line
        rings=np.array([arc for _, ring in rings for arc in ring], dtype=np.int32),
        ring_starts=np.cumsum([0, *(len(ring) for _, ring in rings)]).astype(np.int32),
        ring_codes=np.array([code for code, _ in rings], dtype="U2"),
    )


def _rings(shapes: list[dict[str, Any]]) -> Iterator[tuple[str, list[int]]]:
    """The outer rings of every country that has a code, each as its arcs."""
    codes = get_global("territory_aliases")
    for shape in shapes:
        code = next(iter(codes.get(shape.get("id") or "", ())), "")
        parts = shape.get("arcs", []) if shape["type"] == "MultiPolygon" else [shape.get("arcs", [])]
        yield from ((code, part[0]) for part in parts if code and part)


def _numbers(arcs: Any) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, int):
            yield item
        else:
            yield from _numbers(item)


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> np.ndarray:
    """An arc of differences as points (longitude, latitude) in hundredths of a degree, repeats left out."""
    axes = []
    for axis in (0, 1):
        steps = accumulate(step[axis] for step in arc)
        axes.append([round((s * transform["scale"][axis] + transform["translate"][axis]) * HUNDREDTHS) for s in steps])
    points = np.array(axes, dtype=np.int16).T
    keep = np.ones(len(points), dtype=bool)
    keep[1:-1] = (points[1:-1] != points[:-2]).any(axis=1)
    return points[keep]


def _unwrapped(points: np.ndarray) -> list[np.ndarray]:
    """The line in pieces that do not cross the page where it leaps from 180 degrees east to 180 west."""
    leaps = np.flatnonzero(np.abs(np.diff(points[:, 0].astype(int))) > 180 * HUNDREDTHS) + 1
    return [piece for piece in np.split(points, leaps) if len(piece) > 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
