"""The rows of an export: its lines of text, or the blocks of its page, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...clean.draft import Line

PROSE_WORDS = 20  # of a row that may be a paragraph of an article
_UNSEEN = frozenset("script style head noscript template svg iframe button select".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li table tr article section aside ul ol blockquote".split())
_BLOCKS = _PARAGRAPHS | frozenset("div td th header footer main nav center dl dt dd figure form body".split())
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENDED = re.compile(r"[.!?…][\s»”\")]{0,3}$")
ITEM = "<li>"  # the mark of a row in a list


@dataclass(frozen=True)
class Row:
    """One row. `gap`: empty lines before it; `marks`: classes of the elements around it, in lower case; `indent`."""

    text: str
    gap: int = 0
    marks: frozenset[str] = frozenset()
    indent: int = 0

    def line(self, kind: str = "") -> Line:
        """The row as a line of an article."""
        return Line(self.text, kind, gap=self.gap > 0)

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough to be a paragraph, and ends as a sentence does."""
        return len(self.text.split()) >= PROSE_WORDS and bool(_ENDED.search(self.text))


def rows_of_text(text: str) -> list[Row]:
    """The lines of a text that hold something."""
    rows, gap = [], 0
    for line in text.replace("\x0c", "\n").split("\n"):
        bare = line.strip(" \t\r\xa0\ufeff")
        if bare:
            rows.append(Row(bare, gap, indent=len(line) - len(line.lstrip(" \t\xa0"))))
        gap = 0 if bare else gap + 1
    return rows


def rows_of_lines(lines: Sequence[Line]) -> list[Row]:
    """The lines a format's own reader found (RTF, DOCX, PDF)."""
    return [Row(line.text, int(line.gap)) for line in lines]


def rows_of_page(tree: Any) -> list[Row]:
    """The blocks of a page in order; a line break ends a row, two leave an empty line."""
    return list(_Walk().rows(tree))


class _Walk:
    """One pass over the elements, without recursion: a page may be nested as deep as its maker likes."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.marks: set[str] = set()
        self.around: list[frozenset[str]] = [frozenset()]
        self.breaks, self.gap = 0, 0

    def rows(self, tree: Any) -> Iterator[Row]:
        """The rows of the tree."""
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            seen = isinstance(element.tag, str)
            if event == "start" and element.tag in _UNSEEN:
                walk.skip_subtree()
            elif event == "start" and seen:
                yield from self._begin(element)
                continue
            elif event == "end" and seen and element.tag not in _UNSEEN:
                yield from self._end(element)
            if event != "start" and element is not tree:
                self._say(element.tail)
        yield from self._flush()

    def _begin(self, element: Any) -> Iterator[Row]:
        if element.tag in _BLOCKS or element.tag == "br":
            yield from self._flush()
            self.gap = max(self.gap, int(element.tag in _PARAGRAPHS))
        own = (element.get("class") or "").lower().split()[:20]
        self.around.append(self.around[-1] | frozenset(own) | ({ITEM} if element.tag == "li" else frozenset()))
        self._say(element.text)

    def _end(self, element: Any) -> Iterator[Row]:
        if element.tag in _BLOCKS:
            yield from self._flush()
            self.gap = max(self.gap, int(element.tag in _PARAGRAPHS))
        elif element.tag == "br":
            self.breaks += 1
        self.around.pop()

    def _say(self, text: str | None) -> None:
        if text and text.strip():
            self.marks |= self.around[-1]
        if text:
            self.pieces.append(text)

    def _flush(self) -> Iterator[Row]:
        text = _SPACE.sub(" ", "".join(self.pieces)).strip(" \xa0")
        self.pieces.clear()
        if text:
            yield Row(text, max(self.gap, self.breaks - 1), frozenset(self.marks))
            self.gap = self.breaks = 0
        self.marks.clear()
