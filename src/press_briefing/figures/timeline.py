"""The timeline: one line an event, its date on the left, its place in time in the middle, its words on the right.

A line an event, so labels cannot meet, whether there are 3 or 40. A day is a point, a longer date a bar, an open one
fades out; the kind shows in shape and lightness as well as in colour, so the figure reads in greyscale and for
colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import palette
from ..analyse.times.calendars import edtf_days
from ..formats import date_text
from . import style
from .timescale import Scale, scale_of, ticks

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Centimetres. The sheet's text block is 17 wide and 25 high.
WIDTH, TALLEST = 17.0, 24.0
ROW, ROW_OF_TWO, ROW_LEAST = 0.56, 0.92, 0.36
HEAD, FOOT, ZOOM = 0.95, 1.35, 0.35  # ZOOM: for the line that names an enlarged stretch
NUMBERS, DATES, AXIS, GUTTER = 0.6, 2.95, 4.5, 0.25
LEFT = NUMBERS + DATES + GUTTER  # where the axis begins
WORDS = LEFT + AXIS + 0.35  # where the labels begin
LONGEST = 130  # characters of a label, before it is measured and set in one line, or two where there is room
MIDDLE = 0.35  # of the letter size: from the baseline to the middle of a line of text
TWO_LINES = 24  # rows: up to so many there is room for labels of two lines
FADES = 28  # slices an open bar fades in
NARROWEST = 0.28  # centimetres: a bar stays a bar

TEXTS = {
    "fr": {
        "event": "fait",
        "background": "rappel",
        "planned": "à venir",
        "published": "publication",
        "inferred": "date déduite",
        "open": "depuis, sans fin connue",
        "bar": "période ou date imprécise",
        "break": "échelle rompue",
        "zoom": "agrandi",
        "none": "Le texte ne date aucun fait.",
    },
    "en": {
        "event": "event",
        "background": "background",
        "planned": "planned",
        "published": "published",
        "inferred": "inferred date",
        "open": "open-ended",
        "bar": "period or imprecise date",
        "break": "broken scale",
        "zoom": "enlarged",
        "none": "The text dates no event.",
    },
}
MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
# Colour, marker: three lightnesses apart (L* 35, 62, 45) and three shapes.
KINDS = {"event": (palette.ACCENT, "o"), "background": (palette.NEUTRAL, "s"), "planned": (palette.ORG, "D")}


@dataclass(frozen=True)
class Line:
    """One event as it is drawn: first and last day (None: undated), whether an end is open, texts."""

    number: str
    when: str
    label: str
    kind: str
    first: date | None = None
    last: date | None = None
    open_end: bool = False
    open_start: bool = False
    point: bool = False
    inferred: bool = False
    exact: bool = False


def timeline(rows: pd.DataFrame, *, published: str | None, language: str = "fr") -> Figure:
    """A figure of dated events, 17 cm wide, as high as it has rows (at most a page).

    `rows`: columns `date` (EDTF or empty), `label`, `certainty`, `kind` (event, background, planned), `section`,
    `number`, in the order they are to be drawn. `published`: ISO date, marked on the axis when it lies on it.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style.apply()
    lines = [_line(row, language) for row in rows.to_dict("records")]
    row = _row_height(lines)
    scale = _scale(lines, published)
    foot = FOOT + (ZOOM if scale and any(stretch.enlarged for stretch in scale.stretches) else 0)
    height = HEAD + foot + row * max(len(lines), 1)
    drawn = Figure(figsize=style.size(height, WIDTH), layout=None)
    FigureCanvasAgg(drawn)  # measures texts; saving as SVG or PDF brings its own
    axes = drawn.add_axes(_box(0, foot, WIDTH, row * max(len(lines), 1), height))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(max(len(lines), 1), 0)
    axes.axis("off")
    _draw(drawn, axes, lines, scale, published, language, row, foot)
    return drawn


def _box(left: float, bottom: float, width: float, height: float, whole: float) -> tuple[float, float, float, float]:
    return left / WIDTH, bottom / whole, width / WIDTH, height / whole


def _row_height(lines: list[Line]) -> float:
    """A row is as high as it likes until the page is full; two lines where a label wants them and few rows leave room."""
    wanted = ROW_OF_TWO if len(lines) <= TWO_LINES and any(len(line.label) > 52 for line in lines) else ROW
    return max(min(wanted, (TALLEST - HEAD - FOOT - ZOOM) / max(len(lines), 1)), ROW_LEAST)


def _font(row: float) -> float:
    """Letter size that fits a row: 8.5 points in a row of full height."""
    return min(8.5, 8.5 * row / 0.46) if row < ROW_OF_TWO else 8.5


# -- rows


def _line(row: dict[Any, Any], language: str) -> Line:
    told = row.get("date")
    edtf: str | None = told if isinstance(told, str) and told else None
    days = edtf_days(edtf) if edtf else None
    first, last = days or (None, None)
    certainty = str(row.get("certainty") or "")
    return Line(
        number=str(row.get("number", "")),
        when=_short_date(edtf, language),
        label=_shortened(str(row.get("label") or "")),
        kind=row.get("kind") if row.get("kind") in KINDS else "event",  # type: ignore[arg-type]
        first=first,
        last=last,
        open_end=bool(edtf and edtf.endswith("..")),
        open_start=bool(edtf and edtf.startswith("..")),
        point=first is not None and first == last,
        inferred=certainty in ("inferred", "vague"),
        exact=len((edtf or "").split("/")[0]) == 10,
    )


def _short_date(edtf: str | None, language: str) -> str:
    """The date in words, months shortened where both ends are told."""
    if edtf and "/" in edtf and ".." not in edtf:
        first, last = edtf.split("/")
        return f"{_abbreviated(first, language)} – {_abbreviated(last, language)}"
    if edtf and edtf.endswith("/.."):
        day = len(edtf) == len("2025-09-03/..") and language == "fr"
        return ("depuis le " if day else "depuis " if language == "fr" else "since ") + _abbreviated(
            edtf[:-3], language
        )
    return date_text(edtf, language)


def _abbreviated(edtf: str, language: str) -> str:
    parts = edtf.rstrip("~?%").split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return date_text(edtf, language)
    month = MONTHS[language][int(parts[1]) - 1] if len(parts) > 1 else ""
    day = str(int(parts[2])) if len(parts) > 2 else ""
    return " ".join(filter(None, ["1er" if day == "1" and language == "fr" else day, month, parts[0]]))


def _shortened(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# -- drawing


def _draw(
    drawn: Figure,
    axes: Axes,
    lines: list[Line],
    scale: Scale | None,
    published: str | None,
    language: str,
    row: float,
    foot: float,
) -> None:
    if not lines:
        axes.text(WIDTH / 2, 0.5, TEXTS[language]["none"], ha="center", va="center", color=palette.INK_SOFT)
        return
    _stripes(axes, len(lines))
    if scale is not None:
        _frame(axes, scale, len(lines), language, row)
        _published(axes, scale, published, len(lines), language, row)
    for place, line in enumerate(lines):
        _texts(drawn, axes, line, place + 0.5, _font(row), 2 if row >= ROW_OF_TWO else 1)
        if scale is not None and line.first is not None:
            _mark(axes, scale, line, place + 0.5, row)
    _legend(axes, lines, language, row, len(lines) + (foot - 0.35) / row)


def _scale(lines: list[Line], published: str | None) -> Scale | None:
    """The scale over every end of every event; the published date counts when it lies near them."""
    exact: list[date] = [line.first for line in lines if line.first and (line.point or (line.open_end and line.exact))]
    rough = [day for line in lines for day in (line.first, line.last) if day is not None]
    if not rough:
        return None
    now, span = _day(published), (max(rough) - min(rough)).days
    if now and (any(line.open_end for line in lines) or abs((now - max(rough)).days) <= max(span, 31)):
        exact.append(now)
    return scale_of(exact, rough)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None


def _at(scale: Scale, day: float) -> float:
    """Place of a day, in centimetres from the left."""
    return LEFT + scale.x(day) * AXIS


def _stripes(axes: Axes, count: int) -> None:
    """Every other row a wash, so that the eye keeps its line from the date to the words."""
    for place in range(0, count, 2):
        axes.axhspan(place, place + 1, color=palette.WASH, linewidth=0, zorder=0)


def _texts(drawn: Figure, axes: Axes, line: Line, y: float, size: float, rows_of_text: int) -> None:
    _fitted(drawn, axes, NUMBERS - 0.12, y, line.number, NUMBERS, size, ha="right")
    _fitted(
        drawn,
        axes,
        NUMBERS + DATES - 0.1,
        y,
        line.when,
        DATES - 0.15,
        size,
        ha="right",
        style="italic" if line.inferred else "normal",
    )
    _fitted(drawn, axes, WORDS, y, line.label, WIDTH - WORDS, size, ha="left", gid="label", lines=rows_of_text)


def _fitted(
    drawn: Figure, axes: Axes, x: float, y: float, text: str, room: float, size: float, *, lines: int = 1, **look: Any
) -> None:
    """A text in one line (or two), cut with « … » until it fits `room` centimetres."""
    artist = axes.annotate(
        "",
        (x, y),
        xytext=(0, -MIDDLE * size),
        textcoords="offset points",
        va="baseline",
        fontsize=size,
        color=palette.INK,
        zorder=5,
        linespacing=1.15,
        annotation_clip=False,
        **look,
    )
    renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined]
    limit = room * style.CENTIMETRE * drawn.dpi

    def fits(words: str) -> bool:
        artist.set_text(words)
        return bool(artist.get_window_extent(renderer).width <= limit)

    first, rest = _longest(text, fits)
    if rest and lines == 2:
        second, left_over = _longest(rest, fits)
        first += "\n" + (_ellipsis(second, fits) if left_over else second)
        artist.set_verticalalignment("top")  # two lines, centred as the one is
        artist.xyann = (0, 1.33 * size)
    elif rest:
        first = _ellipsis(first, fits)
    artist.set_text(first)


def _longest(text: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """The words that fit in a line, and the rest; a word longer than the line is cut inside."""
    if fits(text):
        return text, ""
    words = text.split(" ")
    low, high = 0, len(words)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(" ".join(words[:middle])) else (low, middle)
    if low == 0:
        size = next((size for size in range(len(words[0]), 1, -1) if fits(words[0][:size])), 1)
        return text[:size], text[size:].lstrip()
    return " ".join(words[:low]), " ".join(words[low:])


def _ellipsis(text: str, fits: Callable[[str], bool]) -> str:
    """The text with « … » after it, a word less if it must be."""
    while " " in text and not fits(text.rstrip(" ,;:") + "…"):
        text = text.rsplit(" ", 1)[0]
    while len(text) > 1 and not fits(text.rstrip(" ,;:") + "…"):
        text = text[:-1]
    return text.rstrip(" ,;:") + "…"


def _mark(axes: Axes, scale: Scale, line: Line, y: float, row: float) -> None:
    """A point for a day, a bar for longer, fading where an end is open."""
    colour, marker = KINDS[line.kind]
    assert line.first and line.last
    left = _at(scale, line.first.toordinal())
    if line.open_end or line.open_start:
        _fading(axes, scale, line, y, colour, min(0.34, 0.19 / row))
    elif not line.point:
        right = max(_at(scale, line.last.toordinal() + 1), left + NARROWEST)
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
    assert line.first and line.last
    start = _at(scale, (line.first if line.open_end else line.last).toordinal())
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


def _frame(axes: Axes, scale: Scale, count: int, language: str, row: float) -> None:
    """The axis below the rows: its line broken between stretches, marks with their dates, enlarged parts named."""
    letter = min(7.5, _font(row))
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
    """Marks and their dates, stretch by stretch; a date that would touch the one before it is left out."""
    width = letter * 0.0185  # of a letter, in centimetres, as this face draws it
    widths = {"day": 7 * width, "month": 9.5 * width, "year": 4.6 * width}
    end = -1.0
    for stretch in scale.stretches:
        for day, grain in ticks(stretch, AXIS, widths):
            x, text = LEFT + stretch.x(day.toordinal()) * AXIS, _tick_text(day, grain, language)
            axes.plot(
                [x, x], [count, count + 0.09 / row], color=palette.INK_SOFT, linewidth=0.7, clip_on=False, zorder=4
            )
            axes.plot([x, x], [0, count], color=palette.RULE, linewidth=0.5, zorder=1)
            if x - len(text) * width / 2 > end:
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
                end = x + len(text) * width / 2


def _tick_text(day: date, grain: str, language: str) -> str:
    month = MONTHS[language][day.month - 1]
    return {"day": f"{day.day} {month}", "month": f"{month} {day.year}", "year": str(day.year)}[grain]


def _published(axes: Axes, scale: Scale, published: str | None, count: int, language: str, row: float) -> None:
    """A dashed line on the day of publication, named above the rows."""
    now = _day(published)
    if now is None or not scale.stretches[0].first <= now.toordinal() <= scale.stretches[-1].last:
        return
    x = _at(scale, now.toordinal())
    axes.plot([x, x], [-0.1, count], color=palette.ALERT, linewidth=0.9, linestyle=(0, (4, 2)), zorder=2, clip_on=False)
    axes.annotate(
        f"{TEXTS[language]['published']} · {date_text(now.isoformat(), language)}",
        (x, 0),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=min(7.5, _font(row)),
        color=palette.ALERT,
        annotation_clip=False,
    )


def _legend(axes: Axes, lines: list[Line], language: str, row: float, y: float) -> None:
    """Below the axis: the kinds that occur, then what bars and hollow points mean where they occur."""
    said, letter = TEXTS[language], min(7.5, _font(row))
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
