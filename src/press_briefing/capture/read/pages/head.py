"""The head of an article on its page: the standfirst under the title, and who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ....lexicons import entries, keys
from ....model.typography import key
from ...clean.byline import NAME, is_byline
from ...clean.dateline import date_line
from ...clean.draft import Line
from ...clean.furniture import furniture_rule
from ..page import words
from ..pieces import PROSE, foreign, own
from .others import text_of_small

REACH = 400  # elements behind the title among which its head is looked for
STANDFIRST = (6, 160)  # words
FIRST_LINES = 5  # of the body, one of which may be the standfirst
BYLINE = 160  # characters
_NAMED = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_TAGS = ("p", "h2", "h3", "h4", "div", "section", "span", "strong", "header")
_BY = re.compile(
    r"(?:(?:Écrit|Article|Texte|Reportage|Analyse|Enquête|Publié|Propos recueillis|Recueilli) )?(?:[Pp]ar|PAR|By) "
    rf"(?P<names>{NAME}(?:(?:, | et | & ){NAME}){{0,5}})(?:(?:,| avec\b| \(| [|–—-]).{{0,80}})?"
)
_JOINT = re.compile(r", | et | & ")
_WITH = re.compile(r"[ ,(/–-](?:avec|et|via|with) (?:les? |l['’])?(?P<who>[^,;()]{2,40})\)?$", re.I)


def behind_title(tree: Any, heads: set[Any]) -> Iterator[Any]:
    """The elements of the article behind its title, as far as its first paragraph."""
    title = next(tree.iter("h1"), None)
    if title is None:
        return
    inside = set(title.iter())
    following = (one for one in title.xpath("following::*") if isinstance(one.tag, str) and one not in inside)
    for one in islice(following, REACH):
        if one.tag == "p" and len(text_of_small(one)) >= PROSE and not _is_named(one) and own(one, heads):
            yield one
            return
        if own(one, heads) and not foreign(one, heads):
            yield one


def with_standfirst(lines: list[Line], tree: Any, heads: set[Any], description: str) -> list[Line]:
    """The lines with the standfirst, which stands right behind the title, marked as the lead.

    `description`: what the page says of itself; an element of the same words is the standfirst, whatever its name.
    """
    text = standfirst(tree, heads, description)
    wanted = words(text)
    if not wanted or not lines or lines[0].kind != "title":
        return lines
    for number, line in enumerate(lines[1:FIRST_LINES], 1):
        if words(line.text) == wanted:
            return [lines[0], Line(line.text, "lead", gap=True), *lines[1:number], *lines[number + 1 :]]
    there = " ".join(words(" ".join(line.text for line in lines)))
    return lines if " ".join(wanted) in there else [lines[0], Line(text, "lead", gap=True), *lines[1:]]


def standfirst(tree: Any, heads: set[Any], description: str) -> str:
    """The standfirst behind the title, empty without one."""
    wanted = words(description)
    for one in behind_title(tree, heads):
        if one.tag in _TAGS and (_is_named(one) or (wanted and words(text_of_small(one)) == wanted)):
            text = text_of_small(one)
            if _may_stand(text):
                return text
    return ""


def _is_named(element: Any) -> bool:
    named = (element.get("class") or "")[:300]
    parts = {part.lower() for part in (*_NAMED.split(named), *re.sub("[-_]", "", named).split())}
    return bool(
        parts.intersection(entries("read/standfirsts.txt"))
        and not parts.intersection(entries("read/not_standfirsts.txt"))
    )


def _may_stand(text: str) -> bool:
    least, most = STANDFIRST
    return (
        least <= len(text.split()) <= most
        and not is_byline(text)
        and date_line(text) is None
        and not furniture_rule(text)
    )


def signed(tree: Any, heads: set[Any]) -> str | None:
    """The names in the byline behind the title, « A, B » for two."""
    for one in behind_title(tree, heads):
        text = text_of_small(one)
        if 0 < len(text) <= BYLINE and (match := _BY.fullmatch(text)):
            return ", ".join(_JOINT.split(match["names"]))
    return None


def without_agency(told: str) -> str:
    """« Awa Exemple avec AFP » without the agency: it wrote with her, and is no person."""
    told = " ".join(told.split())
    match = _WITH.search(told)
    agency = match is not None and key(match["who"]) in keys("entities/agencies.txt")
    return told[: match.start()].rstrip(" ,(/–-") if match and agency and match.start() else told


def whole_title(tree: Any, title: str | None) -> str | None:
    """The title as the page's heading has it, where its metadata cut it short: « Le récit d’une volte-face… »."""
    begun = words(title or "")
    if not title or not title.rstrip().endswith(("…", "...")):
        return title
    heads = (" ".join(head.text_content().split()) for head in islice(tree.iter("h1"), 20))
    return next((head for head in heads if len(words(head)) > len(begun) and words(head)[: len(begun)] == begun), title)
