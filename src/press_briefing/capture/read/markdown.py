"""Markdown: headings, lists and paragraphs as markdown-it reads them; marks of emphasis and links are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.article import Published
from ..clean.draft import Line
from ..clean.published import any_date, in_french
from .page import Page

if TYPE_CHECKING:
    from markdown_it.token import Token


_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"^(title|titre|author|auteur|date|published)[ \t]*:(.*)$", re.M | re.I)
_ENGLISH = {"titre": "title", "auteur": "author", "date": "published"}


def read_markdown(text: str) -> Page:
    """The lines of a Markdown text with their kinds; a front matter gives title, author and date."""
    fields, text = _front_matter(text)
    lines = list(_lines(text))
    title = next((line.text for line in lines if line.kind == "title"), None)
    if title is None and fields.get("title"):
        title = fields["title"]
        lines = [Line(title, "title"), *lines]
    day = any_date(fields.get("published", ""))
    found = (
        Published(day.isoformat(), "found", f"date lue dans l’en-tête du fichier : {in_french(day)}") if day else None
    )
    return Page.of(lines, title=title, author=fields.get("author") or None, found=found)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between « --- » lines at the head, and the text behind them."""
    front = _FRONT.match(text)
    if front is None:
        return {}, text
    fields = {_ENGLISH.get(name.lower(), name.lower()): _bare(value) for name, value in _FIELD.findall(front[1])}
    return fields, text[front.end() :] if fields else text


def _bare(value: str) -> str:
    """A value without the spaces and the one pair of marks around it."""
    return re.sub(r"^[\"']|[\"']$", "", value.strip(" \t"))


def _lines(text: str) -> Iterator[Line]:
    from markdown_it import MarkdownIt

    kind, titled = "", False
    depth = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "heading_open":
            kind = "title" if token.tag == "h1" and not titled else "heading"
            titled = True
        elif token.type == "inline":
            inner = _text(token)
            yield from (
                Line(part.strip(), kind or ("list-item" if depth else ""), gap=True)
                for part in inner.split("\n")
                if part.strip()
            )
        elif token.type == "heading_close":
            kind = ""


def _text(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        breaks.get(child.type, "" if child.type == "html_inline" else child.content) for child in token.children or []
    )
