"""Sentences as tensors, in batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from encoder_data import OPEN, Classes, Sentence, tags_of
from press_briefing.french.encoder.pieces import Pieces
from press_briefing.french.encoder.windows import arrays

LONGEST = 254  # pieces of a sentence learnt from; longer ones are left out


@dataclass
class Item:
    """A sentence ready to learn from; a column of `OPEN` is not annotated. `heads`: 0 is the root, else place + 1."""

    cut: list[tuple[int, ...]]
    names: list[int]
    tags: list[int]
    heads: list[int]
    relations: list[int]
    misc: bool
    weight: float

    @property
    def length(self) -> int:
        """Pieces, with the two at the ends."""
        return sum(map(len, self.cut)) + 2


@dataclass
class Batch:
    """Tensors `(rows, pieces)` and `(rows, words)`; `firsts` `(rows, 1 + words)` begins with the root's place."""

    pieces: Tensor
    mask: Tensor
    firsts: Tensor
    names: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor
    misc: Tensor
    weights: Tensor


class Itemizer:
    """Sentences into items, by a piece cutter and the classes of the heads."""

    def __init__(self, pieces: Pieces, classes: Classes) -> None:
        self.pieces = pieces
        self.names, self.tags, self.relations = (
            {name: place for place, name in enumerate(rows)}
            for rows in (classes.names, classes.tags, classes.relations)
        )

    def __call__(self, sentence: Sentence) -> Item:
        sample = sentence.sample
        unknown = [OPEN] * len(sample.words)
        tags = [self.tags.get(tag, self.tags.get(tag.split("|")[0], OPEN)) for tag in tags_of(sample)]
        heads = [0 if head == place else head + 1 for place, head in enumerate(sample.heads or ())]
        return Item(
            self.pieces(sample.words),
            [self.names[tag] for tag in sample.tags or ()] or unknown,
            tags or unknown,
            heads or unknown,
            [self.relations.get(dep, OPEN) for dep in sample.deps or ()] or unknown,
            sentence.misc,
            sentence.weight,
        )


def batches(items: Sequence[Item], most: int, rng: random.Random | None = None) -> Iterator[list[Item]]:
    """Items of like length together, at most `most` padded pieces; shuffled by `rng`, else in the order of length."""
    jitter = rng.random if rng else lambda: 0.0
    fitting = sorted(
        (item for item in items if item.length <= LONGEST or not rng),
        key=lambda item: item.length // (6 if rng else 1) + jitter(),
    )
    found: list[list[Item]] = [[]]
    for item in fitting:
        longest = max((item.length, *(other.length for other in found[-1])))
        if found[-1] and longest * (len(found[-1]) + 1) > most:
            found.append([])
        found[-1].append(item)
    if rng:
        rng.shuffle(found)
    yield from found


def tensors(items: Sequence[Item]) -> Batch:
    """The items of one batch, padded."""
    read = (torch.from_numpy(array) for array in arrays([item.cut for item in items]).values())
    columns = (_padded([getattr(item, name) for item in items]) for name in ("names", "tags", "heads", "relations"))
    return Batch(
        *read, *columns, torch.tensor([item.misc for item in items]), torch.tensor([item.weight for item in items])
    )


def _padded(rows: list[list[int]]) -> Tensor:
    length = max(map(len, rows))
    return torch.tensor([[*row, *[OPEN] * (length - len(row))] for row in rows])
