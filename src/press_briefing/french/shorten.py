"""A text that is longer than its room, cut where a phrase ends: never behind a determiner, a preposition, a conjunction.

It needs no parse, since what is cut is often no sentence of the article any more but a label made from one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .. import lexicons
from ..model.typography import key

ELLIPSIS = "…"
# Behind a comma the reader misses least; a word that opens nothing is the last place to cut at.
PUNCTUATION, ANYWHERE = 4, 0
# The least of the room that is kept for the sake of a better border.
LEAST = 0.55
_SPACES, _WORD = re.compile(r"[ \t\n\r]+"), re.compile("[^ ]+")
# « 10 | 000 », « 18 | août », « M. | Dupont »; a year may end a phrase.
_HALF = re.compile(r"(?!\d{4}$)[\d.,]*\d|(?:MM?|Dr|Me|Mmes?|Mlles?|Ste?)\.?")
_OPENERS, _CLOSERS, _ENDS = '«“("[', '»”)"]', ",;:)»”"


class _Cut(NamedTuple):
    """A place to cut: how well it does, and the characters kept."""

    worth: int
    at: int


def at_phrase(text: str, longest: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer than `longest` characters.

    Parameters: `longest`: characters, the ellipsis among them. Returns the whole text where it fits. A quotation that
    the cut leaves open is closed behind the ellipsis; a bracket is left out whole where that can be.

    >>> at_phrase("Le maire a inauguré le pont de pierre devant la foule réunie", 50)
    'Le maire a inauguré le pont de pierre…'
    """
    flat = _SPACES.sub(" ", text).strip()
    if len(flat) <= longest:
        return flat
    places = list(_places(flat, longest - 2))  # the ellipsis, and a quotation mark
    best = max(_late(places, longest) or places, default=_Cut(ANYWHERE, longest - 1))
    return _closed(flat[: best.at].rstrip(" \u00a0\u202f,;:–—-"))


def _late(places: list[_Cut], longest: int) -> list[_Cut]:
    """Those that keep enough of the text."""
    return [place for place in places if place.at >= LEAST * longest]


def _places(text: str, room: int) -> Iterator[_Cut]:
    """Where the text can be cut within its room: between two words of which the first is no word that calls for more."""
    words = list(_WORD.finditer(text, 0, min(len(text), room + 60)))
    for before, after in pairwise(words):
        if before.end() > room:
            return
        worth = _worth(before[0], after[0])
        if not (_calls_for_more(before[0]) or _in_bracket(text[: before.end()]) or _is_half(before[0], worth)):
            yield _Cut(worth, before.end())


def _worth(before: str, after: str) -> int:
    if before[-1] in _ENDS or after[0] in "([–—":
        return PUNCTUATION
    return _borders().get(_first(after), ANYWHERE)


def _calls_for_more(word: str) -> bool:
    """Whether a word cannot be the last: it is grammar only, or opens a quotation."""
    bare = word.strip(_OPENERS + _CLOSERS + ",;:–—")
    last = key(bare).rsplit("'", 1)[-1]
    grammar = _borders() if word[-1] in _ENDS else _grammar()  # « …, qui parlait hier, … »: a comma closes
    return not bare or word[-1] in "«“([" or last in grammar


def _is_half(word: str, worth: int) -> bool:
    """Whether a number or a title goes with the word behind it."""
    return worth == ANYWHERE and _HALF.fullmatch(word) is not None


def _first(word: str) -> str:
    """The first piece of a word: « qu' » of « qu’elle »."""
    plain = key(word.strip(_OPENERS))
    head, mark, _ = plain.partition("'")
    return head + mark


def _in_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _closed(kept: str) -> str:
    """The ellipsis, and the mark of a quotation that is open."""
    return f"{kept}{ELLIPSIS}\u202f»" if kept.count("«") > kept.count("»") else kept + ELLIPSIS


@cache
def _borders() -> dict[str, int]:
    return {key(word): int(worth) for word, worth in lexicons.rows("words/borders.tsv")}


@cache
def _grammar() -> frozenset[str]:
    return lexicons.keys("words/function_words.txt")
