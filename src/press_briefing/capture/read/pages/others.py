"""What stands in the body of an article and is no word of its author: posts of networks, ways to other articles,
boxes to leave one's address in. It is taken out of the page before the body is looked for, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from ....lexicons import entries
from ....model.article import Removal
from ....model.typography import key
from ...clean.furniture import furniture_rule
from ..pieces import PROSE, own, prose_of

MOST_CHARACTERS, MOST_ELEMENTS = 1_500, 120  # of something looked at: a post or a box is short
NEAR = 7  # elements above a box, one of which has paragraphs where it is in the body
SIDE = 20  # paragraphs looked at beside a box
BOX_WORDS, BOX_LINE = 70, 25  # words of a box, of one of its lines that says nothing of a letter
LABEL_WORDS = 2  # of « EXCLUSIF. » before a link
LINKED = 2  # words of a link, from which it leads to a headline
_WORD = re.compile(r"\w+")
_POST = re.compile(
    r"^https?://(?:www\.|mobile\.|m\.)?(?:(?:twitter|x)\.com/[^/]{1,80}/status/|instagram\.com/(?:p|reel)/|bsky\.app/profile/"
    r"|tiktok\.com/@|facebook\.com/[^/]{1,80}/(?:posts|videos)/|threads\.net/@)"
)
_POINTER = re.compile(r"[►▶➤➜→⇒»›>👉☞▸🔎]")
_CAPITALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]{4,20}(?:[ '’][A-ZÀ-ÖØ-Þ]{2,20})?) ?[.:|–—-]")
_BLOCKS = ("p", "div", "ul", "ol", "table", "section", "h2", "h3", "figure")
_POSTED = ("blockquote", "div", "figure", "section", "aside", "p", "embed-container")
_LINKING = ("p", "li", "div", "h4", "h5")
_BOXES = ("div", "section", "aside", "form")
_FIELDS = ("button", "input", "form", "select")


def without_others(tree: Any, heads: set[Any]) -> list[Removal]:
    """Take from a page's tree what is not of its article; what was taken, in the order of the page.

    `heads`: the elements around its titles, none of which is ever taken.
    """
    found = [
        (rule, element)
        for element in tree.iter()
        if isinstance(element.tag, str) and element not in heads and (rule := _rule(element)) and own(element, heads)
    ]
    taken: set[Any] = set()
    removed: list[Removal] = []
    for rule, element in found:
        if not taken.intersection(element.iterancestors()):
            removed.append(Removal(rule, text_of_small(element)))
            taken.add(element)
    for element in taken:
        element.drop_tree()
    return removed


def _rule(element: Any) -> str:
    if element.tag in _POSTED and _is_post(element):
        return "embed"
    if element.tag in _LINKING and _is_related(element):
        return "related"
    return "newsletter" if element.tag in _BOXES and _is_box(element) else ""


def text_of_small(element: Any) -> str:
    """The text of a small element in one line; nothing of a large one."""
    inside = list(islice(element.iter(), MOST_ELEMENTS + 1))
    if len(inside) > MOST_ELEMENTS or any(one.tag == "h1" for one in inside):
        return ""
    text = prose_of(element)
    return text if len(text) <= MOST_CHARACTERS else ""


def _is_post(element: Any) -> bool:
    """A post by the class of its element, or a quotation that ends in the address of a post."""
    named = (element.get("class") or "")[:300].lower().split()
    if any(_embeds().match(name) for name in named):
        return bool(text_of_small(element))
    links = islice(element.iter("a"), MOST_ELEMENTS) if element.tag == "blockquote" else ()
    return any(_POST.match(link.get("href") or "") for link in links) and bool(text_of_small(element))


@cache
def _embeds() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in entries("read/embeds.txt")))


def _is_related(element: Any) -> bool:
    """A line of nothing but a link and what leads to it, or a link below a line that says so."""
    if any(child.tag in _BLOCKS for child in element) or not (whole := text_of_small(element)):
        return False
    links = [text for link in element.iter("a") if link.get("href") and (text := text_of_small(link))]
    if not links or len(_WORD.findall(" ".join(links))) < LINKED:
        return False
    beside = whole
    for link in links:
        beside = beside.replace(link, " ", 1)
    if _leads(beside):
        return True
    if _CAPITALS.fullmatch(beside.strip()) and whole.startswith(beside.strip()):
        return whole[-1] not in ".!?…" and len(_WORD.findall(beside)) <= LABEL_WORDS
    if _WORD.search(beside):
        return False
    return bool(_POINTER.match(whole)) or _below_label(element)


def _leads(text: str) -> bool:
    """Whether words beside a link say that it leads to another article."""
    return bool(_labels().fullmatch(key(text).strip(" .:;!|()[]{}-–—•*►▶➤➜→⇒»›>👉☞▸«\u00a0\u202f")))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in entries("read/related.txt")))


def _below_label(element: Any) -> bool:
    """Whether the line before, or the one above the link right before it, is « Lire aussi » and no more."""
    for before in islice(element.itersiblings(preceding=True), 6):
        text = text_of_small(before) if isinstance(before.tag, str) else ""
        if _leads(text):
            return True
        links = [text_of_small(link) for link in islice(before.iter("a"), 8)] if text else []
        if text and (not links or _WORD.search(_without(text, links))):
            return False
    parent = element.getparent()
    return element.tag == "li" and parent is not None and parent.tag in ("ul", "ol") and _below_label(parent)


def _without(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, " ", 1)
    return text


def _is_box(element: Any) -> bool:
    """A small box with a button or a field, one line of which offers a letter."""
    if element.tag != "form" and not any(True for _ in islice(element.iter(*_FIELDS), 1)):
        return False
    if not any(len(prose_of(one)) >= PROSE for one in _beside(element)):
        return False
    if not 0 < len(_WORD.findall(text_of_small(element))) <= BOX_WORDS:
        return False
    rules = list(_box_rules(element))
    return any(rule in ("newsletter", "service") for rule in rules) and "prose" not in rules


def _beside(element: Any) -> Iterator[Any]:
    """Paragraphs right inside the elements that hold this one."""
    for above in islice(element.iterancestors(), NEAR):
        yield from islice(above.iterchildren("p"), SIDE)


def _box_rules(element: Any) -> Iterator[str]:
    """The rule of furniture of each line of a box; « prose » for a longer one without."""
    for one in islice(element.iter(), MOST_ELEMENTS):
        if not isinstance(one.tag, str) or any(child.tag in _BLOCKS for child in one):
            continue
        if text := text_of_small(one):
            yield furniture_rule(text) or ("prose" if len(_WORD.findall(text)) > BOX_LINE else "")
