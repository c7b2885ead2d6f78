"""Blocks that Typst will accept: it fails hard on a name given twice, a link to nowhere, or nesting past its limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from press_briefing.report.blocks import Block
from press_briefing.report.inlines import texts

# Typst stops at 80 calls inside each other; a block costs the template three, an inline two.
MAX_BLOCKS, MAX_INLINES = 13, 14
BLOCKS = frozenset({"p", "h", "list", "dl", "table", "figure", "pre", "quote", "box", "hr"})
LISTED = 2  # a heading of this level stands in the contents too: what is in it is there twice


def sound(tree: list[Block]) -> list[Block]:
    """The same blocks, not too deep, every place named once, every link leading to one."""
    copy = _Copy()
    made = copy.several(tree, 0, 0)
    copy.settle_links()
    return made


class _Copy:
    """Copies a tree in one walk; the links are settled when all places are known."""

    def __init__(self) -> None:
        self.places: set[str] = set()
        self.links: list[Any] = []
        self.own: list[Any] = []  # of numbers to themselves
        self.in_contents = False

    def several(self, items: list[Any], blocks: int, inlines: int) -> list[Any]:
        """A list of the tree: what is a place named already is left out."""
        made: list[Any] = []
        for item in _lifted(items):
            if type(item) is dict:
                if item.get("t") == "anchor" and item["id"] in self.places:
                    continue
                copied = self.one(item, blocks, inlines)
                if item.get("t") == "snum" and made and not self.in_contents:
                    self.note_own(made[-1], copied)
                made.append(copied)
            else:
                made.append(self.several(item, blocks, inlines) if type(item) is list else item)
        return made

    def one(self, item: dict[str, Any], blocks: int, inlines: int) -> Any:
        """A block or an inline; what stands deeper than the limits is its words alone."""
        kind = item.get("t")
        if kind in BLOCKS:
            blocks += 1
            self.in_contents = kind == "h" and item["level"] <= LISTED
            if blocks > MAX_BLOCKS:
                return {"t": "p", "c": [" ".join(texts(item))]}
        elif kind is not None and "c" in item:
            inlines += 1
            if inlines > MAX_INLINES:
                return "".join(texts(item))
        return self.parts(self.named(item), blocks, inlines)

    def named(self, item: dict[str, Any]) -> dict[str, Any]:
        """The same without its name where that is taken."""
        if "id" not in item:
            return item
        if item["id"] in self.places:
            return {key: value for key, value in item.items() if key != "id"}
        self.places.add(item["id"])
        return item

    def parts(self, item: dict[str, Any], blocks: int, inlines: int) -> dict[str, Any]:
        made = item.copy()
        for key, value in item.items():
            if type(value) is list:
                made[key] = self.several(value, blocks, inlines)
            elif type(value) is dict:
                made[key] = self.one(value, blocks, inlines)
        if item.get("t") == "link" and "to" in item:
            self.links.append(made)
        return made

    def note_own(self, before: Any, number: Any) -> None:
        """A sentence's number that leads to the sentence, right after the place it names."""
        place = before["id"] if type(before) is dict and before.get("t") == "anchor" else None
        link = number["c"][0] if type(number) is dict and len(number["c"]) == 1 else None
        if place is not None and type(link) is dict and link.get("to") == place:
            self.own.append(link)

    def settle_links(self) -> None:
        """A link to nowhere is text; one to a numbered sentence says which number's link it follows (see packing)."""
        own = Counter(link["to"] for link in self.own)
        numbers = {name: count for count, name in enumerate(own, start=1) if own[name] == 1}
        for link in self.links:
            if link["to"] not in self.places:
                link["t"] = "span"
                del link["to"]
            elif link["to"] in numbers:
                link["place"] = f"to-{numbers[link['to']]}"
        for link in self.own:
            if link["to"] in numbers:
                link["place"] = f"here-{numbers[link['to']]}"


def _lifted(items: list[Any]) -> Iterator[Any]:
    """The items, each listed heading after the places in it: the contents repeat all of a heading, a place is one."""
    for item in items:
        if type(item) is dict and item.get("t") == "h" and item["level"] <= LISTED:
            yield from _anchors(item["c"])
            item = {**item, "c": _without_anchors(item["c"])}
        yield item


def _anchors(inlines: list[Any]) -> Iterator[Any]:
    for item in inlines:
        if type(item) is dict:
            yield from [item] if item["t"] == "anchor" else _anchors(item.get("c", []))


def _without_anchors(inlines: list[Any]) -> list[Any]:
    return [
        {**item, "c": _without_anchors(item["c"])} if type(item) is dict and "c" in item else item
        for item in inlines
        if type(item) is not dict or item["t"] != "anchor"
    ]


def without_pictures(tree: list[Block], names: set[str]) -> list[Block]:
    """The same blocks, where the pictures `names` are their alternate text."""

    def replaced(item: Any) -> Any:
        if isinstance(item, list):
            return [replaced(child) for child in item]
        if not isinstance(item, dict):
            return item
        if item.get("src") in names:
            words = [f"[{item['alt']}]", *([" ", *item["caption"]] if item.get("caption") else [])]
            return {"t": "p", "c": words} if item["t"] == "figure" else {"t": "span", "c": words}
        return {key: replaced(value) for key, value in item.items()}

    return list(replaced(tree))
