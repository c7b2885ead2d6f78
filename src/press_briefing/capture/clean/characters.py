"""Characters nobody sees: line ends, marks of order, soft hyphens, controls, mojibake. Each rule is logged once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ...model.article import Removal

# Signs of UTF-8 read as a one-byte encoding: two letters that French never has side by side.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u2018-\u203a€ƒ†‡ˆ‰Š‹ŒŽ™š›œžŸ]|â€|Ã |ï»¿|√©|‚Äô")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c\x1c\x1d\x1e]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffc]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st", "ﬅ": "st"}
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")


def repaired(text: str) -> tuple[str, list[Removal]]:
    """The text with the invisible made regular, and one removal a rule that changed something, with a count."""
    log: list[Removal] = []
    for step in (_unmangle, _line_ends, _composed, _visible, _uncontrolled, _spelled_ligatures, _single_spaces):
        text, removal = step(text)
        if removal is not None:
            log.append(removal)
    return text, log


def regular(told: Any) -> Any:
    """Metadata, whole: each text in them without what nobody sees, what turns the direction of writing, and what no
    file can hold (control characters, halves of surrogate pairs).
    """
    if isinstance(told, str):
        text = _INVISIBLE.sub("", told)
        return " ".join(_CONTROL.sub(" ", text).split()) if _CONTROL.search(text) else text
    if isinstance(told, tuple):
        return tuple(map(regular, told))
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{field.name: regular(getattr(told, field.name)) for field in fields(told)})
    return told


def _unmangle(text: str) -> tuple[str, Removal | None]:
    """UTF-8 that was read as another encoding, put right by ftfy."""
    found = _MOJIBAKE.findall(text)
    if not found:
        return text, None
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        unescape_html=False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        normalization=None,
        fix_character_width=False,
        fix_line_breaks=False,
        remove_terminal_escapes=False,
        remove_control_chars=False,
        explain=False,
    )
    fixed = "\n".join(fix_text(line, config) for line in text.split("\n"))
    return fixed, Removal("mojibake", _counted(found)) if fixed != text else None


def _line_ends(text: str) -> tuple[str, Removal | None]:
    """One kind of line end; a form feed or a paragraph separator is one too."""
    fixed = _LINE_ENDS.sub("\n", text)
    odd = [end for end in _LINE_ENDS.findall(text) if end not in ("\r\n", "\r")]
    return fixed, Removal("line-ends", _counted(odd)) if odd else None


def _composed(text: str) -> tuple[str, Removal | None]:
    """Letters followed by a combining accent, as some systems save them, become one letter (NFC)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    count = sum(map(bool, map(unicodedata.combining, text)))
    return unicodedata.normalize("NFC", text), Removal("combining-accents", f"{count} ×")


def _visible(text: str) -> tuple[str, Removal | None]:
    """Soft hyphens, zero-width spaces, byte-order and direction marks taken out."""
    return _without(_INVISIBLE, "invisible-characters", text, "")


def _uncontrolled(text: str) -> tuple[str, Removal | None]:
    """Control characters and lone surrogates, which no text means, become a space."""
    return _without(_CONTROL, "control-characters", text, " ")


def _spelled_ligatures(text: str) -> tuple[str, Removal | None]:
    """Typographic ligatures of PDF files (ﬁ, ﬂ) are spelled out; œ and æ are French letters and stay."""
    found = _LIGATURE.findall(text)
    fixed = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text) if found else text
    return fixed, Removal("ligatures", _counted(found)) if found else None


def _single_spaces(text: str) -> tuple[str, Removal | None]:
    """Runs of ordinary spaces and tabs become one space; they carry no word, so they are not logged."""
    return _SPACES.sub(" ", text), None


def _without(pattern: re.Pattern[str], rule: str, text: str, instead: str) -> tuple[str, Removal | None]:
    found = pattern.findall(text)
    return (pattern.sub(instead, text), Removal(rule, _counted(found))) if found else (text, None)


def _counted(found: list[str]) -> str:
    """« 12 × U+00AD » for what cannot be seen, the characters themselves for what can."""
    kinds = sorted(set(found))[:5]
    names = ", ".join(kind if kind.isprintable() else " ".join(f"U+{ord(char):04X}" for char in kind) for kind in kinds)
    return f"{len(found)} × {names}"
