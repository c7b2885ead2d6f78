"""« plus de », « dépassant », « près de », « au moins »: how a number bounds what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.tokens import Token, units_in


@cache
def _expressions(place: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """(words, bound), longest first, by the word next to the number."""
    found = [
        (tuple(t.low for t in units_in(text)), bound)
        for text, bound, where in lexicons.rows("quantities/bounds.tsv")
        if where == place
    ]
    near = -1 if place == "before" else 0
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in sorted(found, key=lambda row: -len(row[0])):
        table.setdefault(row[0][near], []).append(row)
    return {word: tuple(found) for word, found in table.items()}


def bound_before(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """(bound, first token of it) of the words right before token `i`; ("", i) when there are none."""
    stop = i - 1 if i and tokens[i - 1].low in ("les", "des", "la", "le") else i
    for end in dict.fromkeys((i, stop)):
        for expression, bound in _expressions("before").get(tokens[end - 1].low, ()) if end else ():
            begin = end - len(expression)
            if begin >= 0 and tuple(t.low for t in tokens[begin:end]) == expression:
                return bound, begin
    return "", i


def bound_after(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """(bound, token after it) of the words right after a quantity; ("", i) when there are none."""
    for expression, bound in _expressions("after").get(tokens[i].low, ()) if i < len(tokens) else ():
        if tuple(t.low for t in tokens[i : i + len(expression)]) == expression:
            return bound, i + len(expression)
    return "", i
