"""XML of corpora and agencies: TXM and its kin, TEI, NITF, NewsML, Factiva; each text of it a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ....model.article import Filed
from ....model.errors import BriefingError, SourceError
from ....model.settings import Settings
from ...clean.draft import Line
from ..markup import below, first, local, parsed, text_of
from ..record import Record, counted, named, people
from ..sources import Capture
from . import columns

_KINDS = {
    "head": "heading",
    "label": "post",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "hl2": "heading",
    "item": "list-item",
    "li": "list-item",
    "p": "",
    "ab": "",
    "l": "",
    "lead": "heading",
}
_TEXTS = ("text", "doc", "document", "article", "DOC")
_FIELDS = ("title", "author", "publisher", "date", "idno", "url", "section", "page", "words", "base")
MOST_TEXTS = 100_000


def read_xml(taken: Capture, settings: Settings) -> Iterator[Record | BriefingError]:
    """Each text of an XML file. Raises `SourceError` for XML that is none, or that holds no text."""
    root = parsed(taken.data, taken.origin)
    found = 0
    for record in _reader(root)(root):
        found += 1
        yield record
    if not found:
        raise SourceError(
            f"is XML (« {local(root)} ») without a text",
            where=taken.origin,
            cure="save the text of each article as plain text or HTML",
        )


def _reader(root: Any) -> Callable[[Any], Iterator[Record]]:
    name = local(root)
    if name in ("TEI", "TEI.2", "teiCorpus"):
        return _tei
    if name == "nitf" or first(root, "nitf") is not None:
        return _nitf
    if name.startswith(("newsItem", "NewsML", "newsMessage", "packageItem")):
        return _newsml
    if first(root, "leadParagraph") is not None or first(root, "tailParagraphs") is not None:
        return _factiva
    return _corpus


def _lines(element: Any) -> list[Line]:
    """The blocks of an element; one inside another belongs to that."""
    blocks = [one for one in below(element, *_KINDS) if one is not element]
    outer = [one for one in blocks if not _within(one, element)]
    lines = [Line(text, _KINDS[local(one)], gap=True) for one in outer if (text := text_of(one))]
    return lines or columns.lines_in("".join(element.itertext()))


def _within(one: Any, top: Any) -> bool:
    """Whether another block of the text holds this one."""
    for parent in one.iterancestors():
        if parent is top:
            return False
        if local(parent) in _KINDS:
            return True
    return False


# -- TXM and its kin ----------------------------------------------------------------------------------------


def _corpus(root: Any) -> Iterator[Record]:
    """Texts with attributes, or with fields as elements of their own."""
    texts = [one for one in below(root, *_TEXTS) if not any(local(up) in _TEXTS for up in one.iterancestors())]
    inner = [one for text in texts for one in below(text, *_TEXTS) if one is not text]
    for text in (inner if texts == [root] and inner else texts)[:MOST_TEXTS]:
        yield _of_attributes(text)


def _of_attributes(text: Any) -> Record:
    fields = {str(name).rpartition("}")[2]: str(value) for name, value in text.attrib.items()}
    bodies = []
    for child in text:
        role = columns.known().get(columns.folded(local(child)), "-") if local(child) else "-"
        if role == "text":
            bodies.append(child)
        elif role != "-" and local(child) not in _KINDS:
            fields.setdefault(local(child), text_of(child))
    made = columns.record_of(fields, columns.roles_of(list(fields)), "")
    lines = [line for body in bodies for line in _lines(body)] if bodies else _lines(text)
    if made.title and lines and lines[0].text == made.title:
        lines = lines[1:]
    return Record(tuple(lines), made.title, made.outlet, made.author, made.date, made.url, made.filed)


# -- TEI ----------------------------------------------------------------------------------------------------


def _tei(root: Any) -> Iterator[Record]:
    """Each TEI element that holds a text; of a corpus its members."""
    for one in below(root, "TEI", "TEI.2"):
        body = next((body for body in below(one, "body")), None)
        if body is not None:
            yield _edition(one, body)


def _edition(one: Any, body: Any) -> Record:
    header = first(one, "teiHeader")
    told = dict.fromkeys(_FIELDS, "")
    variables: list[tuple[str, str]] = []
    if header is not None:
        told |= _header(header, variables)
    lines = _lines(body)
    if told["title"] and lines and lines[0].text == told["title"]:
        lines = lines[1:]
    filed = Filed(told["base"], told["idno"], told["section"], told["page"], counted(told["words"]), tuple(variables))
    return Record(
        tuple(lines), told["title"], told["publisher"], people(told["author"]), told["date"], told["url"], filed
    )


def _header(header: Any, variables: list[tuple[str, str]]) -> dict[str, str]:
    """What the header says; the source it describes goes before the edition made of it."""
    file = first(header, "fileDesc")
    source = first(header, "sourceDesc")
    parts = [
        part
        for part in (
            source,
            first(file, "titleStmt") if file is not None else None,
            first(file, "publicationStmt") if file is not None else None,
        )
        if part is not None
    ]
    names = {"title": ("title",), "author": ("author",), "publisher": ("publisher",), "idno": ("idno",)}
    told: dict[str, str] = {}
    for role, tags in names.items():
        order = parts[1:] + parts[:1] if role == "title" else parts
        found = [text for part in order for one in below(part, *tags) if (text := _said(one, role))]
        told[role] = named("; ".join(dict.fromkeys(found[:40])) if role == "author" else next(iter(found), ""))
    days = [one.get("when") or text_of(one) for part in parts for one in below(part, "date")]
    told["date"] = named(next(filter(None, days), ""))
    addresses = [one.get("target") or text_of(one) for part in parts for one in below(part, "ref", "ptr", "idno")]
    told["url"] = next((one for one in addresses if one.startswith(("http://", "https://"))), "")
    for scope in below(header, "biblScope", "note", "measure"):
        name = scope.get("unit") or scope.get("type") or ""
        if name in ("section", "page", "words", "base"):
            told[name] = named(text_of(scope))
        elif name:
            variables.append((named(name), named(text_of(scope))))
    return told


def _said(one: Any, role: str) -> str:
    """What a field says; an address is no number, and the title of the paper none of the article."""
    text = text_of(one)
    if (role == "idno" and text.startswith("http")) or (role == "title" and one.get("level") == "j"):
        return ""
    return text


# -- agencies -----------------------------------------------------------------------------------------------


def _nitf(root: Any) -> Iterator[Record]:
    for one in below(root, "nitf"):
        body = first(one, "body.content")
        issue, title = first(one, "date.issue"), first(one, "hl1")
        title = title if title is not None else first(one, "title")
        source = first(one, "distributor")
        doc = first(one, "doc-id")
        filed = Filed("NITF", named((doc.get("id-string") or "") if doc is not None else ""))
        lines = _lines(body if body is not None else one)
        second = first(one, "hl2")
        lead = [Line(text_of(second), "heading", gap=True)] if second is not None and text_of(second) else []
        yield Record(
            (*lead, *lines),
            named(text_of(title)),
            named(text_of(source)),
            _unsigned(text_of(first(one, "byline"))),
            issue.get("norm", "")[:8] if issue is not None else "",
            filed=filed,
        )


def _unsigned(byline: str) -> str:
    """« Par Awa Exemple » without its word."""
    head, space, rest = byline.partition(" ")
    return people(rest if space and head.lower() in ("par", "by") else byline)


def _newsml(root: Any) -> Iterator[Record]:
    items = list(below(root, "newsItem", "NewsItem"))
    for one in items:
        content = first(one, "inlineXML")
        content = content if content is not None else first(one, "DataContent")
        if content is None:
            continue
        body = first(content, "body")
        names = ("contentCreated", "firstCreated", "versionCreated", "FirstCreated", "ThisRevisionCreated")
        day = next((text for name in names if (text := text_of(first(one, name)))), "")
        title = next((text for name in ("headline", "HeadLine", "slugline") if (text := text_of(first(one, name)))), "")
        provider = first(one, "provider")
        outlet = first(provider, "name") if provider is not None else None
        creator = first(one, "by")
        filed = Filed("NewsML", named(one.get("guid") or text_of(first(one, "PublicIdentifier"))))
        yield Record(
            tuple(_lines(body if body is not None else content)),
            named(title),
            named(text_of(outlet)),
            _unsigned(text_of(creator)),
            day,
            filed=filed,
        )


# -- Factiva ------------------------------------------------------------------------------------------------


def _factiva(root: Any) -> Iterator[Record]:
    for one in below(root, "article"):
        parts = list(below(one, "leadParagraph", "tailParagraphs"))
        blocks = [block for part in parts for block in below(part, "paragraph", "para") if block is not part]
        told = {
            name: named(text_of(first(one, name)))
            for name in ("headline", "byline", "sourceName", "sectionName", "accessionNo", "wordCount")
        }
        date, page = first(one, "publicationDate"), first(one, "page")
        filed = Filed(
            "Factiva", told["accessionNo"], told["sectionName"], named(text_of(page)), counted(told["wordCount"])
        )
        yield Record(
            tuple(Line(text, gap=True) for block in blocks if (text := text_of(block))),
            told["headline"],
            told["sourceName"],
            _unsigned(told["byline"]),
            named(text_of(date)),
            filed=filed,
        )
