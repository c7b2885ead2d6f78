"""What an element of a page is: a block or not, of which kind, in which language."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr
    li nav ol p pre section summary table tbody td tfoot th thead tr ul
""".split()
)
BOXES = (
    "caveat",
    "note",
    "failure",
    "key-figures",
    "key-sentence",
    "legend",
    "byline",
    "failure-title",
    "messages",
    "source",
    "nothing",
    "annotated",
    "facts",
    "lead",
    "left-out",
    "actor",
    "deeds",
    "measures",
    # of a note
    "note-sheet",
    "note-page",
    "note-strip",
    "note-lead",
    "note-columns",
    "note-wide",
    "note-narrow",
    "note-halves",
    "note-points",
    "note-numbers",
    "note-small",
    "note-bar",
    "note-list",
    "note-pulls",
    "note-pull",
    "note-sure",
    "note-part",
    "note-time",
    "note-courses",
    "note-matrix",
)

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def is_block(element: HtmlElement) -> bool:
    """A block by its name, or an inline element with a block somewhere inside (then it only contains)."""
    return element.tag in BLOCK_TAGS or (len(element) > 0 and next(element.iter(*BLOCK_TAGS), None) is not None)


def language(element: HtmlElement) -> str:
    """The language an element says it is in, "" where it says none or not in a way Typst knows; that of hyphenation."""
    told = (element.get("lang") or "").lower().split("-")[0]
    return told if _LANGUAGE.fullmatch(told) else ""


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def box_kind(element: HtmlElement) -> str:
    own = classes(element)
    return next((kind for kind in BOXES if kind in own), "note" if element.tag == "aside" else "")


def text_of(element: HtmlElement) -> str:
    """The words of an element, white space in between single."""
    return " ".join("".join(element.itertext()).split())
