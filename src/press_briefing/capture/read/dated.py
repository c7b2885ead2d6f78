"""When a page says that it was published: the line near the title of its article, or right below the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model.article import Published
from ..clean.draft import Dated
from ..clean.published import on_lines, updated_on
from .page import words
from .pieces import Piece, container_of, pieces_of

HEAD_PROSE = 2  # paragraphs after the title in which its line may stand: a standfirst, and the first of the text
FOOT = 3  # pieces behind the last paragraph


def line_on(tree: Any, title: str | None, heads: set[Any]) -> tuple[Published | None, Published | None, str | None]:
    """(found, near, updated) on the publication lines of the page, as `clean.published` tells them."""
    pieces = list(pieces_of(tree, heads))
    start = _start(pieces, title)
    body = [number for number, piece in enumerate(pieces) if piece.kind == "prose" and number > start]
    stop = body[min(HEAD_PROSE, len(body)) - 1] if body else len(pieces)
    container = container_of(pieces[start].element) if start >= 0 else None
    head = [piece for number, piece in enumerate(pieces[:stop]) if _near(piece, number > start >= 0, container)]
    last = body[-1] + 1 if body else stop
    foot = [piece for piece in pieces[last : last + FOOT] if piece.line and piece.line.published]
    sure = start >= 0 and bool(body)
    lines = [*_dated(head, sure), *(Dated(piece.text, head=False) for piece in foot)]
    return *on_lines(lines), updated_on(lines)


def _dated(head: list[Piece], sure: bool) -> Iterator[Dated]:
    """The lines at the head. Without a label days that differ tell nothing; nor do they without a title and a text."""
    bare = {piece.line.bare for piece in head if piece.line and piece.line.bare}
    for piece in head:
        if piece.line and (not piece.line.bare or (len(bare) == 1 and sure)):
            yield Dated(piece.text)


def _near(piece: Piece, after: bool, container: Any) -> bool:
    """Whether a line stands behind the title, or before it in the article's own element."""
    return piece.kind == "line" and (after or container is None or container in piece.element.iterancestors())


def _start(pieces: list[Piece], title: str | None) -> int:
    """The place of the title: the heading with its words, else the first; -1 without one."""
    titles = [number for number, piece in enumerate(pieces) if piece.kind == "title"]
    wanted = words(title or "")
    same = [number for number in titles if words(pieces[number].text) == wanted]
    return next(iter([*same, *titles]), -1)
