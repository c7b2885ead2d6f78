"""French numbers in digits and in words: their value and how far they reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ...french.grammar.classes import words
from ...french.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}")
_ORDINAL = re.compile(r"(\d{1,9})(?:e|è|ème|eme|ième|nd|nde)s?")
LARGE = 1_000_000  # from here a number is a noun and takes « de »: « deux millions de personnes »


@dataclass(frozen=True)
class Number:
    """Tokens `first` to `last` (excluded) that make a number. `rough`: a collective (« dizaine »), `plural` of it.

    `noun`: it takes « de » before what it counts. `share`: it is a part of a whole, as a ratio of it.
    """

    first: int
    last: int
    value: float
    rough: bool = False
    plural: bool = False
    noun: bool = False
    ordinal: bool = False
    share: bool = False


@cache
def cardinals() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in lexicons.rows("quantities/numbers.tsv")}


@cache
def collectives() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in lexicons.rows("quantities/collectives.tsv")}


@cache
def fractions() -> dict[tuple[str, ...], tuple[float, bool]]:
    """The ratio of each share in words, and whether « de » must follow it."""
    table = lexicons.rows("quantities/fractions.tsv")
    return {tuple(row[0].split()): (float(row[1]), "of" in row[2:]) for row in table}


@cache
def ordinals() -> dict[str, float]:
    """« deuxième » to « centième » from the cardinals; « premier » orders rather than counts and is left out."""
    table = {row[0]: float(row[1]) for row in lexicons.rows("quantities/ordinals.tsv")}
    for word, value in cardinals().items():
        if value >= 2 and not (word.endswith("s") and word[:-1] in cardinals()):
            table.setdefault(word.removesuffix("e") + "ième", value)
            table.setdefault(word + "ième", value)
    return table


@cache
def _openers() -> frozenset[str]:
    """The words a number can start at, but for those in digits and those of several pieces with a hyphen."""
    rough = {form for word in collectives() for form in (word, word + "s")}
    return frozenset({*cardinals(), *ordinals(), *rough, *(words[0] for words in fractions()), "un", "une"})


def number_places(tokens: Sequence[Token]) -> list[int]:
    """The only tokens at which `number_at` can find a number; most words of a text are passed over so at once."""
    openers = _openers()
    return [i for i, token in enumerate(tokens) if token.low in openers or token.text[0].isdigit() or "-" in token.low]


def number_at(tokens: Sequence[Token], i: int) -> Number | None:
    """The number that starts at token `i`: share, ordinal, collective, then cardinal."""
    return _fraction(tokens, i) or _ordinal(tokens, i) or _collective(tokens, i) or _cardinal(tokens, i)


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """« la moitié des électeurs », « dont un tiers »; no hour (« un quart d'heure ») and no « tiers monde »."""
    for size in (3, 2):
        ratio, bound = fractions().get(tuple(t.low for t in tokens[i : i + size]), (0.0, False))
        after = tokens[i + size].low if i + size < len(tokens) else ""
        hour = after == "d'" and i + size + 1 < len(tokens) and tokens[i + size + 1].low == "heure"
        linked = after in ("de", "d'", "des", "du")
        if ratio and not hour and (linked or (not bound and not _named(tokens, i + size))):
            return Number(i, i + size, ratio, share=True, noun=True)
    return None


def _named(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun follows at once: « un tiers payant », « deux tiers temps »."""
    return i < len(tokens) and (tokens[i].pos in ("NOUN", "ADJ", "PROPN") or tokens[i].low in ("-", "monde"))


def _ordinal(tokens: Sequence[Token], i: int) -> Number | None:
    if tokens[i].low in ordinals():
        return Number(i, i + 1, ordinals()[tokens[i].low], ordinal=True)
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if tokens[i].text.isdigit() and after in words("ordinal_suffixes"):  # « son 644 ème but »
        return Number(i, i + 2, float(tokens[i].text[:15]), ordinal=True)
    digits = _ORDINAL.fullmatch(tokens[i].low)
    return Number(i, i + 1, float(digits[1]), ordinal=True) if digits else None


def _collective(tokens: Sequence[Token], i: int) -> Number | None:
    """« une dizaine de maisons », « des milliers de soldats », « ils sont une centaine »."""
    low, before = tokens[i].low, tokens[i - 1].low if i else ""
    singular = low.removesuffix("s")
    size = collectives().get(singular) or (cardinals()[low] if low in ("millions", "milliards") else 0.0)
    if not size or not i or before in ("la", "cette", "leur", "sa") or _ends_cardinal(tokens, i):
        return None
    linked = i + 1 < len(tokens) and tokens[i + 1].low in ("de", "d'")
    if not linked and (before != "une" or singular in _OTHER_SENSES):
        return None
    begin = i - 1 if before in words("collective_leads") else i
    value, last = _times_more(tokens, i, size)
    return Number(begin, last, value, rough=True, plural=low != singular, noun=linked)


_OTHER_SENSES = frozenset(("quarantaine", "huitaine", "quinzaine"))  # alone: sick people kept apart, stretches of days


def _ends_cardinal(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number reaches up to token `i`: « deux millions » is no « millions »."""
    before = _cardinal(tokens, i - 1)
    return before is not None and before.last >= i


def _times_more(tokens: Sequence[Token], i: int, value: float) -> tuple[float, int]:
    """« des dizaines de milliers », « une centaine de millions »."""
    if i + 2 < len(tokens) and tokens[i + 1].low in ("de", "d'"):
        further = tokens[i + 2].low
        if further.removesuffix("s") in collectives() and collectives()[further.removesuffix("s")] >= 1000:
            return value * collectives()[further.removesuffix("s")], i + 3
        if cardinals().get(further, 0) >= LARGE:
            return value * cardinals()[further], i + 3
    return value, i + 1


def _cardinal(tokens: Sequence[Token], i: int) -> Number | None:
    head = _pieces(tokens, i)
    if head is None:
        return None
    total, current = 0.0, 0.0
    last, noun, seen = i, False, False
    while last < len(tokens):
        pieces = _pieces(tokens, last)
        if pieces is None and tokens[last].low == "et" and seen and last + 1 < len(tokens) and _joins(tokens, last + 1):
            last += 1
            continue
        if pieces is None or (seen and _is_digits(tokens[last])) or (seen and not _continues(current, total, pieces)):
            break
        for value in pieces:
            if value == 100:
                current = max(current, 1) * 100
            elif value >= 1000 and not _is_digits(tokens[last]):
                total, current = total + max(current, 1) * value, 0.0
                noun = value >= LARGE
            else:
                current += value
                noun = False
        seen, last = True, last + 1
    value = total + current
    if tokens[i].low in ("un", "une") and value < 2:
        return None
    value, last = _and_half(tokens, last, value, noun)
    return Number(i, last, value, noun=noun)


def _continues(current: float, total: float, pieces: Sequence[float]) -> bool:
    """« vingt deux » goes on, « deux trois » does not; a multiplier always does."""
    head = pieces[0]
    return (
        head >= 100
        or (current == 0 and total > 0)
        or current % 100 == 0
        or (head < 20 and current % 100 >= 20 and current % 10 == 0)
    )


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """« vingt et un », « soixante et onze »."""
    return tokens[i].low in ("un", "une", "onze") and tokens[i - 2].low in words("tens")


def _and_half(tokens: Sequence[Token], last: int, value: float, noun: bool) -> tuple[float, int]:
    if last + 1 < len(tokens) and tokens[last].low == "et" and tokens[last + 1].low in ("demi", "demie"):
        return value + (0.5 * LARGE if noun and value < 1e9 else 0.5e9 if noun else 0.5), last + 2
    return value, last


def _is_digits(token: Token) -> bool:
    return token.text[:1].isdigit()


def _pieces(tokens: Sequence[Token], i: int) -> list[float] | None:
    """The values a token stands for, or None when it is no number."""
    if i < 0 or i >= len(tokens):
        return None
    low = tokens[i].low
    if _is_digits(tokens[i]):
        value = digits(tokens[i].text)
        return None if value is None else [value]
    if low in cardinals():
        return [cardinals()[low]]
    if low in ("un", "une"):
        return [1.0]
    if "-" in low:
        return _hyphened(low)
    return None


def _hyphened(low: str) -> list[float] | None:
    """« quatre-vingt-dix-sept », « vingt-et-un », « cent-vingt »: the longest known pieces, left to right."""
    parts = low.split("-")
    values: list[float] = []
    i = 0
    while i < len(parts):
        size = next((n for n in (3, 2, 1) if "-".join(parts[i : i + n]) in cardinals() and i + n <= len(parts)), 0)
        if size:
            values.append(cardinals()["-".join(parts[i : i + size])])
        elif parts[i] in ("un", "une") and values:
            values.append(1.0)
        elif not (parts[i] == "et" and values):
            return None
        i += size or 1
    return values


def digits(text: str) -> float | None:
    """The value of digits as the French press writes them: « 10 000 », « 1.500 », « 2,3 »."""
    if _GROUPED.fullmatch(text):
        if text.count(",") > 1:
            return float(text.replace(",", ""))
        whole, _, decimals = text.replace(" ", "").replace(".", "").partition(",")
        return float(f"{whole}.{decimals or 0}")
    try:
        return float(text.replace(",", ".")) if text.count(",") + text.count(".") <= 1 else None
    except ValueError:
        return None
