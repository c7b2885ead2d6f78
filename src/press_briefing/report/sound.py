"""Blocks that Typst will accept: it fails hard on a name given twice, a link to nowhere, or nesting past its limits."""
from __future__ import annotations

from typing import Any

from press_briefing.report.blocks import Block, texts

# Typst stops at 80 calls inside each other; a block costs the template three, an inline two.
MAX_BLOCKS, MAX_INLINES = 13, 14
HOLDERS = (list, dict)       # what a tree of blocks is made of, beside words and numbers
BLOCKS = frozenset({"p", "h", "list", "dl", "table", "figure", "pre", "quote", "box", "hr"})


def sound(tree: list[Block]) -> list[Block]:
    """The same blocks, not too deep, every place named once, every link leading to one."""
    shallow = _shallow(tree, 0, 0)
    seen: set[str] = set()
    placed = _places(shallow, seen)
    return _links(placed, seen)


def _shallow(item: Any, blocks: int, inlines: int) -> Any:
    """What stands deeper than the limits as its words alone."""
    if isinstance(item, list):
        return [_shallow(child, blocks, inlines) if isinstance(child, HOLDERS) else child for child in item]
    if not isinstance(item, dict):
        return item
    if item.get("t") in BLOCKS:
        blocks += 1
        if blocks > MAX_BLOCKS:
            return {"t": "p", "c": [" ".join(texts(item))]}
    elif "t" in item and "c" in item:
        inlines += 1
        if inlines > MAX_INLINES:
            return "".join(texts(item))
    return {key: _shallow(value, blocks, inlines) if isinstance(value, HOLDERS) else value
            for key, value in item.items()}


def _places(item: Any, seen: set[str]) -> Any:
    if isinstance(item, list):
        return [_places(child, seen) if isinstance(child, HOLDERS) else child
                for child in item if not _repeated(child, seen)]
    if not isinstance(item, dict):
        return item
    if "id" in item and item["id"] in seen:
        item = {key: value for key, value in item.items() if key != "id"}
    seen.update({item["id"]} if "id" in item else ())
    return {key: _places(value, seen) if isinstance(value, HOLDERS) else value for key, value in item.items()}


def _repeated(item: Any, seen: set[str]) -> bool:
    return isinstance(item, dict) and item.get("t") == "anchor" and item["id"] in seen


def _links(item: Any, places: set[str]) -> Any:
    if isinstance(item, list):
        return [_links(child, places) if isinstance(child, HOLDERS) else child for child in item]
    if not isinstance(item, dict):
        return item
    if item.get("t") == "link" and "to" in item and item["to"] not in places:
        item = {"t": "span", "c": item["c"]}
    return {key: _links(value, places) if isinstance(value, HOLDERS) else value for key, value in item.items()}


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
