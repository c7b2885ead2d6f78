"""Two numbers that make one range, or the two ends of a change."""

from __future__ import annotations

from ... import lexicons
from .counted import counted_after
from .numbers import Number, number_at
from .scan import Scan
from .units import measure_after


def upper_end(scan: Scan, number: Number) -> Number | None:
    """The upper end of « entre 10 et 20 », « de 8 à 24 », « 10 à 20 », « 200 ou 300 »; None for a change or a list."""
    at, lead = number.last, scan.low(number.first - 1) if number.first else ""
    if scan.low(at) in ("et", "à", "ou") and number.last + 1 < len(scan.tokens):
        link = scan.low(at)
    elif (unit := measure_after(scan.tokens, number)) is not None and scan.low(unit.last) in ("et", "à"):
        at, link = unit.last, scan.low(unit.last)
    else:
        return None
    other = number_at(scan.tokens, at + 1) if at + 1 < len(scan.tokens) else None
    if other is None or other.ordinal or other.share or not _higher(number, other):
        return None
    opened = (
        (link == "et" and lead == "entre")
        or (link == "à" and lead != "à")
        or (link == "ou" and at == number.last and other.value <= 2 * number.value)
    )
    counts = measure_after(scan.tokens, other) is not None or counted_after(scan, other) >= 0
    return other if opened and counts and not _is_change(scan, number) else None


def _higher(number: Number, other: Number) -> bool:
    scaled = number.value * (size_of(other.value) if other.noun and number.value < 1000 else 1.0)
    return other.value > scaled


def low_end(number: Number, other: Number) -> float:
    return round(number.value * (size_of(other.value) if other.noun and number.value < 1000 else 1.0), 6)


def _is_change(scan: Scan, number: Number) -> bool:
    """Whether « de X à Y » hangs on a word of change: « passé de 12 à 15 », « une hausse de 10 à 12 % »."""
    changing = lexicons.members("quantities/changing.txt")
    if scan.low(number.first - 1) != "de":
        return False
    near = any(scan.low(i) in changing for i in range(max(0, number.first - 4), number.first))
    at = scan.top(number.first, number.last)
    for _ in range(3):
        at = scan.tree.heads[at]
        if at < 0:
            break
        if scan.tokens[at].lemma in changing or scan.low(at) in changing:
            return True
    return near


def size_of(value: float) -> float:
    """The multiplier of a large number: 9 millions has a million."""
    return next((size for size in (1e12, 1e9, 1e6) if value >= size), 1.0)
