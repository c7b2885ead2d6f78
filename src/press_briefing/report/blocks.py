"""The page as a tree of blocks that one fixed Typst template walks: plain data, never source.

A block is a dict with `t` for its kind; an inline is a string or such a dict. What has no kind of its own becomes
paragraphs of its words, so nothing of a page can be missing from the paper.

    blocks   h (level), p, list, dl, table, figure, pre, quote, box (kind), hr
    inlines  "text", em, strong, code, mark (kind), sup, sub, strike, underline, link (url or to), anchor, br, image
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from press_briefing.report import images, sanitise, tables
from press_briefing.report.elements import box_kind, classes, is_block, language
from press_briefing.report.inlines import Inline, is_kind, trimmed, words

Block = dict[str, Any]

STYLES = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "sup": "sup",
    "sub": "sub",
    "s": "strike",
    "del": "strike",
    "u": "underline",
    "ins": "underline",
    "small": "small",
}
MARKS = ("ent-per", "ent-loc", "ent-org", "ent-misc", "time", "quote", "neg", "pos", "stance", "hedge")
NUMBERS = ("pnum", "snum", "num")  # of a paragraph, of a sentence, of anything
LABELS = ("tag", "said")  # small labels of a note, and where a source speaks; their kind is the other class
# Characters a PDF/A may not hold: byte order marks, private use, what is not a character. Their place stays visible.
_UNPRINTABLE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# A word no line can hold may break anywhere (at spaces of no width); an address is the usual case.
_ENDLESS = re.compile(r"[^\s\u200b]{56,}")
_IGNORED = re.compile(r"[\ufeff\ufff9-\ufffb\ud800-\udfff]")


@dataclass
class TypstDocument:
    """Blocks, and beside them the pictures they name, as file name -> bytes."""

    blocks: list[Block] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def document(*roots: HtmlElement) -> TypstDocument:
    """The blocks of some trees, one after the other."""
    made, roots = TypstDocument(), tuple(map(_of_paper, roots))
    for root in roots:
        made.ids.update(e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id"))
    for root in roots:
        made.blocks.extend(Walker(made).flow(root))
    _introduce(made.blocks)
    first = next((n for n, block in enumerate(made.blocks) if block["t"] == "h" and block["level"] == 2), 0)
    made.blocks.insert(first, {"t": "contents"})  # after the head and what introduces the sections
    return made


def _of_paper(root: HtmlElement) -> HtmlElement:
    """A tree without what is shown on screen only; what a row or a phrase leaves behind it stays."""
    if not any("on-screen" in classes(element) for element in root.iter() if isinstance(element.tag, str)):
        return root
    root = deepcopy(root)
    for element in [e for e in root.iter() if isinstance(e.tag, str) and "on-screen" in classes(e)]:
        element.drop_tree()
    return root


# Paragraphs after a heading that go to the next page with what they introduce; a longer text is no introduction.
INTRODUCTION = 3


def _introduce(found: list[Block]) -> None:
    """Paragraphs (and a caveat) between a heading and a figure, a table or a box stay with it on one page."""
    for place, block in enumerate(found):
        if block["t"] != "h":
            continue
        run = []
        for after in found[place + 1 : place + 3 + INTRODUCTION]:
            if after["t"] == "p":
                run.append(after)
            elif after["t"] in ("figure", "table", "box"):
                for paragraph_ in run[:INTRODUCTION]:
                    paragraph_["sticky"] = True
                if after.get("kind") != "caveat":
                    break
            else:
                break


def plain(text: str | None) -> str:
    """Text as a PDF/A may hold it."""
    return _UNPRINTABLE.sub("□", _IGNORED.sub("", sanitise.printable(text or "")))


def breakable(text: str | None) -> str:
    """Text for a line: a word longer than any may break."""
    if not text:
        return ""
    return _ENDLESS.sub(lambda word: "\u200b".join(re.findall(r".{1,24}", word[0])), plain(text))


class Walker:
    """Walks a tree once; `document` collects the pictures on the way."""

    def __init__(self, document: TypstDocument) -> None:
        self.document = document

    # Blocks ----------------------------------------------------------------------------------------------------------

    def flow(self, element: HtmlElement) -> list[Block]:
        """What is inside an element, as blocks; text beside blocks becomes paragraphs."""
        if not len(element):  # most cells of most tables
            return paragraph([breakable(element.text)])
        blocks: list[Block] = []
        run: list[Inline] = [breakable(element.text)]
        for child in element:
            if not isinstance(child.tag, str):
                run.append(breakable(child.tail))
            elif is_block(child):
                blocks.extend(paragraph(run))
                blocks.extend(self.block(child))
                run = [breakable(child.tail)]
            else:
                run.extend([*self.inline(child), breakable(child.tail)])
        blocks.extend(paragraph(run))
        return blocks

    def block(self, element: HtmlElement) -> list[Block]:
        """One block element as blocks, its id before it."""
        kind = getattr(self, f"_{element.tag}", None) or self._container
        made = kind(element)
        if made and language(element):
            made = [{"t": "lang", "lang": language(element), "c": made}]
        name = element.get("id")
        if not name:
            return made
        if made and "id" not in made[0]:
            made[0]["id"] = name
            return made
        return [{"t": "anchor", "id": name}, *made]

    def _container(self, element: HtmlElement) -> list[Block]:
        kind = box_kind(element)
        inside = self.flow(element)
        if kind == "key-figures" and len(inside) == 1 and inside[0]["t"] == "list":
            rows = [{"term": item[:1], "c": item[1:]} for item in inside[0]["items"]]
            return [{"t": "dl", "rows": rows, "kind": kind}]
        if kind == "legend":
            inside = [_spread(block) for block in inside]
        return [{"t": "box", "kind": kind, "c": inside}] if kind and inside else inside

    def _heading(self, element: HtmlElement) -> list[Block]:
        content = trimmed(self.inlines(element))
        return [{"t": "h", "level": int(element.tag[1]), "c": content, "text": words(content)}] if content else []

    _h1 = _h2 = _h3 = _h4 = _h5 = _h6 = _heading

    def _p(self, element: HtmlElement) -> list[Block]:
        kind = box_kind(element)
        made = paragraph(self.inlines(element))
        return [{"t": "box", "kind": kind, "c": made}] if kind and made else made

    _summary = _p

    def _hr(self, element: HtmlElement) -> list[Block]:
        return [{"t": "hr"}]

    def _pre(self, element: HtmlElement) -> list[Block]:
        text = breakable("".join(element.itertext())).strip("\n").expandtabs(4)
        kind = next((k for k in ("traceback", "latex", "stderr") if k in classes(element)), "")
        return [{"t": "pre", "text": text, "kind": kind}] if text.strip() else []

    def _blockquote(self, element: HtmlElement) -> list[Block]:
        inside = self.flow(element)
        return [{"t": "quote", "c": inside}] if inside else []

    def _ul(self, element: HtmlElement) -> list[Block]:
        return self._list(element, ordered=False)

    def _ol(self, element: HtmlElement) -> list[Block]:
        return self._list(element, ordered=True)

    def _list(self, element: HtmlElement, *, ordered: bool) -> list[Block]:
        items, stray = [], paragraph([breakable(element.text)])
        for child in element:
            if isinstance(child.tag, str):
                inside = self.flow(child) if child.tag == "li" else self.block(child)
                if child.tag == "li" and child.get("id"):
                    inside = [{"t": "anchor", "id": child.get("id")}, *inside]
                if inside:
                    items.append(inside)
            stray.extend(paragraph([breakable(child.tail)]))
        made: Block = {
            "t": "list",
            "ordered": ordered,
            "start": _start(element),
            "items": items,
            "kind": box_kind(element),
        }
        return [made, *stray] if items else stray

    def _dl(self, element: HtmlElement) -> list[Block]:
        """Pairs of term and description; a wrapping div (allowed by HTML) is looked through."""
        rows: list[Block] = []
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl")) is not element:
                continue
            inside = self.flow(child)
            if child.tag == "dt":
                rows.append({"term": inside, "c": []})
            elif rows:
                rows[-1]["c"].extend(inside)
            else:
                rows.append({"term": [], "c": inside})
        return [{"t": "dl", "rows": rows, "kind": box_kind(element)}] if rows else self._container(element)

    def _figure(self, element: HtmlElement) -> list[Block]:
        pictures = list(element.iter("img"))
        caption = next(element.iter("figcaption"), None)
        said = trimmed(self.inlines(caption)) if caption is not None else []
        in_caption = len("".join(caption.itertext()).split()) if caption is not None else 0
        only_caption = len("".join(element.itertext()).split()) == in_caption
        shown = self._picture(pictures[0]) if len(pictures) == 1 and only_caption else None
        if shown is None:
            return self._container(element)
        return [{"t": "figure", **shown, "caption": said}]

    def _table(self, element: HtmlElement) -> list[Block]:
        return tables.table(element, self)

    # Inlines ---------------------------------------------------------------------------------------------------------

    def inlines(self, element: HtmlElement) -> list[Inline]:
        """What is inside an element, as inlines; blocks in it are set apart by line breaks."""
        made: list[Inline] = [breakable(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                if is_block(child):
                    made.extend([{"t": "br"}, *self.inlines(child), {"t": "br"}])
                else:
                    made.extend(self.inline(child))
            made.append(breakable(child.tail))
        return made

    def inline(self, element: HtmlElement) -> list[Inline]:
        """One inline element, its id before it."""
        anchor: list[Inline] = [{"t": "anchor", "id": element.get("id")}] if element.get("id") else []
        if element.tag == "br":
            return [*anchor, {"t": "br"}]
        if element.tag == "img":
            shown = self._picture(element)
            return [*anchor, {"t": "image", **shown}] if shown else [*anchor, plain(element.get("alt"))]
        content = self.inlines(element)
        if language(element):
            content = [{"t": "lang", "lang": language(element), "c": content}]
        if not words(content).strip() and not any(is_kind(c, "image", "anchor", "br") for c in content):
            return [*anchor, *content]
        return [*anchor, *self._styled(element, content)]

    def _styled(self, element: HtmlElement, content: list[Inline]) -> list[Inline]:
        """The content in the dress of its element. A stretch may carry several marks, one inside the other."""
        if element.tag == "a":
            content = [self._link(element, content)]
        if element.tag == "q":
            return ["« ", *content, " »"]
        own = classes(element)
        marks = [name for name in MARKS if name in own] if own else []
        if marks or element.tag == "mark":
            for mark in marks or ["plain"]:
                content = [{"t": "mark", "kind": mark, "c": content}]
            return content
        label = next((name for name in LABELS if name in own), None)
        if label:
            return [{"t": label, "kind": next((name for name in own if name != label), ""), "c": content}]
        number = next((name for name in NUMBERS if name in own), None)
        if number:
            return [{"t": "number" if number == "num" else number, "c": content}]
        if element.tag in STYLES:
            return [{"t": STYLES[element.tag], "c": content}]
        return content

    def _link(self, element: HtmlElement, content: list[Inline]) -> Inline:
        href = (element.get("href") or "").strip()
        if href.startswith("#") and href[1:] in self.document.ids:
            return {"t": "link", "to": href[1:], "c": content}
        if re.match(r"(?:https?|mailto):", href, re.IGNORECASE):
            return {"t": "link", "url": plain(href), "c": content}
        return {"t": "span", "c": content}

    def _picture(self, image: HtmlElement) -> Block | None:
        """A picture as the name of a file to be laid beside the document, its alternate text and its format."""
        found = images.decoded(image.get("src") or "")
        if found is None:
            return None
        kind, data = images.printable(*found)
        kind = {"svg+xml": "svg", "jpeg": "jpg"}.get(kind, kind)
        name = f"{len(self.document.pictures) + 1}.{kind}"
        self.document.pictures[name] = data
        size = None if kind == "svg" else images.raster_size(data)
        width = _pixels(image.get("width")) or (size[0] if size else 0)
        return {"src": name, "alt": plain(image.get("alt")) or "-", "px": width}


def paragraph(run: list[Inline]) -> list[Block]:
    """A run of inlines as a paragraph, or nothing when it holds nothing to see."""
    content = trimmed(run)
    if not content:
        return []
    if len(content) == 1 and is_kind(content[0], "image"):
        return [{**content[0], "t": "figure", "caption": []}]
    return [{"t": "p", "c": content}]


def _spread(block: Block) -> Block:
    """The entries of a legend further apart than the words inside one."""
    if block["t"] != "p":
        return block
    return {**block, "c": [f"{inline}\u2002" if inline == " " else inline for inline in block["c"]]}


def _start(element: HtmlElement) -> int:
    value = element.get("start") or ""
    return int(value) if re.fullmatch(r"\d{1,6}", value) else 1


def _pixels(value: str | None) -> int:
    match = re.match(r"\d{1,5}", value or "")
    return int(match[0]) if match and not (value or "").strip().endswith("%") else 0
