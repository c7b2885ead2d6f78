"""Words of articles made fit for a page, a feed and a file name: nothing in them acts, and nothing hides."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ...model.typography import key

# Characters that change what a reader sees without being seen: shown as visible marks.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What XML 1.0 forbids, and what no reader sees: C0 and C1 controls, halves of surrogate pairs, non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")


def shown(value: Any, longest: int = 300) -> str:
    """A value as one line of harmless text, at most `longest` characters; overrides of direction become marks."""
    text = value if isinstance(value, str) else ""
    text = _SPACE.sub(" ", _CONTROL.sub("", text[: 4 * longest])).strip()
    text = _BIDI.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def slug(name: str) -> str:
    """A file name for `name`: readable, and another for another name."""
    plain = re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")[:60].rstrip("-")
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:6]
    return name if name and plain == name else f"{plain or 'x'}-{mark}"
