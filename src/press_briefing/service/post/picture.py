"""The first figure of an executed notebook as a PNG that every mail program shows (few show SVG)."""

from __future__ import annotations

import binascii
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .content import Content
from .words import one_line

# Twice the 600 pixels a mail is wide, for screens with two dots a pixel.
WIDTH, DOTS = 600, 2
# Taller than this a figure would push everything else off the screen: the briefing has it whole.
TALLEST = 1400
LONGEST_ALT, LONGEST_CAPTION = 600, 200


@dataclass(frozen=True)
class Picture:
    """A PNG, its size in the message (pixels), and what it shows in words."""

    png: bytes
    width: int
    height: int
    alt: str
    caption: str


def first_figure(content: Content) -> Picture | None:
    """The first figure of the briefing, or None: without one, or when it cannot be drawn safely."""
    from ...report import images

    for uri, alt, caption in _figures(content):
        safe = images.safe_uri(uri)
        found = images.decoded(safe) if safe else None
        png = _png(*found) if found else None
        size = images.raster_size(png) if png else None
        if png and size and size[1] * WIDTH <= size[0] * TALLEST:
            shown = min(WIDTH, size[0])
            return Picture(
                png,
                shown,
                round(size[1] * shown / size[0]),
                one_line(alt, LONGEST_ALT),
                one_line(caption, LONGEST_CAPTION),
            )
    return None


def _figures(content: Content) -> Iterator[tuple[str, str, str]]:
    """Data URI, alternate text and caption of every picture among the outputs; a drawing in a line is none."""
    for cell in content.cells:
        for output in cell.get("outputs", ()):
            yield from _of_output(output.get("data", {}))


def _of_output(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    from lxml import html

    if isinstance(data.get("image/png"), str):
        yield f"data:image/png;base64,{data['image/png']}", "", ""
    markup = _joined(data.get("text/html"))
    if "<img" not in markup:
        return
    root = html.fragment_fromstring(markup, create_parent="div", parser=html.HTMLParser(huge_tree=True))
    for image in root.iter("img"):
        if image.getparent().tag != "figure" and any(map(_is_note, image.iterancestors())):
            continue
        captions = [" ".join(one.text_content().split()) for one in image.getparent().iter("figcaption")]
        yield image.get("src", ""), " ".join(image.get("alt", "").split()), captions[0] if captions else ""


def _is_note(element: Any) -> bool:
    return "note-sheet" in (element.get("class") or "").split()


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else value if isinstance(value, str) else ""


def _png(kind: str, data: bytes) -> bytes | None:
    """The picture as PNG on white; drawings are set by Typst, which reads no file but this one."""
    if kind in ("png", "jpeg", "gif", "webp"):
        return _raster(data)
    import typst

    page = (
        f'#set page(width: {WIDTH}pt, height: auto, margin: 0pt, fill: white)\n#image("figure.svg", width: {WIDTH}pt)'
    )
    with tempfile.TemporaryDirectory(prefix="press-briefing-") as folder:
        Path(folder, "figure.svg").write_bytes(data)
        try:
            Path(folder, "page.typ").write_text(page, encoding="utf-8")
            made = typst.compile(
                str(Path(folder).resolve() / "page.typ"),
                root=str(Path(folder).resolve()),
                format="png",
                ppi=72.0 * DOTS,
                ignore_system_fonts=True,
            )
        except typst.TypstError:
            return None
    return lighter(made) if isinstance(made, bytes) else None


def _raster(data: bytes) -> bytes | None:
    import io

    from PIL import Image

    try:
        image = Image.open(io.BytesIO(data)).convert("RGBA")
    except (OSError, ValueError, binascii.Error):
        return None
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    if page.width > WIDTH * DOTS:
        page = page.resize((WIDTH * DOTS, max(1, round(page.height * WIDTH * DOTS / page.width))))
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True)
    return out.getvalue()


def lighter(png: bytes) -> bytes:
    """The same picture in at most 256 colours: a chart has few, and a mail is kept for years."""
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return min(out.getvalue(), png, key=len)
