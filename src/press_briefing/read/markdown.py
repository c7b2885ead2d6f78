"""Markdown: headings, lists and paragraphs as markdown-it reads them; marks of emphasis and links are left out."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..clean.draft import Line
from .page import Page

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_markdown(text: str) -> Page:
    """The lines of a Markdown text with their kinds; a front matter gives title, author and date."""
    from markdown_it import MarkdownIt

    kind, title, lines = "", None, []
    depth = 0
    for token in MarkdownIt("commonmark").parse(text):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "heading_open":
            kind = "title" if token.tag == "h1" and title is None else "heading"
        elif token.type == "inline":
            inner = _text(token)
            title = inner if kind == "title" else title
            lines += [Line(part.strip(), kind or ("list-item" if depth else ""), gap=True) for part in inner.split("\n") if part.strip()]
        elif token.type == "heading_close":
            kind = ""
    return Page.of(lines, title=title)


def _text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(child.type, "" if child.type == "html_inline" else child.content) for child in token.children or [])
