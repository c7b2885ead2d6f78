"""A figure as SVG: the bytes `Figure.savefig` would write, at half the cost.

matplotlib lays a figure out, draws all of it into nothing, and then draws it again, and every renderer measures every
text anew. Here the layout engine runs once, the figure is drawn once, and a text that was measured is remembered.
"""
from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from io import BytesIO, TextIOWrapper
from typing import Any

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

# Points to the inch of an SVG, as matplotlib has it.
DPI = 72
# Texts remembered, those of some dozen articles: counts and common names come again, the labels of events do not.
REMEMBERED = 4096
# Neither date nor creator: the same bytes for the same figure.
METADATA = {"Date": None, "Creator": None}
# Paths are written to a millionth of a point; a tenth is 0.04 mm, finer than any line here, and a third of the bytes.
_PATH = re.compile(rb' d="[^"]*"')
_FRACTION = re.compile(rb"(?<=\.\d)\d+")
_SPACES = re.compile(rb"\s+")


def svg(drawn: Figure) -> bytes:
    """A figure as SVG, the same bytes for the same figure; its layout is settled afterwards."""
    canvas, dpi = drawn.canvas, drawn.dpi
    try:
        data = _written(Canvas(drawn), dpi)
    finally:
        drawn.dpi = dpi
        drawn.set_canvas(canvas)
    return _PATH.sub(lambda match: _SPACES.sub(b" ", _FRACTION.sub(b"", match.group())), data)


def _written(canvas: Canvas, dpi: float) -> bytes:
    """The SVG of the canvas's figure; pictures inside it have `dpi` dots to the inch."""
    drawn, out = canvas.figure, BytesIO()
    drawn.dpi = DPI
    _lay_out(drawn)
    width, height = drawn.get_size_inches()
    sheet = TextIOWrapper(out, "utf-8", newline="\n")
    renderer = MixedModeRenderer(drawn, width, height, dpi,
                                 Renderer(width * DPI, height * DPI, sheet, image_dpi=dpi, metadata=METADATA))
    drawn.draw(renderer)  # type: ignore[arg-type]
    renderer.finalize()
    sheet.flush()
    return out.getvalue()


def _lay_out(drawn: Figure) -> None:
    """Every axes in its place, and there to stay."""
    engine = drawn.get_layout_engine()
    if engine is None:
        return
    if drawn.axes:
        with suppress(ValueError):      # matplotlib draws such a figure as it is
            engine.execute(drawn)
    drawn.set_layout_engine("none")


class Canvas(FigureCanvasSVG):
    """A canvas whose layout engine measures with our renderer."""

    def get_renderer(self) -> Renderer:
        """A renderer to measure with; nothing is drawn on it."""
        width, height = self.figure.get_size_inches()
        return Renderer(width * DPI, height * DPI, TextIOWrapper(BytesIO(), "utf-8"), metadata=METADATA)


class Renderer(RendererSVG):
    """matplotlib's, which remembers how large a text is."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Width, height and descent of a text, in points."""
        return super().get_text_width_height_descent(s, prop, ismath) if ismath else _measured(s, prop)


@lru_cache(maxsize=REMEMBERED)
def _measured(text: str, face: FontProperties) -> tuple[float, float, float]:
    """What matplotlib measures; it hands a copy of the face that nobody changes."""
    return TextToPath().get_text_width_height_descent(text, face, False)
