"""What speaks for a sentence as news: where it stands, what it tells, and whether it stands without the others.

A weighted sum; `training/keysentences.py` learns the weights as those of a logistic regression on sheets of careful
readers (which sentences may stand in a summary of five), and prints them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..lexicons import entries, members
from ..model.analysis import Actor, Claim, Event, Quantity, Sentence, Stance
from ..model.analysis.comparing import FATES
from ..model.typography import key, plain
from .reading import Reading

# What each feature adds. early: 1 for the first sentence, falling; late: each one further on; central: its rank in the
# graph of the sentences; title: the share of the title's words it holds; length: the logarithm of its content words;
# own: it speaks of « je » and « nous »; sourced: somebody says it; toll: it counts victims; dated: happenings of a day,
# two at most; answered: it tells an accusation that is answered, or the answer.
WEIGHTS = {
    "early": 4.5,
    "late": -0.06,
    "central": 0.6,
    "title": 0.3,
    "length": 1.75,
    "own": -1.2,
    "sourced": 0.4,
    "toll": 0.9,
    "dated": 1.05,
    "answered": 0.6,
}
# How fast being late lowers a sentence: the nth keeps 1 / (1 + n * DECAY).
DECAY = 0.3
OPENING = 4  # tokens in which a subject opens a sentence
NEAR = 60  # characters within which a colon ends a pointer to another page
_BACKGROUND = "background"


@dataclass(frozen=True)
class News:
    """What was found in an article before its key sentences are chosen."""

    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    stances: tuple[Stance, ...] = ()

    @cached_property
    def resolved(self) -> frozenset[int]:
        """Where a pronoun starts whose actor has a name: a view can tell it."""
        return frozenset(
            mention.start
            for row in self.actors
            if row.named
            for mention in row.mentions
            if mention.form == "pronoun" and not mention.doubtful
        )


class Worth:
    """Tells of the sentences of one article what speaks for them."""

    def __init__(self, reading: Reading, news: News) -> None:
        self.reading, self.news = reading, news
        rows = news.stances
        answered = [
            row
            for i, row in enumerate(rows)
            if row.answers is not None or any(other.answers == i for other in rows if other.answers is not None)
        ]
        self._dated = self._count(row for row in news.events if row.date and row.kind != _BACKGROUND)
        self._toll = self._count(row for row in news.quantities if row.kind in FATES)
        self._answered = self._count(row for row in answered if not row.doubtful)
        self._sourced = self._covered(row for row in news.claims if row.source is not None)

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.reading.sentences]

    def _count(self, rows: Iterable[Any]) -> Counter[int]:
        """How many rows begin in each sentence."""
        return Counter(bisect_right(self._starts, row.start) - 1 for row in rows)

    def _covered(self, rows: Iterable[Any]) -> frozenset[int]:
        """The sentences that share words with a row."""
        spans = ((bisect_right(self._starts, row.start) - 1, bisect_left(self._starts, row.end)) for row in rows)
        return frozenset(index for first, last in spans for index in range(max(first, 0), last))

    def features(
        self, index: int, place: int, rank: float, lemmas: Sequence[str], title: dict[str, float]
    ) -> dict[str, float]:
        """The features of the sentence `index`, the `place`-th that is fit, by the names of `WEIGHTS`."""
        return {
            "early": 1 / (1 + DECAY * place),
            "late": place,
            "central": rank,
            "title": sum(share for lemma, share in title.items() if lemma in lemmas),
            "length": math.log(max(1, len(lemmas))),
            "own": self._is_own(index),
            "sourced": index in self._sourced,
            "toll": self._toll[index] > 0,
            "dated": min(2, self._dated[index]),
            "answered": self._answered[index] > 0,
        }

    def stands_alone(self, index: int) -> bool:
        """Whether nothing but the sentence is needed: no pronoun opens it whose name nobody knows, no pointer."""
        row = self.reading.sentences[index]
        return not self._opens_with_pronoun(row) and not is_pointer(self.reading.article.text[row.start : row.end])

    def _tokens(self, row: Sentence) -> range:
        starts = self.reading.tokens.starts
        return range(bisect_left(starts, row.start), bisect_left(starts, row.end))

    def _opens_with_pronoun(self, row: Sentence) -> bool:
        tokens = self.reading.tokens
        return any(
            plain(tokens.texts[at]).lower() in members("keysentences/pronouns.txt")
            and tokens.relations[at].startswith("nsubj")
            and tokens.starts[at] not in self.news.resolved
            for at in self._tokens(row)[:OPENING]
        )

    def _is_own(self, index: int) -> bool:
        texts = self.reading.tokens.texts
        return any(
            plain(texts[at]).lower() in members("words/first_person.txt")
            for at in self._tokens(self.reading.sentences[index])
        )


def is_pointer(text: str) -> bool:
    """Whether a sentence begins by pointing to another page: « À lire aussi : … »."""
    folded = re.sub(r"^\W+", "", key(text[: 2 * NEAR]))
    return ":" in folded[:NEAR] and folded.startswith(entries("keysentences/pointers.txt"))


def weighed(features: dict[str, float]) -> float:
    """The sum of the features by their weights."""
    return sum(WEIGHTS[name] * value for name, value in features.items())
