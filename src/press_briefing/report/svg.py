"""SVG of other people: shapes and words stay; scripts, animations, style tricks and everything outside go."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from press_briefing.report import svgpath

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREFS = ("href", f"{{{XLINK}}}href")

MAX_BYTES = 8_000_000  # a scatter plot of 50,000 points; past that it should have been a PNG
MAX_DEPTH = 200
MAX_COPIES = 200_000  # elements drawn once every <use> is followed: ten levels of ten copies would be 10^10

ELEMENTS = frozenset(
    """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath clipPath mask marker
    linearGradient radialGradient stop pattern image title desc style switch a
""".split()
)
# An address may be a place in the same drawing, or a picture inside it.
_LOCAL = re.compile(r"#[\w:.-]+")
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(r"url\((?!\s*['\"]?#)", re.IGNORECASE)
_NAMED = re.compile(r"#([\w:.-]+)")
_URL_NAME = re.compile(r"url\(\s*['\"]?#([\w:.-]+)['\"]?\s*\)", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.#-])(?<![eE]-)(\d+)\.(\d+)(?![\w.])")
KEPT_EXACTLY = frozenset({"id", "class", "href", f"{{{XLINK}}}href", "font-family", "style"})
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"})
WITH_WORDS = frozenset({"text", "tspan", "textPath", "title", "desc", "style"})
_SUSPECT = re.compile(r"[\\@(:<]")  # one of them is in whatever the two patterns below and above find
_RISKY_CSS = re.compile(r"@import|@font-face|expression\s*\(|javascript:|<", re.IGNORECASE)


def clean(source: str) -> str | None:
    """The drawing as safe SVG text, or None when it is not one, is too large, or would unfold beyond measure."""
    if len(source) > MAX_BYTES:
        return None
    root = _parse(source)
    if root is None:
        return None
    _keep_or_drop(root, root, 0)
    if _copies(root) > MAX_COPIES:
        return None
    lighten(root)
    etree.cleanup_namespaces(root, top_nsmap={None: SVG, "xlink": XLINK})
    return etree.tostring(root, encoding="unicode", with_tail=False)


def lighten(root: etree._Element) -> None:
    """Drop what draws nothing: indentation, ids nobody names, groups without a purpose, digits no eye resolves."""
    elements = [(element, _name(element)) for element in root.iter()]
    named = set(
        _NAMED.findall(" ".join(value for element, _ in elements for value in element.values() if "#" in value))
    )
    names = _short_names(elements, named)
    for element, name in elements:
        _lighten_attributes(element, named, names)
        if name in SHAPES and "opacity" in (style := element.get("style") or ""):
            element.set("style", _plain_opacity(style))
    _drop_white_space(elements)
    for element, name in elements:
        if name == "g" and not element.keys() and element.getparent() is not None:
            _unwrap(element)


def _lighten_attributes(element: etree._Element, named: set[str], names: dict[str, str] | None) -> None:
    for name, value in element.items():
        kept = value
        if name == "id":
            if value not in named:
                del element.attrib[name]
                continue
        elif name == "d":
            kept = svgpath.shorter(value)
        elif "." in value and name not in KEPT_EXACTLY:
            kept = _fewer_digits(value)
        if names is not None:
            kept = _renamed(name, kept, names)
        if kept != value:
            element.set(name, kept)
        if names is not None and name == HREFS[1]:
            element.set("href", str(element.attrib.pop(name)))


def _drop_white_space(elements: list[tuple[etree._Element, str]]) -> None:
    """Indentation; in and between words white space is text."""
    wordy: set[etree._Element] = set()  # what stands in words, at any depth
    for element, name in elements:
        parent = element.getparent()
        if parent in wordy or (parent is not None and _name(parent) in WITH_WORDS):
            wordy.add(element)
        elif element.tail:
            element.tail = element.tail.strip() or None
        if element.text and name not in WITH_WORDS:
            element.text = element.text.strip() or None


def _fewer_digits(value: str) -> str:
    return _DIGITS.sub(_shorter, value)


@lru_cache(maxsize=512)
def _plain_opacity(style: str) -> str:
    """The opacity of a shape that is only filled or only drawn, as that of its paint.

    The two look the same; `opacity` asks a PDF for a transparency group of its own, half a kilobyte a shape.
    """
    pairs = [part.partition(":") for part in style.split(";") if part.strip()]
    told = {name.strip(): value.strip() for name, _, value in pairs}
    filled, drawn = told.get("fill", "") != "none", told.get("stroke", "none") != "none"
    if "opacity" not in told or filled == drawn or "fill-opacity" in told or "stroke-opacity" in told:
        return style
    told["fill-opacity" if filled else "stroke-opacity"] = told.pop("opacity")
    return "; ".join(f"{name}: {value}" for name, value in told.items())


def _short_names(elements: list[tuple[etree._Element, str]], named: set[str]) -> dict[str, str] | None:
    """Names of three characters for glyphs that are used a thousand times; none where a style sheet may name them."""
    if any(name == "style" and "#" in (element.text or "") for element, name in elements):
        return None
    old = (element.get("id") for element, _ in elements)
    return {name: f"n{number:x}" for number, name in enumerate(dict.fromkeys(n for n in old if n and n in named))}


def _renamed(name: str | bytes, value: str, names: dict[str, str]) -> str:
    """The value with the names it defines or follows replaced."""
    if name == "id":
        return names.get(value, value)
    if name in HREFS and value.startswith("#"):
        return f"#{names.get(value[1:], value[1:])}"
    if "url(" in value:
        return _URL_NAME.sub(lambda match: f"url(#{names.get(match[1], match[1])})", value)
    return value


def _shorter(number: re.Match[str]) -> str:
    whole, fraction = number[1], number[2]
    kept = fraction[:2].rstrip("0") if len(whole) > 1 else fraction[:3].rstrip("0") if whole != "0" else fraction[:6]
    return f"{whole}.{kept}" if kept else whole


def _unwrap(group: etree._Element) -> None:
    parent = group.getparent()
    if parent is None or group.text or group.tail:
        return
    place = parent.index(group)
    parent[place : place + 1] = list(group)


def described(source: str) -> str:
    """What the drawing says of itself: its title and description, else ""."""
    root = _parse(source)
    if root is None:
        return ""
    words = [" ".join("".join(child.itertext()).split()) for child in root if _name(child) in ("title", "desc")]
    return " - ".join(filter(None, words))


def _parse(source: str) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    start = re.search(r"<svg[\s>/]", source, re.IGNORECASE)
    if start is None:
        return None
    text = source[start.start() :]  # no XML declaration, no DTD: entities are never even declared
    if "xmlns=" not in text[: text.find(">")]:
        text = f'{text[:4]} xmlns="{SVG}"{text[4:]}'
    if "xlink:" in text and "xmlns:xlink" not in text:
        text = f'{text[:4]} xmlns:xlink="{XLINK}"{text[4:]}'
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and _name(root) == "svg" else None


@lru_cache(maxsize=512)
def _local(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    return name if namespace.lstrip("{") in ("", SVG) else ""


def _name(element: etree._Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _keep_or_drop(element: etree._Element, root: etree._Element, depth: int) -> None:
    """An element and what is in it, or nothing of either; the root stays."""
    name = _name(element)
    wanted = name in ELEMENTS and depth <= MAX_DEPTH and not (name == "style" and _unsafe(element.text or ""))
    parent = element.getparent()
    if not wanted and element is not root and parent is not None:
        parent.remove(element)
        return
    if wanted:
        _keep_attributes(element)
    for child in list(element):
        _keep_or_drop(child, root, depth + 1)


def _keep_attributes(element: etree._Element) -> None:
    for name, value in element.items():
        if name in HREFS:
            image = _name(element) == "image"
            fine = bool((_PICTURE if image else _LOCAL).fullmatch(value))
        else:
            fine = not _is_event(name) and not _unsafe(value)
        if not fine:
            del element.attrib[name]
    if _name(element) == "a":  # a link inside a picture leads nowhere; what it wraps stays
        element.tag = f"{{{SVG}}}g"


@lru_cache(maxsize=512)
def _is_event(name: str | bytes) -> bool:
    return str(name).lower().startswith("on")


def _unsafe(value: str) -> bool:
    # A backslash or a control character can spell any of the words below in another way.
    if not _SUSPECT.search(value):
        return False
    return "\\" in value or bool(_RISKY_CSS.search(value) or _URL.search(value))


def _copies(root: etree._Element) -> int:
    """How many elements are drawn when every <use> is followed; loops count as beyond measure."""
    elements = list(root.iter())
    by_id = {element.get("id"): element for element in elements if element.get("id")}
    names = (_followed(element) for element in elements if _name(element) == "use")
    followed = [by_id[name] for name in names if name in by_id]
    if all(not len(target) and _name(target) != "use" for target in followed):  # letters: one outline each
        return len(elements) + len(followed)
    sizes: dict[etree._Element, int] = {}
    open_now: set[etree._Element] = set()

    def size(element: etree._Element, depth: int) -> int:
        if element in sizes:
            return sizes[element]
        if element in open_now or depth > 2 * MAX_DEPTH:
            return MAX_COPIES + 1
        open_now.add(element)
        total = 1
        for child in element:
            total += size(child, depth + 1)
        if _name(element) == "use":
            target = by_id.get(_followed(element))
            if target is not None:
                total += size(target, depth + 1)
        open_now.discard(element)
        sizes[element] = min(total, MAX_COPIES + 1)
        return sizes[element]

    return size(root, 0)


def _followed(use: etree._Element) -> str:
    """The name of what a <use> draws, "" for none."""
    return next((href.lstrip("#") for name in HREFS if (href := use.get(name))), "")
