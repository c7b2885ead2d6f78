"""The actors found, and who a noun phrase or a pronoun is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...french.grammar.classes import words
from ...model.analysis import Actor
from .ahead import main_subject
from .tree import Tree


@dataclass(frozen=True)
class Actors:
    """Rows in the order of their first mention. `at` tells who stands at some words; no finder resolves them again."""

    rows: tuple[Actor, ...]
    spans: dict[tuple[int, int], str]  # of mentions -> id
    likely: frozenset[tuple[int, int]]  # spans whose actor is likely only
    heads: dict[int, str]  # rank of a head word -> id
    unsure: frozenset[int]  # heads whose actor is likely only
    tree: Tree

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.rows)

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        return {row.id: row for row in self.rows}

    def at(self, start: int, end: int, *, doubtful: bool = False) -> Actor | None:
        """The actor of the noun phrase or pronoun at these characters: a mention there, or the one at its head.

        `doubtful`: also where whom it stands for is likely only.
        """
        found = self._id_at(start, end, doubtful)
        return self._row(found) if found is not None else None

    def standing(self, start: int, end: int) -> Actor | None:
        """The actor these characters themselves stand for: a mention just there, or the one at the top of the phrase.

        Unlike `at` it takes nobody from inside the phrase, and nobody who is likely only.
        """
        if (start, end) in self.spans:
            return None if (start, end) in self.likely else self._row(self.spans[start, end])
        ranks = self.tree.ranks(start, end)
        head = self.tree.top(ranks) if ranks else -1
        return self._row(self.heads[head]) if head in self.heads and head not in self.unsure else None

    def ahead(self, start: int) -> str | None:
        """The row of the main subject that the pronoun beginning here may look ahead to, empty where that has none."""
        ranks = self.tree.ranks(start, start + 1)
        subject = main_subject(self.tree, ranks[0]) if ranks else -1
        return self.heads.get(subject, "") if subject >= 0 else None

    def _row(self, identifier: str) -> Actor | None:
        return self.by_id.get(identifier)

    def _id_at(self, start: int, end: int, doubtful: bool) -> str | None:
        exact = self.spans.get((start, end))
        if exact is not None and (doubtful or (start, end) not in self.likely):
            return exact
        ranks = self.tree.ranks(start, end)
        if not ranks:
            return None
        head = self.tree.top(ranks)
        if head in self.heads:
            return self.heads[head] if doubtful or head not in self.unsure else None
        inside = [i for i in ranks if i in self.heads and not self._hangs(i, ranks)]
        told = {self.heads[i] for i in inside if doubtful or i not in self.unsure}
        return told.pop() if len(told) == 1 and len(inside) == 1 else None

    def _hangs(self, i: int, ranks: range) -> bool:
        """Whether a word is behind a preposition within the phrase: « le fils de X » is not X."""
        before: Sequence[str] = [self.tree.low(at) for at in range(max(ranks[0], i - 3), i)]
        return any(low in words("of", "prepositions") for low in before)
