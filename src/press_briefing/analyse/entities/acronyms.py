"""Acronyms tied to the words they stand for: « Alliance des États du Sahel (AES) »."""

from __future__ import annotations

import re
from functools import cache

from .features import listed
from .page import Name, Page
from .tokens import Token

LONGEST_EXPANSION = 16  # tokens looked at before the parenthesis
SKIPPED = 2  # full words an acronym may pass over (MINUSMA leaves out « multidimensionnelle »)
LEADING = 3  # letters one word may give (« MA » of Mali)
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
    """(sentence, first, last, acronym): tokens `first:last` spell the acronym in the parenthesis after them."""
    found = []
    for number, tokens in enumerate(page.sentences):
        for at in range(2, len(tokens) - 1):
            if tokens[at - 1].text == "(" and tokens[at + 1].text in ")," and is_acronym(tokens[at].text):
                first = _expansion(tokens, at - 1, tokens[at].key.replace(".", ""))
                if first is not None:
                    found.append((number, first, at - 1, at))
    return found


def _expansion(tokens: list[Token], end: int, acronym: str) -> int | None:
    """Where the expansion that ends at `end` begins: the shortest run of words that spells the acronym."""
    for first in range(end - 1, max(-1, end - 1 - LONGEST_EXPANSION), -1):
        run = tokens[first:end]
        if run[0].text in '.;:()"' or not all(t.text[0].isalpha() or t.text in ",-" for t in run):
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
