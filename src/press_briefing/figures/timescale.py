"""A time axis that five years and five days can share: stretches of the calendar, each with a scale of its own.

Where several dates fall close together beside a long span, their stretch is enlarged; where nothing happens for
most of the span, the stretch is cut short. Between two stretches the axis is broken, and drawn broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

CROWD = 0.06  # dates within this share of the span are crowded together and get a scale of their own
EMPTY = 0.45  # a gap of more than this share of the span is cut short
SHORT_SPAN = 60  # days: below this one scale serves everything
MARGIN = 0.03  # of a stretch, left free on both sides
BREAK = 0.045  # of the axis, between two stretches


@dataclass(frozen=True)
class Stretch:
    """Days `first` to `last` (ordinals) drawn from `left` to `right` (0 to 1)."""

    first: int
    last: int
    left: float
    right: float
    enlarged: bool = False

    def x(self, day: float) -> float:
        """Place of a day of this stretch."""
        return self.left + (day - self.first) / max(self.last - self.first, 1) * (self.right - self.left)


@dataclass(frozen=True)
class Scale:
    """The stretches of an axis, in order."""

    stretches: tuple[Stretch, ...]

    def x(self, day: float) -> float:
        """Place of any day on the axis, 0 to 1; days between two stretches lie in the break."""
        for stretch in self.stretches:
            if day <= stretch.last:
                return stretch.x(max(day, stretch.first))
        return self.stretches[-1].right

    def breaks(self) -> Iterator[float]:
        """Places where the axis is broken."""
        for left, right in pairwise(self.stretches):
            yield (left.right + right.left) / 2


def scale_of(days: Sequence[date], rough: Sequence[date] = ()) -> Scale:
    """The scale for these days, and for the ends of bars (`rough`), which crowd nothing; at least one is needed."""
    exact = sorted({day.toordinal() for day in days})
    points = sorted({*exact, *(day.toordinal() for day in rough)})
    groups = _groups(points, exact)
    span = points[-1] - points[0]
    weights = [_weight(group, points, exact, span) for group in groups]
    free = 1 - BREAK * (len(groups) - 1)
    stretches, left = [], 0.0
    for place, (group, weight) in enumerate(zip(groups, weights, strict=True)):
        right = left + free * weight / sum(weights)
        first, last = _with_room(groups, place)
        stretches.append(Stretch(first, last, left, right, _is_enlarged(group, exact, span)))
        left = right + BREAK
    return Scale(tuple(stretches))


def _with_room(groups: list[list[int]], place: int) -> tuple[int, int]:
    """First and last day of a stretch, with a margin that never reaches into the next one."""
    group = groups[place]
    room = max(round((group[-1] - group[0]) * MARGIN), 1)
    before = (group[0] - groups[place - 1][-1]) // 2 if place else room
    after = (groups[place + 1][0] - group[-1] - 1) // 2 if place + 1 < len(groups) else room
    return group[0] - min(room, max(before, 0)), group[-1] + min(room, max(after, 0))


def _groups(points: list[int], exact: list[int]) -> list[list[int]]:
    """The days cut into stretches: around a crowd, and at long empty gaps."""
    span = points[-1] - points[0]
    if span <= SHORT_SPAN:
        return [points]
    crowd = _crowd(exact, span)
    if crowd is None:
        return list(_cut_at_gaps(points, span))
    before = [point for point in points if point < crowd[0]]
    within = [point for point in points if crowd[0] <= point <= crowd[-1]]
    after = [point for point in points if point > crowd[-1]]
    if not any(point in exact for point in after):
        after = []  # only bars end there: they run to the end of the axis
    return [group for part in (before, within, after) if part for group in _cut_at_gaps(part, span)]


def _crowd(exact: list[int], span: int) -> list[int] | None:
    """The densest run of at least three days (two at either end) within `CROWD` of the span; the latest on a tie."""
    best, densest = None, 0.0
    for first in range(len(exact)):
        for last in range(first + 1, len(exact)):
            if exact[last] - exact[first] > span * CROWD:
                break
            enough = last - first >= (1 if first == 0 or last == len(exact) - 1 else 2)
            density = (last - first + 1) ** 1.5 / (exact[last] - exact[first] + span * CROWD / 6)
            if enough and density >= densest:
                best, densest = exact[first : last + 1], density
    return best


def _cut_at_gaps(points: list[int], span: int) -> Iterator[list[int]]:
    group = [points[0]]
    for before, point in pairwise(points):
        if point - before > EMPTY * span:
            yield group
            group = []
        group.append(point)
    yield group


def _weight(group: list[int], points: list[int], exact: list[int], span: int) -> float:
    """Room for a stretch: half by how much happens in it, half by how long it is; more where it is to be enlarged."""
    share = len(group) / len(points)
    if _is_enlarged(group, exact, span):
        return 0.45 + 0.5 * share
    return 0.12 + 0.5 * share + 0.5 * (group[-1] - group[0]) / max(span, 1)


def _is_enlarged(group: list[int], exact: list[int], span: int) -> bool:
    """Whether a stretch is a crowd of exact days, so that it is drawn larger than the rest."""
    days = [day for day in group if day in exact]
    return 1 < len(days) < len(exact) and group[-1] - group[0] <= span * CROWD


# -- ticks

STEPS = (
    (1, "day"),
    (2, "day"),
    (7, "day"),
    (14, "day"),
    (1, "month"),
    (3, "month"),
    (6, "month"),
    (1, "year"),
    (2, "year"),
    (5, "year"),
    (10, "year"),
    (25, "year"),
    (50, "year"),
    (100, "year"),
    (500, "year"),
)


def ticks(stretch: Stretch, room: float, widths: dict[str, float]) -> list[tuple[date, str]]:
    """Days to mark in a stretch and their grain (day, month, year), as many as fit side by side.

    `room` is the width of the whole axis and `widths` the width of a label of each grain, in the same unit.
    """
    width = (stretch.right - stretch.left) * room
    for step, grain in STEPS:
        days = [day for day in _marks(stretch, step, grain) if stretch.first <= day.toordinal() <= stretch.last]
        if days and _fit(stretch, days, width, widths[grain] * 1.08):
            if len(days) == 1 and grain == "day":
                days = [date.fromordinal((stretch.first + stretch.last) // 2)]
            return [(day, grain) for day in days]
    return [(date.fromordinal(max((stretch.first + stretch.last) // 2, 1)), "year")]


def _fit(stretch: Stretch, days: list[date], width: float, needed: float) -> bool:
    span = max(stretch.last - stretch.first, 1)
    gaps = [(b - a).days / span * width for a, b in pairwise(days)]
    return min(gaps, default=needed) >= needed and len(days) <= 12


def _marks(stretch: Stretch, step: int, grain: str) -> Iterator[date]:
    """Days of a step that begin round: the first of a month, a year that the step divides."""
    first, last = date.fromordinal(max(stretch.first, 1)), date.fromordinal(min(stretch.last, date.max.toordinal()))
    if grain == "day":
        if (last - first).days > 400:
            return
        yield from map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1, step))
        return
    months = step if grain == "month" else 12 * step
    if (last.year - first.year) * 12 / months > 400:
        return
    place = first.year * 12 + first.month - 1
    place += -place % months
    while place <= last.year * 12 + last.month - 1 and place // 12 <= 9999:
        yield date(place // 12, place % 12 + 1, 1)
        place += months
