"""What a template does once so that its kernels need not: tables loaded, fonts opened, code paths first trodden.

Only what leaves no trace a notebook could see: caches that give back what would be computed anyway. No option, default,
registered font or state of pyplot may differ afterwards; a figure is drawn on a canvas of its own, in no style of ours.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.analysis import Analysis

TEXT = """Le Premier ministre en visite à Bamako

Le 12 mars 2025, le ministre a rencontré à Bamako trois responsables de l’organisation. « Nous avançons », a-t-il dit.
Selon un porte-parole, environ 1 200 personnes ont quitté la région depuis janvier.
"""
# What figures spell besides words, and of how many words the pairs of letters are laid out beforehand.
SIGNS = ("0123456789 00 11 22 1 20 202 19 5 % (12)", "+0,12 −0,34 (5)")
COMMONEST = 800


def rehearse() -> None:
    """Every step, each on its own: what fails here is for the notebook to meet, and to tell."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for step in STEPS:
            with contextlib.suppress(Exception):
                step()


def read_text() -> Analysis:
    """Clean a text, and hold it as an analysis that found nothing."""
    from ...model.analysis import Analysis
    from ...model.article import Article

    return Analysis(article=Article.from_text(TEXT, published="2025-03-13"))


def look_up() -> None:
    """Load what words, numbers and dates are looked up in, and hash the code saved analyses are keyed by."""
    from wordfreq import word_frequency

    from ...analyse import saved
    from ...show import formats

    saved.code_fingerprint()
    word_frequency("ministre", "fr")
    for language in ("fr", "en"):
        formats.number(1234.5, language)


def show() -> None:
    """Make every table, and the views that draw nothing."""
    from ...show import views

    context = views.Context(read_text())
    dict(context.tables)
    for view in (views.head, views.text, views.method, views.made_from, views.cleaning, views.quotes):
        with contextlib.suppress(Exception):
            str(view(context))
    with contextlib.suppress(Exception):
        context.tables["sentences"].head().to_html(notebook=True)


def spell() -> None:
    """Open our fonts without registering them, and lay out common words: other texts have the same pairs of letters."""
    from matplotlib.font_manager import findfont
    from wordfreq import top_n_list

    from ...show.figures import style
    from ..figures import letters

    for name in ("Regular", "Italic"):
        fonts = (str(style.FONTS / f"{style.FAMILY.replace(' ', '')}-{name}.otf"), str(findfont("DejaVu Sans")))
        letters.line(fonts)
        for word in (*SIGNS, *top_n_list("fr", COMMONEST)):
            letters.learn(f" {word} {word}, {word.capitalize()} (« {word} »). ’{word}’", fonts)


def draw() -> None:
    """Write one figure as an SVG, and the coasts of the map of the world."""
    from matplotlib.figure import Figure

    from ...show.figures import ground, places
    from ..figures import canvas

    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.barh(["un", "deux"], [1, 2], hatch="//")
    axes.plot([1, 2, 3], [3, 1, 2], "o")
    axes.scatter([1, 2], [2, 1])
    axes.set_title("Titre")
    canvas.svg(figure)
    ground.countries_in(places.WORLD_BOX)
    ground.outlines(places.WORLD_BOX, places.WORLD_STEP)


STEPS: tuple[Callable[[], object], ...] = (look_up, show, spell, draw)
