"""The best tree under scores of pairs: every word hangs on one other, exactly one on the root, no circles."""
from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
_FORBIDDEN = -1e9
_COSTLY = 1e5                              # taken from every root arc: a tree with one of them beats all with two


def heads(scores: Floats) -> np.ndarray:
    """Head of each word under `scores` (words, 1 + words): 0 is the root, i + 1 the word at i.

    What each word likes best is taken where that is a tree; else the best tree is searched (Chu, Liu and Edmonds).
    """
    words = len(scores)
    square = np.full((words + 1, words + 1), _FORBIDDEN)
    square[1:] = scores
    np.fill_diagonal(square, _FORBIDDEN)
    liked = square.argmax(axis=1)
    if (liked[1:] == 0).sum() == 1 and _circle(liked) is None:
        return liked[1:]
    square[1:, 0] -= _COSTLY
    return _best(square)[1:]


def _circle(head: np.ndarray) -> list[int] | None:
    """The nodes of one circle; None in a tree. Node 0 is the root, whatever stands there."""
    state = np.zeros(len(head), dtype=np.int8)             # 0 not met, else the walk that met it last
    walk = np.zeros(len(head), dtype=np.int64)
    state[0] = 1
    for start in range(1, len(head)):
        node = start
        while not state[node]:
            state[node], walk[node] = 1, start
            node = int(head[node])
        if node and walk[node] == start:
            return _round(head, node)
    return None


def _round(head: np.ndarray, node: int) -> list[int]:
    found = [node]
    while int(head[found[-1]]) != node:
        found.append(int(head[found[-1]]))
    return found


def _best(square: np.ndarray) -> np.ndarray:
    """The best tree over a square of scores (node, head): circles are drawn together until none is left, then opened.

    Each drawing together loses at least one node, so that the work is at most the cube of the number of words.
    """
    drawn = []
    while (circle := _circle(liked := _liked(square))) is not None:
        square, note = _drawn_together(square, np.array(sorted(circle)), liked)
        drawn.append(note)
    for note in reversed(drawn):
        liked = _opened(liked, *note)
    return liked


def _liked(square: np.ndarray) -> np.ndarray:
    found = square.argmax(axis=1)
    found[0] = 0
    return found


_Note = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _drawn_together(square: np.ndarray, circle: np.ndarray, liked: np.ndarray) -> tuple[np.ndarray, _Note]:
    """The square with one node, the last, in place of the circle; and how to undo it.

    To break the circle at a node costs the score of the arc that leads on from it.
    """
    others = np.setdiff1d(np.arange(len(square)), circle)
    into = square[np.ix_(others, circle)]                  # others that hang on the circle
    out = square[np.ix_(circle, others)] - square[circle, liked[circle]][:, None]
    smaller = np.full((len(others) + 1, len(others) + 1), _FORBIDDEN)
    smaller[:-1, :-1] = square[np.ix_(others, others)]
    smaller[:-1, -1], smaller[-1, :-1] = into.max(axis=1), out.max(axis=0)
    return smaller, (others, circle, liked, circle[into.argmax(axis=1)], circle[out.argmax(axis=0)])


def _opened(liked: np.ndarray, others: np.ndarray, circle: np.ndarray, inside: np.ndarray, holds: np.ndarray,
            breaks: np.ndarray) -> np.ndarray:
    """The tree over the nodes that were before a circle was drawn together; `inside` are the heads within it."""
    found = inside.copy()
    last = len(others)
    for place, head in enumerate(liked[:-1]):
        found[others[place]] = holds[place] if head == last else others[head]
    found[0] = 0
    head = int(liked[-1])
    found[breaks[head]] = others[head]
    return found
