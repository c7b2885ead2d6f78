"""The figure as SVG: what `savefig` writes, and nothing of one figure in the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from figures_kit import axes_of, elements, saved
from press_briefing.accelerate.figures.canvas import svg
from press_briefing.accelerate.figures.letters import laid, measured
from press_briefing.show.figures import style
from press_briefing.show.figures.dispersion import DispersionRow, dispersion

ROWS = [
    DispersionRow("Bamako", (0.1, 0.4, 0.9)),
    DispersionRow("l’armée « régulière »", (0.2,)),
    DispersionRow("$x$ & <y>", ()),
]


@pytest.mark.parametrize("layout", ["constrained", "tight", "none"])
def test_a_figure_is_written_as_matplotlib_would_write_it(layout: str) -> None:
    first, second = axes_of(layout), axes_of(layout)
    assert elements(svg(first)) == elements(saved(second))


def test_a_sheet_is_written_as_matplotlib_would_write_it() -> None:
    assert elements(svg(dispersion(ROWS, sections=[0.5]))) == elements(saved(dispersion(ROWS, sections=[0.5])))


TEXTS = [
    "Bamako",
    "l’armée « régulière »",
    "AVANT Tô 1 234,5 %",
    "office affluent ﬁn",
    "e\u0301te\u0301",
    "حزب الله",
    "北京",
    "a\u202fb\u00a0c",
    " ",
    "—",
    "ÿ\u00ad-",
    "$x$",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("slant", ["normal", "italic"])
def test_letters_stand_where_matplotlib_puts_them(text: str, slant: str) -> None:
    assert_same_letters(text, FontProperties(size=7.5, style=slant))  # type: ignore[arg-type]


@given(st.text(st.characters(max_codepoint=0x24F, min_codepoint=0x20), min_size=1, max_size=20))
def test_letters_of_any_latin_text_stand_where_matplotlib_puts_them(text: str) -> None:
    assert_same_letters(text, FontProperties(size=9))


def assert_same_letters(text: str, face: FontProperties) -> None:
    style.apply()
    shaper = TextToPath()
    glyphs, _, _ = shaper.get_glyphs_with_font(shaper._get_font(face), text)
    placed = [(letter.glyph, x, y) for letter, x, y in laid(text, face).letters]
    assert placed == [(name, x, y) for name, x, y, _ in glyphs]
    assert measured(text, face) == pytest.approx(shaper.get_text_width_height_descent(text, face, False))


def test_a_figure_keeps_its_size_and_canvas() -> None:
    drawn = dispersion(ROWS)
    canvas, dpi = drawn.canvas, drawn.dpi
    before = svg(drawn)
    assert (drawn.canvas, drawn.dpi) == (canvas, dpi)
    assert svg(drawn) == before


def test_a_figure_without_axes_is_written() -> None:
    style.apply()
    assert svg(Figure(figsize=style.size(2))).startswith(b"<?xml")
