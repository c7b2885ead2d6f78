"""Acronyms tied to the words they stand for: « Alliance des États du Sahel (AES) »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...french.grammar.classes import is_finite
from ...french.tokens import Token
from .features import listed
from .page import Name, Page

LONGEST_EXPANSION = 16  # tokens looked at before the parenthesis
SKIPPED = 2  # full words an acronym may pass over (MINUSMA leaves out « multidimensionnelle »)
LEADING = 4  # letters one word may give (« MA » of Mali, « FOOT » of football)
_ACRONYM = re.compile(r"[A-ZÉÈ][A-Za-zÉÈéè0-9-]{1,9}")


def is_acronym(text: str) -> bool:
    """Two capitals or more, few letters: « AES », « FAMa », « G5 », « MBDHP »."""
    return bool(_ACRONYM.fullmatch(text)) and sum(c.isupper() or c.isdigit() for c in text) >= 2


def spells(words: list[str], acronym: str) -> bool:
    """Whether the beginnings of `words` (folded) spell `acronym` (folded), small words being free to count or not."""
    parts = tuple(part for word in words for part in word.split("-") if part)

    @cache
    def fits(word: int, letter: int, skipped: int) -> bool:
        if word == len(parts):
            return letter == len(acronym)
        for taken in range(1, LEADING + 1):
            if (
                acronym[letter : letter + taken] == parts[word][:taken]
                and len(parts[word]) >= taken
                and letter + taken <= len(acronym)
                and fits(word + 1, letter + taken, skipped)
            ):
                return True
        if word == 0:
            return False
        if parts[word] in listed("acronym_skips.txt"):
            return fits(word + 1, letter, skipped)
        return skipped < SKIPPED and fits(word + 1, letter, skipped + 1)

    return bool(parts) and fits(0, 0, 0)


def pairs(page: Page) -> list[tuple[int, int, int, int]]:
    """(sentence, first, last, acronym): tokens `first:last` spell the acronym, one of the two being in brackets."""
    found = []
    for number, tokens in enumerate(page.sentences):
        for at in range(1, len(tokens) - 2):
            if tokens[at].text == "(":
                for first, last, acronym in (_before_bracket(tokens, at), _in_bracket(tokens, at)):
                    if last:
                        found.append((number, first, last, acronym))
    return found


def _before_bracket(tokens: list[Token], at: int) -> tuple[int, int, int]:
    """« Alliance des États du Sahel (AES) »; zeros when it is no such thing."""
    inner = tokens[at + 1]
    first = _expansion(tokens, at, inner.key.replace(".", "")) if _is_short(inner) else None
    return (first, at, at + 1) if first is not None and tokens[at + 2].text in ")," else (0, 0, 0)


def _in_bracket(tokens: list[Token], at: int) -> tuple[int, int, int]:
    """« Pastef (Patriotes africains du Sénégal pour le travail, …) »; zeros when it is no such thing."""
    last = _closing(tokens, at)
    if last is None or not (tokens[at + 1].capital and _is_short(tokens[at - 1])):
        return 0, 0, 0
    words = [token.key for token in tokens[at + 1 : last] if token.text[0].isalpha()]
    return (at + 1, last, at - 1) if len(words) > 2 and spells(words, tokens[at - 1].key) else (0, 0, 0)


def _closing(tokens: list[Token], at: int) -> int | None:
    """Where the bracket opened at `at` is closed, when two words or more stand inside."""
    limit = min(len(tokens), at + 2 + LONGEST_EXPANSION)
    last = next((n for n in range(at + 1, limit) if tokens[n].text in "()"), None)
    return last if last is not None and last > at + 2 and tokens[last].text == ")" else None


def _is_short(token: Token) -> bool:
    """« AES », or an acronym written as a word (« Pastef », « Cedeao »)."""
    return is_acronym(token.text) or (token.capital and token.text.isalpha() and 3 <= len(token.text) <= 10)


def _expansion(tokens: list[Token], end: int, acronym: str) -> int | None:
    """Where the expansion that ends at `end` begins: the shortest run of words, none a verb, that spells the acronym."""
    for first in range(end - 1, max(-1, end - 1 - LONGEST_EXPANSION), -1):
        run = tokens[first:end]
        if is_finite(run[0]) or run[0].text in '.;:()"' or not all(t.text[0].isalpha() or t.text in ",-" for t in run):
            return None
        words = [t.key for t in run if t.text[0].isalpha()]
        if run[0].key not in listed("acronym_skips.txt") and len(words) > 1 and spells(words, acronym):
            return first
    return None


def expansions(page: Page, names: list[Name]) -> list[Name]:
    """The words an acronym stands for are one name with its bounds, and so is the acronym (step of repair)."""
    out = list(names)
    for sentence, first, last, at in pairs(page):
        known = [n for n in out if n.sentence == sentence and n.first == at and n.label in ("ORG", "MISC")]
        label = known[0].label if known else "ORG"
        both = (Name(sentence, first, last, label, True), Name(sentence, at, at + 1, label, True))
        out = [n for n in out if not any(n.overlaps(new) for new in both)] + list(both)
    return sorted(out, key=lambda n: (n.sentence, n.first))


def in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the few, words or letters, stand among the many in this order."""
    rest = iter(many)
    return all(word in rest for word in few)
