"""The names tagger: a linear-chain CRF trained by training/names.py, decoded here without any library but numpy.

There are two of it, of one build: that of the profile `fast`, taught by what `precise` reads in articles, and that which
`precise` weighs against the encoder, which learnt apart from it so that it errs where the encoder does not.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ...french.tokens import Token
from .features import OFFSETS, Document, own_features, placed_features

if TYPE_CHECKING:
    import numpy as np

ALONE, APART = "names.z", "names_apart.z"


class Weights(NamedTuple):
    """What was learnt: for each offset (0 for the token itself) the row of each feature; `rows`: (features, labels).

    `moves`: (label before, label).
    """

    labels: tuple[str, ...]
    states: dict[int, dict[str, int]]
    rows: np.ndarray
    moves: np.ndarray


@cache
def weights(file: str) -> Weights:
    """The weights of one of the two, read once a process."""
    import numpy as np

    stored = json.loads(zlib.decompress(files(__package__).joinpath(file).read_bytes()))
    labels = tuple(stored["labels"])
    told = list(stored["states"].values())
    rows = np.zeros((len(told), len(labels)), dtype=np.float32)
    flat = np.array(list(chain.from_iterable(told)), dtype=np.int64)
    rows[np.repeat(np.arange(len(told)), [len(pairs) // 2 for pairs in told]), flat[::2]] = flat[1::2] / 1000
    states: dict[int, dict[str, int]] = {offset: {} for offset in (0, *OFFSETS)}
    for row, feature in enumerate(stored["states"]):
        length = 2 if feature[0] == "-" else 1 if feature[0] in "12" else 0  # no feature of its own starts so
        states[int(feature[:length] or 0)][feature[length:]] = row
    return Weights(labels, states, rows, np.array(stored["transitions"], dtype=np.float32) / 1000)


def tag(sentences: Sequence[Sequence[Token]], document: Document | None = None) -> list[list[str]]:
    """The BIO label of every token, sentence by sentence (Viterbi)."""
    document = document or Document(sentences)
    told = [sentence for sentence in sentences if sentence]
    paths = iter(_best(scores(told, document, ALONE), [len(sentence) for sentence in told]) if told else ())
    return [next(paths) if sentence else [] for sentence in sentences]


@lru_cache(maxsize=20_000)
def _spoken(features: tuple[str, ...], file: str) -> np.ndarray:
    """What a token's own features say of its neighbours and itself: (distance, labels), distances -2 to 2."""
    import numpy as np

    known = weights(file)
    out = np.zeros((5, len(known.labels)), dtype=np.float32)
    for offset, states in known.states.items():
        found = [row for feature in features if (row := states.get(feature)) is not None]
        if found:
            out[offset + 2] = known.rows[found].sum(axis=0)
    return out


def scores(sentences: Sequence[Sequence[Token]], document: Document, file: str) -> np.ndarray:
    """The score of each label for each token, one sentence after the other: its features, and its neighbours'."""
    import numpy as np

    known, edge = weights(file), ("edge",)
    bias = known.states[0].get("bias")
    features = [row for tokens in sentences for row in (edge, edge, *own_features(tokens, document), edge, edge)]
    numbers = {row: number for number, row in enumerate(dict.fromkeys(features))}
    said = np.stack([_spoken(row, file) for row in numbers])[[numbers[row] for row in features]]
    inside = _places(sentences)
    scores = said[inside, 2]
    for offset in OFFSETS:
        scores += said[inside + offset, 2 + offset]
    if bias is not None:
        scores += known.rows[bias]
    _add_placed(scores, sentences, known)
    return scores


def _places(sentences: Sequence[Sequence[Token]]) -> np.ndarray:
    """Where the tokens stand when each sentence has two edges at both ends."""
    import numpy as np

    lengths = [len(tokens) for tokens in sentences]
    return np.arange(sum(lengths)) + np.repeat(4 * np.arange(len(lengths)) + 2, lengths)


def _add_placed(scores: np.ndarray, sentences: Sequence[Sequence[Token]], known: Weights) -> None:
    """Add what depends on where a token stands to its scores."""
    import numpy as np

    places: list[int] = []
    starts: list[int] = []
    rows: list[int] = []
    for place, features in enumerate(row for tokens in sentences for row in placed_features(tokens)):
        found = [row for feature in features if (row := known.states[0].get(feature)) is not None]
        if found:
            places.append(place)
            starts.append(len(rows))
            rows += found
    if places:
        scores[places] += np.add.reduceat(known.rows[rows], starts, axis=0)


def _best(scores: np.ndarray, lengths: Sequence[int]) -> list[list[str]]:
    """The best path of labels through each sentence; all go forward together, the longest first."""
    import numpy as np

    known = weights(ALONE)
    order = sorted(range(len(lengths)), key=lambda sentence: -lengths[sentence])
    begins = np.cumsum([0, *lengths[:-1]])[order]
    going = np.searchsorted(-np.array([lengths[n] for n in order]), -np.arange(lengths[order[0]]), side="left").tolist()
    best, back = scores[begins], []
    for step, count in enumerate(going[1:], 1):
        reached = best[:count, :, None] + known.moves
        back.append(reached.argmax(axis=1).tolist())
        best[:count] = reached.max(axis=1) + scores[begins[:count] + step]
    paths: list[list[str]] = [[] for _ in lengths]
    for row, (sentence, at) in enumerate(zip(order, best.argmax(axis=1).tolist(), strict=True)):
        path = [at]
        for step in range(lengths[sentence] - 2, -1, -1):
            at = back[step][row][at]
            path.append(at)
        paths[sentence] = [known.labels[label] for label in reversed(path)]
    return paths
