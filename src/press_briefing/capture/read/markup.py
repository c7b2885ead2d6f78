"""XML and pages that come from anybody: no entities of their own, no network, within libxml2's bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model.errors import SourceError

_ENTITY = re.compile(rb"<!ENTITY", re.I)
_ENTITY_HEADS = re.compile(
    r"\A\ufeff?\s*(?:<\?[^>]{0,200}>\s*)?<!DOCTYPE[^>\[]{0,500}\[.{0,100000}?\]\s*>|<!ENTITY[^>]{0,1000}>", re.I | re.S
)
_LOADED_TAG = re.compile(r"<[A-Za-z](?:[^<>=]*=){500}[^<>]*>?")  # parsers take quadratic time over attributes
PROLOG = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}>")  # it names an encoding, and the text has been decoded
_SPACE = re.compile(r"\s+")


def defines_entities(data: bytes) -> bool:
    """Whether entities are defined in an XML file, of one byte a character or of two."""
    return bool(_ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")))


def harmless(page: str) -> str:
    """A page without definitions of entities, and without the tags whose hundreds of attributes take parsers hours."""
    return _LOADED_TAG.sub("<p>", _ENTITY_HEADS.sub("", page))


def tree_of(page: str) -> Any:
    """The elements of a page; None where there is none. No entity of its own is resolved, nothing is fetched."""
    from lxml import etree, html

    try:
        return html.document_fromstring(PROLOG.sub("", harmless(page)))
    except (etree.LxmlError, ValueError):
        return None


def parsed(data: bytes, source: str) -> Any:
    """The root of an XML file. Raises `SourceError` for one that defines entities, or that is no XML."""
    from lxml import etree

    if defines_entities(data):
        raise SourceError("defines entities, which no article needs", where=source, cure="save it without its DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        told = getattr(error, "msg", None) or error  # without the name that lxml gives to what is no file
        raise SourceError(f"is XML that cannot be read: {told}", where=source, cure="mend the line named") from None
    if root is None:
        raise SourceError("is XML without an element", where=source, cure="check that it is complete")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Any) -> str:
    """All the text in an element, in one line; empty for None."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip() if element is not None else ""


def below(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names in an element, in document order, whatever their namespace."""
    return (one for one in element.iter() if local(one) in names)


def first(element: Any, *path: str) -> Any:
    """The first element reached through names one below another at any depth; None without one."""
    here = element
    for name in path:
        here = next((one for one in below(here, name) if one is not here), None)
        if here is None:
            return None
    return here
