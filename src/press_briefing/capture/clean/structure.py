"""What each line is: title, heading, lead, list item or body; and the lines put together as the article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...model.article import Paragraph
from .draft import Line

_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…;,][\s»”\"')\]]*$|[»”\"]\s*$")
_QUOTED_END = re.compile(r"[.!?…][\s\u00a0]*[»”\"]$")
_OPENING_MARKS = '«"“—–-'
_BULLET = re.compile(r"^(?:[-–—•●▪■◦‣*·]|\d{1,2}[.)°]|[a-z][.)])[ \u00a0]")
HEADING_WORDS = 22  # a longer line is a sentence
BOX_WORDS = 60  # of a note that stands before the title
SHORT_HEADING_WORDS = 14
KICKER_WORDS = 2
INTRO_WORDS = 2  # « Résultat : » opens the sentence after it, it heads nothing
ITEM_WORDS = 40
ITEM_COMMAS = 2  # a line with more is an enumeration in itself, or prose
LEAD_BODY = 3  # paragraphs of body without which the first is no lead


# What a line is to cleaning alone, and as a paragraph.
_AS_PARAGRAPH = {"byline": "body", "cell": "list-item"}


def kinds_of(lines: Sequence[Line], *, title: str | None = None) -> list[str]:
    """The kind of each line, one of `article.PARAGRAPH_KINDS`; what the source says comes first."""
    kinds = [_AS_PARAGRAPH.get(line.kind, line.kind) for line in lines]
    _mark_title(lines, kinds)
    _mark_items(lines, kinds)
    for number, line in enumerate(lines):
        if not kinds[number]:
            kinds[number] = "heading" if _is_heading(lines, kinds, number) else "body"
        del line
    _mark_lead(lines, kinds)
    return kinds


def _mark_title(lines: Sequence[Line], kinds: list[str]) -> None:
    """The first line is the title when it is short, no sentence, and prose follows it."""
    if "title" in kinds or not lines:
        return
    first = next(
        (number for number, line in enumerate(lines[:3]) if line.kind != "byline" and not _boxed(line.text)), 0
    )
    if _is_kicker(lines, kinds, first):
        kinds[first] = "heading"
        first += 1
    line = lines[first]
    if (
        kinds[first] in ("", "heading")
        and _headlike(line.text)
        and any(len(later.text) > 80 for later in lines[first + 1 : first + 6])
    ):
        kinds[first] = "title"


def _is_kicker(lines: Sequence[Line], kinds: Sequence[str], first: int) -> bool:
    """« Éditorial », « Mali »: one or two words above a longer title."""
    if first + 2 >= len(lines) or kinds[first] or kinds[first + 1] not in ("", "heading"):
        return False
    above, title = (_WORD.findall(lines[number].text) for number in (first, first + 1))
    return len(above) <= KICKER_WORDS < len(title) and _headlike(lines[first + 1].text)


def _boxed(text: str) -> bool:
    """A line about the text rather than of it, as « Texte de démonstration … »: long, before the title."""
    return HEADING_WORDS < len(_WORD.findall(text)) <= BOX_WORDS


def _headlike(text: str) -> bool:
    words = _WORD.findall(text)
    open_end = not re.search(r"[.…;,:][\s»”\"')\]]*$", text)
    return 0 < len(words) <= HEADING_WORDS + 6 and open_end and text[:1] not in "-–—•" and not text[:1].islower()


def _mark_items(lines: Sequence[Line], kinds: list[str]) -> None:
    for number in item_numbers(lines):
        kinds[number] = kinds[number] or "list-item"


def item_numbers(lines: Sequence[Line]) -> set[int]:
    """The lines that are items: told by the source, bulleted, or short lines in commas behind a colon."""
    items = {number for number, line in enumerate(lines) if line.kind == "list-item"}
    for number, line in enumerate(lines):
        if not line.kind and _BULLET.match(line.text) and _beside_bullet(lines, number):
            items.add(number)
        elif line.text.endswith(":"):
            items.update(_items_after(lines, number + 1))
    return items


def _beside_bullet(lines: Sequence[Line], number: int) -> bool:
    """A dash opens a reply as well as an item: an item has a sister, or a line that introduces it."""
    near = [lines[place].text for place in (number - 1, number + 1) if 0 <= place < len(lines)]
    introduced = number > 0 and lines[number - 1].text.endswith(":")
    if lines[number].text[0] == "—" and not lines[number].text.endswith((";", ",")):
        return introduced  # a long dash opens a reply
    return introduced or lines[number].text[:1] in "•●▪■◦‣" or any(_BULLET.match(text) for text in near)


def _items_after(lines: Sequence[Line], start: int) -> list[int]:
    """The lines of an enumeration: each but the last ends in a comma or semicolon, all begin alike, none is a list."""
    items: list[int] = []
    for number in range(start, len(lines)):
        text = lines[number].text
        if lines[number].kind or len(_WORD.findall(text)) > ITEM_WORDS or text.count(",") > ITEM_COMMAS:
            break
        if text.endswith((",", ";")):
            items.append(number)
            continue
        if items and text.endswith(".") and text[:1].islower() == lines[items[0]].text[:1].islower():
            items.append(number)
        break
    return items if len(items) > 1 else []


def _is_heading(lines: Sequence[Line], kinds: Sequence[str], number: int) -> bool:
    """Short, not ended as a sentence is, and followed by prose that begins afresh."""
    text = lines[number].text
    count = len(_WORD.findall(text))
    following = lines[number + 1].text if number + 1 < len(lines) else ""
    if not 0 < count <= HEADING_WORDS or text[:1].islower() or not following or kinds[number + 1] == "list-item":
        return False
    if following[:1].islower():
        return False
    if text.endswith(":"):
        return count > INTRO_WORDS and bool(_ENDED.search(following) or following.endswith(":"))
    return not _ENDED.search(text) or _may_head(text, count, following)


def _may_head(text: str, count: int, following: str) -> bool:
    """A question, or words ending in a quotation, head a paragraph when short and followed by a long one."""
    asks = text.endswith("?") and following[:1] not in _OPENING_MARKS
    names = text[-1:] in '»”"' and text[:1] not in _OPENING_MARKS and not _QUOTED_END.search(text)
    return count <= SHORT_HEADING_WORDS and len(following) > 2 * len(text) and (asks or names)


def _mark_lead(lines: Sequence[Line], kinds: list[str]) -> None:
    """The first body paragraph under the title, when the article goes on after it."""
    if kinds.count("body") < LEAD_BODY or "title" not in kinds:
        return
    for number in range(kinds.index("title") + 1, len(kinds)):
        if kinds[number] == "body" and lines[number].kind != "byline":
            kinds[number] = "lead"
            return
        if kinds[number] in ("heading", "list-item", "lead"):
            return


def assembled(lines: Sequence[Line], kinds: Sequence[str]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text of the article and its paragraphs: an empty line between them, none inside a list.

    Parameters
    ----------
    kinds: one a line.

    Returns
    -------
    The text, and its paragraphs as spans of it.
    """
    text = ""
    paragraphs: list[Paragraph] = []
    pieces: list[str] = []
    length = 0
    for line, kind in zip(lines, kinds, strict=True):
        if pieces:
            glue = "\n" if kind == "list-item" else "\n\n"
            pieces.append(glue)
            length += len(glue)
        paragraphs.append(Paragraph(length, length + len(line.text), kind))
        pieces.append(line.text)
        length += len(line.text)
    text = "".join(pieces)
    return text, tuple(paragraphs)
