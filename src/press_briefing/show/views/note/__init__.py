"""The note laid out: the two pages that open every briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..markup import View
from . import first, second
from .parts import text_of
from .summary import summary

__all__ = ["note", "summary"]

if TYPE_CHECKING:
    from ..context import Context


def note(context: Context) -> View:
    """The note: the head of a briefing, whose two parts the paper sets on a page each where one is too small."""
    pages = [made for made in (first.laid_out(context), second.laid_out(context)) if made]
    html = "".join(f'<div class="note-page">{made}</div>' for made in pages)
    return View(f'<header class="head brief"><div class="note-sheet">{html}</div></header>', text_of(html))
