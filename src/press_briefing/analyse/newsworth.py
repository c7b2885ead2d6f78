"""What speaks for a sentence as news: where it stands, what it tells, and whether it stands without the others.

A weighted sum; `training/keysentences.py` learns the weights from sheets of careful readers (which sentences may stand in
a summary of five, best first), as those by which a reader picks one sentence after the other, and prints them.
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

from ..french.tokens import Tokens
from ..lexicons import entries, members
from ..model.analysis import Actor, Claim, Event, Quote, Sentence
from ..model.typography import key, plain
from .reading import Reading

# What each feature adds. early: 1 for the first sentence, falling; late: each one further on; central: its rank in the
# graph of the sentences; title: the share of the title's words it holds; length: the logarithm of its content words;
# own: it speaks of « je » and « nous »; sourced: somebody says it; quoted: the share of it that is quotation; events:
# happenings, three at most; opens: it stands first under a heading or the title.
WEIGHTS = {
    "early": 0.367,
    "late": -0.045,
    "central": 0.329,
    "title": 1.233,
    "length": 0.66,
    "own": -0.393,
    "sourced": 0.427,
    "quoted": -0.975,
    "events": 0.274,
    "opens": 0.373,
}
# What it adds to repeat a sentence already chosen, times how alike the two are.
AGAIN = -1.875
# How fast being late lowers a sentence: the nth keeps 1 / (1 + n * DECAY).
DECAY = 0.3
OPENING = 4  # tokens in which a subject opens a sentence
NEAR = 60  # characters within which a colon ends a pointer to another page
MOST_EVENTS = 3
_FLOWING = ("", "lead", "body")


@dataclass(frozen=True)
class News:
    """What was found in an article before its key sentences are chosen."""

    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()

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
        self._events = Counter(bisect_right(self._starts, row.start) - 1 for row in news.events)
        self._sourced = self._covered(row for row in news.claims if row.source is not None)

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.reading.sentences]

    @cached_property
    def _quoted(self) -> Counter[int]:
        """How many characters of each sentence are quotation."""
        found: Counter[int] = Counter()
        for row in self.news.quotes:
            for index in self._touched(row):
                sentence = self.reading.sentences[index]
                found[index] += max(0, min(row.end, sentence.end) - max(row.start, sentence.start))
        return found

    def _touched(self, row: Any) -> range:
        """The sentences that share words with a row."""
        first = bisect_right(self._starts, row.start) - 1
        return range(max(first, 0), bisect_left(self._starts, row.end))

    def _covered(self, rows: Iterable[Any]) -> frozenset[int]:
        """The sentences that share words with any of the rows."""
        return frozenset(index for row in rows for index in self._touched(row))

    def features(
        self, index: int, place: int, rank: float, lemmas: Sequence[str], title: dict[str, float]
    ) -> dict[str, float]:
        """The features of the sentence `index`, the `place`-th that is fit, by the names of `WEIGHTS`."""
        row = self.reading.sentences[index]
        return {
            "early": 1 / (1 + DECAY * place),
            "late": place,
            "central": rank,
            "title": sum(share for lemma, share in title.items() if lemma in lemmas),
            "length": math.log(max(1, len(lemmas))),
            "own": self._is_own(index),
            "sourced": index in self._sourced,
            "quoted": min(1.0, self._quoted[index] / max(1, row.end - row.start)),
            "events": min(MOST_EVENTS, self._events[index]),
            "opens": self._above(index)[0] not in _FLOWING,
        }

    def stands_alone(self, index: int) -> bool:
        """Whether nothing but the sentence is needed.

        It opens with no pronoun whose name nobody knows and with nobody's « ses ventes », it is no pointer to another page
        nor a word about this one, and it does not describe (« Le groupe suédois ») what only the heading above it names.
        """
        row = self.reading.sentences[index]
        text = self.reading.article.text[row.start : row.end]
        return not (self._leans_back(row) or is_pointer(text) or is_of_page(text) or self._is_named_above(index))

    def _tokens(self, row: Sentence) -> range:
        starts = self.reading.tokens.starts
        return range(bisect_left(starts, row.start), bisect_left(starts, row.end))

    def _leans_back(self, row: Sentence) -> bool:
        """Whether its subject opens it as a pronoun whose name nobody knows, or as somebody's that nobody told."""
        return any(self._is_pronoun(at) or self._is_owned(at) for at in self._tokens(row)[:OPENING])

    def _is_pronoun(self, at: int) -> bool:
        tokens = self.reading.tokens
        return (
            plain(tokens.texts[at]).lower() in members("keysentences/pronouns.txt")
            and tokens.relations[at].startswith("nsubj")
            and tokens.starts[at] not in self.news.resolved
        )

    def _is_owned(self, at: int) -> bool:
        tokens = self.reading.tokens
        return plain(tokens.texts[at]).lower() in members("keysentences/possessives.txt") and tokens.relations[
            tokens.heads[at]
        ].startswith("nsubj")

    def _above(self, index: int) -> tuple[str, range]:
        """The kind of the paragraph before that in which the sentence comes first, and the words of its end."""
        rows, paragraphs = self.reading.sentences, self.reading.article.paragraphs
        if not index or rows[index - 1].paragraph == rows[index].paragraph:
            return "", range(0)
        return paragraphs[rows[index - 1].paragraph].kind, self._tokens(rows[index - 1])

    def _is_named_above(self, index: int) -> bool:
        """Whether a heading names whom the sentence's subject only describes, with a noun that was not told before."""
        tokens, inside = self.reading.tokens, self._tokens(self.reading.sentences[index])
        kind, heading = self._above(index)
        if kind != "heading" or not _has_name(tokens, heading):
            return False
        at = next((at for at in inside if _is_described(tokens, at)), None)
        return (
            at is not None
            and tokens.lemmas[at] not in tokens.lemmas[: inside.start]
            and not _has_name(tokens, (one for one in inside if _hangs_on(tokens, one, at)))
        )

    def _is_own(self, index: int) -> bool:
        texts = self.reading.tokens.texts
        return any(
            plain(texts[at]).lower() in members("words/first_person.txt")
            for at in self._tokens(self.reading.sentences[index])
        )


def _has_name(tokens: Tokens, places: Iterable[int]) -> bool:
    """Whether there is a proper name among the words at these places."""
    return any(tokens.pos[at] == "PROPN" for at in places)


def _is_described(tokens: Tokens, at: int) -> bool:
    """Whether the word is a noun that is a subject and has a definite article."""
    is_subject = tokens.relations[at].startswith("nsubj") and tokens.pos[at] == "NOUN"
    return is_subject and any(
        tokens.heads[before] == at and "Definite=Def" in tokens.morphs[before] for before in range(max(0, at - 3), at)
    )


def _hangs_on(tokens: Tokens, at: int, top: int) -> bool:
    """Whether the word is part of the phrase of the word at `top`."""
    seen: set[int] = set()
    while at not in seen and at != top:
        seen.add(at)
        at = tokens.heads[at]
    return at == top


def is_pointer(text: str) -> bool:
    """Whether a sentence begins by pointing to another page: « À lire aussi : … »."""
    folded = re.sub(r"^\W+", "", key(text[: 2 * NEAR]))
    return ":" in folded[:NEAR] and folded.startswith(entries("keysentences/pointers.txt"))


def is_of_page(text: str) -> bool:
    """Whether a sentence speaks of its own page: « Les dépêches du jour sont à suivre ici »."""
    folded = key(text)
    return any(words in folded for words in entries("keysentences/of_the_page.txt"))


def weighed(features: dict[str, float]) -> float:
    """The sum of the features by their weights."""
    return sum(WEIGHTS[name] * value for name, value in features.items())
