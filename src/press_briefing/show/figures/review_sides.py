"""Papers beside one another: whom each quotes, how charged its words are; and terms that rise or fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from .. import palette
from ..formats import number, signed
from ..messages import translator
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW, FRAME = 0.6, 1.7  # cm
LONGEST = 34
HEAD = 26  # characters of a column's head
DISC = 190.0  # points²: the largest disc, a row high


@dataclass(frozen=True)
class PaperTone:
    """The mean tone of a paper's words over its articles; without interval when they are too few."""

    name: str
    mean: float
    articles: int
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Move:
    """A term that rises (ratio above 1) or falls, with its 95 % interval."""

    term: str
    ratio: float
    low: float
    high: float


def quoting(
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]], *, language: str = "fr"
) -> Figure:
    """A disc where a paper (column) quotes somebody (row), its area the number of articles, which stands in it.

    Parameters
    ----------
    counts: a row a name, a column a paper.
    """
    import matplotlib.pyplot as plt

    style.apply()
    drawn, axes = plt.subplots(figsize=style.size(FRAME + 1.2 + ROW * len(rows)), layout="constrained")
    most = max((count for row in counts for count in row), default=1) or 1
    for at, row in enumerate(counts):
        axes.axhline(at, color=palette.RULE, linewidth=0.4, zorder=0)
        for place, count in enumerate(row):
            if count:
                axes.scatter([place], [at], s=70 + (DISC - 70) * count / most, color=palette.ACCENT, zorder=2)
                axes.annotate(
                    number(count, language),
                    (place, at),
                    ha="center",
                    va="center",
                    fontsize=7.5,
                    color=palette.PAPER,
                    zorder=3,
                )
    axes.set_yticks(range(len(rows)), [_short(name, LONGEST) for name in rows])
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.set_xlim(-0.6, len(columns) - 0.4)
    axes.set_xticks(
        range(len(columns)),
        [_short(name, HEAD) for name in columns],
        rotation=28 if len(columns) > 4 else 0,
        ha="left" if len(columns) > 4 else "center",
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    return drawn


def _rows(count: int) -> tuple[Figure, Axes]:
    """A figure as high as its rows need."""
    import matplotlib.pyplot as plt

    style.apply()
    return plt.subplots(figsize=style.size(FRAME + ROW * max(1, count)), layout="constrained")


def charges(rows: Sequence[PaperTone], *, language: str = "fr") -> Figure:
    """The mean tone of each paper with its interval; a hollow mark and no interval where its articles are too few."""
    _ = translator(language)
    drawn, axes = _rows(len(rows))
    for at, row in enumerate(rows):
        colour = palette.POSITIVE if row.mean > 0 else palette.NEGATIVE
        if row.interval:
            axes.hlines(at, *row.interval, color=colour, linewidth=1.6)
        axes.scatter(
            [row.mean],
            [at],
            s=34,
            zorder=3,
            facecolors=colour if row.interval else palette.PAPER,
            edgecolors=colour,
            linewidths=1.2,
        )
        axes.annotate(
            f"{signed(row.mean, language)} ({number(row.articles, language)})",
            (1.0, at),
            va="center",
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            color=palette.INK_SOFT,
            annotation_clip=False,
        )
    _names(axes, [row.name for row in rows])
    axes.axvline(0, color=palette.INK_SOFT, linewidth=0.6, zorder=0)
    reach = min(1.0, max([0.2, *(abs(edge) for row in rows for edge in (row.mean, *(row.interval or ())))]) * 1.15)
    axes.set_xlim(-reach, reach)
    shown = int(reach * 10) / 10
    axes.set_xticks(
        [-shown, 0, shown],
        [f"{signed(-shown, language, 1)} {_('négative')}", "0", f"{signed(shown, language, 1)} {_('positive')}"],
    )
    axes.set_xlabel(_("tonalité moyenne, par article (nombre d’articles)"))
    return drawn


def moves(rows: Sequence[Move], *, language: str = "fr") -> Figure:
    """How many times likelier an article of the later part holds the term, with the interval, on a doubling scale."""
    _ = translator(language)
    drawn, axes = _rows(len(rows))
    for at, row in enumerate(rows):
        colour = palette.ACCENT if row.ratio > 1 else palette.ORG
        axes.hlines(at, log2(row.low), log2(row.high), color=colour, linewidth=1.6)
        axes.scatter([log2(row.ratio)], [at], s=36, marker="^" if row.ratio > 1 else "v", color=colour, zorder=3)
    _names(axes, [row.term for row in rows])
    axes.axvline(0, color=palette.INK_SOFT, linewidth=0.6, zorder=0)
    reach = max([2.0, *(abs(log2(edge)) for row in rows for edge in (row.low, row.high))]) * 1.05
    axes.set_xlim(-reach, reach)
    steps = [step for step in (-6, -4, -2, 0, 2, 4, 6) if abs(step) <= reach]
    axes.set_xticks(steps, [f"÷ {2**-step}" if step < 0 else f"× {2**step}" if step else "=" for step in steps])
    axes.set_xlabel(_("rapport de cotes, seconde partie sur première"))
    return drawn


def _names(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(name, LONGEST) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _short(label: str, longest: int) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
