"""Where each letter of a text stands and how large the text is: what matplotlib finds, put together from letter pairs.

To lay a text out, matplotlib opens the outline of every letter again. In plain Latin text a letter's place depends on
the letter before it alone, so pairs that were laid out once are remembered, and a new text costs a look-up a letter.
Other text (ligatures, combining marks, other scripts) is laid out whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.textpath import TextToPath

# Letters that stand side by side, whatever is around: Latin, its signs and spaces, no combining or directing character.
PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u202f-\u205e€]+")
# Remembered: letters and pairs of three faces, and the texts of some dozen articles.
LETTERS, PAIRS, TEXTS = 2048, 16384, 2048
Files = tuple[str, ...]
# matplotlib's codes of a path: the command, and how many points it has.
_COMMANDS = {1: ("m", 1), 2: ("l", 1), 3: ("q", 2), 4: ("c", 3), 79: ("z", 0)}
_CLOSED = 79
# Steps to the point that outlines are rounded to: a thousandth of the letter size, as faces are designed.
FINENESS = 10
_SHAPER = TextToPath()


@dataclass(frozen=True)
class Glyph:
    """A letter of a face at 100 points: its name, its measures, its outline as SVG path data in tenths of a point.

    The outline is told from point to point, so that it can be drawn wherever the letter stands.
    """

    glyph: str
    outline: str
    bottom: float
    top: float
    width: float = 0.0


@dataclass(frozen=True)
class Laid:
    """A text at 100 points: its letters with their places; its width, height and descent."""

    letters: tuple[tuple[Glyph, float, float], ...]
    size: tuple[float, float, float]


def measured(text: str, face: FontProperties) -> tuple[float, float, float]:
    """Width, height and descent of a line of text, in points.

    Parameters
    ----------
    face: with its size.
    """
    scale = face.get_size_in_points() / TextToPath.FONT_SCALE
    width, height, descent = laid(text, face).size
    return width * scale, height * scale, descent * scale


def laid(text: str, face: FontProperties) -> Laid:
    """A line of text, laid out."""
    return laid_in(text, files(face))


@lru_cache(maxsize=64)
def files(face: FontProperties) -> Files:
    """The font files of a face: its own, then those that stand in for a letter it lacks."""
    unsized = face.copy()
    unsized.set_size(TextToPath.FONT_SCALE)
    return _files(unsized)


@lru_cache(maxsize=16)
def _files(face: FontProperties) -> Files:
    return tuple(str(path) for path in font_manager.fontManager._find_fonts_by_props(face))


@lru_cache(maxsize=16)
def line(fonts: Files) -> tuple[float, float, float]:
    """Ascent, descent and gap of a line in these fonts at one point, from the table that matplotlib takes them from."""
    font = font_manager.get_font(fonts)
    table: Any = font.get_sfnt_table("OS/2")
    names = ("sTypoAscender", "sTypoDescender", "sTypoLineGap")
    if table is None:
        table, names = font.get_sfnt_table("hhea"), ("ascent", "descent", "lineGap")
    ascent, descent, gap = (table[name] / font.units_per_EM for name in names)
    return ascent, -descent, gap


def learn(text: str, fonts: Files) -> None:
    """Lay out the pairs of letters of a text, for other texts to come."""
    for before, after in pairwise(text):
        _step(before, after, fonts)


@lru_cache(maxsize=TEXTS)
def laid_in(text: str, fonts: Files) -> Laid:
    """A line of text, laid out in these fonts."""
    return (_paired(text, fonts) if PLAIN.fullmatch(text) else None) or _whole(text, fonts)


def _paired(text: str, fonts: Files) -> Laid | None:
    """A text from its pairs; None where one of them is more than two letters side by side."""
    x, placed = 0.0, [(_letter(text[0], fonts), 0.0, 0.0)]
    for before, after in pairwise(text):
        step = _step(before, after, fonts)
        if step is None:
            return None
        x += step
        placed.append((_letter(after, fonts), x, 0.0))
    return Laid(tuple(placed), _size(placed))


def _size(placed: list[tuple[Glyph, float, float]]) -> tuple[float, float, float]:
    """Width, height and descent as matplotlib reckons them: the width goes on to where a next letter would stand."""
    last, x, _ = placed[-1]
    bottom, top = min(letter.bottom for letter, _, _ in placed), max(letter.top for letter, _, _ in placed)
    return x + last.width, top - bottom, -bottom


@lru_cache(maxsize=PAIRS)
def _step(before: str, after: str, fonts: Files) -> float | None:
    """From one letter to the next; None where the two make another sign together."""
    found, *_ = _SHAPER.get_glyphs_with_font(_font(fonts), before + after)
    if [name for name, *_ in found] != [_letter(before, fonts).glyph, _letter(after, fonts).glyph]:
        return None
    (_, x, *_), (_, end, y, _) = found
    return float(end - x) if y == 0 else None


@lru_cache(maxsize=LETTERS)
def _letter(character: str, fonts: Files) -> Glyph:
    laid = _whole(character, fonts)
    return replace(laid.letters[0][0], width=laid.size[0])


def _whole(text: str, fonts: Files) -> Laid:
    """A text as matplotlib lays it out."""
    font = _font(fonts)
    glyphs, outlines, _ = _SHAPER.get_glyphs_with_font(font, text)
    letters = {name: _drawn(name, *outlines[name]) for name, *_ in glyphs}
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    (width, height), descent = font.get_width_height(), font.get_descent()
    return Laid(
        tuple((letters[name], float(x), float(y)) for name, x, y, _ in glyphs), (width / 64, height / 64, descent / 64)
    )


def _font(fonts: Files) -> FT2Font:
    font = font_manager.get_font(fonts)
    font.set_size(TextToPath.FONT_SCALE, TextToPath.DPI)
    return font


def _drawn(glyph: str, vertices: Any, codes: Any) -> Glyph:
    """A letter from matplotlib's path; the space has none, and stands on the line."""
    heights = [y for (_, y), code in zip(vertices.tolist(), codes, strict=True) if code != _CLOSED] or [0.0]
    points = [(round(x * FINENESS), round(y * FINENESS)) for x, y in vertices.tolist()]
    data, at, here, start = [], 0, (0, 0), (0, 0)
    while at < len(points):
        command, count = _COMMANDS[int(codes[at])]
        part = points[at : at + count]
        data.append(command + " ".join(f"{x - here[0]} {y - here[1]}" for x, y in part).replace(" -", "-"))
        here = part[-1] if part else start
        start = here if command == "m" else start
        at += count or 1
    return Glyph(glyph, "".join(data), min(heights), max(heights))
