"""Matched tokens, and questions about them and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...lexicons import members
from ...model import typography
from .tokens import Token

NUMBERS = ("DAY", "FIRST", "CARD", "ORD", "FIGURE", "YEAR", "ONE")


@dataclass(frozen=True)
class Match:
    """Matched tokens `tokens[first:end]`, with what stands around them."""

    tokens: list[Token]
    first: int
    end: int

    def all(self, *categories: str) -> list[Token]:
        """The matched tokens of these categories."""
        return [token for token in self.tokens[self.first : self.end] if token.category in categories]

    def value(self, *categories: str) -> str | None:
        """The value of the first matched token of these categories."""
        found = self.all(*categories)
        return found[0].value if found else None

    def number(self, *categories: str) -> int | None:
        """The same as a whole number."""
        value = self.value(*categories)
        return int(float(value)) if value else None

    def has(self, *categories: str) -> bool:
        """Whether a token of these categories was matched."""
        return bool(self.all(*categories))

    def before(self, distance: int = 1) -> Token | None:
        """The token so many places before the match."""
        place = self.first - distance
        return self.tokens[place] if place >= 0 else None

    def after(self, distance: int = 1) -> Token | None:
        """The token so many places after the match."""
        place = self.end - 1 + distance
        return self.tokens[place] if place < len(self.tokens) else None

    @property
    def turn(self) -> int:
        """-1 for « dernier », 1 for « prochain », 0 when neither is said."""
        return int(self.value("LAST", "NEXT", "PRECEDING", "FOLLOWING") or 0)


def category(token: Token | None) -> str:
    """The category of a token, `""` when there is none."""
    return token.category if token else ""


def word(token: Token | None) -> str:
    """The unaccented lower-case word of a token, `""` when there is none."""
    return token.bare if token else ""


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(map(typography.key, members(f"times/{name}.txt")))


def in_list(token: Token | None, name: str) -> bool:
    """Whether the token, or its singular, stands in a list of `lexicons/times`."""
    bare = word(token)
    return bool(bare) and (bare in listed(name) or bare.removesuffix("s") in listed(name))


def full_year(value: str | None) -> int | None:
    """A year in four or two figures: 93 is 1993, 05 is 2005."""
    if value is None or not value.isdigit():
        return None
    number = int(value)
    return number if number > 99 else number + (1900 if number >= 32 else 2000)
