"""Tone as figures: along the article, by section, by entity. Rows of `tone_views` in, a matplotlib figure out.

The axis is named for what is measured, the charge of the words. Colours never stand alone: the sign is the side of the
zero line, layers have a panel each.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import palette
from ..formats import signed
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..tone_views import CurvePoint, EntityTone, SectionTone

LABELS = {
    "fr": {"axis": "charge des mots", "along": "phrases, dans l’ordre de l’article", "all": "toutes les phrases",
           "fact": "faits", "judgement": "jugements de l’auteur", "quoted": "propos rapportés",
           "first": "avant le premier intertitre", "sentences": "phrases",
           "empty": "trop peu de phrases pour une mesure",
           "negative": "négative", "positive": "positive"},
    "en": {"axis": "charge of the words", "along": "sentences, in the order of the article", "all": "all sentences",
           "fact": "facts", "judgement": "the author’s judgements", "quoted": "reported words",
           "first": "before the first heading", "sentences": "sentences", "empty": "too few sentences to measure",
           "negative": "negative", "positive": "positive"},
}
LAYERS = ("fact", "judgement", "quoted")
BAR_CM, FRAME_CM = 0.55, 1.6    # height of one bar, and of the axis below them
LONGEST = 46                    # characters of a section's title that fit beside its bar
LIMIT = 1.05                    # scores go from -1 to 1


def tone_curve(points: Sequence[CurvePoint], sections: Sequence[SectionTone] = (), *, language: str = "fr") -> Figure:
    """Each sentence's charge as a bar from zero, the smoothed curve over it, and a row of marks for each layer.

    Sections are parted by hairlines and numbered as in `tone_sections`.
    """
    labels = LABELS[language]
    drawn, panels = _subplots(4, heights=(5, 1, 1, 1), height_cm=10.5)
    _curve(panels[0], points, labels)
    for panel, layer in zip(panels[1:], LAYERS, strict=True):
        _marks(panel, [point for point in points if point.layer == layer], labels[layer])
    _part(panels, points, sections)
    panels[-1].set_xlabel(labels["along"])
    return drawn


def tone_sections(sections: Sequence[SectionTone], *, language: str = "fr") -> Figure:
    """The mean charge of each section, in the order of the article, with its number of sentences."""
    labels = LABELS[language]
    names = [f"{number}. {_short(row.title or labels['first'])}" for number, row in enumerate(sections, 1)]
    values = [row.mean for row in sections]
    notes = [f"{signed(row.mean, language)} ({row.sentences})" for row in sections]
    return _sides(names, values, notes, labels)


def tone_entities(entities: Sequence[EntityTone], *, language: str = "fr") -> Figure:
    """The mean charge of the sentences that name each entity, its 95 % interval and their number."""
    labels = LABELS[language]
    names = [_short(row.name) for row in entities]
    notes = [f"{signed(row.mean, language)} ({row.sentences})" for row in entities]
    spread = [(row.low, row.high) for row in entities]
    return _sides(names, [row.mean for row in entities], notes, labels, spread)


def _subplots(count: int, *, heights: tuple[int, ...], height_cm: float) -> tuple[Figure, Any]:
    import matplotlib.pyplot as plt

    style.apply()
    return plt.subplots(count, 1, sharex=True, figsize=style.size(height_cm), gridspec_kw={"height_ratios": heights})


def _curve(axes: Axes, points: Sequence[CurvePoint], labels: dict[str, str]) -> None:
    places, scores = [point.index for point in points], [point.score for point in points]
    axes.bar(places, scores, width=0.8, color=[_soft(score) for score in scores])
    axes.plot(places, [point.smooth for point in points], color=palette.INK)
    axes.axhline(0, color=palette.INK_SOFT, linewidth=0.6)
    axes.set_ylim(-LIMIT, LIMIT)
    axes.set_yticks([-1, 0, 1], [f"−1 {labels['negative']}", "0", f"+1 {labels['positive']}"])
    axes.set_title(f"{labels['axis']}, {labels['all']}", fontsize="medium", fontweight="normal")


def _marks(axes: Axes, points: Sequence[CurvePoint], label: str) -> None:
    """One mark a charged sentence of this layer: up when positive, down when negative."""
    for sign, colour in ((1, palette.POSITIVE), (-1, palette.NEGATIVE)):
        places = [point.index for point in points if point.score * sign > 0]
        axes.vlines(places, 0, sign, color=colour, linewidth=1.6)
    axes.axhline(0, color=palette.RULE, linewidth=0.6)
    axes.set_ylim(-LIMIT, LIMIT)
    axes.set_yticks([0], [label])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _part(panels: Sequence[Axes], points: Sequence[CurvePoint], sections: Sequence[SectionTone]) -> None:
    """A hairline where each section begins, with its number above the first panel."""
    for number, row in enumerate(sections, 1):
        first = next((point.index for point in points if point.section == row.section), None)
        if first is None:
            continue
        for panel in panels:
            panel.axvline(first - 0.5, color=palette.RULE, linewidth=0.6, zorder=0)
        panels[0].annotate(str(number), (first - 0.5, LIMIT), xytext=(2, -8), textcoords="offset points",
                           fontsize="small", color=palette.INK_SOFT)


def _sides(names: Sequence[str], values: Sequence[float], notes: Sequence[str], labels: dict[str, str],
           spread: Sequence[tuple[float, float]] = ()) -> Figure:
    """Bars to both sides of zero, the first on top, each with its value and count at the right edge."""
    import matplotlib.pyplot as plt

    style.apply()
    drawn, axes = plt.subplots(figsize=style.size(FRAME_CM + BAR_CM * max(1, len(names))))
    if not names:
        axes.text(0.5, 0.5, labels["empty"], ha="center", va="center", color=palette.INK_SOFT, transform=axes.transAxes)
        axes.set_axis_off()
        return drawn
    places = range(len(names))
    axes.barh(places, values, height=0.62, color=[_soft(value) for value in values])
    for place, (low, high) in zip(places, spread, strict=False):
        axes.hlines(place, low, high, color=palette.INK, linewidth=1.0)
    _frame(axes, names, notes, labels)
    return drawn


def _frame(axes: Axes, names: Sequence[str], notes: Sequence[str], labels: dict[str, str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.axvline(0, color=palette.INK_SOFT, linewidth=0.6)
    axes.set_xlim(-LIMIT, LIMIT)
    axes.set_xticks([-1, 0, 1], [f"−1 {labels['negative']}", "0", f"+1 {labels['positive']}"])
    axes.set_xlabel(f"{labels['axis']} ({labels['sentences']})")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    for place, note in enumerate(notes):
        axes.annotate(note, (1.0, place), xycoords=("axes fraction", "data"), xytext=(-2, 0), ha="right", va="center",
                      textcoords="offset points", fontsize="small", color=palette.INK_SOFT)


def _soft(score: float) -> str:
    return palette.POSITIVE_SOFT if score > 0 else palette.NEGATIVE_SOFT


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[:LONGEST - 1].rstrip() + "…"
