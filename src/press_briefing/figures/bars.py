"""Bars: how often words and entities occur. Direct labels, no grid, longest on top."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..formats import number
from . import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Inches: the width of the text on A4, and the height one bar takes.
WIDTH, BAR = 6.7, 0.21


def bars(labels: Sequence[str], values: Sequence[float], *, colours: Sequence[str] | str | None = None,
         language: str = "fr") -> Figure:
    """A horizontal bar a label, in the order given, each with its value at its end."""
    import matplotlib.pyplot as plt

    style.apply()
    from ..palette import INK_SOFT, MAIN

    drawn, axes = plt.subplots(figsize=(WIDTH, 0.25 + BAR * len(labels)), layout="constrained")
    places = range(len(labels))
    axes.barh(places, values, height=0.68, color=colours or MAIN)
    axes.set_yticks(places, [_short(label) for label in labels])
    axes.invert_yaxis()
    axes.set_xlim(0, max(values, default=1) * 1.08)
    axes.xaxis.set_visible(False)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    for place, value in zip(places, values, strict=True):
        axes.annotate(number(value, language), (value, place), xytext=(3, 0), textcoords="offset points",
                      va="center", fontsize="small", color=INK_SOFT)
    return drawn


def _short(label: str, longest: int = 42) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
