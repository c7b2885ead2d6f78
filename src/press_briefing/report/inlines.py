"""Runs of inlines, each a string or a dict with `t` for its kind: their words, their white space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Inline = Any  # str | dict

_SPACE = re.compile(r"[ \t\n\r\f]+")


def is_kind(inline: Inline, *kinds: str) -> bool:
    """Whether an inline is of one of these kinds; a string is of none."""
    return isinstance(inline, dict) and inline["t"] in kinds


def words(content: list[Inline]) -> str:
    """The words of some inlines."""
    return "".join(c if isinstance(c, str) else words(c.get("c", [])) if c["t"] != "br" else " " for c in content)


def trimmed(run: list[Inline]) -> list[Inline]:
    """White space as a browser shows it: single spaces inside, none at either end; [] when nothing is left."""
    collapsed, _ = _collapse(run, after_space=True)
    collapsed = _strip_end(collapsed)
    return collapsed if any(_visible(c) for c in collapsed) else []


def _visible(inline: Inline) -> bool:
    if isinstance(inline, str):
        return bool(inline.strip(" "))
    return inline["t"] in ("image", "anchor") or any(_visible(c) for c in inline.get("c", []))


def _collapse(run: list[Inline], *, after_space: bool) -> tuple[list[Inline], bool]:
    made: list[Inline] = []
    for inline in run:
        if isinstance(inline, str):
            text = _SPACE.sub(" ", inline)
            if after_space:
                text = text.removeprefix(" ")
            if text:
                after_space = text.endswith(" ")
                made.append(text)
        elif inline["t"] == "br":
            made = _strip_end(made)
            made.append(inline)
            after_space = True
        elif "c" in inline:
            content, after_space = _collapse(inline["c"], after_space=after_space)
            if content:
                made.append({**inline, "c": content})
        else:
            made.append(inline)
            after_space = after_space if inline["t"] == "anchor" else False
    return made, after_space


def _strip_end(run: list[Inline]) -> list[Inline]:
    run = list(run)
    while run:
        last = run[-1]
        if isinstance(last, str):
            run[-1] = last.rstrip(" ")
            if run[-1]:
                break
            run.pop()
        elif last["t"] == "br":
            run.pop()
        elif "c" in last:
            run[-1] = {**last, "c": _strip_end(last["c"])}
            break
        else:
            break
    return run


def texts(tree: Any) -> Iterator[str]:
    """The words of some blocks or inlines, in order; for tests and for measuring."""
    for item in tree if isinstance(tree, list) else [tree]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            yield from texts(item)
        elif isinstance(item, dict):
            yield from filter(None, (item.get("text") if item.get("t") == "pre" else "",))
            for key in ("caption", "term", "c", "rows", "items"):
                if key in item:
                    yield from texts(item[key])
