"""Many articles over time: how many, and in how many of them a word or a name stands. Gaps are shown as gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..formats import number
from ..messages import translator
from ..palette import ACCENT, ACCENT_SOFT, INK, INK_SOFT, PAPER, RULE, SEQUENTIAL, WASH
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HEIGHT = 4.6  # cm, of the bars
ROW, FRAME = 0.56, 1.5  # cm, of a strip, and of the axis below all of them
MOST_NUMBERS = 18  # columns: past it a figure does not fit its cell
MOST_TICKS, FEWER_TICKS = 8, 6  # the second beside names
LONGEST_LABEL = 30


@dataclass(frozen=True)
class Strip:
    """A word or a name: in how many articles of each unit it stands; `note` is shown at the right end."""

    label: str
    counts: tuple[int, ...]
    note: str = ""


def volume(kept: Sequence[int], copies: Sequence[int], names: Sequence[str], *, language: str = "fr") -> Figure:
    """Articles a unit: those counted, and above them, lighter, the copies that are not. A dot stands for none.

    Parameters
    ----------
    kept, copies, names: one a unit, in order of time.

    Returns
    -------
    A figure as wide as the text.
    """
    import matplotlib.pyplot as plt

    _ = translator(language)
    style.apply()
    drawn, axes = plt.subplots(figsize=style.size(HEIGHT), layout="constrained")
    places = range(len(kept))
    axes.bar(places, kept, width=0.82, color=ACCENT, label=_("articles"))
    if any(copies):
        axes.bar(
            places,
            copies,
            width=0.82,
            bottom=kept,
            color=ACCENT_SOFT,
            hatch="////",
            edgecolor=PAPER,
            linewidth=0,
            label=_("reprises, non comptées"),
        )
        axes.legend(loc="upper left", ncols=2, bbox_to_anchor=(0, 1.14), borderaxespad=0)
    tall = [a + b for a, b in zip(kept, copies, strict=True)]
    empty = [place for place in places if not tall[place]]
    axes.plot(empty, [0] * len(empty), linestyle="none", marker="o", markersize=1.8, color=RULE, clip_on=False)
    if len(tall) <= MOST_NUMBERS:
        for place, value in enumerate(tall):
            if value:
                axes.annotate(
                    number(kept[place], language),
                    (place, value),
                    xytext=(0, 2),
                    ha="center",
                    textcoords="offset points",
                    color=INK_SOFT,
                )
    _time_axis(axes, names)
    _count_axis(axes, max(tall, default=1), shown=len(tall) > MOST_NUMBERS)
    return drawn


def _count_axis(axes: Axes, most: int, *, shown: bool) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, max(most, 1) * 1.12)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    if shown:
        axes.grid(axis="y")
    else:
        axes.set_yticks([])


def _time_axis(axes: Axes, names: Sequence[str], most: int = MOST_TICKS) -> None:
    """Some of the units by name, the first always; the axis ends half a unit outside them."""
    step = max(1, -(-len(names) // most))
    ticks = list(range(0, len(names), step))
    axes.set_xticks(ticks, [names[place] for place in ticks])
    axes.tick_params(axis="x", length=0 if step == 1 else 3)
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.spines["bottom"].set_color(RULE)


def strips(rows: Sequence[Strip], totals: Sequence[int], names: Sequence[str], *, language: str = "fr") -> Figure:
    """A strip a row, the first on top: the darker a cell, the larger the share of the unit's articles that hold it.

    `totals`: articles a unit; where there is none the strip is broken. Few columns show the counts themselves.
    """
    import matplotlib.pyplot as plt

    style.apply()
    drawn, axes = plt.subplots(figsize=style.size(FRAME + ROW * max(1, len(rows))), layout="constrained")
    most = (
        max(
            (count / total for row in rows for count, total in zip(row.counts, totals, strict=True) if total),
            default=1.0,
        )
        or 1.0
    )
    for at, row in enumerate(rows):
        _strip(axes, at, row, totals, most, language)
    axes.set_yticks(range(len(rows)), [_short(row.label) for row in rows])
    axes.set_ylim(len(rows) - 0.45, -0.55)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    _time_axis(axes, names, FEWER_TICKS)
    for at, row in enumerate(rows):
        axes.annotate(
            row.note,
            (1.0, at),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            va="center",
            textcoords="offset points",
            color=INK_SOFT,
            annotation_clip=False,
        )
    return drawn


def _strip(axes: Axes, at: int, row: Strip, totals: Sequence[int], most: float, language: str) -> None:
    from matplotlib.patches import Rectangle

    for place, (count, total) in enumerate(zip(row.counts, totals, strict=True)):
        if not total:
            continue
        colour = _shade(count / total / most) if count else WASH
        axes.add_patch(Rectangle((place - 0.5, at - 0.4), 1.0, 0.8, facecolor=colour, edgecolor=PAPER, linewidth=0.8))
        if count and len(totals) <= MOST_NUMBERS:
            light = colour in SEQUENTIAL[:3]
            axes.annotate(
                number(count, language),
                (place, at),
                ha="center",
                va="center",
                fontsize=7.5,
                color=INK if light else PAPER,
            )


def _shade(share: float) -> str:
    return SEQUENTIAL[min(len(SEQUENTIAL) - 1, int(share * len(SEQUENTIAL)))]


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
