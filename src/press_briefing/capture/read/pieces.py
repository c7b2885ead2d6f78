"""The pieces of a page that tell how it is laid out: titles, paragraphs, publication lines, in the order of the page.

Menus, columns beside the article, comments, embedded posts and the foot of the page are passed over: they hold dates
and titles of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from ...lexicons import entries
from ..clean.dateline import LONGEST, DateLine, date_line

_SKIPPED = frozenset(
    "nav aside footer form script style noscript template blockquote figure iframe svg select button head".split()
)
_CONTAINERS = ("article", "main")
_WRAPPERS = frozenset("html body main article section header div table tbody tr td ul ol dl center".split())
_INLINE = frozenset("a b i em strong span u small mark cite abbr time font q sup sub br".split())
BESIDE = 40  # elements beside a line of which it is looked whether they stand in a sentence
AROUND = 40  # characters of its own text that an element may have around a line: « Publié le », a separator
PROSE = 80  # characters of a paragraph that is no label
_TEXTS = ".//text()[not(parent::script or parent::style)]"  # what is read in an element
_SENTENCE = re.compile(r"[.?!…»]\s?$|[.?!…»] [«A-ZÀ-Þ]|, ")
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.]\d")
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")


@dataclass(frozen=True)
class Piece:
    """A piece of the page in its order. `kind`: title, prose or line; `element` it stands in."""

    kind: str
    text: str
    element: Any
    line: DateLine | None = None


def container_of(element: Any) -> Any:
    """The element of the article, or of what is main on the page, that holds an element."""
    return next((one for one in element.iterancestors() if one.tag in _CONTAINERS), None)


def pieces_of(tree: Any, heads: set[Any]) -> Iterator[Piece]:
    """Titles, paragraphs and publication lines in the order of the page, the outermost element that is a line."""
    waiting: list[Any] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            yield from filter(_lone, _piece(*one))
        elif isinstance(one.tag, str) and not foreign(one, heads):
            found = next(_piece(short(one), one), None)
            if found is None or (found.kind == "prose" and one.tag in _WRAPPERS):
                waiting += reversed(list(_inside(one)))
            elif _lone(found):
                yield found


def _lone(piece: Piece) -> bool:
    """Whether a line stands for itself: it is no date that is linked or stressed in a sentence."""
    parent = piece.element.getparent() if piece.kind == "line" and piece.element.tag in _INLINE else None
    words = [parent.text, *(child.tail for child in islice(parent, BESIDE))] if parent is not None else []
    return sum(len(text.strip()) for text in words if text) < AROUND


def _inside(element: Any) -> Iterator[Any]:
    """The texts and elements right inside an element."""
    if element.text and element.text.strip():
        yield " ".join(element.text.split()), element
    for child in element:
        yield child
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split()), element


def _piece(text: str, element: Any) -> Iterator[Piece]:
    """The piece a text of an element is; none for words that are neither title, paragraph nor line."""
    if element.tag == "h1":
        yield Piece("title", text, element)
    elif text and (line := date_line(text)):
        yield Piece("line", text, element, line)
    elif len(text) >= PROSE and _SENTENCE.search(text):
        yield Piece("prose", text, element)


def short(element: Any) -> str:
    """The text of an element, nothing of a long one; of a time without a date its machine form."""
    parts, length = [], 0
    for one in element.iter():
        told = _machine(one) if one.tag == "time" else one.text if isinstance(one.tag, str) else ""
        for text in (told, one.tail if one is not element else ""):
            parts.append(text or "")
            length += len((text or "").strip())
        if length > LONGEST:
            return ""
    return " ".join(" ".join(parts).split())


def prose_of(element: Any) -> str:
    """All the text of an element in one line, without the scripts in it; blocks in it are set apart by a space."""
    texts = ((" " if text.getparent().tag not in _INLINE else "") + text for text in element.xpath(_TEXTS))
    return " ".join("".join(texts).split())


def _machine(element: Any) -> str:
    """A time as text: in its machine form where it is reckoned from now, with the label its class gives it."""
    day, text = _DAY.match(element.get("datetime") or ""), element.text_content()[:LONGEST]
    text = day.group() if day and not _YEAR.search(text) else text
    told = date_line(text)
    return f"{_label(element.get('class') or '')} {text}" if told and told.bare else text


def _label(named: str) -> str:
    """« mis à jour » for a time a page calls updated, which it may hide."""
    return "mis à jour" if re.search(r"updat|modif", named) else ""


def own(element: Any, heads: set[Any]) -> bool:
    """Whether an element of the page belongs to its article: no menu, comment, list of others or foot holds it."""
    return not any(foreign(one, heads) for one in element.iterancestors())


def around(tree: Any) -> set[Any]:
    """The elements that hold a title: none of them is another's, whatever its class says."""
    return {one for head in tree.iter("h1") for one in (head, *head.iterancestors())}


def foreign(element: Any, heads: set[Any]) -> bool:
    """Whether an element is no part of the article."""
    if element.tag in _SKIPPED:
        return element.tag not in ("figure", "form") or element not in heads
    if element in heads:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500].lower()
    site = element.tag == "header" and container_of(element) is None
    return site or bool(named.strip() and _others().search(named))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(entries('clean/page_parts.txt'))})")
