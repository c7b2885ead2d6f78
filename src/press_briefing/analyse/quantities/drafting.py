"""One number with its unit or noun, its bounds, and the other end of its range."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicons
from .alone import alone, is_side
from .bounds import bound_after, bound_before
from .counted import counted_after, is_people, phrase
from .marks import in_a_name
from .numbers import Number, number_at
from .ranges import low_end, size_of, upper_end
from .scan import QuantityDraft, Scan
from .telling import measured_thing
from .units import UnitTokens, measure_after, per_after


def draft_of(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """A number with its unit or noun, its bounds, and the other end of its range; None when it counts nothing."""
    if number.ordinal or in_a_name(scan, number):
        return None
    number, price = _spaced_price(scan, number)
    other = upper_end(scan, number)
    draft = _with_unit(scan, other or number, before)
    if draft is None or _is_age(scan, number):
        return None
    draft.value = _whole(scan, draft, price if price is not None else draft.value)
    _bound(scan, draft, number)
    if (
        draft.kind == "people"
        and before
        and scan.low(draft.first - 1) == "dont"
        and scan.same_sentence(before[-1].first, draft.first)
    ):
        draft.like = before[-1]  # « 32 morts, dont douze enfants »
    if other is not None:
        draft.second, draft.value, draft.bound, draft.number = (
            draft.value,
            low_end(number, other),
            "at-least",
            number,
        )
        draft.first = number.first - (scan.low(number.first - 1) in ("entre", "de"))
    return draft


def _with_unit(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    unit = measure_after(scan.tokens, number)
    if unit is not None and not number.share:
        return None if _is_race(scan, number, unit) else _measured(number, unit)
    noun = -1 if scan.low(number.last) in ("sur",) else counted_after(scan, number)
    if number.share:
        last = number.last
        return QuantityDraft(number.first, last, number, number.value, "", "share", what=_of_share(scan, number))
    if noun < 0:
        return _times(scan, number) or _shared_unit(scan, number) or alone(scan, number, before)
    if is_side(scan, number, noun):
        return None
    said, kind = phrase(scan, noun, number.last), "people" if is_people(scan, noun) else "other"
    draft = QuantityDraft(
        number.first, noun + 1, number, number.value, scan.tokens[noun].text, kind, what=said, noun=noun
    )
    return _share_of(scan, draft)


def _is_race(scan: Scan, number: Number, unit: UnitTokens) -> bool:
    """« le podium du 200 m », « courir le 5 000 mètres »."""
    return unit.kind == "distance" and scan.low(number.first - 1) in ("le", "du", "au")


def _measured(number: Number, unit: UnitTokens) -> QuantityDraft:
    value = round(number.value * unit.scale, 6)
    return QuantityDraft(number.first, unit.last, number, value, unit.name, unit.kind)


def _of_share(scan: Scan, number: Number) -> str:
    noun = counted_after(scan, number) if number.last < len(scan.tokens) else -1
    return phrase(scan, noun) if noun >= 0 else ""


def _share_of(scan: Scan, draft: QuantityDraft) -> QuantityDraft:
    """« huit véhicules sur dix », « un Français sur deux » are shares."""
    whole = number_at(scan.tokens, draft.last + 1) if scan.low(draft.last) == "sur" else None
    if whole is None or whole.value < draft.value or whole.ordinal:
        return draft
    if counted_after(scan, whole) >= 0 and scan.low(draft.number.first) not in ("un", "une"):
        return draft
    if scan.low(whole.last) in ("%", "€"):
        return draft
    draft.kind, draft.last, draft.what = "share", whole.last, scan.text(draft.number.last, draft.last)
    draft.unit = f"{draft.unit} {scan.text(whole.first - 1, whole.last)}"
    return draft


def _times(scan: Scan, number: Number) -> QuantityDraft | None:
    """« 246 000 fois », « trois fois plus », « multiplié par dix »: not « réfléchir deux fois »."""
    i = number.last
    if i < len(scan.tokens) and scan.low(i) in ("de", "d'") and number.noun:
        i += 1
    if scan.low(i) == "fois":
        more = scan.low(i + 1) in lexicons.members("quantities/times_more.txt")
        if number.value > 9 or more or scan.tokens[number.first].text[0].isdigit():
            return QuantityDraft(number.first, i + 1, number, number.value, "fois", what=_verb_before(scan, number))
    if scan.low(number.first - 1) == "par" and any(
        scan.low(at).startswith(("multipli", "divis")) for at in range(max(0, number.first - 4), number.first)
    ):
        return QuantityDraft(number.first, number.last, number, number.value, "fois", what=_verb_before(scan, number))
    return None


def _verb_before(scan: Scan, number: Number) -> str:
    draft = QuantityDraft(number.first, number.last, number, number.value)
    return measured_thing(scan, draft)


def _shared_unit(scan: Scan, number: Number) -> QuantityDraft | None:
    """« passé de 12 à 15 morts », « 10 ou 12 euros »: the unit stands behind the second number."""
    if scan.low(number.last) not in ("à", "et", "ou", "puis"):
        return None
    other = number_at(scan.tokens, number.last + 1) if number.last + 1 < len(scan.tokens) else None
    if other is None or other.ordinal or other.share:
        return None
    if scan.low(number.last) != "à" and not scan.same_sentence(number.first, other.first):
        return None
    unit, noun = measure_after(scan.tokens, other), counted_after(scan, other)
    if unit is not None:
        scale = other.value if other.value >= 1e6 and other.noun and number.value < 1000 else 1.0
        draft = _measured(number, unit)
        draft.value, draft.last = number.value * size_of(scale), number.last
        return draft
    if noun >= 0:
        kind = "people" if is_people(scan, noun) else "other"
        return QuantityDraft(
            number.first,
            number.last,
            number,
            number.value,
            scan.tokens[noun].text,
            kind,
            what=phrase(scan, noun),
            noun=noun,
        )
    return None


def _spaced_price(scan: Scan, number: Number) -> tuple[Number, float | None]:
    """« 7, 50 € »: one price typed with a space."""
    i, tokens = number.last, scan.tokens
    if (
        number.last != number.first + 1
        or i + 2 >= len(tokens)
        or tokens[i].text != ","
        or not tokens[number.first].text.isdigit()
    ):
        return number, None
    cents, sign = tokens[i + 1].text, tokens[i + 2].text
    if not (cents.isdigit() and len(cents) == 2 and sign in "€$£" and tokens[i].start == tokens[number.first].end):
        return number, None
    value = number.value + int(cents) / 100
    return Number(number.first, i + 2, value), value


def _whole(scan: Scan, draft: QuantityDraft, value: float) -> float:
    """« 1,500 personnes » is fifteen hundred: nobody counts people in thousandths."""
    text = scan.tokens[draft.number.first].text
    if draft.noun >= 0 and value != int(value) and len(text.partition(",")[2]) == 3 and value < 1000:
        return float(round(value * 1000))
    return round(value, 6)


def _is_age(scan: Scan, number: Number) -> bool:
    return any(scan.low(i).startswith(("âgé", "agé")) for i in range(max(0, number.first - 3), number.first))


def _bound(scan: Scan, draft: QuantityDraft, number: Number) -> None:
    """The bound that governs the number, what it is reckoned by, and how far its words reach."""
    bound, first = bound_before(scan.tokens, number.first)
    per, last = per_after(scan.tokens, draft.last)
    later, last = bound_after(scan.tokens, last)
    if number.rough:
        bound = "more-than" if number.plural else bound or "about"
    draft.bound, draft.per = bound or later or "exact", per
    draft.kind = "other" if draft.kind == "distance" and per else draft.kind  # a speed
    draft.first, draft.last = min(first, draft.first), max(last, draft.last)
