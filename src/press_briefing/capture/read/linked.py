"""The JSON-LD of a page: which of its nodes is the article, and what that one says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from .page import words

MOST_NODES = 2_000  # of all scripts of a page: one of the press has some ten
LONGEST = 2_000_000  # characters of one script
ALIKE = 0.6  # of the words of the shorter of two headlines, from which they are one
# Where a node may hold the article of the page; what it lists, quotes or is commented by is another's.
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
_WRAPPING = re.compile(r"^[\s/*]*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)[\s/*]*$")
_NO = ("false", "no", "0")

Node = Mapping[str, Any]


def nodes_of(tree: Any) -> list[Node]:
    """The objects of the page's scripts that speak for the page itself."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if len(found) < MOST_NODES and "ld+json" in (script.get("type") or "").lower():
            found += _nodes(_loaded(script.text_content()), MOST_NODES - len(found))
    return found


def _loaded(text: str) -> Any:
    try:
        return json.loads(_WRAPPING.sub("", text[:LONGEST]).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any, most: int) -> list[Node]:
    """The objects in `data` and in what may hold the article, in their order."""
    waiting: list[Any] = [data]
    found: list[Node] = []
    while waiting and len(found) < most:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one[:most])
        elif isinstance(one, dict):
            found.append(one)
            waiting += [one[name] for name in _INNER if isinstance(one.get(name), dict | list)]
    return found


def types(node: Node) -> list[str]:
    """The types of a node, without the address of their vocabulary."""
    told = node.get("@type")
    return [one.rpartition("/")[2] for one in (told if isinstance(told, list) else [told]) if isinstance(one, str)]


def article_of(nodes: list[Node], titles: list[str]) -> Node | None:
    """The node of the article: the one under its headline, else the only one; None where several could be it.

    Parameters
    ----------
    nodes: JSON-LD objects of the page.
    titles: of the page.
    """
    found = [node for node in nodes if any(one.endswith(("Article", "BlogPosting")) for one in types(node))]
    under = [node for node in found if any(_alike(_text(node.get("headline")), title) for title in titles)]
    if under:
        return under[0]
    days = {_text(node.get("datePublished"))[:10] for node in found}
    return found[0] if len(days) == 1 else None


def _alike(one: str, other: str) -> bool:
    first, second = set(words(one)), set(words(other))
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) >= ALIKE * shorter


def publisher_of(article: Node | None, nodes: list[Node]) -> Any:
    """The publisher the article names, else the page or the site; a reference is followed once."""
    told = [node["publisher"] for node in [*([article] if article else []), *nodes] if node.get("publisher")]
    told += [node for node in nodes if "NewsMediaOrganization" in types(node)]
    told += [node for node in nodes if "WebSite" in types(node)]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    followed = (named.get(one.get("@id", ""), one) if isinstance(one, dict) else one for one in told)
    return next((one for one in followed if not isinstance(one, dict) or one.get("name")), None)


def paid(article: Node | None) -> bool:
    """Whether the article says that it is not free to read."""
    told = article.get("isAccessibleForFree") if article else None
    return told is False or (isinstance(told, str) and told.rpartition("/")[2].casefold() in _NO)


def word_count(article: Node | None) -> int:
    """How many words the article says it has; 0 when it does not."""
    told = article.get("wordCount") if article else None
    told = int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 8 else told
    return told if isinstance(told, int) and 0 < told < 10_000_000 else 0


def _text(value: Any) -> str:
    return unescape(value) if isinstance(value, str) else ""


def texts(article: Node | None, *fields: str) -> Iterator[str]:
    """The texts of the article's fields that have one, in the order of `fields`."""
    yield from filter(None, (_text((article or {}).get(field)).strip() for field in fields))
