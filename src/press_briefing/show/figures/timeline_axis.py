"""The axis of a timeline: its blocks, ticks, the line of the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .. import palette
from ..formats import dated, in_pattern
from .sheet import POINT
from .timeline_marks import TimelineSheet
from .timeline_rows import (
    AXIS,
    HEAD,
)
from .timescale import TimeScale, ticks


def draw_axis(ground: TimelineSheet, scale: TimeScale) -> None:
    """The axis below the rows, in one line, and marks with their dates."""
    ground.sheet.strokes(
        [[(ground.left, ground.bottom), (ground.left + AXIS, ground.bottom)]], colour=palette.INK_SOFT, width=0.8, z=4
    )
    _ticks(ground, scale)


def draw_blocks(ground: TimelineSheet, scale: TimeScale, published: str | None) -> None:
    """« auparavant » beside the rows that lie too long ago for the axis, « plus tard » beside those too far ahead.

    The word stands on the side where the line of the published day is not.
    """
    now = day_of(published)
    right = now is not None and scale.x(now.toordinal()) < 0.5
    for name, first, last in (
        ("before", 0, ground.before),
        ("after", len(ground.lines) - ground.after, len(ground.lines)),
    ):
        if last > first:
            ground.sheet.text(
                ground.left + AXIS * right,
                ground.y((first + last) / 2),
                ground.word(name),
                side="right" if right else "left",
                size=ground.letter,
                style="italic",
                colour=palette.INK_SOFT,
                gid=name,
            )
            edge = ground.y(last if name == "before" else first)
            ground.sheet.strokes(
                [[(ground.left, edge), (ground.left + AXIS, edge)]],
                colour=palette.INK_SOFT,
                width=0.6,
                z=2,
                linestyle=(0, (1, 3)),
            )


def _ticks(ground: TimelineSheet, scale: TimeScale) -> None:
    """Marks and their dates; one that would touch the one before it is left out."""
    width = ground.letter * 0.0185  # of a letter, in centimetres, as this face draws it
    marks = ticks(scale, AXIS, {"day": 7 * width, "month": 9.5 * width, "year": 4.6 * width})
    places, end = [], -1.0
    for day, grain in marks:
        x = ground.left + scale.x(day.toordinal()) * AXIS
        places.append(x)
        text = _tick_text(day, grain, ground.language)
        if x - len(text) * width / 2 > end + width:
            ground.sheet.text(
                x,
                ground.bottom + (5 + 0.6 * ground.letter) * POINT,
                text,
                side="center",
                size=ground.letter,
                gid="tick",
            )
            end = x + len(text) * width / 2
    _tick_lines(ground, places)


def _tick_lines(ground: TimelineSheet, places: Sequence[float]) -> None:
    sheet, bottom = ground.sheet, ground.bottom
    sheet.strokes([[(x, bottom), (x, bottom + 0.09)] for x in places], colour=palette.INK_SOFT, width=0.7, z=4)
    sheet.strokes([[(x, ground.top), (x, ground.end)] for x in places], colour=palette.RULE, width=0.5, z=1)


def _tick_text(day: date, grain: str, language: str) -> str:
    patterns = {"day": "d MMMM", "month": "MMMM y"}
    return in_pattern(day, patterns[grain], language, short=True) if grain in patterns else str(day.year)


def draw_published(ground: TimelineSheet, scale: TimeScale, published: str | None, *, deduced: bool) -> None:
    """A dashed line on the day of publication, named above the rows, and marked where it is deduced."""
    now = day_of(published)
    if now is None or not scale.first <= now.toordinal() <= scale.last:
        return
    x = ground.x(scale, now.toordinal())
    ground.sheet.strokes([[(x, ground.top), (x, ground.end)]], colour=palette.ALERT, width=0.9, linestyle=(0, (4, 2)))
    ground.sheet.strokes(
        [[(x, ground.y(-0.1)), (x, ground.top)]], colour=palette.ALERT, width=0.5, linestyle=(0, (1, 3))
    )
    ground.sheet.text(
        x,
        HEAD - (5 + 0.6 * ground.letter) * POINT,
        f"{ground.word('published')} · {dated(now.isoformat(), ground.language, deduced=deduced)}",
        side="center",
        size=ground.letter,
        colour=palette.ALERT,
    )


def day_of(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
