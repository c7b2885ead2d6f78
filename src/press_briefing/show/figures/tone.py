"""Tone as figures: along the article, by section, by entity. Rows of `tone_views` in, a matplotlib figure out.

The axis is named for what is measured, the tone. Colours never stand alone: the sign is the side of the
zero line, layers have a panel each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import palette
from ..formats import signed
from ..messages import in_context
from .sheet import EDGE, Sheet, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...measure.tone_views import CurvePoint, EntityTone, SectionTone

# French; another language has them in its catalogue, in the context « tone ».
LABELS = {
    "axis": "tonalité",
    "along": "numéro de la phrase",
    "all": "toutes les phrases",
    "fact": "faits",
    "judgement": "jugements de l’auteur",
    "quoted": "propos rapportés",
    "first": "avant le premier intertitre",
    "sentences": "phrases",
    "empty": "trop peu de phrases pour une mesure",
    "negative": "négative",
    "positive": "positive",
}


def labels_in(language: str) -> dict[str, str]:
    """The figure's labels, by a name of ours."""
    return {name: in_context("tone", text, language) for name, text in LABELS.items()}


LAYERS = ("fact", "judgement", "quoted")
LONGEST = 46  # characters of a section's title that fit beside its bar
LIMIT = 1.05  # scores go from -1 to 1
SMALL = 7.5  # points
# Centimetres: a row and the frame of bars, a bar; what is free above it; from labels to the axis; a tick.
ROW, FRAME, BAR, TOP, GAP, TICK = 0.55, 1.6, 0.34, 0.12, 0.14, 0.1
# The curve's sheet: its height, top and bottom of the curve and of the rows of marks below.
CURVE, PANEL = 8.4, (0.85, 4.15)
ROWS = ((4.45, 5.15), (5.45, 6.15), (6.45, 7.15))
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MOST_TICKS = 8


@dataclass(frozen=True)
class TonePanel:
    """Where a panel stands, in centimetres, and the numbers at its sides."""

    left: float
    right: float
    top: float
    bottom: float
    first: float = -LIMIT
    last: float = LIMIT

    def x(self, at: float) -> float:
        """From the left, of a number along the panel."""
        return self.left + (at - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, score: float) -> float:
        """From the top, of a score."""
        return self.bottom - (score + LIMIT) / (2 * LIMIT) * (self.bottom - self.top)

    def across(self, score: float = 0.0) -> list[tuple[float, float]]:
        """The line of a score, from side to side."""
        return [(self.left, self.y(score)), (self.right, self.y(score))]


def tone_curve(points: Sequence[CurvePoint], sections: Sequence[SectionTone] = (), *, language: str = "fr") -> Figure:
    """Each sentence's charge as a bar from zero, the smoothed curve over it, and a row of marks for each layer.

    Sections are parted by hairlines and numbered as in `tone_sections`.
    """
    labels, sheet = labels_in(language), Sheet(CURVE)
    names = [*_ends(labels), *(labels[layer] for layer in LAYERS)]
    left = EDGE + max(map(width_of, names)) + GAP
    first, last = (points[0].number, points[-1].number) if points else (1, 1)
    margin = 0.5 + 0.4 + 0.03 * (last - first + 1)
    panels = [
        TonePanel(left, sheet.width - EDGE, top, bottom, first - margin, last + margin)
        for top, bottom in (PANEL, *ROWS)
    ]
    _part(sheet, panels, points, sections)
    _curve(sheet, panels[0], points, labels)
    for panel, layer in zip(panels[1:], LAYERS, strict=True):
        _marks(sheet, panel, [point for point in points if point.layer == layer], labels[layer])
    _along(sheet, panels, (first, last), labels["along"])
    return sheet.figure


def tone_sections(sections: Sequence[SectionTone], *, language: str = "fr") -> Figure:
    """The mean tone of each section, in the order of the article, with its number of sentences.

    Parameters
    ----------
    language: of the report.

    Returns
    -------
    A figure whose axis goes from −1 to +1.
    """
    labels = labels_in(language)
    names = [f"{number}. {_short(row.title or labels['first'])}" for number, row in enumerate(sections, 1)]
    values = [row.mean for row in sections]
    notes = [f"{signed(row.mean, language)} ({row.sentences})" for row in sections]
    return _sides(names, values, notes, labels)


def tone_entities(entities: Sequence[EntityTone], *, language: str = "fr") -> Figure:
    """The mean tone of the sentences that name each entity, its 95 % interval and their number.

    Parameters
    ----------
    language: of the report.

    Returns
    -------
    A figure whose axis goes from −1 to +1.
    """
    labels = labels_in(language)
    names = [_short(row.name) for row in entities]
    notes = [f"{signed(row.mean, language)} ({row.sentences})" for row in entities]
    spread = [(row.low, row.high) for row in entities]
    return _sides(names, [row.mean for row in entities], notes, labels, spread)


def _ends(labels: dict[str, str]) -> tuple[str, str, str]:
    """The words at -1, 0 and 1."""
    return f"−1 {labels['negative']}", "0", f"+1 {labels['positive']}"


def _curve(sheet: Sheet, panel: TonePanel, points: Sequence[CurvePoint], labels: dict[str, str]) -> None:
    """Bars, the curve over them, and the axis at their left."""
    zero = panel.y(0)
    for colour, alike in _by_colour([(point.score, point.number) for point in points]):
        sheet.blocks(
            [
                (panel.x(at - 0.4), panel.y(score), panel.x(at + 0.4) - panel.x(at - 0.4), zero - panel.y(score))
                for score, at in alike
            ],
            colour=colour,
        )
    sheet.strokes(
        [[(panel.x(point.number), panel.y(point.smooth)) for point in points]] if points else [],
        colour=palette.INK,
        width=1.4,
        z=3,
    )
    heights = [panel.y(score) for score in (-1, 0, 1)]
    sheet.strokes(
        [
            panel.across(),
            [(panel.left, panel.top), (panel.left, panel.bottom)],
            *([(panel.left - TICK, y), (panel.left, y)] for y in heights),
        ],
        colour=palette.INK_SOFT,
        width=0.6,
    )
    for y, words in zip(heights, _ends(labels), strict=True):
        sheet.text(panel.left - GAP, y, words, side="right")
    sheet.text(panel.left, panel.top / 2, f"{labels['axis']}, {labels['all']}")


def _marks(sheet: Sheet, panel: TonePanel, points: Sequence[CurvePoint], label: str) -> None:
    """One mark a charged sentence of this layer: up when positive, down when negative."""
    sheet.strokes([panel.across()], colour=palette.RULE, width=0.6)
    for sign, colour in ((1, palette.POSITIVE), (-1, palette.NEGATIVE)):
        sheet.strokes(
            [
                [(panel.x(point.number), panel.y(0)), (panel.x(point.number), panel.y(sign))]
                for point in points
                if point.score * sign > 0
            ],
            colour=colour,
            width=1.6,
        )
    sheet.text(panel.left - GAP, panel.y(0), label, side="right")


def _along(sheet: Sheet, panels: Sequence[TonePanel], numbers: tuple[int, int], label: str) -> None:
    """The line below each panel, marked at round numbers of sentences, which stand below the last."""
    (begin, end), last = numbers, panels[-1]
    step = next((step for step in STEPS if end - begin < step * MOST_TICKS), STEPS[-1])
    marks = [begin, *(at for at in range(step, end + 1, step) if at >= begin + step / 2)]
    sheet.strokes(
        [
            line
            for panel in panels
            for line in (
                [(panel.left, panel.bottom), (panel.right, panel.bottom)],
                *([(panel.x(at), panel.bottom), (panel.x(at), panel.bottom + TICK)] for at in marks),
            )
        ],
        colour=palette.INK_SOFT,
        width=0.6,
    )
    for at in marks:
        sheet.text(last.x(at), last.bottom + 0.35, str(at), side="center")
    sheet.text((last.left + last.right) / 2, last.bottom + 0.85, label, side="center", colour=palette.INK_SOFT)


def _part(
    sheet: Sheet, panels: Sequence[TonePanel], points: Sequence[CurvePoint], sections: Sequence[SectionTone]
) -> None:
    """A hairline where each section begins, with its number in the first panel."""
    firsts: dict[int, int] = {}
    for point in points:
        firsts.setdefault(point.section, point.number)
    begun = [(number, firsts[row.section] - 0.5) for number, row in enumerate(sections, 1) if row.section in firsts]
    sheet.strokes(
        [[(panel.x(at), panel.top), (panel.x(at), panel.bottom)] for _, at in begun for panel in panels],
        colour=palette.RULE,
        width=0.6,
        z=0,
    )
    for number, at in begun:
        sheet.text(panels[0].x(at) + 0.07, panels[0].top + 0.19, str(number), size=SMALL, colour=palette.INK_SOFT)


def _sides(
    names: Sequence[str],
    values: Sequence[float],
    notes: Sequence[str],
    labels: dict[str, str],
    spread: Sequence[tuple[float, float]] = (),
) -> Figure:
    """Bars to both sides of zero, the first on top, each with its value and count at the right edge."""
    sheet = Sheet(FRAME + ROW * max(1, len(names)))
    if not names:
        sheet.text(sheet.width / 2, sheet.height / 2, labels["empty"], side="center", colour=palette.INK_SOFT)
        return sheet.figure
    room = max(width_of(note, SMALL) for note in notes) + GAP
    frame = TonePanel(EDGE + max(map(width_of, names)) + GAP, sheet.width - EDGE - room, TOP, TOP + ROW * len(names))
    middles = [TOP + ROW * (place + 0.5) for place in range(len(names))]
    for colour, alike in _by_colour(list(zip(values, middles, strict=True))):
        sheet.blocks([(frame.x(0), y - BAR / 2, frame.x(value) - frame.x(0), BAR) for value, y in alike], colour=colour)
    sheet.strokes(
        [[(frame.x(low), y), (frame.x(high), y)] for (low, high), y in zip(spread, middles, strict=False)],
        colour=palette.INK,
        width=1.0,
        z=3,
    )
    for y, name, note in zip(middles, names, notes, strict=True):
        sheet.text(frame.left - GAP, y, name, side="right")
        sheet.text(sheet.width - EDGE, y, note, side="right", size=SMALL, colour=palette.INK_SOFT)
    _below(sheet, frame, labels)
    return sheet.figure


def _below(sheet: Sheet, frame: TonePanel, labels: dict[str, str]) -> None:
    """The axis of charge below bars, and the line of zero through them."""
    sheet.strokes(
        [
            [(frame.x(0), frame.top), (frame.x(0), frame.bottom)],
            [(frame.left, frame.bottom), (frame.right, frame.bottom)],
            *([(frame.x(at), frame.bottom), (frame.x(at), frame.bottom + TICK)] for at in (-1, 0, 1)),
        ],
        colour=palette.INK_SOFT,
        width=0.6,
    )
    for at, words in zip((-1, 0, 1), _ends(labels), strict=True):
        sheet.text(_within(frame.x(at), width_of(words), sheet.width), frame.bottom + 0.36, words, side="center")
    sheet.text(
        (frame.left + frame.right) / 2,
        frame.bottom + 0.95,
        f"{labels['axis']} ({labels['sentences']})",
        side="center",
        colour=palette.INK_SOFT,
    )


def _within(middle: float, wide: float, sheet: float) -> float:
    """The middle of a text, moved until no side leaves the sheet."""
    return min(max(middle, EDGE + wide / 2), sheet - EDGE - wide / 2)


def _by_colour(values: Sequence[tuple[float, float]]) -> list[tuple[str, list[tuple[float, float]]]]:
    """Scores with their places, by the colour of their sign."""
    return [
        (colour, [pair for pair in values if _soft(pair[0]) == colour])
        for colour in (palette.NEGATIVE_SOFT, palette.POSITIVE_SOFT)
    ]


def _soft(score: float) -> str:
    return palette.POSITIVE_SOFT if score > 0 else palette.NEGATIVE_SOFT


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"
