"""Durations: « dix ans de prison », « pendant près de 24 heures », « de 8 à 24 mois ». An age is none."""

from __future__ import annotations

from collections.abc import Iterator

from ... import lexicons
from ...french.tokens import Token
from ...model.analysis import Time
from ...model.typography import key
from .bounds import bound_after, bound_before
from .counted import people
from .numbers import Number, number_at
from .scan import QuantityDraft, Scan
from .telling import measured_thing

AGED = ("an", "ans", "mois", "semaine", "semaines")
REACH = 3


def durations(scan: Scan) -> Iterator[QuantityDraft]:
    """A draft for each definite stretch of time; both ends of a range are one."""
    previous: QuantityDraft | None = None
    for draft in sorted([*_told(scan), *_untold(scan)], key=lambda draft: draft.first):
        if previous is not None and _joined(scan, previous, draft):
            continue
        if previous is not None:
            yield previous
        previous = draft
    if previous is not None:
        yield previous


def _told(scan: Scan) -> Iterator[QuantityDraft]:
    """The durations among the time expressions, and dates told by one: « sous 48 heures », « dix ans plus tard »."""
    for time in scan.times:
        draft = _of_time(scan, time) if time.type == "DURATION" or _lasts(time.text) else None
        if draft is not None and time.value and (time.type == "DATE" or "X" not in time.value):
            yield draft


def _lasts(text: str) -> bool:
    low = key(text)
    return low.startswith(("sous ", "voila ", "cela fait ", "ca fait ")) or low.endswith(" plus tard")


def _of_time(scan: Scan, time: Time) -> QuantityDraft | None:
    ranks = scan.tree.ranks(time.start, time.end)
    number = next((found for i in ranks if (found := _number(scan, i)) is not None), None)
    if number is None:
        return None
    unit = _unit(scan, number, max(ranks[-1] + 1, number.last))
    return _duration(scan, number, unit, ranks[0], ranks[-1] + 1) if unit >= 0 else None


def _untold(scan: Scan) -> Iterator[QuantityDraft]:
    """Durations that are no time expression: « condamné à deux ans avec sursis », « prolongé d'un an »."""
    for i, token in enumerate(scan.tokens):
        if (
            token.low not in lexicons.members("quantities/lasting_units.txt")
            or i == 0
            or scan.time_over(i, i + 1) is not None
        ):
            continue
        number = next(
            (found for at in range(max(0, i - 3), i) if (found := _number(scan, at)) and found.last == i), None
        )
        if number is not None and not number.ordinal and _is_term(scan, number, i):
            draft = _duration(scan, number, i, number.first, i + 1)
            if draft is not None:
                yield draft


def _is_term(scan: Scan, number: Number, unit: int) -> bool:
    """Whether the words around say that it lasts: a sentence, or how far something is put off."""
    after = {scan.low(at) for at in range(unit + 1, unit + 4)}
    head = scan.above(number.first, unit + 1)
    lemma = key(scan.tokens[head].lemma) if head >= 0 else ""
    case = scan.low(number.first - 1)
    return (
        bool(after & lexicons.members("quantities/penal.txt"))
        or lemma in lexicons.keys("quantities/sentencing.txt")
        or (case in ("de", "d'") and lemma in lexicons.keys("quantities/moving.txt"))
    )


def _duration(scan: Scan, number: Number, unit: int, begin: int, end: int) -> QuantityDraft | None:
    if _is_age(scan, number, unit) or _is_clock(scan, unit) or _is_before(scan, unit):
        return None
    bound, first = bound_before(scan.tokens, number.first)
    later, last = bound_after(scan.tokens, unit + 1)
    if not bound and scan.low(first - 1) == "sous":
        bound, first = "at-most", first - 1
    shown = bound or later or ("about" if number.rough else "exact")
    half = scan.low(unit + 1) == "et" and scan.low(unit + 2) in ("demi", "demie")
    last = max(last, unit + 3) if half else last
    draft = QuantityDraft(
        min(first, begin),
        max(end, last, number.last),
        number,
        number.value + 0.5 * half,
        scan.tokens[unit].text,
        "duration",
        shown,
    )
    draft = _opened(scan, draft)
    draft.what = measured_thing(scan, draft)
    return draft


def _is_before(scan: Scan, unit: int) -> bool:
    """« un an auparavant », « deux jours plus tôt » is a date."""
    ends = unit + 2 >= len(scan.tokens) or not scan.tokens[unit + 2].word
    return (
        scan.low(unit + 1) == "auparavant"
        or (scan.low(unit + 1) == "avant" and ends)
        or (scan.low(unit + 1), scan.low(unit + 2)) == ("plus", "tôt")
    )


def _number(scan: Scan, i: int) -> Number | None:
    if scan.low(i) in ("un", "une"):
        collective = number_at(scan.tokens, i + 1) if i + 1 < len(scan.tokens) else None
        if collective and collective.rough:
            return collective
        return Number(i, i + 1, 1.0)
    if scan.low(i) == "demi-heure":
        return None
    return number_at(scan.tokens, i)


def _unit(scan: Scan, number: Number, last: int) -> int:
    """The rank of « ans », past « de » and adjectives: « une dizaine de longues années »."""
    nouns = (
        i
        for i in range(number.last, max(last, number.last + 1))
        if scan.tokens[i].pos in ("NOUN", "X", "PROPN") or scan.low(i) in AGED
    )
    return next(nouns, -1)


def _is_clock(scan: Scan, unit: int) -> bool:
    """« ouvert 24 heures sur 24 », « le journal de 13 heures », « une minute de silence »."""
    if scan.low(unit + 1) == "sur" and number_at(scan.tokens, unit + 2) is not None:
        return True
    heading = unit > 1 and scan.tokens[unit - 2].low in ("jt", "journal", "h", "les")
    capital = scan.tokens[unit].capital and not scan.tokens[unit].first
    silence = scan.low(unit + 1) in ("de", "d'") and scan.low(unit + 2) in ("silence", "gloire", "vérité")
    return silence or (scan.low(unit) in ("heures", "heure") and (heading or capital))


def _opened(scan: Scan, draft: QuantityDraft) -> QuantityDraft:
    """« de 8 à 24 mois », « entre deux et trois ans »: the other end stands before it, bare."""
    i = draft.number.first - 1
    if i < 1 or scan.low(i) not in ("à", "et", "ou") or draft.first != draft.number.first:
        return draft
    for at in range(max(0, i - REACH), i):
        low = number_at(scan.tokens, at)
        if low is None or low.last != i or low.value >= draft.value or low.ordinal:
            continue
        lead = scan.low(at - 1) if at else ""
        if scan.low(i) == "et" and lead != "entre":
            return draft
        draft.first = at - (lead in ("de", "entre"))
        draft.value, draft.second, draft.number = low.value, draft.value, low
        draft.bound = "at-least"
        return draft
    return draft


def _joined(scan: Scan, before: QuantityDraft, draft: QuantityDraft) -> bool:
    """« six mois à un an », « entre un et deux ans »: whether the second end went into the first; in two units they are
    two figures, the least and the most."""
    if before.second is not None or draft.first - before.last != 1:
        return False
    lead = scan.low(before.first - 1) if before.first else ""
    link = scan.low(before.last)
    if not (link == "à" or (link == "et" and lead == "entre")):
        return False
    before.bound = "at-least"
    if key(before.unit).rstrip("s") != key(draft.unit).rstrip("s"):
        draft.bound = "at-most"
        return False
    before.last, before.second = draft.last, draft.value
    before.first -= lead in ("de", "entre")
    return True


# -- ages ------------------------------------------------------------------------------------------


def _is_age(scan: Scan, number: Number, unit: int) -> bool:
    """« un lycéen de 17 ans », « Awa Ba, 53 ans, », « elle avait 19 ans », « à 60 ans », « les moins de 25 ans »."""
    if scan.low(unit) not in AGED:
        return False
    before = [scan.low(i) for i in range(max(0, number.first - 5), number.first)]
    far = [scan.low(i) for i in range(max(0, number.first - 10), number.first)]
    if any(low.startswith(("âgé", "agé", "anniversaire")) for low in before) or {"âge", "âges"} & set(far):
        return True
    if before[-3:] in (["à", "partir", "de"], ["jusqu'", "à", "l'"]):
        return True
    if set(before[-3:]) & {"moins", "plus"} and set(before[-4:]) & {"les", "des", "aux"}:
        return True
    return scan.low(unit) in AGED[:2] and _is_of_somebody(scan, number, unit)


def _is_of_somebody(scan: Scan, number: Number, unit: int) -> bool:
    tokens, head = scan.tokens, scan.above(number.first, unit + 1)
    if scan.low(unit + 1) in ("de", "d'") and scan.low(unit + 2) not in ("plus", "moins"):
        return False  # « dix ans de prison », « vingt ans de service »
    first = number.first
    aside = (
        first > 0
        and tokens[first - 1].text in (",", "(", "-", "–")
        and unit + 1 < len(tokens)
        and tokens[unit + 1].text in (",", ")", ".", "-", "–", ":")
    )
    if aside and first > 1 and _somebody(scan, first - 2 - (not scan.tokens[first - 2].word)):
        return True
    if head < 0:
        return False
    lemma = key(tokens[head].lemma)
    top = scan.top(number.first, unit + 1)
    case = scan.tree.case(unit) or scan.tree.case(top) or scan.low(first - 1)
    if case in ("de", "d'") and _somebody(scan, head) and head < first:
        return True
    if (
        case == "à"
        and lemma not in lexicons.keys("quantities/sentencing.txt")
        and key(tokens[head].low) not in lexicons.members("quantities/penal.txt")
    ):
        return scan.low(first - 1) in ("à", "dès", "qu'à") and not _is_range(scan, first)
    return (
        lemma == "avoir"
        and tokens[head].pos in ("VERB", "AUX")
        and tokens[top].relation in ("obj", "obl:arg", "obl:mod")
    )


def _is_range(scan: Scan, first: int) -> bool:
    return first > 1 and (number_at(scan.tokens, first - 2) is not None or scan.low(first - 2) in AGED)


def _somebody(scan: Scan, i: int) -> bool:
    """Whether a word names or calls a person."""
    token: Token = scan.tokens[i]
    return token.low in people() or scan.who.get(i) == "person" or (token.pos == "PROPN" and token.capital)
