"""Names on a map, none over another: of settlements beside their disc, of countries and regions on their land."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..palette import INK, INK_SOFT, WASH
from .ground import MapSheet, Room
from .sheet import POINT, Box, Place, Slant, width_of

LETTER = 7.5  # points
HIGH = LETTER * 0.62 * POINT  # centimetres: half the height of a line of such letters


@dataclass(frozen=True)
class MapLabel:
    """A name on a map: where its place is, its left edge, its middle, its width; whether a line leads to its place, and a ground lies under it."""

    text: str
    at: Place
    left: float
    middle: float
    wide: float
    led: bool = False
    grounded: bool = False
    slant: Slant = "normal"
    colour: str = INK

    def box(self, air: float) -> Box:
        """The sides of its rectangle: left, top, right, bottom, with so much air around it."""
        return self.left - air, self.middle - HIGH - air, self.left + self.wide + air, self.middle + HIGH + air

    def nearest(self) -> Place:
        """The place of its rectangle that is nearest to what it names."""
        left, top, right, bottom = self.box(0)
        return min(max(self.at[0], left), right), min(max(self.at[1], top), bottom)


class Labels:
    """Names put where they touch neither one another, nor a disc, nor the frame; who comes first chooses first."""

    # Where a label may stand around its point, in order of liking: to its right, left or over the middle; how far down.
    AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))

    def __init__(self, map_: MapSheet, taken: Iterable[Box] = ()) -> None:
        """`taken`: rectangles (left, top, right, bottom) that something else needs."""
        self.map = map_
        self.taken: list[Box] = list(taken)
        self.names: list[MapLabel] = []

    def place(self, names: Sequence[str], points: Sequence[Place], sizes: Sequence[float]) -> None:
        """Label each point, farther out when near is taken; a name that fits nowhere is left to the table."""
        radii = [math.sqrt(size / math.pi) * POINT for size in sizes]
        self.taken += [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
        for text, point, radius in zip(names, points, radii, strict=True):
            self._first(self._around(text, point, radius))

    def on_land(self, text: str, rooms: Iterable[Room], *, slant: Slant = "normal", colour: str = INK) -> None:
        """A name on one of the lines that have room for it; nothing where none has."""
        wide = width_of(text, LETTER, slant)
        self._first(
            MapLabel(text, room.at, room.at[0] - wide / 2, room.at[1], wide, slant=slant, colour=colour)
            for room in rooms
            if room.wide >= wide
        )

    def _first(self, names: Iterable[MapLabel]) -> None:
        """The first of some names for one thing that is free."""
        found = next((name for name in names if self._is_free(name.box(POINT))), None)
        if found:
            self.names.append(found)
            self.taken.append(found.box(POINT))

    def _around(self, text: str, at: Place, radius: float) -> Iterator[MapLabel]:
        """Where a name could stand, in order of liking."""
        wide = width_of(text, LETTER)
        for away in (radius + 1.5 * POINT, radius + 9 * POINT, radius + 18 * POINT):
            for right, down in self.AROUND:
                left = at[0] + right * away - (1 - right) / 2 * wide
                yield MapLabel(
                    text, at, left, at[1] + down * (away + HIGH), wide, away > radius + 2 * POINT, grounded=True
                )

    def _is_free(self, box: Box) -> bool:
        left, top, wide, tall = self.map.frame
        inside = box[0] >= left and box[1] >= top and box[2] <= left + wide and box[3] <= top + tall
        return inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self.taken
        )

    def draw(self) -> None:
        """The names, those of settlements on a ground so that no line runs through them, and what leads to them."""
        sheet = self.map.sheet
        grounds = [name.box(0.6 * POINT) for name in self.names if name.grounded]
        sheet.blocks([(a, b, c - a, d - b) for a, b, c, d in grounds], colour=WASH, alpha=0.75, z=4)
        sheet.strokes([(name.at, name.nearest()) for name in self.names if name.led], colour=INK_SOFT, width=0.5, z=2.5)
        for name in self.names:
            sheet.text(name.left, name.middle, name.text, size=LETTER, style=name.slant, colour=name.colour)
