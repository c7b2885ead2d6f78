"""French typography made equal before it is compared, without moving a character.

`plain` keeps the length of the text, so that an offset found in the plain text is an offset into the article.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"

# One character for one: apostrophes, quotation marks inside words, every horizontal space, every dash.
_PLAIN = {
    **dict.fromkeys("’‘ʼ＇`´′", "'"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000\t", " "),
    **dict.fromkeys("‐‑", "-"),
}
# A cell that begins so is a formula to a spreadsheet; some take the wide forms of East Asian fonts for these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"}
# These are rare in a text: to search for them and put in what stands for them takes a twentieth of `str.translate`.
_ODD = re.compile(f"[{''.join(_PLAIN)}]")
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
# Where a diacritic can stand once it is parted from its letter: for Latin letters in one block, U+034F being none.
_DIACRITICS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_OTHER_SCRIPTS = re.compile("[\u0483-\u1fff\u20d0-\U0010ffff]")
# An article's finders ask for the keys of the same words some thousand times.
MOST_KEYS = 20_000
SHORT = 40  # characters up to which asking each costs less than two searches


def unclosed(text: str) -> str:
    """A sentence without white space and closing quotation marks behind it: it ends in its own last mark."""
    return text.rstrip(f' \n{NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}»”"')


def plain(text: str) -> str:
    """The same text, same length, with straight apostrophes, ordinary spaces and hyphens."""
    return _ODD.sub(lambda odd: _PLAIN[odd[0]], text)


def unaccented(text: str) -> str:
    """The text without diacritics; the length may change."""
    if text.isascii():  # as most words
        return text
    parted = unicodedata.normalize("NFD", text)
    if len(parted) > SHORT:
        parted = _DIACRITICS.sub("", parted)
        if not _OTHER_SCRIPTS.search(parted):
            return parted
    return "".join([c for c in parted if c.isascii() or not unicodedata.combining(c)])


@lru_cache(maxsize=MOST_KEYS)
def key(text: str) -> str:
    """A key for comparing: plain, ligatures undone, no accents, lower case, single spaces."""
    apart = _LIGATURE.sub(lambda ligature: _LIGATURES[ligature[0]], plain(text))
    return " ".join(unaccented(apart).casefold().split())


def disarmed(cell: str) -> str:
    """Text that no spreadsheet runs: a leading apostrophe makes a cell that begins like a formula text again."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
