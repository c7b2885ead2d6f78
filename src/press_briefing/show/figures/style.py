"""One look for every figure: call `apply()` once before drawing.

Sizes are inches, as matplotlib wants them; the text block of an A4 page is 17 cm wide.
"""

from __future__ import annotations

import warnings
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import font_manager

from press_briefing.show import palette

FONTS = Path(__file__).parents[2] / "fonts"
FAMILY = "Briefing Sans"
CENTIMETRE = 1 / 2.54
WIDTH = 17 * CENTIMETRE  # the text block: a figure is drawn at the size it is printed, so its letters are too
SIZE = 9.0  # points: a little below the text (10.5), as captions are
SVG_SALT = "press-briefing"  # the same ids in every SVG of the same figure


def size(height_cm: float, width_cm: float = 17.0) -> tuple[float, float]:
    """A `figsize` from centimetres: `plt.subplots(figsize=size(6))`."""
    return width_cm * CENTIMETRE, height_cm * CENTIMETRE


def apply() -> None:
    """Register the bundled sans and set matplotlib's defaults. Safe to call twice."""
    _register()
    # A sign no face has is drawn as a box; the warning would put a path of this machine into the notebook.
    warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
    defaults: Any = mpl.rcParams  # by names that a type checker cannot know
    if not _applied or any(defaults[name] != value for name, value in _applied.items()):
        defaults.update(_parameters())
        _applied.update({name: copy(defaults[name]) for name in _parameters()})


# The defaults as matplotlib holds them after `apply`: to set one anew checks it at length.
_applied: dict[str, Any] = {}


@cache
def _register() -> None:
    """Our faces, known to matplotlib; once a process."""
    known = {Path(font.fname) for font in font_manager.fontManager.ttflist}
    for path in sorted(FONTS.glob("BriefingSans-*.otf")):
        if path not in known:
            font_manager.fontManager.addfont(path)


@cache
def _parameters() -> dict[Any, Any]:
    ink, soft, rule = palette.INK, palette.INK_SOFT, palette.RULE
    return {
        "font.family": [FAMILY, "DejaVu Sans"],  # the second for signs and scripts the first lacks
        "font.size": SIZE,
        "axes.labelsize": SIZE,
        "xtick.labelsize": SIZE,
        "ytick.labelsize": SIZE,
        "legend.fontsize": SIZE,
        "figure.titlesize": SIZE + 2,
        "axes.titlesize": SIZE + 1,
        "axes.titleweight": "bold",
        "figure.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 8,
        "text.color": ink,
        "axes.titlecolor": ink,
        "axes.labelcolor": soft,
        "xtick.color": soft,
        "ytick.color": soft,
        "xtick.labelcolor": ink,
        "ytick.labelcolor": ink,
        "axes.edgecolor": soft,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.major.size": 3,
        "ytick.major.size": 3,
        "axes.grid": False,
        "grid.color": rule,
        "grid.linewidth": 0.5,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=palette.SERIES),
        "patch.edgecolor": "none",
        "lines.linewidth": 1.4,
        "text.parse_math": False,  # a dollar sign in an article is a dollar sign
        "axes.unicode_minus": True,
        "axes.formatter.use_locale": False,
        "legend.frameon": False,
        "figure.figsize": size(7),
        "figure.dpi": 100,
        "figure.constrained_layout.use": True,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
        "savefig.bbox": "standard",
        "svg.fonttype": "path",  # the same drawing without our font installed
        "svg.hashsalt": SVG_SALT,
    }
