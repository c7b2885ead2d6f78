"""Units of measure: which one follows a number, of which kind, and what the quantity is reckoned by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ...french.grammar.verbs import both_numbers, plural
from ...french.tokens import Token
from ...model.typography import key
from .numbers import Number

_FRANCS = {"F": 1.0, "MF": 1e6, "KF": 1e3, "kF": 1e3, "MdF": 1e9}
_SCALES = {"k": 1e3, "M": 1e6, "Md": 1e9, "Mds": 1e9, "Mrd": 1e9, "Mrds": 1e9}
BEFORE = 8  # tokens before a currency of two senses that may tell which it is


@dataclass(frozen=True)
class UnitTokens:
    """Tokens `first` to `last` (excluded) that name the unit, as it stands; `kind` of quantity, `scale` of « M€ »."""

    first: int
    last: int
    name: str
    kind: str
    scale: float = 1.0


@cache
def measured() -> dict[str, str]:
    """Units of measure, singular and plural, with their kind."""
    table: dict[str, str] = {}
    for name, kind in lexicons.rows("quantities/units.tsv"):
        table[name] = kind
        table[" ".join(plural(word) for word in name.split())] = kind
    return table


def measure_after(tokens: Sequence[Token], number: Number) -> UnitTokens | None:
    """The unit of measure right behind a number: « 2,5 millions de francs CFA », « 3 M€ », « 12 % »."""
    i = number.last
    if i < len(tokens) and tokens[i].low in ("de", "d'") and number.noun:
        i += 1
    scale = _SCALES.get(tokens[i].text, 1.0) if i + 1 < len(tokens) and tokens[i + 1].text in "€$" else 1.0
    return measure_at(tokens, i + (scale != 1.0), scale)


def measure_at(tokens: Sequence[Token], i: int, scale: float = 1.0) -> UnitTokens | None:
    """The unit of measure that starts at token `i`, with the country of its currency (« dollars canadiens »)."""
    for size in (3, 2, 1):
        name = " ".join(t.low for t in tokens[i : i + size])
        kind = measured().get(name)
        if kind and len(tokens[i : i + size]) == size:
            last = _currency(tokens, i + size) if kind == "money" else i + size
            if name in lexicons.members("quantities/two_senses.txt") and last == i + size and not _is_paid(tokens, i):
                return None
            return UnitTokens(i, last, " ".join(t.text for t in tokens[i:last]), kind, scale)
    if i < len(tokens) and tokens[i].text in _FRANCS:
        african = i + 1 < len(tokens) and tokens[i + 1].low == "cfa"
        return UnitTokens(i, i + 1 + african, "F CFA" if african else "F", "money", scale * _FRANCS[tokens[i].text])
    return None


def _is_paid(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word of buying and selling stands close before."""
    near = tokens[max(0, i - BEFORE) : i]
    return any(key(token.lemma) in lexicons.keys("quantities/paying.txt") for token in near)


@cache
def peoples() -> frozenset[str]:
    """Adjectives of countries and peoples, all forms, as they stand."""
    forms = {form for row in lexicons.rows("entities/demonyms.tsv") for form in row[2:4]}
    return both_numbers(forms)


@cache
def _countries() -> frozenset[str]:
    """What may follow a currency and tells whose it is."""
    return peoples() | lexicons.members("quantities/currencies.txt")


def _currency(tokens: Sequence[Token], last: int) -> int:
    """The token after a currency's country: « dollars canadiens », « dollars des États-Unis »."""
    if last + 1 < len(tokens) and tokens[last].low == "des" and tokens[last + 1].key in ("etats-unis", "etats"):
        return last + 2
    return last + 1 if last < len(tokens) and tokens[last].low in _countries() else last


@cache
def _every() -> dict[str, str]:
    """« mensuels », « annuelles »: an adjective that tells what a quantity is reckoned by."""
    return {row[0]: row[1] for row in lexicons.rows("quantities/every.tsv")}


def per_after(tokens: Sequence[Token], i: int) -> tuple[tuple[str, ...], int]:
    """What the quantity is reckoned by (« par mois et par combattant »), and the token after it."""
    per: list[str] = []
    if i < len(tokens) and tokens[i].low in _every():
        per.append(_every()[tokens[i].low])
        i += 1
    while (found := _one_per(tokens, i, bool(per))) is not None:
        per.append(found[0])
        i = found[1]
    return tuple(per), i


def _one_per(tokens: Sequence[Token], i: int, more: bool) -> tuple[str, int] | None:
    """One thing reckoned by at token `i`, `more` behind another, and the token after it."""
    lows = [t.low for t in tokens[i : i + 4]]
    if more and lows[:1] and lows[0] in ("et", ","):
        return _by(tokens, i + 1)
    if (found := _by(tokens, i)) is not None or more:
        return found
    if len(lows) > 1 and (
        (lows[0] == "/" and _is_bare_noun(tokens[i + 1]))
        or (lows[0] in ("le", "la", "l'") and lows[1] in lexicons.members("quantities/amounts.txt"))
    ):
        return lows[1], i + 2
    return ("heure", i + 3) if lows[:3] == ["de", "l'", "heure"] else None


def _by(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    if i + 1 < len(tokens) and tokens[i].low == "par" and _is_bare_noun(tokens[i + 1]):
        return tokens[i + 1].low, i + 2
    return None


def is_period(token: Token) -> bool:
    """Whether a word names a stretch of time that things are reckoned by."""
    return token.low in lexicons.members("quantities/periods.txt")


def _is_bare_noun(token: Token) -> bool:
    text, low = token.text, token.low
    small = low in lexicons.members("quantities/not_units.txt") and not is_period(token)
    return (
        text[:1].isalpha()
        and text.islower()
        and not small
        and not low.endswith("'")
        and low not in lexicons.members("quantities/turns.txt")
    )
