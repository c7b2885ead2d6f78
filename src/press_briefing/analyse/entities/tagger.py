"""The names tagger: a linear-chain CRF trained by training/names.py, decoded here without any library but numpy."""
from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from .features import Document, sentence_features
from .tokens import Token

if TYPE_CHECKING:
    import numpy as np


class Weights(NamedTuple):
    """What was learnt. `states`: feature to row; `rows`: (features, labels); `moves`: (label before, label)."""

    labels: tuple[str, ...]
    states: dict[str, int]
    rows: np.ndarray
    moves: np.ndarray


@cache
def weights() -> Weights:
    """The shipped weights, read once a process (some 30 ms)."""
    import numpy as np

    stored = json.loads(zlib.decompress(files(__package__).joinpath("names.z").read_bytes()))
    labels, states = tuple(stored["labels"]), stored["states"]
    rows = np.zeros((len(states), len(labels)), dtype=np.float32)
    for row, pairs in enumerate(states.values()):
        for label, weight in zip(pairs[::2], pairs[1::2], strict=True):
            rows[row, label] = weight / 1000
    return Weights(labels, {feature: row for row, feature in enumerate(states)}, rows,
                   np.array(stored["transitions"], dtype=np.float32) / 1000)


def tag(sentences: Sequence[Sequence[Token]], document: Document | None = None) -> list[list[str]]:
    """The BIO label of every token, sentence by sentence (Viterbi)."""
    document = document or Document(sentences)
    return [_best(sentence_features(sentence, document)) if sentence else [] for sentence in sentences]


def _best(features: list[list[str]]) -> list[str]:
    import numpy as np

    known = weights()
    rows = [[row for feature in token if (row := known.states.get(feature)) is not None] for token in features]
    starts = np.cumsum([0, *map(len, rows[:-1])])
    flat = np.fromiter((row for token in rows for row in token), dtype=np.intp)
    emitted = np.add.reduceat(known.rows[flat], starts, axis=0)      # every token has its bias: no empty slice
    best, back = emitted[0], []
    for scores in emitted[1:]:
        reached = best[:, None] + known.moves
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + scores
    at = int(best.argmax())
    path = [at]
    for step in reversed(back):
        at = int(step[at])
        path.append(at)
    return [known.labels[label] for label in reversed(path)]
