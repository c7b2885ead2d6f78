"""HTML of other people, made harmless without losing a word.

An allow-list (nh3) drops whatever can run or load; `css` filters styles; `svg` and `images` let pictures through that
are inside the notebook. What is dropped leaves its text behind.
"""

from __future__ import annotations

import re
from html import escape

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from press_briefing.report import css, images, svg, wording
from press_briefing.show import live

MAX_CHARACTERS = 12_000_000  # one output; past it the page could not be opened anyway
MAX_SOURCE_DEPTH = 1_000  # an HTML parser needs time squared in the depth of open links and styles
MAX_DEPTH = 48  # elements inside each other; a table in a list in a table needs about 12

TAGS = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q rp rt ruby s samp
    section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
""".split()
)
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "style", "aria-label", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
}
# Their text is code, not prose; every other unknown tag leaves its text behind.
CODE_TAGS = frozenset({"script", "style"})
SCHEMES = {"http", "https", "mailto", "data"}  # data: for images only, see _attribute

# Every class below stops at "<": a text of unclosed tags is read once, not once a tag.
_SVG_EDGE = re.compile(r"<(/?)svg(?=[\s>/])[^<>]*>", re.IGNORECASE)
_STYLE_EDGE = re.compile(r"<(/?)style(?=[\s>/])[^<>]*>", re.IGNORECASE)
_CHECKBOX = re.compile(r"<input(?=[\s/])([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?>")  # in nh3's output, where "<" is always a tag
# Unknown tags that set text apart: the first kind is a block, the second would glue its words to its neighbour's.
_UNKNOWN_BLOCK = re.compile(
    r"<(/?)(?:center|main|form|fieldset|dialog|hgroup|search|menu|dir|noscript|optgroup)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_UNKNOWN_WORD = re.compile(
    r"<(?=/?(?:option|select|label|legend|textarea|button|iframe|object|video|audio|canvas|marquee|output|input)\b)",
    re.IGNORECASE,
)
# The allow-list drops the elements of MathML and SVG with their words: without their edges, the words stay.
_FOREIGN_EDGE = re.compile(
    r"</?(?:math|mi|mo|mn|ms|mtext|mrow|msup|msub|msubsup|mfrac|msqrt|mroot|mover|munder|munderover|mtable|mtr|mtd|mstyle|"
    r"mspace|mpadded|mphantom|menclose|merror|mfenced|mmultiscripts|mprescripts|semantics|annotation|annotation-xml|"
    r"svg|g|text|tspan|textpath|defs|desc|switch|symbol|foreignobject)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_SOURCE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?![a-zA-Z0-9-])[^<>]*>")
# Left open by custom: they close each other.
_LEFT_OPEN = frozenset("p li td th tr dt dd option thead tbody tfoot img br hr input col wbr meta link".split())
_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_STYLER_ID = re.compile(r"T_[0-9A-Za-z-]+(?:_|$)")
_NUMBER = re.compile(r"\d{1,4}")
_SPAN_LIMITS = {"colspan": 200, "rowspan": 2000, "span": 200}


def clean_html(fragment: str, *, language: str = "fr") -> str:
    """The fragment with only what a page may hold; "" for an empty one.

    Parameters
    ----------
    fragment: HTML of anybody's, hostile too.
    language: of labels that are added.

    Returns
    -------
    HTML without script, style sheet, form, frame, or address that loads anything.
    """
    text = live.bare(_CONTROL.sub("", fragment))
    if len(text) > MAX_CHARACTERS:
        text = f"<p>{escape(wording.of(language)['too_large'])}</p>" + escape(lxml_text(text))[:100_000]
    if _deepest(text) > MAX_SOURCE_DEPTH:
        text = escape(lxml_text(text))
    sheets = _style_sheets(text)
    text = _CHECKBOX.sub(_checkbox, text)
    text = _UNKNOWN_WORD.sub(" <", _UNKNOWN_BLOCK.sub(r"<\1div>", text))
    text = _FOREIGN_EDGE.sub(" ", pictures_instead_of_svg(text, language=language))
    clean = nh3.clean(
        text,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags=set(CODE_TAGS),
        url_schemes=SCHEMES,
        attribute_filter=_attribute,
        strip_comments=True,
        link_rel="noopener noreferrer",
    )
    return _finish(flatten(clean), [rule for sheet in sheets for rule in css.rules(sheet)], language)


def printable(text: str) -> str:
    """The text without the control characters that no page and no PDF may hold."""
    return _CONTROL.sub("", text)


def _deepest(text: str) -> int:
    """How deep the tags of a source seem to stand in each other, before any parser sees it."""
    depth = deepest = 0
    for tag in _SOURCE_TAG.finditer(text):
        if tag[2].lower() not in _LEFT_OPEN and not tag[0].endswith("/>"):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _style_sheets(text: str) -> list[str]:
    sheets, start = [], None
    for edge in _STYLE_EDGE.finditer(text):
        if not edge[1]:
            start = edge.end() if start is None else start
        elif start is not None:
            sheets.append(text[start : edge.start()])
            start = None
    return sheets


def _checkbox(match: re.Match[str]) -> str:
    attributes = match[1].lower()
    if "checkbox" not in attributes:
        return match[0]
    return "☑ " if "checked" in attributes else "☐ "


def lxml_text(text: str) -> str:
    """The words of an HTML text, roughly: tags removed."""
    return re.sub(r"<[^<>]{0,2000}>", " ", text)


def pictures_instead_of_svg(text: str, *, language: str = "fr") -> str:
    """Every inline drawing as an image: a picture can run nothing, and no HTML parser changes the case of `viewBox`."""
    parts, done = [], 0
    for start, end in _outer_svgs(text):
        source = text[start:end]
        clean = svg.clean(source)
        alt = svg.described(source) or wording.of(language)["figure"]
        parts.append(text[done:start])
        if clean:
            parts.append(images.tag(images.data_uri("image/svg+xml", clean.encode()), alt))
        else:
            parts.append(escape(" ".join(lxml_text(source).split())))
        done = end
    return "".join([*parts, text[done:]])


def _outer_svgs(text: str) -> list[tuple[int, int]]:
    spans, depth, start = [], 0, 0
    for edge in _SVG_EDGE.finditer(text):
        if edge[1]:
            depth = max(0, depth - 1)
            if depth == 0 and start is not None and start <= edge.start():
                spans.append((start, edge.end()))
                start = edge.end()
            continue
        if depth == 0:
            start = edge.start()
        if edge[0].endswith("/>"):
            if depth == 0:
                spans.append((start, edge.end()))
        else:
            depth += 1
    # A stray closing tag yields a span that opens nowhere: leave it to the allow-list.
    return [(a, b) for a, b in spans if text[a : a + 4].lower() == "<svg"]


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return css.declarations(value) or None
    if name in ("href", "src"):
        is_data = value.strip().lower().startswith("data:")
        return value if is_data == (name == "src") or name == "src" else None
    if name in _SPAN_LIMITS:
        number = _NUMBER.match(value.strip())
        return str(min(int(number[0]), _SPAN_LIMITS[name])) if number else None
    return value


def _finish(clean: str, sheet_rules: list[css.StyleRule], language: str) -> str:
    """The steps that need a tree: styles written in, pictures checked. Skipped where there is no need."""
    if not sheet_rules and "<img" not in clean:
        return clean
    root = tree(clean)
    css.inline(root, sheet_rules)
    _drop_styler_ids(root)
    for image in list(root.iter("img")):
        _check_image(image, language)
    return inner_html(root)


def _drop_styler_ids(root: HtmlElement) -> None:
    """Once its rules are written in, nothing needs Styler's ids, which are random and differ from run to run."""
    for element in root.iter():
        if isinstance(element.tag, str) and _STYLER_ID.match(element.get("id") or ""):
            del element.attrib["id"]


def tree(fragment: str) -> HtmlElement:
    """A fragment as the children of one `div`. `huge_tree`, or lxml truncates deep and long input without a word."""
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    text = f"<html><body><div>{fragment}</div></body></html>"
    document = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    body = document.find("body")
    div = body.find("div")
    for stray in list(body)[1:]:  # what a stray closing tag let escape
        div.append(stray)
    return div


def inner_html(root: HtmlElement) -> str:
    """The children of `root` as HTML text."""
    parts = [escape(root.text or "", quote=False)]
    parts.extend(lxml_html.tostring(child, encoding="unicode") for child in root)
    return "".join(parts)


def _check_image(image: HtmlElement, language: str) -> None:
    words = wording.of(language)
    source, alt = image.get("src") or "", image.get("alt") or ""
    uri = images.safe_uri(source) if source else None
    if uri:
        image.set("src", uri)
        image.set("alt", alt or words["figure"])
        return
    shown = "" if source.lower().startswith("data:") else source[:300]
    note = " ".join(filter(None, (words["picture_left_out"], alt, shown)))
    replace_by_text(image, f"[{note}]")


def replace_by_text(element: HtmlElement, text: str) -> None:
    """Put `text` where the element was; what follows it stays."""
    span = element.makeelement("span", {"class": "left-out"})
    span.text, span.tail = text, element.tail
    element.getparent().replace(element, span)


def flatten(clean: str, limit: int = MAX_DEPTH) -> str:
    """Tags deeper than `limit` are dropped and their words kept. Text, not tree: libxml2 stops at 2,048 levels."""
    depth = 0

    def edge(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2] in _VOID:
            return match[0]
        if match[1]:
            depth -= 1
            return match[0] if depth < limit else " "
        depth += 1
        return match[0] if depth <= limit else " "

    return _TAG.sub(edge, clean)
