"""The best tree under scores of pairs: every word hangs on one other, exactly one on the root, no circles."""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
_FORBIDDEN = -1e9
_COSTLY = 1e5  # taken from every root arc: a tree with one of them beats all with two


def heads(scores: Floats) -> np.ndarray:
    """Head of each word under `scores` (words, 1 + words): 0 is the root, i + 1 the word at i.

    The best tree, but for arcs that cross: whoever reads a phrase off it finds its words side by side.
    """
    return _uncrossed(best_tree(scores))[1:]


def best_tree(scores: Floats) -> np.ndarray:
    """The heads of the root, which is its own, and of each word: what each likes best where that is a tree, else the
    best tree there is (Chu, Liu and Edmonds)."""
    words = len(scores)
    square = np.full((words + 1, words + 1), _FORBIDDEN)
    square[1:] = scores
    np.fill_diagonal(square, _FORBIDDEN)
    liked = square.argmax(axis=1)
    liked[0] = 0
    if (liked[1:] == 0).sum() == 1 and _circle(liked) is None:
        return liked
    square[1:, 0] -= _COSTLY
    return _best(square)


def _uncrossed(head: np.ndarray) -> np.ndarray:
    """The tree with each arc that crosses another hung on the head's head until none does.

    Of two that cross the shorter gives way, never one on the root or on its word, which all others are below. Every
    step brings a word nearer to the root, so that there are few in a sentence and at most the square of its words.
    """
    found, words = head.copy(), np.arange(1, len(head))
    while True:
        low, high = np.minimum(words, found[1:]), np.maximum(words, found[1:])
        first, second = np.nonzero((low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high))
        if not len(first):
            return found
        pair = (int(first[0]), int(second[0]))
        word = 1 + min(pair, key=lambda place: (found[found[place + 1]] == 0, high[place] - low[place], place))
        found[word] = found[found[word]]


def _circle(head: np.ndarray) -> list[int] | None:
    """The nodes of one circle; None in a tree. Node 0 is the root, whatever stands there."""
    state = np.zeros(len(head), dtype=np.int8)  # 0 not met, else the walk that met it last
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
    into = square[np.ix_(others, circle)]  # others that hang on the circle
    out = square[np.ix_(circle, others)] - square[circle, liked[circle]][:, None]
    smaller = np.full((len(others) + 1, len(others) + 1), _FORBIDDEN)
    smaller[:-1, :-1] = square[np.ix_(others, others)]
    smaller[:-1, -1], smaller[-1, :-1] = into.max(axis=1), out.max(axis=0)
    return smaller, (others, circle, liked, circle[into.argmax(axis=1)], circle[out.argmax(axis=0)])


def _opened(
    liked: np.ndarray, others: np.ndarray, circle: np.ndarray, inside: np.ndarray, holds: np.ndarray, breaks: np.ndarray
) -> np.ndarray:
    """The tree over the nodes that were before a circle was drawn together; `inside` are the heads within it."""
    found = inside.copy()
    last = len(others)
    for place, head in enumerate(liked[:-1]):
        found[others[place]] = holds[place] if head == last else others[head]
    found[0] = 0
    head = int(liked[-1])
    found[breaks[head]] = others[head]
    return found
