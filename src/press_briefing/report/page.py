"""The body of a notebook arranged as a page: one title, headings without gaps, sections, contents, sound tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from lxml.html import HtmlElement

from press_briefing.report import sanitise, wording
from press_briefing.report.identity import Identity
from press_briefing.show.formats import typeset
from press_briefing.show.messages import spoken, translator

from .elements import text_of
from .wide import scrollable_drawing, sound_table

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
RESERVED_IDS = frozenset({"contenu", "sommaire"})
OF_ARTICLE = frozenset({"annotated", "key-sentence", "key-sentences", "of-article"})
MIN_CONTENTS = 3  # a table of contents of two lines helps nobody

_NOT_ID = re.compile(r"[^\w-]+")


@dataclass
class ArrangedPage:
    """A document ready to be written: `head` and `main` are trees, `contents` the sections as (id, text)."""

    identity: Identity
    title: str
    head: HtmlElement
    main: HtmlElement
    contents: list[tuple[str, str]] = field(default_factory=list)
    failed: bool = False

    @property
    def head_html(self) -> str:
        return sanitise.inner_html(self.head)

    @property
    def main_html(self) -> str:
        return sanitise.inner_html(self.main)


def arrange(body: str, identity: Identity) -> ArrangedPage:
    """Turn the HTML of all cells into a page.

    1. ids are unique, and links inside the page lead somewhere
    2. the head is lifted out; there is one h1, and levels have no gaps
    3. every h2 opens a section, listed in the contents
    4. tables say what their heads head, and numbers stand right

    Parameters
    ----------
    body: HTML of the cells, clean already.
    identity: title, author, date, language.

    Returns
    -------
    Head, main part and contents, as trees.
    """
    main = sanitise.tree(body)
    _unique_ids(main)  # 1
    head, title = _lift_head(main, identity)  # 2
    _level_headings(main)
    contents = _sections(main)  # 3
    contents = _left_out(main, contents, identity.language)
    tables = [*head.iter("table"), *main.iter("table")]
    for number, table in enumerate(tables, start=1):  # 4
        sound_table(table, f"{wording.of(identity.language)['table']} {number}")
    for image in list(main.iter("img")):
        scrollable_drawing(image)
    for root in (head, main):
        _tell_language(root, identity)
    _live_links(main, head)
    failed = any("failure" in (aside.get("class") or "").split() for aside in main.iter("aside"))
    return ArrangedPage(identity, title, head, main, contents if len(contents) >= MIN_CONTENTS else [], failed)


def _unique_ids(root: HtmlElement) -> None:
    seen = set(RESERVED_IDS)
    for element in _elements(root):
        name = element.get("id")
        if name is None:
            continue
        if not name.strip() or name in seen:
            del element.attrib["id"]
        seen.add(name)


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    return (element for element in root.iter() if isinstance(element.tag, str) and element is not root)


def _lift_head(main: HtmlElement, identity: Identity) -> tuple[HtmlElement, str]:
    """The page's head: the notebook's own `header.head`, or one made from its first h1 and its metadata."""
    own = next((h for h in main.iter("header") if "head" in (h.get("class") or "").split()), None)
    headings = [element for element in main.iter(*HEADINGS) if text_of(element)]
    first = headings[0] if headings and headings[0].tag == "h1" else None
    if own is not None:
        first = next((h for h in own.iter("h1") if text_of(h)), None)
    for element in main.iter("h1"):
        if element is not first:
            element.set("data-demoted", "1")
    found = text_of(first) if first is not None else ""
    title = (found if own is not None else "") or identity.title or found or _from_name(identity)
    head = own if own is not None else main.makeelement("header", {"class": "head"})
    _detach(own)
    if first is None:
        first = main.makeelement("h1", {})
        first.text = title
        head.insert(0, first)
    elif own is None:
        _detach(first)
        head.append(first)
    if own is None:
        _byline(head, identity)
    return head, title


def _from_name(identity: Identity) -> str:
    return identity.name.replace("_", " ").strip() or wording.of(identity.language)["untitled"]


def _byline(head: HtmlElement, identity: Identity) -> None:
    text = " · ".join(filter(None, (identity.author, identity.date_words)))
    if text:
        line = head.makeelement("p", {"class": "byline"})
        line.text = text
        head.append(line)


def _detach(element: HtmlElement | None) -> None:
    """Take an element out of its tree and leave what follows it."""
    if element is None or element.getparent() is None:
        return
    parent, tail = element.getparent(), element.tail
    element.tail = None
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _level_headings(main: HtmlElement) -> None:
    """Levels from h2 down, none skipped. A second h1 is a section, and what follows it goes one level down with it."""
    shift, previous = 0, 1
    for heading in list(main.iter(*HEADINGS)):
        shift = 1 if heading.attrib.pop("data-demoted", None) else shift
        if not text_of(heading) and not list(heading.iter("img")):
            heading.tag = "div"
            continue
        level = min(int(heading.tag[1]) + shift, previous + 1, 6)
        heading.tag = f"h{max(level, 2)}"
        previous = max(level, 2)


def _tell_language(main: HtmlElement, identity: Identity) -> None:
    """Words of the article inside a document in another language: for screen readers and for hyphenation."""
    if not identity.article_language or identity.article_language == identity.language:
        return
    for element in main.iter():
        if (
            isinstance(element.tag, str)
            and not element.get("lang")
            and OF_ARTICLE & set((element.get("class") or "").split())
        ):
            element.set("lang", identity.article_language)


def _sections(main: HtmlElement) -> list[tuple[str, str]]:
    """Wrap every h2 of the flow and what follows it in a section; give the ids and titles, in order."""
    contents: list[tuple[str, str]] = []
    taken = {element.get("id") for element in _elements(main)} | RESERVED_IDS
    section: HtmlElement | None = None
    for child in list(main):
        if child.tag == "h2":
            name = child.get("id") or _free_id(text_of(child), taken)
            child.set("id", name)
            contents.append((name, text_of(child)))
            section = main.makeelement("section", {"aria-labelledby": name})
            child.addprevious(section)
        if section is not None:
            section.append(child)  # lxml moves the tail with it
    return contents


def _left_out(main: HtmlElement, contents: list[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Take out what is for the notebook alone, then the sections with nothing to show; one line names these.

    Only in a page that has such a line, `p.left-out-sections`. Returns the contents without them.
    """
    line = next((p for p in main.iter("p") if "left-out-sections" in (p.get("class") or "").split()), None)
    if line is None:
        return contents
    for element in [e for e in main.iter("div") if "annex" in (e.get("class") or "").split()]:
        _detach(element)
    bare = {section.get("aria-labelledby"): section for section in main.iter("section") if not _shows(section)}
    for section in bare.values():
        _detach(section)
    titles = [text for name, text in contents if name in bare]
    if not titles:
        _detach(line)
    colon = typeset(translator(spoken(language))(" : "), spoken(language))
    line.text = f"{line.text}{colon}{', '.join(titles)}."
    return [row for row in contents if row[0] not in bare]


def _shows(section: HtmlElement) -> bool:
    """Whether a section has more than its heading, prose that introduces it, and lines that say nothing was found."""
    return any(child.tag not in ("h2", "p") or child.get("class") not in (None, "nothing") for child in section)


def _free_id(text: str, taken: set[str | None]) -> str:
    base = _NOT_ID.sub("-", text.lower()).strip("-")[:60] or "section"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _live_links(*roots: HtmlElement) -> None:
    """A link inside the page whose target does not exist is text."""
    ids = {element.get("id") for root in roots for element in root.iter() if isinstance(element.tag, str)}
    for root in roots:
        for link in root.iter("a"):
            href = link.get("href") or ""
            if href.startswith("#"):
                link.attrib.pop("rel", None)
                if href[1:] not in ids | RESERVED_IDS:
                    del link.attrib["href"]


def contents_html(page: ArrangedPage) -> str:
    """The contents as a list of links."""
    items = "".join(f'<li><a href="#{escape(name)}">{escape(text)}</a></li>' for name, text in page.contents)
    return f"<ol>{items}</ol>" if items else ""
