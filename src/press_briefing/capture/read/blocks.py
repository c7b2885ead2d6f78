"""The blocks of a piece of HTML, as a browser would set them: text that runs on, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DEEPEST = 200  # elements inside one another: a page of the press has some thirty
_BLOCK_KINDS = {**{f"h{level}": "heading" for level in range(1, 7)}, "li": "list-item"}
_INLINE = frozenset("a b i em strong span u sup sub small abbr q cite mark time font code".split())
_SKIPPED = frozenset("script style noscript template figure svg iframe form button".split())


def blocks(root: Any, kind: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """(kind, text) of each block below `root`: text runs on through inline elements and ends at block elements."""
    text = root.text or ""
    for child in root:
        if isinstance(child.tag, str) and child.tag in _INLINE and not len(child.xpath(".//p|.//div|.//br")):
            text += child.text_content()
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield kind, text
            text = ""
            if depth >= DEEPEST:
                yield kind, child.text_content()
            else:
                yield from blocks(child, _BLOCK_KINDS.get(child.tag, kind), depth + 1)
        text += child.tail or ""
    yield kind, text
