"""Names from all that is known of them, in one decoder: the encoder's scores, the tagger's (words, shapes, lists,
gazetteer), and what the encoder says of the same word elsewhere in the article.

A linear-chain CRF over these, trained by training/joint.py on articles that neither of the two learnt from, so that
each counts for what it is worth and a name's probability can be believed. `I-X` follows `B-X` or `I-X` only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from . import tagger
from .page import Name, Page

if TYPE_CHECKING:
    from ...french.encoder.article import Names
    from ...french.tokens import Token

Floats = np.ndarray
KINDS = ("O", "PER", "LOC", "ORG", "MISC")
LEAST = 1e-4  # of a share, so that its logarithm stays within reason
LEAST_LIKELY = {"PER": 0.4, "LOC": 0.3, "ORG": 0.5, "MISC": 0.3}  # probability below which a name is none
_NEVER = -1e4


class Weights(NamedTuple):
    """What was learnt. `labels` (n); `mixed` (sources, n): the worth of each source for each label; `bias` (n);
    `moves` (n, n): label before, label."""

    labels: tuple[str, ...]
    mixed: Floats
    bias: Floats
    moves: Floats


@cache
def weights() -> Weights:
    """The shipped weights."""
    stored = json.loads(files(__package__).joinpath("joint.json").read_text(encoding="utf-8"))
    labels = tuple(stored["labels"])
    mixed, bias, moves = (np.array(stored[name], dtype=np.float64) for name in ("mixed", "bias", "moves"))
    return Weights(labels, mixed, bias, moves + forbidden(labels))


def forbidden(labels: tuple[str, ...]) -> Floats:
    """Zero where a label may follow another, else as good as never: (label before, label)."""
    wrong = [[after.startswith("I-") and before[2:] != after[2:] for after in labels] for before in labels]
    return np.where(np.array(wrong), _NEVER, 0.0)


def sources(page: Page, names: Names) -> Floats:
    """What each source says of each label of each token, sentence after sentence: (sources, tokens, labels).

    1. the encoder, 2. the tagger, 3. the encoder on the word's other places in the article, zero where it has none,
    4. one for every label of a name where it has, else zero
    """
    tokens = [token for sentence in page.sentences for token in sentence]
    known = tagger.weights()
    column = [known.labels.index(label) if label in known.labels else known.labels.index("O") for label in names.labels]
    told = names.scores[[token.place for token in tokens]].astype(np.float64)
    learnt = tagger.scores([sentence for sentence in page.sentences if sentence], page.document)[:, column]
    elsewhere, has = _elsewhere(tokens, told, names.labels)
    return np.stack([told, learnt.astype(np.float64), elsewhere, has])


def _elsewhere(tokens: list[Token], told: Floats, labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    kind = np.array([KINDS.index(label.rpartition("-")[2]) for label in labels])
    shares = np.stack([np.exp(told)[:, kind == number].sum(axis=1) for number in range(len(KINDS))], axis=1)
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        if token.capital and token.text[0].isalpha():
            places[token.key].append(place)
    means, has = np.ones(shares.shape), np.zeros(told.shape)
    for where in places.values():
        if len(where) > 1:
            means[where] = (shares[where].sum(axis=0) - shares[where]) / (len(where) - 1)
            has[where] = kind > 0
    return np.log(np.maximum(means, LEAST))[:, kind], has


def emissions(page: Page, names: Names, learnt: Weights | None = None) -> Floats:
    """The score of each label for each token: (tokens, labels)."""
    known = learnt or weights()
    return np.einsum("stl,sl->tl", sources(page, names), known.mixed) + known.bias


def tag(page: Page, names: Names) -> list[Name]:
    """The names of the article, each with its probability."""
    lengths = [len(sentence) for sentence in page.sentences]
    if not sum(lengths):
        return []
    scores, known = emissions(page, names), weights()
    found, first = [], 0
    chain = Chain(known.moves)
    for number, length in enumerate(lengths):
        if length:
            rows = scores[first : first + length]
            if rows.argmax(axis=1).any():
                found += _in_sentence(chain, rows, known.labels, number)
            first += length
    return found


def _in_sentence(chain: Chain, rows: Floats, labels: tuple[str, ...], number: int) -> list[Name]:
    found = spans([labels[place] for place in chain.best(rows)])
    ways = chain.ways(rows) if found else None
    return [
        Name(number, first, last, label, confidence=ways.share(first, last, *inside(labels, label)))
        for first, last, label in found
        if ways is not None
    ]


def inside(labels: tuple[str, ...], label: str) -> tuple[int, int]:
    """The columns of a kind's first and further words."""
    return labels.index(f"B-{label}"), labels.index(f"I-{label}")


def likely(page: Page, names: list[Name]) -> list[Name]:
    """The names that are likely enough, and those whose label the words around them tell."""
    return [name for name in names if name.fixed or _likely(name)]


def _likely(name: Name) -> bool:
    return name.confidence is None or name.confidence >= LEAST_LIKELY[name.label]


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """`(first, behind the last, label)` of each name of a well-formed row of labels."""
    found: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((place, place + 1, label[2:]))
        elif label.startswith("I-"):
            found[-1] = (found[-1][0], place + 1, label[2:])
    return found


class Chain:
    """A linear chain over rows of scores (tokens, labels), with `moves` (label before, label)."""

    def __init__(self, moves: Floats) -> None:
        self.moves = moves
        begins = np.where(moves[0] <= _NEVER / 2, _NEVER, 0.0)  # what may not follow « O » may not begin
        self.begins = begins

    def best(self, rows: Floats) -> list[int]:
        """The best label of each token, all together (Viterbi)."""
        best, back = rows[0] + self.begins, []
        for row in rows[1:]:
            reached = best[:, None] + self.moves
            back.append(reached.argmax(axis=0))
            best = reached.max(axis=0) + row
        found = [int(best.argmax())]
        for row in reversed(back):
            found.append(int(row[found[-1]]))
        return found[::-1]

    def ways(self, rows: Floats) -> Ways:
        """All ways through the rows, for the probability of parts of them."""
        return Ways(self, rows)


class Ways:
    """Summed scores of all ways of labels through a row of tokens."""

    def __init__(self, chain: Chain, rows: Floats) -> None:
        self.rows, self.moves = rows, chain.moves
        self.before = _summed(rows, chain.moves, chain.begins)
        self.after = _summed(rows[::-1], chain.moves.T, np.zeros(len(chain.moves)))[::-1]

    def share(self, first: int, last: int, begin: int, going: int) -> float:
        """The probability that just the tokens `first:last` are a name that begins with label `begin`."""
        score, label = self.before[first, begin], begin
        for place in range(first + 1, last):
            score += self.moves[label, going] + self.rows[place, going]
            label = going
        if last < len(self.rows):
            ends = self.moves[label] + self.after[last]
            ends[going] = _NEVER
            score += _sum(ends)
        return float(np.exp(min(0.0, score - _sum(self.before[-1]))))


def _summed(rows: Floats, moves: Floats, begins: Floats) -> Floats:
    """The summed score of all ways up to each token, its own score included: (tokens, labels)."""
    found = np.empty(rows.shape)
    found[0] = rows[0] + begins
    for place in range(1, len(rows)):
        ways = found[place - 1][:, None] + moves
        most = ways.max(axis=0)
        found[place] = most + np.log(np.exp(ways - most).sum(axis=0)) + rows[place]
    return found


def _sum(scores: Floats) -> float:
    most = scores.max()
    return float(most + np.log(np.exp(scores - most).sum()))
