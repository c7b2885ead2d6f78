"""How often, and where: a bar for the count, a tick for each occurrence from the first word to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..formats import number
from ..messages import translator
from ..palette import ACCENT, INK_SOFT, RULE
from .sheet import EDGE, Sheet, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Centimetres: a row, what is free above the first and below the last, between a label and its bar, bars and positions.
ROW, TOP, FOOT, GAP, BETWEEN = 0.52, 0.15, 0.75, 0.14, 0.3
# The share of the width that counts get beside positions, and the share of it that the longest bar takes.
COUNTS, LONGEST_BAR = 0.31, 0.8
BAR, TICK = 0.32, 0.3  # heights, in centimetres
SMALL = 7.5  # points
LONGEST_LABEL = 36


@dataclass(frozen=True)
class DispersionRow:
    """A word or a name: `positions` are shares of the text (0 to 1), one an occurrence."""

    label: str
    positions: tuple[float, ...]
    colour: str = ACCENT


def dispersion(rows: Sequence[DispersionRow], *, sections: Sequence[float] = (), language: str = "fr") -> Figure:
    """A figure of `rows`, the first on top; `sections` are the starts of sections as shares of the text."""
    sheet = Sheet(TOP + ROW * len(rows) + FOOT)
    labels = [_short(row.label) for row in rows]
    left = EDGE + max(map(width_of, labels), default=0.0)
    for place, label in enumerate(labels):
        sheet.text(left, _middle(place), label, side="right")
    left += GAP
    room = (sheet.width - EDGE - BETWEEN - left) * COUNTS
    _counts(sheet, rows, left, room, language)
    _ticks(sheet, rows, left + room + BETWEEN, sections, language)
    return sheet.figure


def _middle(place: int) -> float:
    """How far down a row is."""
    return TOP + ROW * (place + 0.5)


def _counts(sheet: Sheet, rows: Sequence[DispersionRow], left: float, room: float, language: str) -> None:
    """A bar a row, and its number after it."""
    share = (
        room * LONGEST_BAR / max((len(row.positions) for row in rows), default=1)
        if any(row.positions for row in rows)
        else 0.0
    )
    for colour, alike in _by_colour(rows):
        sheet.blocks(
            [(left, _middle(place) - BAR / 2, share * len(row.positions), BAR) for place, row in alike], colour=colour
        )
    for place, row in enumerate(rows):
        count = len(row.positions)
        sheet.text(left + share * count + 0.11, _middle(place), number(count, language), colour=INK_SOFT)


def _ticks(sheet: Sheet, rows: Sequence[DispersionRow], left: float, sections: Sequence[float], language: str) -> None:
    """A line a row, from the first word to the last, with a tick where the word or the name is."""
    _ = translator(language)
    right, foot = sheet.width - 2 * EDGE, TOP + ROW * len(rows)
    long = right - left
    sheet.strokes(
        [[(left + start * long, TOP / 2), (left + start * long, foot)] for start in sections],
        colour=RULE,
        width=0.7,
        z=0,
    )
    sheet.strokes(
        [[(left, _middle(place)), (right, _middle(place))] for place in range(len(rows))], colour=RULE, width=0.4, z=0
    )
    for colour, alike in _by_colour(rows):
        sheet.strokes(
            [
                [(left + at * long, _middle(place) - TICK / 2), (left + at * long, _middle(place) + TICK / 2)]
                for place, row in alike
                for at in row.positions
            ],
            colour=colour,
            width=1.3,
        )
    sheet.text(left, foot + 0.32, _("début de l’article"), size=SMALL, colour=INK_SOFT)
    sheet.text(right, foot + 0.32, _("fin"), size=SMALL, colour=INK_SOFT, side="right")


def _by_colour(rows: Sequence[DispersionRow]) -> Iterator[tuple[str, list[tuple[int, DispersionRow]]]]:
    """The rows of each colour, with their places."""
    for colour in dict.fromkeys(row.colour for row in rows):
        yield colour, [(place, row) for place, row in enumerate(rows) if row.colour == colour]


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
