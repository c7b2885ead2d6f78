"""A bar of the article from its first word to its last, showing who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from .. import palette
from ..messages import translator

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..sourcing import Stretch

# Colour and hatch by origin: the hatch keeps them apart in print without colour.
LOOKS: dict[str, tuple[str, str]] = {
    "author": (palette.RULE, ""),
    "named": (palette.ACCENT, ""),
    "institutional": (palette.LOC, "////"),
    "anonymous": (palette.ORG, "...."),
    "unattributed": (palette.INK_SOFT, "xxxx"),
}
LABELS = {
    "author": "l’auteur",
    "named": "source nommée",
    "institutional": "institution",
    "anonymous": "source anonyme",
    "unattributed": "sans source",
}


def voices_bar(rows: Sequence[Stretch], *, language: str = "fr") -> Figure:
    """The bar of `sourcing.stretches(analysis)`: one block a stretch, in the order of the text, as wide as it is long.

    Quoted words stand taller than reported ones. Size: the text block of the page (17 cm by 3.6 cm).
    """
    from matplotlib.figure import Figure

    from . import style

    style.apply()
    say = translator(language)
    figure = Figure(figsize=style.size(3.6), layout="constrained")
    axes = figure.add_subplot()
    total = _blocks(axes, rows)
    _axis(axes, total, say("début"), say("fin"))
    _legend(figure, rows, total, say, language)
    return figure


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


def _blocks(axes: Axes, rows: Sequence[Stretch]) -> int:
    widths = [row.end - row.start for row in rows]
    starts = [0, *accumulate(widths)]
    axes.barh(
        [0] * len(rows),
        widths,
        left=starts[:-1],
        height=[1.0 if row.quoted or row.source_type == "author" else 0.72 for row in rows],
        color=[LOOKS[row.source_type][0] for row in rows],
        hatch=[LOOKS[row.source_type][1] for row in rows],
        edgecolor=palette.PAPER,
        linewidth=0.0,
    )
    return starts[-1]


def _axis(axes: Axes, total: int, first: str, last: str) -> None:
    axes.set_xlim(0, max(total, 1))
    axes.set_ylim(-0.6, 0.6)
    axes.set_yticks([])
    axes.set_xticks([0, max(total, 1)], [first, last])
    axes.spines[["left", "bottom"]].set_visible(False)
    left, right = axes.get_xticklabels()
    left.set_horizontalalignment("left")
    right.set_horizontalalignment("right")


def _legend(figure: Figure, rows: Sequence[Stretch], total: int, say, language: str) -> None:  # type: ignore[no-untyped-def]
    from matplotlib.patches import Patch

    handles = [
        Patch(
            facecolor=LOOKS[name][0],
            hatch=LOOKS[name][1],
            edgecolor=palette.PAPER,
            linewidth=0.0,
            label=f"{say(LABELS[name])} {_percent(share, language)}",
        )
        for name, share in _shares(rows).items()
        if share
    ]
    if handles and total:
        figure.legend(
            handles=handles, loc="outside upper left", ncols=len(handles), handlelength=1.2, columnspacing=1.4
        )


def _shares(rows: Sequence[Stretch]) -> dict[str, float]:
    size = {name: sum(row.end - row.start for row in rows if row.source_type == name) for name in LOOKS}
    total = sum(size.values())
    return {name: count / total if total else 0.0 for name, count in size.items()}


def _percent(share: float, language: str) -> str:
    number = f"{share * 100:.0f}" if share >= 0.01 or not share else "< 1"
    return f"{number}\u202f%" if language == "fr" else f"{number}%"
