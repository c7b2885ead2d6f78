"""Parts of one article that a page sets apart: what goes on behind an advertisement, paragraphs passed over."""

from __future__ import annotations

from itertools import islice
from typing import Any

from ...clean.draft import Line
from ...clean.furniture import furniture_rule
from ..page import words
from ..pieces import PROSE, container_of, foreign, own, prose_of

MOST_PARTS = 40  # further parts of an article that are looked at
LINKED_SHARE = 0.3  # of the characters of a part in links, above which it is a list of other articles
_HEADS = ("h1", "h2", "h3", "h4", "header", "time")
_BLOCKS = ("p", "ul", "ol", "blockquote", "table", "h5", "h6")


def joined(tree: Any, heads: set[Any]) -> bool:
    """Put the parts of the article behind its first; whether there were any.

    A part follows as an element of the same kind, has paragraphs and no head of its own.
    """
    title = next(tree.iter("h1"), None)
    article = container_of(title) if title is not None else None
    if article is None or article.tag != "article":
        return False
    parts = [one for one in islice(article.itersiblings("article"), MOST_PARTS) if _goes_on(one, heads)]
    last = next((one for one in reversed(list(article.iter("p"))) if _is_prose(one)), None)
    if not parts or last is None:
        return False
    target = last.getparent()
    for part in parts:
        for block in [one for one in part.iter(*_BLOCKS) if not any(up.tag in _BLOCKS for up in one.iterancestors())]:
            block.tail = None
            target.append(block)
        part.drop_tree()
    return True


def restored(lines: list[Line], tree: Any, heads: set[Any]) -> list[Line]:
    """The lines with the paragraphs that stand between or beside those kept, in one element with them."""
    places = {" ".join(words(line.text)): number for number, line in enumerate(lines)}
    there = " ".join(places)
    lost: dict[int, list[Line]] = {}
    for parent in _parents(tree, places, heads):
        waiting: list[Line] = []
        last = -1
        for one in parent.iterchildren("p"):
            told = prose_of(one)
            plain = " ".join(words(told))
            if plain in places:
                last = places[plain]
                lost.setdefault(last, []).extend(waiting)
                waiting = []
            elif _is_lost(one, told, heads) and plain not in there:
                waiting.append(Line(told, gap=True))
        if last >= 0:
            lost.setdefault(last + 1, []).extend(waiting)
    ends = len(lines)
    return [one for number in range(ends + 1) for one in (*lost.get(number, ()), *lines[number : number + 1])]


def _parents(tree: Any, places: dict[str, int], heads: set[Any]) -> list[Any]:
    """The elements that hold two paragraphs kept at least."""
    counts: dict[Any, int] = {}
    for one in tree.iter("p"):
        if one.getparent() is not None and _is_prose(one) and " ".join(words(prose_of(one))) in places:
            counts[one.getparent()] = counts.get(one.getparent(), 0) + 1
    return [parent for parent, count in counts.items() if count > 1 and own(parent, heads)]


def _is_lost(paragraph: Any, told: str, heads: set[Any]) -> bool:
    """Whether a paragraph that was passed over is prose: hardly linked, and nothing of the page's own."""
    if len(told) < PROSE or foreign(paragraph, heads) or furniture_rule(told):
        return False
    return sum(len(link.text_content()) for link in paragraph.iter("a")) <= LINKED_SHARE * len(told)


def _goes_on(part: Any, heads: set[Any]) -> bool:
    if foreign(part, heads) or next(part.iter(*_HEADS), None) is not None:
        return False
    whole = len(part.text_content())
    linked = sum(len(link.text_content()) for link in part.iter("a"))
    return any(_is_prose(one) for one in part.iter("p")) and linked <= LINKED_SHARE * whole


def _is_prose(paragraph: Any) -> bool:
    return len(prose_of(paragraph)) >= PROSE
