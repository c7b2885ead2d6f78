"""From tokens to the words of a label: in their order, no stray comma, no half of a pair of marks, not too long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...french.shorten import at_phrase
from ...model import typography
from .shortening import FULL, MOST
from .words import listed

HELD = {"du": "le ", "au": "le ", "des": "les ", "aux": "les "}  # articles within prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token


def text_label(text: str) -> str:
    """The sentence itself, cut at a border, where the parse gives nothing better."""
    return cut(_without_head(" ".join(text.split())).strip(" .;:,"))


def joined(tokens: list[Token], names: dict[int, str] | None = None) -> str:
    """The words in their order; where something was dropped, one space, and no stray comma."""
    tokens = trimmed(tokens)
    text = ""
    for place, token in enumerate(tokens):
        glue = tokens[place - 1].whitespace_ if place else ""
        if place and tokens[place - 1].i + 1 != token.i and not tokens[place - 1].text.endswith(("'", "’", "-")):
            glue = " "
        text += glue + (names or {}).get(token.i, token.text)
    return tidy(text)


def trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without what cannot begin or end a label."""
    first, last = 0, len(tokens)
    while first < last and (
        (tokens[first].pos_ in ("PUNCT", "CCONJ", "SCONJ", "SPACE") and tokens[first].lower_ != "ni")
        or _is_connective(tokens[first])
    ):
        first += 1
    while (
        last > first
        and (tokens[last - 1].pos_ in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "SPACE") or _leads_on(tokens[last - 1]))
        and tokens[last - 1].lower_ not in ("-ci", "-là")
    ):
        last -= 1
    return tokens[first:last]


def _leads_on(token: Token) -> bool:
    """« avant » of « avant de partir », where what it led to is gone; « deux ans avant » keeps its own."""
    led = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("de", "d'", "d’", "que", "qu'", "qu’")
    return token.pos_ == "ADV" and led and typography.key(token.text) in ("avant", "apres", "depuis", "lors")


def _is_connective(token: Token) -> bool:
    return typography.key(token.text) in listed("connectives") | {"soit"}


_STAMP = re.compile(r"^\d{1,2}\s?(?:h|H|:)\s?(?:\d\d)?\s*[-–—|:]\s+(?=\S)")
_KICKER = re.compile(r"^(?:[A-ZÀ-Ý]{4,}\s)+(?=(?:L[ea]s?|Une?|Des)\s|L['’])")
_POINTER = re.compile(r"(?:à|a) (?:lire|voir|écouter)(?: aussi| également)?(?=[\s:])[\s:]*+(?=[A-ZÀ-Ý])", re.IGNORECASE)


def _without_head(text: str) -> str:
    """« 8 h 35 - La Bourse ouvre », « RUGBY Le club recrute »: the hour of an entry and a kicker are no part of it."""
    return _KICKER.sub("", _STAMP.sub("", text, count=1), count=1)


def tidy(text: str) -> str:
    text = _without_head(" ".join(text.split()))
    pointer = _POINTER.match(text)
    if pointer and text[pointer.end()].isupper():
        text = text[pointer.end() :]  # « A LIRE AUSSI Anne Roy a été élue »
    text = re.sub(r"\s+([,.)])", r"\1", text)
    text = re.sub(r"(?:\s*[,;:]){2,}", ",", text)
    text = re.sub(r"\(\s*\)|«\s*»", "", text)
    text = re.sub(r"^[\s,;:.)»–—-]+|[\s,;:.(«–—-]+$", "", text)
    if text.count("(") == text.count(")") + 1:
        text += ")"
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("«") != text.count("»"):
        text = text.replace("« ", "").replace(" »", "").replace("«", "").replace("»", "")
    return " ".join(text.split())


def article_of(tokens: list[Token]) -> str:
    """The article that a preposition before the label held: « Le » of « du maire qui a fui »."""
    told = trimmed(tokens)
    if not told or not told[0].i:
        return ""
    before = told[0].nbor(-1)
    noun = before.head
    held = (
        before.dep_ == "case"
        and noun in told
        and before not in told
        and not any(child.dep_ == "det" for child in noun.children)
    )
    return HELD.get(before.lower_, "") if held else ""


def capitalised(label: str) -> str:
    """A label begins by a capital, also in square brackets; « iPhone » keeps its own."""
    first = next((place for place, sign in enumerate(label) if sign.isalnum()), 0)
    if label[first + 1 : first + 2].isupper():
        return label
    return label[:first] + label[first : first + 1].upper() + label[first + 1 :]


def cut(text: str) -> str:
    """At most `MOST` characters: up to a comma, else at a border that the words show, and marked."""
    if len(text) <= MOST:
        return text
    comma = text.rfind(", ", FULL, MOST)
    if comma > 0 and text[:comma].count("(") == text[:comma].count(")"):
        return text[:comma]
    return at_phrase(text, MOST)
