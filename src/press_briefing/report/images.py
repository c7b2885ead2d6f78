"""Pictures inside a notebook: what kind they are and whether they are safe to decode; always data URIs in the page."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from html import escape
from urllib.parse import unquote_to_bytes

from press_briefing.report import svg

MAX_PIXELS = 40_000_000  # 40 Mpx decode to 160 MB; a screen or a printed page shows 10
MAX_BYTES = 16_000_000
RASTER = ("png", "jpeg", "gif", "webp")

_DATA_URI = re.compile(r"data:image/(?P<kind>[\w.+-]+)(?P<options>[^,]{0,80}),(?P<body>.*)", re.DOTALL | re.IGNORECASE)


def data_uri(mime: str, data: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"


def decoded(uri: str) -> tuple[str, bytes] | None:
    """The kind (png, jpeg, gif, webp, svg+xml) and the bytes of an image's data URI; None when it is not one."""
    match = _DATA_URI.fullmatch(uri.strip())
    if match is None or len(match["body"]) > 2 * MAX_BYTES:
        return None
    kind = match["kind"].lower().replace("jpg", "jpeg")
    try:
        if "base64" in match["options"].lower():
            data = base64.b64decode(unquote_to_bytes(match["body"]), validate=False)
        else:
            data = unquote_to_bytes(match["body"])
    except (binascii.Error, ValueError):
        return None
    return (kind, data) if kind == "svg+xml" or kind in RASTER else None


def safe_uri(uri: str) -> str | None:
    """The same picture as a data URI a page may hold, or None: not a picture, damaged, too large, or elsewhere."""
    found = decoded(uri)
    if found is None:
        return None
    kind, data = found
    if kind == "svg+xml":
        clean = svg.clean(data.decode("utf-8", "replace"))
        return data_uri("image/svg+xml", clean.encode()) if clean else None
    return data_uri(f"image/{kind}", data) if raster_size(data) else None


def raster_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a picture that can be decoded within the limits, else None.

    The header is read first: a 30,000 x 30,000 PNG of one colour weighs little and decodes to gigabytes.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[kind.upper() for kind in RASTER])
            width, height = image.size
            if width * height > MAX_PIXELS or not width * height:
                return None
            image.load()
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError, MemoryError):
        return None
    return width, height


def printable(kind: str, data: bytes) -> tuple[str, bytes]:
    """The same picture as an archival PDF takes it: colours for printing presses become colours for screens.

    Returns
    -------
    Kind and bytes, as they were where nothing had to change.
    """
    if kind != "jpeg":
        return kind, data
    from PIL import Image

    image = Image.open(io.BytesIO(data))
    if image.mode != "CMYK":
        return kind, data
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return "png", out.getvalue()


def tag(uri: str, alt: str, *, width: int | None = None) -> str:
    size = f' width="{width}"' if width else ""
    return f'<img src="{escape(uri)}" alt="{escape(" ".join(alt.split()))}"{size}>'
