"""A web page: trafilatura finds the body, htmldate the date."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..article import Published
from ..clean.draft import Line
from ..errors import SourceError
from .page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {"head": "heading", "item": "list-item", "p": "", "quote": "", "row": "", "ab": ""}


def read_html(data: bytes | str, *, source: str) -> Page:
    """The article of a page, its title, author and date. Raises `SourceError` when there is no body."""
    from lxml import etree
    from trafilatura import extract, extract_metadata

    xml = extract(data, output_format="xml", include_comments=False, include_tables=False, include_formatting=False)
    metadata = extract_metadata(data)
    if not xml:
        raise SourceError("holds no article that can be told from its page", where=source,
                          cure="save the page once more with its text, or paste the text into a .txt file")
    root = etree.fromstring(xml.encode("utf-8"))
    main = root.find(".//main")
    lines = _lines(main if main is not None else root)
    title = getattr(metadata, "title", None)
    lines = _with_title(lines, title)
    return Page.of(lines, title=title, author=_author(getattr(metadata, "author", None)), found=_date(getattr(metadata, "date", None)))


def _lines(main: _Element) -> list[Line]:
    lines: list[Line] = []
    for element in main.iter():
        if element.tag not in _KINDS or any(child.tag in _KINDS for child in element.iterdescendants()):
            continue
        text = " ".join("".join(element.itertext()).split(" ")).strip()
        kind = _KINDS[element.tag]
        lines += [Line(part.strip(), kind, gap=True) for part in text.split("\n") if part.strip()]
    return lines


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The title as the first line, unless the body begins with it."""
    if not title:
        return lines
    words = re.findall(r"\w+", title.lower())
    for number, line in enumerate(lines[:3]):
        if re.findall(r"\w+", line.text.lower()) == words:
            return [Line(line.text, "title"), *lines[:number], *lines[number + 1:]]
    return [Line(title, "title"), *lines]


def _author(told: str | None) -> str | None:
    return told.replace("; ", ", ") if told else None


def _date(told: str | None) -> Published | None:
    if not told:
        return None
    return Published(told[:10], "found", f"date lue dans les métadonnées de la page : {told[:10]}")
