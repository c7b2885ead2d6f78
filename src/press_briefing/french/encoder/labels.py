"""Labels of a row of words out of scores: the best row that begins names before it goes on with them."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
_NEVER = np.float32(-1e9)


def best_labels(scores: Floats, names: Sequence[str]) -> list[int]:
    """The best column of each row of `scores` (words, classes) such that `I-X` follows `B-X` or `I-X` only."""
    if not len(scores):
        return []
    begins = np.array([0 if not name.startswith("I-") else _NEVER for name in names], dtype=np.float32)
    steps = np.array([[_step(last, name) for name in names] for last in names], dtype=np.float32)
    best, back = begins + log_shares(scores[:1])[0], []
    for row in log_shares(scores[1:]):
        paths = best[:, None] + steps
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    found = [int(best.argmax())]
    for row in reversed(back):
        found.append(int(row[found[-1]]))
    return found[::-1]


def _step(last: str, name: str) -> float:
    return 0 if not name.startswith("I-") or last[2:] == name[2:] else float(_NEVER)


def log_shares(scores: Floats) -> Floats:
    """The logarithm of each column's share of its row, by softmax."""
    if not len(scores):
        return scores
    level = scores - scores.max(axis=1, keepdims=True)
    return level - np.log(np.exp(level).sum(axis=1, keepdims=True))


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """`(first, behind the last, label)` of each name."""
    found: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((place, place + 1, label[2:]))
        elif label.startswith("I-") and found:
            found[-1] = (found[-1][0], place + 1, found[-1][2])
    return found
