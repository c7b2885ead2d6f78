"""A time axis without a break: from the first day that is drawn on it to the last, with a margin on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MARGIN = 0.03  # of the span, left free on both sides


@dataclass(frozen=True)
class TimeScale:
    """Days `first` to `last` (ordinals), drawn from 0 to 1."""

    first: int
    last: int

    def x(self, day: float) -> float:
        """Place of a day on the axis; one that lies beside it is drawn at its end."""
        return (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1)


def scale_of(days: Sequence[date]) -> TimeScale:
    """The scale for these days; at least one is needed."""
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max(round((last - first) * MARGIN), 1)
    return TimeScale(first - room, last + room)


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


def ticks(scale: TimeScale, room: float, widths: dict[str, float]) -> list[tuple[date, str]]:
    """Days to mark on an axis and their grain (day, month, year), as many as fit side by side.

    `room` is the width of the whole axis and `widths` the width of a label of each grain, in the same unit.
    """
    width = room
    for step, grain in STEPS:
        days = [day for day in _marks(scale, step, grain) if scale.first <= day.toordinal() <= scale.last]
        if days and _fit(scale, days, width, widths[grain] * 1.08):
            if len(days) == 1 and grain == "day":
                days = [date.fromordinal((scale.first + scale.last) // 2)]
            return [(day, grain) for day in days]
    return [(date.fromordinal(max((scale.first + scale.last) // 2, 1)), "year")]


def _fit(scale: TimeScale, days: list[date], width: float, needed: float) -> bool:
    span = max(scale.last - scale.first, 1)
    gaps = [(b - a).days / span * width for a, b in pairwise(days)]
    return min(gaps, default=needed) >= needed and len(days) <= 12


def _marks(scale: TimeScale, step: int, grain: str) -> Iterator[date]:
    """Days of a step that begin round: the first of a month, a year that the step divides."""
    first, last = date.fromordinal(max(scale.first, 1)), date.fromordinal(min(scale.last, date.max.toordinal()))
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
