"""Numbers that count nothing, by the words around them, and « un » where it counts."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicons
from ...french.grammar.classes import words
from ...french.tokens import Token
from ...model.analysis.comparing import FATES
from .bounds import bound_before
from .fates import named_fates
from .numbers import Number, number_at
from .scan import Scan
from .units import is_period, measure_after, measure_at

_MISSED = FATES[:3]  # dead, wounded, missing
DENIAL = 4  # tokens: « n'a pas regagné un centimètre » measures nothing


def may_start(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number can begin here: not behind « 2- », « 03/ » or « 18h »."""
    glued = i and tokens[i - 1].end == tokens[i].start
    return tokens[i].word and not (glued and (tokens[i - 1].text in "-/:" or tokens[i - 1].low == "h"))


def is_reference(tokens: Sequence[Token], number: Number) -> bool:
    """« article 49 », « Boeing 737 », « 2-1 », « 19h00 », « (1) », « 2024/03 »: a name or a mark, not a count."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[number.last] if number.last < len(tokens) else None
    named = before is not None and before.low in lexicons.members("quantities/reference_words.txt")
    if named and before is not None and before.pos not in ("VERB", "AUX"):  # « l'arrêté 45 », not « a arrêté 45 »
        return True
    glued = after is not None and after.start == tokens[number.last - 1].end
    if after is not None and glued and (after.text in "-/:" or after.low[:1] == "h"):
        return True
    if before is not None and after is not None and before.text in "([" and after.text in ")]" and number.value < 100:
        return True
    return _is_bare_size(tokens, number) or (_is_year(tokens, number) and measure_after(tokens, number) is None)


def _is_bare_size(tokens: Sequence[Token], number: Number) -> bool:
    """« les milliards dépensés », « le million »: a size without a number of them."""
    one = number.noun and number.last == number.first + 1 and not number.rough and not number.share
    return one and not tokens[number.first].text[0].isdigit() and "-" not in tokens[number.first].low


def looks_like_year(tokens: Sequence[Token], number: Number) -> bool:
    """Whether a number is one word of four digits that a year can have."""
    digits = tokens[number.first].text
    return digits.isdigit() and len(digits) == 4 and 1000 <= int(digits) < 2100 and number.last == number.first + 1


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    before = tokens[number.first - 1].low if number.first else ""
    return looks_like_year(tokens, number) and (
        before in lexicons.members("quantities/year_leads.txt") or before in words("months")
    )


def in_a_name(scan: Scan, number: Number) -> bool:
    """« Entente 2 », « Paris 8 », « char AMX 10 »: right behind a name, and no noun of the sentence is counted."""
    if not number.first or number.last != number.first + 1 or not scan.tokens[number.first].text.isdigit():
        return False
    before = scan.tokens[number.first - 1]
    named = before.capital and not before.first and before.pos in ("PROPN", "X", "NOUN") and before.text[:1].isalpha()
    return named and number.value < 1000 and measure_after(scan.tokens, number) is None and not _is_tied(scan, number)


def _is_tied(scan: Scan, number: Number) -> bool:
    return scan.tree.heads[number.first] > number.first


def one(scan: Scan, i: int) -> Number | None:
    """« un mort », « un euro », « une attaque par jour », « un Français sur deux »: where « un » counts."""
    if scan.low(i) not in ("un", "une") or i + 1 >= len(scan.tokens):
        return None
    number, token = Number(i, i + 1, 1.0), scan.tokens[i + 1]
    rated = scan.low(i + 2) == "par" and i + 3 < len(scan.tokens) and is_period(scan.tokens[i + 3])
    shared = scan.low(i + 2) == "sur" and (whole := number_at(scan.tokens, i + 3)) is not None and whole.value > 1
    counted = (
        rated
        or shared
        or measure_at(scan.tokens, i + 1) is not None
        or _is_toll(scan, i)
        or bound_before(scan.tokens, i)[0] == "at-least"
    )
    denied = any(scan.low(at) in ("pas", "jamais", "l'") for at in range(max(0, i - DENIAL), i))
    return number if counted and token.pos != "ADV" and not denied else None


def _is_toll(scan: Scan, i: int) -> bool:
    """« un mort et deux blessés », « a fait un blessé »: not « un mort » of which a story tells."""
    if named_fates().get(scan.low(i + 1)) not in _MISSED:
        return False
    made = any(scan.tokens[at].lemma in ("faire", "tuer", "déplorer", "compter") for at in range(max(0, i - 4), i))
    after = [scan.low(at) for at in range(i + 2, i + 4)]
    return (
        made
        or (after[:1] in (["et"], [","]) and number_at(scan.tokens, i + 3) is not None)
        or scan.low(i - 1) in (":", "et")
    )
