"""What the finders of quantities look at, and the draft of a row they fill."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...french.tokens import Token
from ...model.analysis import Time
from ..actors.tree import Tree
from .numbers import Number

STEPS = 4


@dataclass
class QuantityDraft:
    """A figure in the making: tokens `first` to `last` (excluded) are shown, `number` is its number.

    `noun`: rank of the noun counted, -1 where it has none of its own; `unit`, `kind`, `bound`, `per`, `what`, `cause`
    as in `Quantity`; `second`: the other end of a range or side of a score; `again`: it says the figure before in
    another unit; `like`: the figure whose noun it counts, where what became of those is told of both.
    """

    first: int
    last: int
    number: Number
    value: float
    unit: str = ""
    kind: str = "other"
    bound: str = "exact"
    second: float | None = None
    per: tuple[str, ...] = ()
    what: str = ""
    noun: int = -1
    cause: str = ""
    again: bool = False
    like: QuantityDraft | None = None


@dataclass(frozen=True)
class Scan:
    """The words of an article with their parse, its times, and who is a person by the actors found (rank -> kind)."""

    tree: Tree
    times: Sequence[Time] = ()
    who: Mapping[int, str] = field(default_factory=dict)

    @property
    def tokens(self) -> list[Token]:
        return self.tree.units

    @cached_property
    def _starts(self) -> list[int]:
        return [time.start for time in self.times]

    def time_over(self, first: int, last: int) -> Time | None:
        """The time expression that shares a character with tokens `first` to `last` (excluded)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        at = bisect_right(self._starts, end - 1) - 1
        near = self.times[max(0, at - 1) : at + 1]
        return next((time for time in near if time.start < end and start < time.end), None)

    def text(self, first: int, last: int) -> str:
        """The words of tokens `first` to `last` (excluded), as the article has them, white space made single."""
        return " ".join(self.tree.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def low(self, i: int) -> str:
        return self.tree.low(i)

    def same_sentence(self, a: int, b: int) -> bool:
        of = self.tree.of_sentence
        return 0 <= a < len(of) and 0 <= b < len(of) and of[a] == of[b]

    def top(self, first: int, last: int) -> int:
        """The word by which a run of words hangs in its sentence."""
        return self.tree.top(range(first, last))

    def role(self, draft: QuantityDraft) -> int:
        """By what a figure hangs in its sentence, past the words that bound it: « à plus de 2 000 personnes »."""
        at = self.top(draft.number.first, max(draft.noun, draft.number.last - 1) + 1)
        for _ in range(STEPS):
            if not draft.first <= self.tree.heads[at] < draft.number.first:
                break
            at = self.tree.heads[at]
        return at

    def above(self, first: int, last: int) -> int:
        """What a run of words hangs on, -1 at the root."""
        return self.tree.heads[self.top(first, last)]

    def sentence_start(self, i: int) -> int:
        """The first token of the sentence of token `i`."""
        number = self.tree.of_sentence[i]
        return self.tree.first_at(self.tree.sentences[number].start) if number >= 0 else 0
