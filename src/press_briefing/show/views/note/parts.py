"""Small pieces of HTML that both pages of a note are made of."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ....french.shorten import at_phrase
from ..markup import esc, link

if TYPE_CHECKING:
    from ..context import Context

_ENDS = re.compile(r"</(?:p|li|dd|h1|h2|tr|caption)>|<br>")
_CELLS = re.compile(r"</(?:td|th)>(?=<t)|</dt>\n?")
_TAG = re.compile(r"<[^<>]*>")
SENTENCES = 3  # numbers in one place; then « et n autres »


def text_of(made: str) -> str:
    """What a piece says, a line a paragraph, an item or a row."""
    lines = _TAG.sub("", _ENDS.sub("\n", _CELLS.sub(" | ", made))).splitlines()
    return "\n".join(html.unescape(" ".join(line.split())) for line in lines if line.strip())


def section(title: str, body: str, css: str = "") -> str:
    """A part of the note under its title; nothing without a body.

    Parameters
    ----------
    body: HTML; empty: no section.
    css: class of the part.

    Returns
    -------
    HTML.
    """
    return f'<div class="note-part{f" {css}" if css else ""}"><h2>{esc(title)}</h2>\n{body}</div>\n' if body else ""


def mark(number: int) -> str:
    """« §5 », a link to the sentence."""
    return f'<span class="num">§{link(number)}</span>' if number else ""


def marks(context: Context, numbers: Sequence[int]) -> str:
    """The first sentences, and how many more there are."""
    shown = ", ".join(link(number) for number in numbers[:SENTENCES])
    left = max(0, len(numbers) - SENTENCES)
    more = context.say("et {count} autres", count=left) if left > 1 else context.say("et 1 autre") if left else ""
    return f'<span class="num">§{shown} {esc(more)}</span>'.replace(" </", "</") if numbers else ""


def words(text: str, longest: int = 0) -> str:
    """Words of the article, in its language; cut where a phrase ends, visibly, where they are longer than there is room."""
    return f'<span class="of-article">{esc(at_phrase(text, longest) if longest else text)}</span>'


def tag(text: str, kind: str) -> str:
    """A small label after a row."""
    return f'<span class="tag {kind}">{esc(text)}</span>'


def image(svg: str, alt: str = "") -> str:
    """A drawing inside a line."""
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}" alt="{esc(alt)}">'


def items(rows: Iterable[str], css: str) -> str:
    """Rows as a list; nothing without rows."""
    told = "".join(f"<li>{row}</li>" for row in rows)
    return f'<ul class="{css}">{told}</ul>' if told else ""


def facts(rows: Iterable[tuple[str, str]], css: str) -> str:
    """Terms and what is told of each."""
    told = "".join(f"<div><dt>{esc(name)}</dt>\n<dd>{body}</dd></div>\n" for name, body in rows)
    return f'<dl class="{css}">{told}</dl>' if told else ""


def aside(text: str) -> str:
    """A small line under something."""
    return f'<p class="note-small">{esc(text)}</p>'
