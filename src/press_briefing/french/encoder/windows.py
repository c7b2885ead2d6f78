"""Sentences as the network takes them: windows no longer than it can read, batches of like length, padded arrays.

A sentence past `LONGEST` pieces is read in windows that overlap; of each, the words in the middle of the overlaps are
kept, so that every kept word has seen what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

BEGIN, PAD, END = 0, 1, 2
LONGEST = 500  # pieces of a window; the network has 512 places, two for the ends
SHARED = 100  # pieces two windows have in common, about
BATCH = 400  # padded pieces read at once: more of them leave a processor's cache
Cut = Sequence[tuple[int, ...]]  # a sentence's words as pieces


class Window(NamedTuple):
    """A run of a sentence's words: their pieces, which of them are kept, where the first kept one stands."""

    cut: Cut
    kept: slice
    first: int

    @property
    def pieces(self) -> int:
        """Pieces with the two at the ends."""
        return sum(map(len, self.cut)) + 2


def windows(cut: Cut) -> list[Window]:
    """The windows of a sentence, most often one; their kept words are its words, in order."""
    bounds = np.cumsum([0, *map(len, cut)])
    if bounds[-1] <= LONGEST:
        return [Window(cut, slice(0, len(cut)), 0)] if cut else []
    spans = list(_spans(bounds))
    middles = [(second[0] + first[1]) // 2 for first, second in pairwise(spans)]
    return [
        Window(cut[start:end], slice(low - start, high - start), low)
        for (start, end), low, high in zip(spans, [0, *middles], [*middles, len(cut)], strict=True)
    ]


def _spans(bounds: np.ndarray) -> Iterator[tuple[int, int]]:
    """`(first, behind the last)` word of each window; a word alone is always shorter than a window."""
    start, words = 0, len(bounds) - 1
    while True:
        end = int(np.searchsorted(bounds, bounds[start] + LONGEST, side="right")) - 1
        yield start, end
        if end == words:
            return
        start = max(start + 1, int(np.searchsorted(bounds, bounds[end] - SHARED)))


def batches(parts: Iterable[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Windows of like length together, the shortest first; the number before each goes with it."""
    batch: list[tuple[int, Window]] = []
    for part in sorted(parts, key=lambda part: (part[1].pieces, part[0], part[1].first)):
        if batch and part[1].pieces * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def arrays(cuts: Sequence[Cut]) -> dict[str, np.ndarray]:
    """What the network reads: `pieces` and `mask` (rows, pieces), `firsts` (rows, 1 + words), the root before them."""
    rows = [[BEGIN, *(number for word in cut for number in word), END] for cut in cuts]
    firsts = [[0, *(1 + np.cumsum([0, *map(len, cut[:-1])]))] for cut in cuts]
    pieces = np.full((len(cuts), max(map(len, rows))), PAD, dtype=np.int64)
    mask = np.zeros(pieces.shape, dtype=bool)
    places = np.zeros((len(cuts), max(map(len, firsts))), dtype=np.int64)
    for place, (row, first) in enumerate(zip(rows, firsts, strict=True)):
        pieces[place, : len(row)], mask[place, : len(row)], places[place, : len(first)] = row, True, first
    return {"pieces": pieces, "mask": mask, "firsts": places}
