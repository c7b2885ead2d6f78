"""What is no article is refused in one line, before anything is made of it: never a briefing of markup.

`refuse_capture` looks at the bytes: marks of a format, the shape of its first lines, and its ending only where these
say nothing. `refuse_page` looks at the text a format's reader found in it.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePath

from ..clean.draft import lines_of
from .decode import loosely, unix_ends
from .endings import JSON
from .exports.signs import refuse_exports
from .kinds import KINDS, by_ending
from .magic import by_magic
from .page import Page
from .shapes import HEAD, by_shape, held, is_feed_root, is_page
from .walls import refuse_walls

_READ_OTHERWISE = (b"%PDF-", b"PK\x03\x04")
_UNSEEN = re.compile(r"<(?:script|style|svg|template)\b", re.I)
_UNSEEN_ENDS = re.compile(r"</(?:script|style|svg|template)\b", re.I)
_TAG = re.compile(r"<[^<>]{0,4000}>")


def refuse_capture(data: bytes, name: str) -> None:
    """Raise `SourceError` when the bytes of a file are of a kind that is not read, or an export of several articles.

    `name`: the file's name, for the message and, where the contents say nothing, its ending.
    """
    suffix = PurePath(name).suffix.lower()
    if (told := by_magic(data)) and not KINDS[told].reads:
        raise KINDS[told].refusal(name)
    if told or data.startswith(_READ_OTHERWISE) or suffix in (*JSON, ".pdf", ".docx"):
        return
    whole = unix_ends(loosely(data))
    if (told := by_shape(whole[:HEAD], whole)) and not KINDS[told].reads:
        raise KINDS[told].refusal(name, held(told, whole))
    if told:
        return
    kind = by_ending().get(suffix)
    if kind is not None and kind.ending_tells and not kind.reads and not is_page(whole) and not is_feed_root(whole):
        raise kind.refusal(name)
    refuse_exports(whole, name)


def refuse_page(page: Page, name: str) -> None:
    """Raise `SourceError` when what was read is an export of several articles, a wall or an unfilled template."""
    lines = [line.text for line in page.lines or lines_of(page.text)]
    refuse_exports("\n".join(lines), name)
    refuse_walls(page.told.title, lines, name)


def refuse_empty_page(text: str, name: str) -> None:
    """Raise `SourceError` when a page in which no article was found is a wall or a template by all it shows."""
    shown = unix_ends(unescape(_TAG.sub("\n", _seen(text))))
    refuse_walls(None, [line.strip() for line in shown.split("\n") if line.strip()], name)


def _seen(text: str) -> str:
    """A page without its scripts and styles."""
    first, *others = _UNSEEN.split(text)
    ends = [(_UNSEEN_ENDS.search(part), part) for part in others]
    return "".join([first, *(part[end.end() :] for end, part in ends if end)])
