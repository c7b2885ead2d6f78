"""A web page: trafilatura finds the body, `about` what the page says of itself; headings and items keep their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model.errors import SourceError
from ...model.typography import key
from ..clean import TEASED_WORDS
from ..clean.draft import Line
from .blocks import blocks
from .markup import harmless, tree_of
from .page import Page, words

_KINDS = {"head": "heading", "item": "list-item", "p": "", "quote": "", "cell": "", "code": "", "ab": ""}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue000"  # a line break inside a paragraph, while its other white space is made one space


def read_html(text: str, *, source: str) -> Page:
    """The article of a page, its title, author and date. Raises `SourceError` when it holds no body."""
    from trafilatura import bare_extraction

    from .about import about, wall_on
    from .pages.head import signed, whole_title, with_standfirst
    from .pages.live import with_posts
    from .pages.others import without_others
    from .pages.parts import joined, restored
    from .pieces import around

    text = harmless(text)
    tree = tree_of(text)
    wall = wall_on(tree)
    heads = around(tree)
    log = without_others(tree, heads)
    changed = joined(tree, heads) or bool(log)
    found: Any = bare_extraction(
        _written(tree) if changed else text,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or found.body is None or not "".join(found.body.itertext()).strip():
        raise SourceError(
            "holds no article that can be told from its page",
            where=source,
            cure="save the page once more with its text, or paste the text into a .txt file",
        )
    title = whole_title(tree, _title(_string(found.title), _string(found.sitename), text))
    lines = restored(_with_title(list(_lines(found.body)), title), tree, heads)
    lines = with_standfirst(lines, tree, heads, _string(found.description))
    said = about(tree, title)
    lines = with_posts(lines, tree, heads, title or "")
    return Page.of(
        lines,
        log=tuple(log),
        title=title,
        author=_author(_without_outlet(_string(found.author), _string(found.sitename))) or signed(tree, heads),
        found=said.found,
        near=said.near,
        updated=said.updated,
        outlet=said.outlet,
        url=said.url,
        paid=said.paid,
        words=said.words,
        wall=wall if _is_short(lines) else "",
    )


def _written(tree: Any) -> str:
    from lxml import html

    return str(html.tostring(tree, encoding="unicode"))


def _is_short(lines: list[Line]) -> bool:
    return sum(len(line.text.split()) for line in lines) < TEASED_WORDS


def _lines(body: Any) -> Iterator[Line]:
    """The blocks of the body in order; a block inside a block is taken once."""
    for element in body.iter(*_KINDS):
        if any(parent.tag in _KINDS for parent in element.iterancestors()) and not _outermost(element):
            continue
        text = _SPACE.sub(" ", _inner(element)).replace(f" {_BREAK}", _BREAK)
        for part in text.split(_BREAK):
            if part.strip():
                yield Line(part.strip(" \n\t"), _KINDS[element.tag], gap=True)


def _outermost(element: Any) -> bool:
    """A block in a quotation or a cell stands for itself; the one around it then holds no text of its own."""
    return all(parent.tag not in ("head", "item", "p") for parent in element.iterancestors())


def _inner(element: Any) -> str:
    """The text of a block without that of blocks inside it, line breaks marked."""
    inner_blocks = element.tag in ("quote", "cell")
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append(_BREAK)
        elif isinstance(child.tag, str) and not (inner_blocks and child.tag in _KINDS):
            parts.append(_inner(child) if child.tag not in _KINDS else _BREAK + _inner(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _string(told: Any) -> str:
    """What a page's metadata say, where they may hold a list, or an object, in place of a text."""
    if isinstance(told, list | tuple):
        return next((one for one in told if isinstance(one, str) and one.strip()), "")
    return told if isinstance(told, str) else ""


def _title(told: str | None, site: str, page: str) -> str | None:
    """The title without the name of the site behind it."""
    title = " ".join(told.split()) if told else ""
    parts = re.split(r" [|–—·•»-] ", title)
    if len(parts) == 1:
        return title or None
    heads = [
        " ".join(words(re.sub(r"<[^>]{0,300}>", " ", head)))
        for head in re.findall(r"<h1\b[^>]{0,500}>(.{1,600}?)</h1>", page, re.S | re.I)
    ]
    for count in range(1, len(parts)):
        first = title[: len(" - ".join(parts[:count]))]
        if " ".join(words(first)) in heads or (
            words(site) and words(parts[-1]) == words(site) and count == len(parts) - 1
        ):
            return first
    return title


def _with_title(lines: list[Line], title: str | None) -> list[Line]:
    """The title as the first line; where the body begins with it, that one is it."""
    if not title:
        return lines
    wanted = words(title)
    for number, line in enumerate(lines[:4]):
        if words(line.text) == wanted:
            return [Line(line.text, "title"), *lines[:number], *lines[number + 1 :]]
    return [Line(title, "title"), *lines]


def _without_outlet(told: str | None, outlet: str | None) -> str:
    """The authors of a page without the paper's own name beside theirs: « L’Estran; Anne Roy » on « L’Estran.fr »."""
    names, own = (told or "").split("; "), _names_of_outlet(outlet or "")
    people = [name for name in names if _letters(name) not in own]
    return "; ".join(people or names)


def _names_of_outlet(outlet: str) -> frozenset[str]:
    """With and without the end of its address."""
    return frozenset(map(_letters, (outlet, re.sub(r"\.[a-z]{2,4}$", "", outlet.strip()))))


def _letters(name: str) -> str:
    return re.sub(r"\W+", "", key(name))


def _author(told: str | None) -> str | None:
    """The names, without the words before them."""
    from .pages.head import without_agency

    names = re.sub(
        r"^(?:(?:par|auteur|auteure|autrice|by|écrit par|un (?:article|documentaire|texte) de)[ :]+)+",
        "",
        told or "",
        flags=re.I,
    )
    return without_agency(names.replace("; ", ", ").strip()) or None


def fragment_lines(text: str) -> list[Line]:
    """The lines of a piece of HTML, as feeds and JSON hold it, without looking for the body in it."""
    from lxml import html

    from ...model.errors import LimitError

    root = html.fragment_fromstring(harmless(text), create_parent="div")
    lines: list[Line] = []
    for kind, part in blocks(root):
        if part.strip():
            lines.append(Line(_SPACE.sub(" ", part).strip(), kind, gap=True))
    if len(lines) > 1_000_000:
        raise LimitError("holds too many blocks", cure="give one article")
    return lines
