"""French typography made equal before it is compared, without moving a character.

`plain` keeps the length of the text, so that an offset found in the plain text is an offset into the article.
"""
from __future__ import annotations

import unicodedata

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

# One character for one: apostrophes, quotation marks inside words, every horizontal space, every dash.
_PLAIN = str.maketrans({
    **dict.fromkeys("’‘ʼ＇`´′", "'"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000\t", " "),
    **dict.fromkeys("‐‑", "-"),
})
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"})


def plain(text: str) -> str:
    """The same text, same length, with straight apostrophes, ordinary spaces and hyphens."""
    return text.translate(_PLAIN)


def unaccented(text: str) -> str:
    """The text without diacritics; the length may change."""
    if text.isascii():                               # as most words
        return text
    return "".join([c for c in unicodedata.normalize("NFD", text) if c.isascii() or not unicodedata.combining(c)])


def key(text: str) -> str:
    """A key for comparing: plain, ligatures undone, no accents, lower case, single spaces."""
    return " ".join(unaccented(plain(text).translate(_LIGATURES)).casefold().split())
