"""CSS of other people: only quiet properties, only literal values, nothing that reaches outside the element.

Style sheets (pandas' Styler writes one per table) are not kept: the rules that name an id or a class are written into
the `style` attribute of the elements they match, where the same filter holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tinycss2
from lxml.etree import _Element

# What a table or a phrase may say about itself. No position, display, size, float or content: nothing can be hidden,
# laid over the page or pushed off it.
PROPERTIES = frozenset(
    {
        "color",
        "background-color",
        "background",
        "font-weight",
        "font-style",
        "text-align",
        "text-decoration",
        "vertical-align",
        "white-space",
        "text-transform",
        "font-variant-numeric",
    }
)
FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "linear-gradient"})
TOKENS = frozenset({"ident", "number", "percentage", "dimension", "hash", "whitespace", "comment"})
MAX_RULES = 20_000  # a Styler table of 1,000 rows and 20 columns, one rule a cell
MAX_SWEEPING_RULES = 60  # rules without an id to look up are tried on every element

_COMPOUND = re.compile(r"(?P<tag>[a-zA-Z][a-zA-Z0-9]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")


class Compound(NamedTuple):
    """One step of a selector: `td#T_1.col2`."""

    tag: str
    id: str
    classes: frozenset[str]


class StyleRule(NamedTuple):
    """A selector as its steps, outermost first, and the declarations it sets."""

    steps: tuple[Compound, ...]
    style: str


def declarations(text: str) -> str:
    """The allowed declarations of a `style` attribute or a rule's block, as text; "" when none is."""
    kept = []
    for item in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and item.lower_name in PROPERTIES and _literal(item.value):
            kept.append(f"{item.lower_name}:{tinycss2.serialize(item.value).strip()}")
    return ";".join(kept)


def _literal(tokens: Iterable) -> bool:
    return all(
        token.type in TOKENS
        or (token.type == "literal" and token.value in ",/")
        or (token.type == "function" and token.lower_name in FUNCTIONS and _literal(token.arguments))
        for token in tokens
    )


def rules(sheet: str) -> list[StyleRule]:
    """The rules of a style sheet that this module can follow, in order; every other one is dropped."""
    found: list[StyleRule] = []
    for item in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if item.type != "qualified-rule" or len(found) >= MAX_RULES:
            continue
        style = declarations(tinycss2.serialize(item.content))
        if style:
            found.extend(StyleRule(steps, style) for steps in _selectors(tinycss2.serialize(item.prelude)))
    return found


def _selectors(text: str) -> Iterator[tuple[Compound, ...]]:
    for selector in text.split(","):
        steps = tuple(_compound(part) for part in selector.split())
        known = [step for step in steps if step is not None]
        # A rule on bare tags would reach the rest of the page.
        if known and len(known) == len(steps) and (known[0].id or known[0].classes):
            yield tuple(known)


def _compound(text: str) -> Compound | None:
    match = _COMPOUND.fullmatch(text)
    if match is None or not text:
        return None
    return Compound((match["tag"] or "").lower(), match["id"] or "", frozenset(match["classes"].split(".")) - {""})


def inline(root: _Element, sheet_rules: list[StyleRule]) -> None:
    """Write the rules into the `style` attributes of the elements below `root` that they match."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    sweeping = 0
    for rule in sheet_rules:
        last = rule.steps[-1]
        if last.id:
            candidates = [by_id[last.id]] if last.id in by_id else []
        else:
            sweeping += 1
            candidates = list(_elements(root)) if sweeping <= MAX_SWEEPING_RULES else []
        for element in candidates:
            if _matches(element, rule.steps):
                element.set("style", ";".join(filter(None, (element.get("style"), rule.style))))


def _elements(root: _Element) -> Iterator[_Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _matches(element: _Element, steps: tuple[Compound, ...]) -> bool:
    if not _fits(element, steps[-1]):
        return False
    wanted = list(steps[:-1])
    for ancestor in element.iterancestors():
        if wanted and _fits(ancestor, wanted[-1]):
            wanted.pop()
    return not wanted


def _fits(element: _Element, step: Compound) -> bool:
    return (
        (not step.tag or element.tag == step.tag)
        and (not step.id or element.get("id") == step.id)
        and step.classes <= set((element.get("class") or "").split())
    )
