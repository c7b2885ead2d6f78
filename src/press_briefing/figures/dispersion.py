"""How often, and where: a bar for the count, a tick for each occurrence from the first word to the last."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..formats import number
from ..messages import translator
from ..palette import ACCENT, INK_SOFT, RULE
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Centimetres that a row takes, and the share of the width that counts get beside positions.
ROW, HEAD, COUNTS = 0.52, 0.9, (0.9, 2.0)
LONGEST_LABEL = 36


@dataclass(frozen=True)
class Row:
    """A word or a name: `positions` are shares of the text (0 to 1), one an occurrence."""

    label: str
    positions: tuple[float, ...]
    colour: str = ACCENT


def dispersion(rows: Sequence[Row], *, sections: Sequence[float] = (), language: str = "fr") -> Figure:
    """A figure of `rows`, the first on top; `sections` are the starts of sections as shares of the text."""
    import matplotlib.pyplot as plt

    style.apply()
    drawn, (left, right) = plt.subplots(1, 2, figsize=style.size(HEAD + ROW * len(rows)), width_ratios=COUNTS,
                                        layout="constrained")
    _counts(left, rows, language)
    _ticks(right, rows, sections, language)
    return drawn


def _counts(axes: Axes, rows: Sequence[Row], language: str) -> None:
    places, values = range(len(rows)), [len(row.positions) for row in rows]
    axes.barh(places, values, height=0.62, color=[row.colour for row in rows])
    axes.set_yticks(places, [_short(row.label) for row in rows])
    axes.set_ylim(_bounds(rows))
    axes.set_xlim(0, max(values, default=1) * 1.25)
    for place, value in zip(places, values, strict=True):
        axes.annotate(number(value, language), (value, place), xytext=(3, 0), textcoords="offset points", va="center",
                      color=INK_SOFT)
    _bare(axes)


def _ticks(axes: Axes, rows: Sequence[Row], sections: Sequence[float], language: str) -> None:
    _ = translator(language)
    for start in sections:
        axes.axvline(start, color=RULE, linewidth=0.7, zorder=0)
    axes.hlines(range(len(rows)), 0, 1, color=RULE, linewidth=0.4, zorder=0)
    marks = [(at, place, row.colour) for place, row in enumerate(rows) for at in row.positions]
    axes.vlines([at for at, _, _ in marks], [place - 0.3 for _, place, _ in marks],
                [place + 0.3 for _, place, _ in marks], colors=[colour for _, _, colour in marks], linewidth=1.3)
    axes.set_xlim(-0.01, 1.01)
    axes.set_yticks([])
    axes.set_ylim(_bounds(rows))
    _bare(axes)
    for at, label, side in ((0, _("début de l’article"), "left"), (1, _("fin"), "right")):
        axes.annotate(label, (at, 0), xycoords=("data", "axes fraction"), xytext=(0, -3), textcoords="offset points",
                      ha=side, va="top", color=INK_SOFT, fontsize="small")


def _bounds(rows: Sequence[Row]) -> tuple[float, float]:
    """The first row on top; both halves alike."""
    return len(rows) - 0.4, -0.6


def _bare(axes: Axes) -> None:
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, left=False)
    for side in axes.spines.values():
        side.set_visible(False)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
