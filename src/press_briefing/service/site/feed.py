"""feed.xml: Atom (RFC 4287), the PDFs as enclosures.

Without a base URL its links are relative references, which Atom allows and resolves against the feed's own address.
An id is a tag: URI (RFC 4151) made of the authority and the briefing's address, and stays when the site moves.
The feed's author is the archive: whoever wrote an article did not write its briefing, and stands in the summary.
`updated` is when a briefing was filed, by its own run record; the feed's is that of the newest one: no clock is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from urllib.parse import quote

from lxml import etree

from ...show.formats import cut_text
from .entry import NEVER, Entry
from .options import Options
from .words import count, day, words

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
GENERATOR = "press-briefing"


def feed(entries: Sequence[Entry], options: Options) -> bytes:
    """The feed of the briefings filed last, newest first.

    Returns
    -------
    Atom (RFC 4287), as bytes.

    Source
    ------
    RFC 4287.
    """
    newest = sorted(entries, key=attrgetter("made", "address"), reverse=True)[: options.feed_entries]
    title = options.title or words(options.language)["title"]
    root = etree.Element("feed", {"{http://www.w3.org/XML/1998/namespace}lang": options.language}, nsmap={None: ATOM})
    _add(root, "id", f"tag:{options.authority}:briefings")
    _add(root, "title", title)
    _add(root, "updated", newest[0].made if newest else NEVER)
    _add(_add(root, "author"), "name", title)
    if options.base_url:
        _add(root, "link", rel="self", type="application/atom+xml", href=options.base_url + NAME)
    _add(root, "link", rel="alternate", type="text/html", href=options.base_url + "index.html")
    _add(root, "generator", GENERATOR)
    for entry in newest:
        _entry(root, entry, options)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8") + b"\n"


def identity(entry: Entry, options: Options) -> str:
    """The entry's id; one address, one id."""
    return f"tag:{options.authority}:briefing:{quote(entry.address, errors='replace')}"


def _entry(root: etree._Element, entry: Entry, options: Options) -> None:
    node = _add(root, "entry")
    _add(node, "id", identity(entry, options))
    _add(node, "title", entry.title)
    _add(node, "updated", entry.made)
    base = options.base_url
    page = entry.file("html") if entry.html else f"{entry.href}/"
    _add(node, "link", rel="alternate", type="text/html", href=base + page)
    if entry.pdf:
        _add(
            node, "link", rel="enclosure", type="application/pdf", length=str(entry.pdf), href=base + entry.file("pdf")
        )
    for report in entry.labels:
        _add(node, "category", term=report)
    _add(node, "summary", _summary(entry, options.language))


def _summary(entry: Entry, language: str) -> str:
    said = words(language)
    length = count(entry.words, "word", "words", language) if entry.words else ""
    facts = [
        day(entry.date, language, entry.deduced),
        entry.source,
        entry.author,
        length,
        cut_text(entry.cut, language),
    ]
    named = [
        f"{said[kind]}{said['colon']}{', '.join(found)}."
        for kind, found in (("actors", entry.actors), ("places", entry.places))
        if found
    ]
    return "\n".join(filter(None, [" · ".join(filter(None, facts)), entry.opening, *named]))


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, name, attributes)
    node.text = text
    return node
