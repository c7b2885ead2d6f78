"""Strings that a regular expression finds hard, made from the expression itself.

For every repetition in a pattern: what leads to it, its body many times over, and an end that fails. An expression that
backtracks needs time squared (or worse) for them (Davis et al., « The impact of regular expression denial of service »,
ESEC/FSE 2018, call them pump strings).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from re import _constants as C
from re import _parser as P
from typing import Any

# Letters tried for a class, the usual first; an accented one, a digit, a space, a mark.
ALPHABET = (
    "aAé0 \n.,-'’«»\u00a0" + string.ascii_letters + string.digits + string.punctuation + "œÉ–—…“”\u202f\t\r\u200b\u00ad"
)
# More repetitions than this count as without end.
MANY = 50
FAILING = "\x00"


def pumps(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Pairs (prefix, body): `prefix + body * n + FAILING` pumps one repetition of the pattern."""
    tree = P.parse(pattern.pattern, pattern.flags & ~re.UNICODE | re.UNICODE)
    seen = set()
    for prefix, body in _walk(tree, "", tree):
        if body and (prefix, body) not in seen:
            seen.add((prefix, body))
            yield prefix, body


def _walk(tree: Any, prefix: str, root: Any) -> Iterator[tuple[str, str]]:
    for op, value in tree:
        if op in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most is C.MAXREPEAT or most > MANY:
                for body in dict.fromkeys(_samples(inner)):
                    yield prefix, body
            yield from _walk(inner, prefix, root)
        elif op is C.SUBPATTERN:
            yield from _walk(value[3], prefix, root)
        elif op is C.BRANCH:
            for branch in value[1]:
                yield from _walk(branch, prefix, root)
        elif op in (C.ASSERT, C.ASSERT_NOT):
            yield from _walk(value[1], prefix, root)
        elif op is C.ATOMIC_GROUP:
            yield from _walk(value, prefix, root)
        prefix += _sample([(op, value)])


def _samples(tree: Any) -> list[str]:
    """One text the tree matches for each of its first branches, and some classes by other letters."""
    base = _sample(tree)
    out = [base]
    for op, value in tree:
        if op is C.SUBPATTERN:
            out += _samples(value[3])
        elif op is C.BRANCH:
            out += [_sample(branch) for branch in value[1][:12]]
        elif op is C.IN:
            out += [char for char in "a é0-'\u00a0" if _in(value, char)]
    return out[:24]


def _sample(tree: Any) -> str:
    """A text that the tree matches, as far as this can be told without looking around."""
    parts = []
    for op, value in tree:
        if op is C.LITERAL:
            parts.append(chr(value))
        elif op is C.NOT_LITERAL:
            parts.append(next(char for char in ALPHABET if ord(char) != value))
        elif op is C.ANY:
            parts.append("a")
        elif op is C.IN:
            parts.append(next((char for char in ALPHABET if _in(value, char)), _first(value)))
        elif op in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            least, most, inner = value
            parts.append(_sample(inner) * max(least, min(1, most if most is not C.MAXREPEAT else 1)))
        elif op is C.SUBPATTERN:
            parts.append(_sample(value[3]))
        elif op is C.BRANCH:
            parts.append(_sample(value[1][0]))
        elif op is C.ATOMIC_GROUP:
            parts.append(_sample(value))
    return "".join(parts)


_CATEGORIES = {
    C.CATEGORY_DIGIT: r"\d",
    C.CATEGORY_NOT_DIGIT: r"\D",
    C.CATEGORY_SPACE: r"\s",
    C.CATEGORY_NOT_SPACE: r"\S",
    C.CATEGORY_WORD: r"\w",
    C.CATEGORY_NOT_WORD: r"\W",
}


def _in(items: Any, char: str) -> bool:
    negated = items and items[0][0] is C.NEGATE
    hit = False
    for op, value in items:
        if op is C.LITERAL:
            hit |= ord(char) == value
        elif op is C.RANGE:
            hit |= value[0] <= ord(char) <= value[1]
        elif op is C.CATEGORY:
            hit |= bool(re.match(_CATEGORIES[value], char))
    return hit != negated


def _first(items: Any) -> str:
    for op, value in items:
        if op is C.LITERAL:
            return chr(value)
        if op is C.RANGE:
            return chr(value[0])
    return "a"
