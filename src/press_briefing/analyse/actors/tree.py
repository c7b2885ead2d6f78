"""The article's words with what the parse says of them, asked by their rank in the article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from ...french.grammar.classes import is_determiner, words
from ...french.tokens import Token
from ...lexicons import members
from ..reading import Reading
from .persons import likely_people, vectors_of

LONGEST = 24  # words of the longest description; longer ones are no name for anybody
# Relations that are part of a noun phrase to its right, however it is cut.
INSIDE = frozenset(("amod", "nmod", "flat:name", "flat:foreign", "flat", "fixed", "det", "case", "nummod", "compound"))
# Prepositions that tie a complement to its noun: « ambassadeur à Rome », « secrétaire d'État chargé » has none.
_COMPLEMENTS = words("complements") | {""}


@cache
def _civilities() -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in members("entities/civilities.txt"))


class Tree:
    """Words by rank (`units[i]`), their heads and dependents as ranks; `-1` is the head of a root."""

    def __init__(self, reading: Reading) -> None:
        self.units: list[Token] = reading.units
        self.people = likely_people(reading)
        self.vectors = vectors_of(reading)
        self.text = reading.article.text
        self.plain = reading.plain
        self.sentences = reading.sentences
        self.heads = self._ranked_heads()
        self.children: list[list[int]] = [[] for _ in self.units]
        for i, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(i)
        self._cases, self._determiners = self._first_left("case"), self._first_left("det")

    def _first_left(self, relation: str) -> dict[int, int]:
        """The first dependent in a relation that stands left of its head, for every head that has one."""
        found: dict[int, int] = {}
        for i, head in enumerate(self.heads):
            if head > i and self.units[i].relation == relation:
                found.setdefault(head, i)
        return found

    def _ranked_heads(self) -> list[int]:
        """Heads by rank: a word joined of several tokens has the place of the first."""
        places = [unit.place for unit in self.units]
        heads = []
        for i, unit in enumerate(self.units):
            head = bisect_right(places, unit.head) - 1 if unit.head >= 0 else -1
            heads.append(head if head != i and self._same_sentence(head, i) else -1)
        return heads

    def _same_sentence(self, a: int, b: int) -> bool:
        return a >= 0 and self.of_sentence[a] == self.of_sentence[b]

    @cached_property
    def of_sentence(self) -> list[int]:
        """The number of the sentence each word stands in."""
        starts = [row.start for row in self.sentences]
        return [bisect_right(starts, unit.start) - 1 for unit in self.units]

    @cached_property
    def starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each word stands inside « … » or “ … ”; a mark that is never closed ends with its paragraph.

        Where another straight mark opens a sentence since, it ended with its own sentence.
        """
        found: list[bool] = []
        open_, begun, paragraph = False, 0, -1
        for i, (unit, number) in enumerate(zip(self.units, self.of_sentence, strict=True)):
            here = self.sentences[number].paragraph if number >= 0 else -1
            if here != paragraph:
                open_, paragraph = False, here
            was_open = open_
            if unit.text in ("«", "“"):
                open_ = True
            elif unit.text in ("»", "”"):
                open_ = False
            elif unit.text == '"':
                open_ = self._opens(unit, open_)
                if open_ and was_open and self.units[i - 1].text in (".", "!", "?", "…"):
                    self._end_with_sentence(found, begun)
                    was_open = False
            begun = i if open_ and not was_open else begun
            found.append(open_)
        return found

    def _end_with_sentence(self, found: list[bool], begun: int) -> None:
        """Take the words behind the sentence of a mark that was never closed out of it."""
        for i in range(begun, len(found)):
            if self.of_sentence[i] != self.of_sentence[begun]:
                found[i] = False

    def _opens(self, mark: Token, was_open: bool) -> bool:
        """Whether the words behind a straight mark stand inside: by what touches it, a lost mark alters no more."""
        before, after = self.text[: mark.start][-1:], self.text[mark.end : mark.end + 1]
        if after.isalnum() and not before.isalnum():
            return True
        if before and not before.isspace() and not after.isalnum():
            return False
        return not was_open

    def first_at(self, start: int) -> int:
        """Rank of the first word that starts at or after `start`."""
        return bisect_left(self.starts, start)

    def ranks(self, start: int, end: int) -> range:
        """The words that lie inside these characters."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, lo=first)
        return range(first, last)

    def top(self, ranks: range) -> int:
        """The head of a run of words: the first whose own head stands outside, marks and small words aside."""
        for i in ranks:
            unit, head = self.units[i], self.heads[i]
            if head not in ranks and unit.word and unit.relation not in ("case", "det", "cc", "mark"):
                return i
        return ranks[0] if ranks else -1

    def relation(self, i: int) -> str:
        return self.units[i].relation

    def human(self, i: int, least: float) -> bool:
        """Whether the encoder takes word `i` for a noun for people; never where no encoder read the text."""
        return 0 <= i < len(self.people) and self.people[i] >= least and self.units[i].pos == "NOUN"

    def low(self, i: int) -> str:
        return self.units[i].low if 0 <= i < len(self.units) else ""

    def morph(self, i: int, name: str) -> str:
        """A feature of a word (« Gender »), empty where the parse tells none."""
        for pair in self.units[i].morph.split("|"):
            if pair.startswith(name + "="):
                return pair[len(name) + 1 :]
        return ""

    def of(self, i: int, *relations: str) -> Iterator[int]:
        """The dependents of a word in these relations, in the order of the text."""
        return (child for child in self.children[i] if self.relation(child) in relations)

    def case(self, i: int) -> str:
        """The preposition of a word, lower case; empty where it has none. « aux côtés de » is « aux »."""
        return self.low(self._cases.get(i, -1))

    def determiner(self, i: int) -> int:
        """The determiner right before a noun and its adjectives, -1 where it has none."""
        if i in self._determiners:
            return self._determiners[i]
        at = i - 1
        while at >= 0 and i - at < 4 and self.units[at].pos in ("ADJ", "NUM") and not is_determiner(self.units[at]):
            at -= 1
        if at >= 0 and (is_determiner(self.units[at]) or self.low(at) in words("contracted")) and i - at < 4:
            return at
        return -1

    def span(self, head: int) -> range:
        """The noun phrase of a head up to the first mark, clause or circumstance: « le ministre des Transports »."""
        first, last, pending = head, head, list(self.children[head])
        while pending:
            child = pending.pop()
            if self._belongs(head, child) and abs(child - head) < LONGEST:
                first, last = min(first, child), max(last, child)
                pending += self.children[child]
        return range(self._unmarked(head, first, -1), self._unmarked(head, last, 1) + 1)

    def _belongs(self, head: int, child: int) -> bool:
        relation = self.relation(child)
        if relation == "nmod":
            return self.case(child) in _COMPLEMENTS
        return relation in INSIDE and (relation != "case" or self.heads[child] != head)

    def _unmarked(self, head: int, edge: int, step: int) -> int:
        """The farthest word towards `edge` with no mark between it and the head."""
        at = head
        while at != edge and (self.units[at + step].word or self.abbreviates(at + step)):
            at += step
        return at if at == head or self.units[at].word else at - step

    def abbreviates(self, i: int) -> bool:
        """« M. Roux », « Dr. Roux »: the full stop of a civility ends nothing."""
        return 0 < i < len(self.units) and self.units[i].text == "." and self.low(i - 1) in _civilities()

    def chars(self, ranks: range) -> tuple[int, int]:
        return self.units[ranks[0]].start, self.units[ranks[-1]].end

    def clause(self, i: int) -> int:
        """The verb or predicate a word depends on, itself when it is one."""
        for _ in range(LONGEST):
            if i < 0 or self.units[i].pos in ("VERB", "AUX") or self.heads[i] < 0:
                break
            i = self.heads[i]
        return i
