"""What a timeline draws: marks and bars, the broken axis, the published day, the legend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .. import palette
from ..formats import date_text
from .timeline_rows import AXIS, FADES, KINDS, LEFT, MONTHS, NARROWEST, NUMBERS, ROW_OF_TWO, TEXTS, Line
from .timescale import Scale, ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def at(scale: Scale, day: float) -> float:
    """Place of a day, in centimetres from the left."""
    return LEFT + scale.x(day) * AXIS


def draw_mark(axes: Axes, scale: Scale, line: Line, y: float, row: float) -> None:
    """A point for a day, a bar for longer, fading where an end is open."""
    colour, marker = KINDS[line.kind]
    assert line.first is not None
    assert line.last is not None
    left = at(scale, line.first.toordinal())
    if line.open_end or line.open_start:
        _fading(axes, scale, line, y, colour, min(0.34, 0.19 / row))
    elif not line.point:
        left = min(left, LEFT + AXIS - NARROWEST)
        right = max(at(scale, line.last.toordinal() + 1), left + NARROWEST)
        axes.barh(
            y,
            right - left,
            left=left,
            height=min(0.34, 0.19 / row),
            linewidth=0.9,
            zorder=3,
            edgecolor=colour,
            color=palette.PAPER if line.kind == "planned" or line.inferred else colour,
            hatch="/////" if line.kind == "planned" else None,
        )
    if line.point or line.open_end or line.open_start:
        axes.plot(
            [left],
            [y],
            marker=marker,
            markersize=min(5.4, 5.4 * row / 0.45),
            color=colour,
            zorder=4,
            clip_on=False,
            markerfacecolor=palette.PAPER if line.inferred else colour,
            markeredgewidth=1.1,
            linestyle="none",
        )


def _fading(axes: Axes, scale: Scale, line: Line, y: float, colour: str, height: float) -> None:
    """A bar in slices, each paler, towards the open side; it ends at the axis's end."""
    assert line.first is not None
    assert line.last is not None
    start = at(scale, (line.first if line.open_end else line.last).toordinal())
    goal = LEFT + (AXIS if line.open_end else 0.0)
    if abs(goal - start) < 0.35:
        goal = start + (0.35 if line.open_end else -0.35)
    step = (goal - start) / FADES
    for place in range(FADES):
        x = start + step * place
        axes.barh(
            y,
            abs(step),
            left=min(x, x + step),
            height=height,
            color=colour,
            alpha=0.85 * (1 - place / FADES) ** 1.3,
            linewidth=0,
            zorder=3,
            antialiased=False,
        )


def draw_axis(axes: Axes, scale: Scale, count: int, language: str, row: float) -> None:
    """The axis below the rows: its line broken between stretches, marks with their dates, enlarged parts named."""
    letter = min(7.5, letter_size(row))
    for stretch in scale.stretches:
        left, right = (LEFT + at * AXIS for at in (stretch.left, stretch.right))
        axes.plot(
            [left, right],
            [count, count],
            color=palette.INK_SOFT,
            linewidth=0.8,
            clip_on=False,
            zorder=4,
            solid_capstyle="butt",
        )
        if stretch.enlarged:
            axes.fill_betweenx([0, count], left, right, color=palette.ACCENT_SOFT, alpha=0.25, linewidth=0, zorder=1)
            axes.annotate(
                TEXTS[language]["zoom"],
                ((left + right) / 2, count),
                xytext=(0, -19),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=letter - 0.5,
                style="italic",
                color=palette.INK_SOFT,
                annotation_clip=False,
            )
    _ticks(axes, scale, count, language, letter, row)
    for at in scale.breaks():
        _break(axes, LEFT + at * AXIS, count, row)


def _break(axes: Axes, x: float, count: int, row: float) -> None:
    """Two slanted strokes where the axis leaps."""
    for shift in (-0.05, 0.05):
        axes.plot(
            [x + shift - 0.05, x + shift + 0.05],
            [count + 0.09 / row, count - 0.09 / row],
            color=palette.INK_SOFT,
            linewidth=0.9,
            clip_on=False,
            zorder=4,
        )
    axes.plot([x, x], [0, count], color=palette.INK_SOFT, linewidth=0.6, linestyle=(0, (1, 3)), zorder=1)


def _ticks(axes: Axes, scale: Scale, count: int, language: str, letter: float, row: float) -> None:
    """Marks and their dates, stretch by stretch; a date that would touch the one before it is shortened or left out."""
    width = letter * 0.0185  # of a letter, in centimetres, as this face draws it
    widths = {"day": 7 * width, "month": 9.5 * width, "year": 4.6 * width}
    end = -1.0
    for stretch in scale.stretches:
        marks = ticks(stretch, AXIS, widths)
        for day, grain in marks:
            x = LEFT + stretch.x(day.toordinal()) * AXIS
            axes.plot([x, x], [count, count + 0.09 / row], color=palette.INK_SOFT, lw=0.7, clip_on=False, zorder=4)
            axes.plot([x, x], [0, count], color=palette.RULE, linewidth=0.5, zorder=1)
            texts = [_tick_text(day, told, language) for told in (grain, *(("year",) if len(marks) == 1 else ()))]
            text = next((text for text in texts if x - len(text) * width / 2 > end + width), "")
            if text:
                _tick_label(axes, x, count, text, letter)
                end = x + len(text) * width / 2


def _tick_label(axes: Axes, x: float, count: int, text: str, letter: float) -> None:
    axes.annotate(
        text,
        (x, count),
        xytext=(0, -5),
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=letter,
        color=palette.INK,
        annotation_clip=False,
        gid="tick",
    )


def _tick_text(day: date, grain: str, language: str) -> str:
    month = MONTHS[language][day.month - 1]
    return {"day": f"{day.day} {month}", "month": f"{month} {day.year}", "year": str(day.year)}[grain]


def draw_published(axes: Axes, scale: Scale, published: str | None, count: int, language: str, row: float) -> None:
    """A dashed line on the day of publication, named above the rows."""
    now = day_of(published)
    if now is None or not scale.stretches[0].first <= now.toordinal() <= scale.stretches[-1].last:
        return
    x = at(scale, now.toordinal())
    axes.plot([x, x], [-0.1, count], color=palette.ALERT, linewidth=0.9, linestyle=(0, (4, 2)), zorder=2, clip_on=False)
    axes.annotate(
        f"{TEXTS[language]['published']} · {date_text(now.isoformat(), language)}",
        (x, 0),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=min(7.5, letter_size(row)),
        color=palette.ALERT,
        annotation_clip=False,
    )


def draw_legend(axes: Axes, lines: list[Line], language: str, row: float, y: float) -> None:
    """Below the axis: the kinds that occur, then what bars and hollow points mean where they occur."""
    said, letter = TEXTS[language], min(7.5, letter_size(row))
    x = NUMBERS + 0.1
    for kind, (colour, marker) in KINDS.items():
        if any(line.kind == kind for line in lines):
            axes.plot([x], [y], marker=marker, markersize=4.6, color=colour, linestyle="none", clip_on=False)
            x = _said(axes, x + 0.2, y, said[kind], letter)
    if any(line.point and line.inferred for line in lines):
        axes.plot(
            [x],
            [y],
            marker="o",
            markersize=4.6,
            color=palette.INK_SOFT,
            markerfacecolor=palette.PAPER,
            linestyle="none",
            clip_on=False,
        )
        x = _said(axes, x + 0.2, y, said["inferred"], letter)
    if any(line.first and not line.point and not line.open_end for line in lines):
        axes.barh(y, 0.5, left=x, height=0.14 / row, color=palette.INK_SOFT, alpha=0.75, clip_on=False)
        x = _said(axes, x + 0.62, y, said["bar"], letter)
    if any(line.open_end for line in lines):
        for place in range(FADES):
            axes.barh(
                y,
                0.55 / FADES,
                left=x + 0.55 / FADES * place,
                height=0.14 / row,
                color=palette.INK_SOFT,
                linewidth=0,
                alpha=0.85 * (1 - place / FADES) ** 1.3,
                clip_on=False,
                antialiased=False,
            )
        x = _said(axes, x + 0.67, y, said["open"], letter)


def _said(axes: Axes, x: float, y: float, text: str, letter: float) -> float:
    """A word of the legend; returns where the next one may begin."""
    artist = axes.text(x, y, text, fontsize=letter, va="center", color=palette.INK_SOFT, clip_on=False)
    renderer = axes.figure.canvas.get_renderer()  # type: ignore[union-attr,attr-defined]
    box = artist.get_window_extent(renderer).transformed(axes.transData.inverted())
    return float(box.x1) + 0.4


def letter_size(row: float) -> float:
    """Letter size that fits a row: 8.5 points in a row of full height."""
    return min(8.5, 8.5 * row / 0.49) if row < ROW_OF_TWO else 8.5


def day_of(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
