"""The figure as SVG: what `savefig` writes, and nothing of one figure in the next."""
from __future__ import annotations

import re
from io import BytesIO

import pytest

from press_briefing.figures import style
from press_briefing.figures.canvas import svg
from press_briefing.figures.dispersion import Row, dispersion

ROWS = [Row("Bamako", (0.1, 0.4, 0.9)), Row("l’armée « régulière »", (0.2,)), Row("$x$ & <y>", ())]


def saved(drawn) -> bytes:                                                     # type: ignore[no-untyped-def]
    out = BytesIO()
    drawn.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def shortened(data: bytes) -> bytes:
    """Outlines with the digits and spaces that `svg` leaves them."""
    def outline(match: re.Match[bytes]) -> bytes:
        return re.sub(rb"\s+", b" ", re.sub(rb"(\.\d)\d+", rb"\1", match.group()))

    return re.sub(rb' d="[^"]*"', outline, data)


@pytest.mark.parametrize("layout", ["constrained", "tight", "none"])
def test_a_figure_is_written_as_matplotlib_would_write_it(layout: str) -> None:
    first, second = dispersion(ROWS, sections=[0.5]), dispersion(ROWS, sections=[0.5])
    for drawn in (first, second):
        drawn.set_layout_engine(layout)
    assert svg(first) == shortened(saved(second))


def test_a_figure_keeps_its_size_and_canvas() -> None:
    drawn = dispersion(ROWS)
    canvas, dpi = drawn.canvas, drawn.dpi
    before = svg(drawn)
    assert (drawn.canvas, drawn.dpi) == (canvas, dpi)
    assert svg(drawn) == before


def test_a_figure_without_axes_is_written() -> None:
    from matplotlib.figure import Figure

    style.apply()
    assert svg(Figure(figsize=style.size(2))).startswith(b"<?xml")
