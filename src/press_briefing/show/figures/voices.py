"""A bar of the article from its first word to its last, showing who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ...model.analysis import in_doubt
from .. import palette
from ..messages import translator
from . import style
from .sheet import EDGE, Box, Sheet, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...measure.sourcing import Stretch

# Centimetres: the sheet, the middle of the legend, top and bottom of quoted words; the share of reported ones.
HEIGHT, LEGEND, TOP, BOTTOM, REPORTED = 3.6, 0.42, 0.98, 2.62, 0.72
SWATCH, GAP, APART = 0.38, 0.24, 0.42
# Colour and hatch by origin: the hatch keeps them apart in print without colour.
LOOKS: dict[str, tuple[str, str]] = {
    "author": (palette.RULE, ""),
    "named": (palette.ACCENT, ""),
    "institutional": (palette.LOC, "////"),
    "unattributed": (palette.INK_SOFT, "xxxx"),
}
LABELS = {
    "author": "l’auteur",
    "named": "source nommée ou décrite",
    "institutional": "institution",
    "unattributed": "source non relevée",
}


def _look(source_type: str) -> str:
    """Whose look a kind of source has: whether one is named is too often told wrong for a share of it."""
    return "named" if in_doubt(source_type) or source_type == "office" else source_type


def voices_bar(rows: Sequence[Stretch], *, language: str = "fr") -> Figure:
    """The bar of `sourcing.stretches(analysis)`: one block a stretch, in the order of the text, as wide as it is long.

    Quoted words stand taller than reported ones. Size: the text block of the page (17 cm by 3.6 cm).
    """
    sheet, say = Sheet(HEIGHT), translator(language)
    _legend(
        sheet,
        [
            (LOOKS[name], f"{say(LABELS[name])} {_percent(share, language)}")
            for name, share in _shares(rows).items()
            if share
        ],
    )
    _blocks(sheet, rows)
    left, right = EDGE, sheet.width - EDGE
    sheet.strokes([[(x, BOTTOM + 0.12), (x, BOTTOM + 0.22)] for x in (left, right)], colour=palette.INK_SOFT, width=0.6)
    sheet.text(left, BOTTOM + 0.5, say("début"))
    sheet.text(right, BOTTOM + 0.5, say("fin"), side="right")
    return sheet.figure


def alt_text(rows: Sequence[Stretch], *, language: str = "fr") -> str:
    """The figure in a sentence: the share of each origin."""
    say = translator(language)
    shares = _shares(rows)
    told = ", ".join(f"{say(LABELS[name])} {_percent(share, language)}" for name, share in shares.items() if share)
    return (
        f"{say('Qui parle, du premier au dernier mot')} : {told}."
        if told
        else say("Qui parle, du premier au dernier mot")
    )


def _blocks(sheet: Sheet, rows: Sequence[Stretch]) -> None:
    """The stretches, those of one origin as one path."""
    starts = [0, *accumulate(row.end - row.start for row in rows)]
    unit = (sheet.width - 2 * EDGE) / max(starts[-1], 1)
    found: dict[str, list[Box]] = {}
    for start, row in zip(starts, rows, strict=False):
        high = (BOTTOM - TOP) * (1.0 if row.quoted or row.source_type == "author" else REPORTED)
        box = (EDGE + start * unit, (TOP + BOTTOM - high) / 2, (row.end - row.start) * unit, high)
        found.setdefault(_look(row.source_type), []).append(box)
    for name, boxes in found.items():
        _filled(sheet, boxes, LOOKS[name])


def _filled(sheet: Sheet, boxes: list[Box], look: tuple[str, str]) -> None:
    sheet.blocks(boxes, colour=look[0], hatch=look[1] or None, edgecolor=palette.PAPER)


def _legend(sheet: Sheet, told: Sequence[tuple[tuple[str, str], str]]) -> None:
    """What each look means, from the left, in letters as large as the width allows."""
    words = sum(width_of(text) for _, text in told)
    free = sheet.width - 2 * EDGE - len(told) * (SWATCH + GAP + APART)
    size, x = style.SIZE * min(1.0, free / words if words else 1.0), EDGE + 0.15
    for look, text in told:
        _filled(sheet, [(x, LEGEND - 0.11, SWATCH, 0.22)], look)
        x += SWATCH + GAP
        sheet.text(x, LEGEND, text, size=size)
        x += width_of(text) * size / style.SIZE + APART


def _shares(rows: Sequence[Stretch]) -> dict[str, float]:
    size = {name: sum(row.end - row.start for row in rows if _look(row.source_type) == name) for name in LOOKS}
    total = sum(size.values())
    return {name: count / total if total else 0.0 for name, count in size.items()}


def _percent(share: float, language: str) -> str:
    _ = translator(language)
    whole = f"{share * 100:.0f}" if share >= 0.01 or not share else "< 1"
    return _("{number}\u202f%").format(number=whole)
