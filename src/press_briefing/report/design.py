"""The page's style sheet: the shared palette and the bundled fonts written into one text."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from press_briefing.show import palette

FONTS = Path(__file__).parent.parent / "fonts"
STYLE = Path(__file__).parent / "templates" / "briefing" / "style.css"
# Nothing may load, run or be sent; pictures and fonts only from inside the file.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
)

WEB_FONTS = (
    ("Briefing Serif", "normal", 400, "BriefingSerif-Regular"),
    ("Briefing Serif", "italic", 400, "BriefingSerif-Italic"),
    ("Briefing Serif", "normal", 700, "BriefingSerif-Bold"),
    ("Briefing Sans", "normal", 400, "BriefingSans-Regular"),
    ("Briefing Sans", "normal", 700, "BriefingSans-Bold"),
)


def colours() -> dict[str, str]:
    """Every single colour of the palette, by its name in lower case with hyphens: `ink-soft`."""
    return {
        name.lower().replace("_", "-"): value
        for name, value in vars(palette).items()
        if name.isupper() and isinstance(value, str)
    }


@cache
def stylesheet() -> str:
    """Fonts, colours and rules: about 250 KB, nearly all of it fonts."""
    variables = "".join(f"--{name}:{value};" for name, value in colours().items())
    return f"{_faces()}\n:root{{{variables}}}\n{STYLE.read_text(encoding='utf-8')}"


def _faces() -> str:
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};font-display:swap;'
        f"src:url(data:font/woff2;base64,{base64.b64encode((FONTS / f'{name}.woff2').read_bytes()).decode()})"
        f'format("woff2")}}'
        for family, style, weight, name in WEB_FONTS
    )
