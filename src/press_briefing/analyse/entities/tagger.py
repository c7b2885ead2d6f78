"""The names tagger: a linear-chain CRF trained by training/names.py, decoded here without any library but numpy."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from .features import OFFSETS, Document, own_features, placed_features
from .tokens import Token

if TYPE_CHECKING:
    import numpy as np


class Weights(NamedTuple):
    """What was learnt: for each offset (0 for the token itself) the row of each feature; `rows`: (features, labels).

    `moves`: (label before, label).
    """

    labels: tuple[str, ...]
    states: dict[int, dict[str, int]]
    rows: np.ndarray
    moves: np.ndarray


@cache
def weights() -> Weights:
    """The shipped weights, read once a process (some 30 ms)."""
    import numpy as np

    stored = json.loads(zlib.decompress(files(__package__).joinpath("names.z").read_bytes()))
    labels = tuple(stored["labels"])
    rows = np.zeros((len(stored["states"]), len(labels)), dtype=np.float32)
    states: dict[int, dict[str, int]] = {offset: {} for offset in (0, *OFFSETS)}
    for row, (feature, pairs) in enumerate(stored["states"].items()):
        length = 2 if feature[0] == "-" else 1 if feature[0] in "12" else 0  # no feature of its own starts so
        states[int(feature[:length] or 0)][feature[length:]] = row
        for label, weight in zip(pairs[::2], pairs[1::2], strict=True):
            rows[row, label] = weight / 1000
    return Weights(labels, states, rows, np.array(stored["transitions"], dtype=np.float32) / 1000)


def tag(sentences: Sequence[Sequence[Token]], document: Document | None = None) -> list[list[str]]:
    """The BIO label of every token, sentence by sentence (Viterbi)."""
    document = document or Document(sentences)
    return [_best(_scores(sentence, document)) if sentence else [] for sentence in sentences]


@lru_cache(maxsize=20_000)
def _spoken(features: tuple[str, ...]) -> np.ndarray:
    """What a token's own features say of its neighbours and itself: (distance, labels), distances -2 to 2."""
    import numpy as np

    known = weights()
    out = np.zeros((5, len(known.labels)), dtype=np.float32)
    for offset, states in known.states.items():
        found = [row for feature in features if (row := states.get(feature)) is not None]
        if found:
            out[offset + 2] = known.rows[found].sum(axis=0)
    return out


def _scores(tokens: Sequence[Token], document: Document) -> np.ndarray:
    """The score of each label for each token: what its features say, and those of its neighbours."""
    import numpy as np

    known, edge = weights(), _spoken(("edge",))
    bias = known.states[0].get("bias")
    said = np.stack([edge, edge, *map(_spoken, own_features(tokens, document)), edge, edge])
    count = len(tokens)
    scores = said[2 : 2 + count, 2].copy()
    for offset in OFFSETS:
        scores += said[2 + offset : 2 + offset + count, 2 + offset]
    if bias is not None:
        scores += known.rows[bias]
    for i, features in enumerate(placed_features(tokens)):
        found = [row for feature in features if (row := known.states[0].get(feature)) is not None]
        if found:
            scores[i] += known.rows[found].sum(axis=0)
    return scores


def _best(scores: np.ndarray) -> list[str]:
    """The best path of labels."""
    known = weights()
    best, back = scores[0], []
    for row in scores[1:]:
        reached = best[:, None] + known.moves
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    at = int(best.argmax())
    path = [at]
    for step in reversed(back):
        at = int(step[at])
        path.append(at)
    return [known.labels[label] for label in reversed(path)]
