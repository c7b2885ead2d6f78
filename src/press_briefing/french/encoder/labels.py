"""Rows of BIO labels: what may follow what, the best row under scores, how likely a name in it is.

`I-X` follows `B-X` or `I-X` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[Any]]
_NEVER = -1e4


def best_labels(scores: Floats, names: Sequence[str]) -> list[int]:
    """The best column of each row of `scores` (words, classes), all together, where nothing else is known of names."""
    return Chain(forbidden(names)).best(log_shares(scores)) if len(scores) else []


def log_shares(scores: Floats) -> Floats:
    """The logarithm of each column's share of its row, by softmax."""
    if not len(scores):
        return scores
    level = scores - scores.max(axis=1, keepdims=True)
    return level - np.log(np.exp(level).sum(axis=1, keepdims=True))


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """`(first, behind the last, label)` of each name of a well-formed row of labels."""
    found: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((place, place + 1, label[2:]))
        elif label.startswith("I-"):
            found[-1] = (found[-1][0], place + 1, label[2:])
    return found


def forbidden(labels: Sequence[str]) -> Floats:
    """Zero where a label may follow another, else as good as never: (label before, label)."""
    wrong = [[after.startswith("I-") and before[2:] != after[2:] for after in labels] for before in labels]
    return np.where(np.array(wrong), _NEVER, 0.0)


def inside(labels: Sequence[str], label: str) -> tuple[int, int]:
    """The columns of a kind's first and further words."""
    return labels.index(f"B-{label}"), labels.index(f"I-{label}")


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
