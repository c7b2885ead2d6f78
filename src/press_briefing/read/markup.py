"""XML that comes from anybody: parsed without entities of its own, without the network, within libxml2's bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..errors import SourceError

_ENTITY = re.compile(rb"<!ENTITY", re.I)
_SPACE = re.compile(r"\s+")


def parsed(data: bytes, source: str) -> Any:
    """The root of an XML file. Raises `SourceError` for one that defines entities, or that is no XML."""
    from lxml import etree

    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise SourceError("defines entities, which no article needs", where=source, cure="save it without its DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"is XML that cannot be read: {error}", where=source, cure="mend the line named") from None
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
