"""A piece of a word or several, with a category: what the grammar of time expressions reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...model import typography


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word without accents; the words of a text come again and again."""
    return typography.unaccented(word)


@dataclass(slots=True)
class Token:
    """A piece: `text[start:end]`, its lower-case form, its category, what the category says of it, its `bare` form.

    `capital`: it is printed with one (« Mai 68 », « le 11-Novembre »).

    Nobody changes one; it is not frozen because an article has thousands, and each would take three times as long to
    make.
    """

    start: int
    end: int
    word: str
    category: str
    value: str
    bare: str
    capital: bool = False
