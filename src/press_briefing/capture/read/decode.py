"""Bytes become text: byte-order marks, UTF-8, then the one-byte encodings French is found in, by what they yield."""

from __future__ import annotations

import codecs
import re

from ...model.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "latin-1", "cp850")
# What French uses beyond ASCII, and what it never does; both decide between one-byte encodings.
# « œ » stands beside letters (« cœur »), « ½ » beside figures: the same byte in ISO-8859-15 and in Windows-1252.
_FRENCH = re.compile("[àâçèéêëîïôùûüæÀÂÇÈÉÊËÎÏÔÙÛÜÆ«»’“”–—…€°\u00a0]|(?<=[^\\W\\d_])[œŒ]|[œŒ](?=[^\\W\\d_])")
_FOREIGN = re.compile(
    "[\u0080-\u009f¡-¦¨ª¬\u00ad¯±-¶¸-º¿ÃÅÐØÞãåðøþ√∞≤≥∂∑∏π∫Ω≈∆◊ıˆ˜˘˙˚¸˝˛ˇ‰ƒ†‡ŠŽšžŸ-ƀ│┤╣║╗╝┐└┴┬├─┼╚╔╩╦╠═╬¤┘┌█▄▀■]"
    "|(?<=[^\\W\\d_])[¼½¾]|[¼½¾](?=[^\\W\\d_])"
    # a capital within a word (« cÏur »), or one that stands for the sign of a currency (« 3 Û »)
    "|(?<=[a-zà-ÿ])[ÀÂÇÈÉÊËÎÏÔÙÛÜ](?=[a-zà-ÿ])|(?<=\\d[ \u00a0])[ÎÏÛ](?!\\w)"
)
BINARY_SHARE = 0.02  # of control bytes: text has line ends and tabs, and hardly any other


def decode(data: bytes, *, source: str, declared: str = "") -> tuple[str, str]:
    """(text, name of the encoding). Raises `SourceError` for binary data or an encoding that yields no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, source), encoding
    wide = _unmarked_utf16(data)
    if wide:
        return _strict(data, wide, source), wide
    if _is_binary(data):
        raise SourceError(
            "is binary, not text", where=source, cure="give a text, HTML, Markdown, PDF, DOCX, JSON or feed file"
        )
    for encoding in ("utf-8", declared):
        text = _tried(data, encoding)
        if text is not None:
            return text, encoding
    return _best_one_byte(data, source)


def unix_ends(text: str) -> str:
    """The text with lines that end with « \\n » alone, whichever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def loosely(data: bytes) -> str:
    """The bytes as text for a look at their shape: marks and UTF-16 are heeded, what is odd is replaced."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    return data.decode(marked or _unmarked_utf16(data) or "utf-8", "replace")


def _strict(data: bytes, encoding: str, source: str) -> str:
    text = _tried(data, encoding)
    if text is None:
        raise SourceError(
            f"cannot be read as {encoding}, which its first bytes announce", where=source, cure="save it again as UTF-8"
        )
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of a Latin text is zero."""
    sample = data[:2000]
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    return "utf-16-le" if odd > 0.6 and even < 0.1 else "utf-16-be" if even > 0.6 and odd < 0.1 else ""


def _is_binary(data: bytes) -> bool:
    sample = data[:20_000]
    control = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in sample)
    return b"\0" in sample or control > BINARY_SHARE * len(sample)


def _best_one_byte(data: bytes, source: str) -> tuple[str, str]:
    """The reading with most French letters and fewest that French has not; UTF-8 with a few bad bytes comes first."""
    loose = data.decode("utf-8", "replace")
    bad, good = loose.count("\ufffd"), len(_FRENCH.findall(loose))
    if good > 4 * bad:
        return loose.replace("\ufffd", ""), "utf-8 (damaged)"
    readings = [(text, encoding) for encoding in _ONE_BYTE if (text := _tried(data, encoding)) is not None]
    best = max(readings, key=lambda reading: len(_FRENCH.findall(reading[0])) - 3 * len(_FOREIGN.findall(reading[0])))
    beyond = sum(ord(char) > 127 for char in best[0])
    if len(_FOREIGN.findall(best[0])) > 0.5 * beyond and beyond > 0.1 * len(best[0]):
        raise SourceError(
            f"its encoding is unknown (tried UTF-8, UTF-16, {', '.join(_ONE_BYTE)})",
            where=source,
            cure="save it again as UTF-8",
        )
    return best
