"""A figure as SVG and the size of a line of text: by the short way past matplotlib, or by matplotlib's own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ...accelerate.switch import short

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties


def svg(drawn: Figure) -> bytes:
    """A figure as SVG, the same bytes for the same figure, drawn in the style that `style.apply` set."""
    if short("figures"):
        from ...accelerate.figures import canvas

        return canvas.svg(drawn)
    out = BytesIO()
    drawn.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def measured(text: str, face: FontProperties) -> tuple[float, float, float]:
    """Width, height and descent of a line of text, in points.

    Parameters
    ----------
    text: one line.
    face: with its size.
    """
    if short("figures"):
        from ...accelerate.figures import letters

        return letters.measured(text, face)
    from matplotlib.textpath import TextToPath

    width, height, descent = TextToPath().get_text_width_height_descent(text, face, False)
    return width, height, descent
