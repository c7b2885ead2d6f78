"""A figure as SVG: what `Figure.savefig` would draw, at a fraction of the cost.

matplotlib lays a figure out, draws all of it into nothing, and then draws it again, and every renderer measures every
text anew. Here the layout engine runs once, the figure is drawn once, and letters that were laid out are remembered.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from html import escape
from io import StringIO
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath

from .letters import FINENESS, Laid, files, laid, line, measured

# Points to the inch of an SVG, as matplotlib has it.
DPI = 72
# Texts remembered as markup, those of some dozen articles: common names and words of our own come again.
REMEMBERED = 1024
# Paths are written to a millionth of a point; a tenth is 0.04 mm, finer than any line here, and a third of the bytes.
_FRACTION = re.compile(r"(?<=\.\d)\d+")


def svg(drawn: Figure) -> bytes:
    """A figure as SVG, the same bytes for the same figure; its layout is settled afterwards."""
    canvas, dpi = drawn.canvas, drawn.dpi
    try:
        return _written(Canvas(drawn), dpi)
    finally:
        drawn.dpi = dpi
        drawn.set_canvas(canvas)


def _written(canvas: Canvas, dpi: float) -> bytes:
    """The SVG of the canvas's figure; pictures inside it have `dpi` dots to the inch."""
    drawn = canvas.figure
    drawn.dpi = DPI
    _lay_out(drawn)
    width, height = drawn.get_size_inches()
    sheet = Renderer(width * DPI, height * DPI, image_dpi=dpi)
    renderer = MixedModeRenderer(drawn, width, height, dpi, sheet)
    drawn.draw(renderer)  # type: ignore[arg-type]
    renderer.finalize()
    return sheet.writer.text().encode()


def _lay_out(drawn: Figure) -> None:
    """Every axes in its place, and there to stay."""
    engine = drawn.get_layout_engine()
    if engine is None:
        return
    if drawn.axes:
        with suppress(ValueError):  # matplotlib draws such a figure as it is
            engine.execute(drawn)
    drawn.set_layout_engine("none")


class Canvas(FigureCanvasSVG):
    """A canvas whose layout engine measures with our renderer."""

    def get_renderer(self) -> Renderer:
        """A renderer to measure with; nothing is drawn on it."""
        width, height = self.figure.get_size_inches()
        return Renderer(width * DPI, height * DPI)


class Markup:
    """The elements of an SVG, one after the other: matplotlib's writer less comments and indentation."""

    def __init__(self) -> None:
        self.parts = ['<?xml version="1.0" encoding="utf-8" standalone="no"?>\n']
        self.open: list[str] = []

    def start(self, tag: str, attrib: dict[str, str] | None = None, **extra: str) -> int:
        """Open an element; returns what `close` closes it by."""
        told = "".join([f' {name}="{escape(value)}"' for name, value in ((attrib or {}) | extra).items() if value])
        self.parts.append(f"<{tag}{told}>")
        self.open.append(tag)
        return len(self.open) - 1

    def end(self, tag: str | None = None, indent: bool = True) -> None:
        """Close the element opened last; one that holds nothing as such."""
        name, last = self.open.pop(), self.parts[-1]
        if last.startswith(f"<{name}") and last.endswith(">") and not last.endswith("/>\n"):
            self.parts[-1] = last[:-1] + "/>\n"
        else:
            self.parts.append(f"</{name}>\n")

    def close(self, opened: int) -> None:
        """Close elements, up to and with the one `start` gave this number."""
        while len(self.open) > opened:
            self.end()

    def element(self, tag: str, text: str | None = None, attrib: dict[str, str] | None = None, **extra: str) -> None:
        """An element with its text."""
        self.start(tag, attrib, **extra)
        if text:
            self.data(text)
        self.end()

    def data(self, text: str) -> None:
        """Text inside an element."""
        self.parts.append(escape(text, quote=False))

    def comment(self, comment: str) -> None:
        """Nothing: what a figure says in words stands beside it."""

    def flush(self) -> None:
        """Nothing: all is written at once."""

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


class Renderer(RendererSVG):
    """matplotlib's, which remembers how a text is laid out and how large it is."""

    # A hatch is hundreds of strokes, and matplotlib keeps the path of each kind as long as it is used.
    _hatches: ClassVar[WeakKeyDictionary[Path, str]] = WeakKeyDictionary()
    writer: Markup  # type: ignore[assignment]

    def __init__(self, width: float, height: float, *, image_dpi: float = DPI) -> None:
        super().__init__(width, height, StringIO(), image_dpi=image_dpi, metadata={"Date": None, "Creator": None})
        self.writer = Markup()
        self._start_id = self.writer.start(
            "svg",
            {"xmlns:xlink": "http://www.w3.org/1999/xlink"},
            width=f"{_short(width)}pt",
            height=f"{_short(height)}pt",
            viewBox=f"0 0 {_short(width)} {_short(height)}",
            xmlns="http://www.w3.org/2000/svg",
            version="1.1",
        )
        self._write_default_style()
        self._hatching = False

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Width, height and descent of a text, in points."""
        return super().get_text_width_height_descent(s, prop, ismath) if ismath else measured(s, prop)

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Ascent, descent and line gap of a face, in points; matplotlib looks them up for every text otherwise."""
        size = prop.get_size_in_points()
        ascent, descent, gap = line(files(prop))
        return ascent * size, descent * size, gap * size

    def _convert_path(self, path: Path, *told: Any, **more: Any) -> str:
        known = self._hatches.get(path) if self._hatching else None
        data: str = known or _FRACTION.sub("", super()._convert_path(path, *told, **more)).replace("\n", " ")
        if self._hatching:
            self._hatches[path] = data
        return data

    def _write_hatches(self) -> None:
        self._hatching = True
        super()._write_hatches()

    def _draw_text_as_path(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float, ismath: Any, mtext: Any = None
    ) -> None:
        if ismath or (mtext is not None and (mtext.get_fontfeatures() or mtext.get_language())):
            super()._draw_text_as_path(gc, x, y, s, prop, angle, ismath, mtext)
            return
        data = _outline(laid(s, prop))
        if data:
            scale = prop.get_size_in_points() / TextToPath.FONT_SCALE / FINENESS
            self.writer.element("path", d=data, style=_fill(gc), transform=_placing(x, y, angle, scale))


def _short(value: float) -> str:
    """A number as matplotlib writes it."""
    return f"{value:f}".rstrip("0").rstrip(".")


def _fill(gc: Any) -> str:
    colour = gc.get_rgb()
    alpha = gc.get_alpha() if gc.get_forced_alpha() else colour[3]
    told = [] if colour[:3] == (0, 0, 0) else [f"fill: {rgb2hex(colour)}"]
    return "; ".join(told if alpha == 1 else [*told, f"opacity: {_short(alpha)}"])


def _placing(x: float, y: float, angle: float, scale: float) -> str:
    """How an outline becomes a text at a place."""
    turn = f" rotate({_short(-angle)})" if angle else ""
    return f"translate({_short(x)} {_short(y)}){turn} scale({scale:.7f} {-scale:.7f})"


@lru_cache(maxsize=REMEMBERED)
def _outline(text: Laid) -> str:
    """All letters of a text as one path: a page of words is as many elements, not as many as it has letters."""
    return "".join(
        [f"M{x * FINENESS:.0f} {y * FINENESS:.0f}{letter.outline}" for letter, x, y in text.letters if letter.outline]
    )
