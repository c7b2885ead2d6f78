"""Two figures side by side: whether they are of the same thing, and whether both can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ... import lexicons
from ..typography import key

if TYPE_CHECKING:
    from . import Quantity

FATES = ("dead", "wounded", "missing", "displaced", "arrested")
# Kinds of which two figures in one article may disagree; durations, distances and scores are of a thing each.
COMPARED = (*FATES, "people", "money", "share", "other")
_BACK = 30  # characters before a figure in which « dont » makes it a part of another
_WORD = re.compile(r"[^\W\d_]+")


def same_thing(a: Quantity, b: Quantity) -> bool:
    """Same kind, unit, reckoning, happening, and what is counted; « morts » and « personnes tuées » are one.

    Returns
    -------
    True where two figures may be compared; nothing is said of their values.
    """
    if a.kind != b.kind or a.per != b.per or a.again or b.again or _apart(a.cause, b.cause):
        return False
    units = {_singular(key(a.unit).split()[0]), _singular(key(b.unit).split()[0])} if a.unit and b.unit else {"", "?"}
    if len(units) > 1 and not (a.kind in FATES and units <= lexicons.members("quantities/anybody.txt")):
        return False
    first, second = _content(a), _content(b)
    if a.kind in ("money", "share"):
        # « une fortune de 10 millions » may be anybody's: one word in common does not make two figures one.
        return len(first) > 1 and first == second
    if a.kind in FATES and units <= lexicons.members("quantities/anybody.txt") and a.cause and b.cause:
        return True
    if not first or not second:
        return a.kind in FATES and not first and not second
    return len(first & second) / len(first | second) >= 0.5


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether some value satisfies both figures.

    Returns
    -------
    True for « au moins 10 » and « 12 », false for 10 and 12 told as exact.
    """
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return low_a <= high_b and low_b <= high_a


def is_part(text: str, row: Quantity) -> bool:
    """Whether a figure of `text` counts some of another: « 32 morts, dont douze enfants »."""
    before = [key(word) for word in _WORD.findall(text[max(0, row.start - _BACK) : row.start])]
    return before[-1:] == ["dont"] or (before[-2:-1] == ["parmi"] and before[-1].startswith("lesquel"))


def is_beside(row: Quantity) -> bool:
    """Whether a figure comes on top of another: « deux autres blessés », « 30 nouveaux cas »."""
    return bool({key(word) for word in _WORD.findall(row.text)} & {"autres", "autre", "nouveaux", "nouvelles"})


def _apart(first: str, second: str) -> bool:
    """Whether two happenings are named and nothing of their names is in common."""
    return bool(first and second and not _words(first) & _words(second))


def _words(text: str) -> set[str]:
    return {_singular(word) for word in key(text).replace("'", " ").split() if len(word) > 2} - lexicons.members(
        "quantities/small.txt"
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _content(quantity: Quantity) -> set[str]:
    unit = {_singular(word) for word in key(quantity.unit).split()}
    return (
        _words(quantity.what)
        - unit
        - lexicons.members("quantities/anybody.txt")
        - _words(quantity.cause)
        - lexicons.members("quantities/small.txt")
    )


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """The values a quantity allows; « environ » a tenth either side, a range from its lower to its upper end."""
    value = quantity.value
    if quantity.second is not None:
        return value, quantity.second
    if quantity.bound == "about":
        return value * 0.9, value * 1.1
    low = value if quantity.bound in ("at-least", "more-than", "exact") else 0.0
    high = value if quantity.bound in ("at-most", "less-than", "exact") else float("inf")
    return low, high
