"""The network below all others, by NumPy alone: a vector for each word, from its form and the four words on each side.

The same weights and the same sums as spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`, without what they do for
training. What a form gives by itself is computed once for all places where an article has it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from spacy.vocab import Vocab
from thinc.api import NumpyOps

from ...french.lexicon import look_of

Floats = np.ndarray[Any, np.dtype[np.float32]]
_TINY = np.float32(1e-8)  # thinc's, so that a variance of nothing divides


class _Layer(NamedTuple):
    """A maxout layer and the norm after it; `weights` and `bias` have the pieces one after the other."""

    weights: Floats
    bias: Floats
    pieces: int
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, model: Any) -> _Layer:
        """The one maxout and the one norm inside `model`."""
        maxout, norm = (next(node for node in model.walk() if node.name == name) for name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, read = weights.shape
        return cls(
            np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, read)),
            np.ascontiguousarray(bias.T).reshape(-1),
            pieces,
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def __call__(self, rows: Floats) -> Floats:
        sums = rows @ self.weights.T
        sums += self.bias
        best, *others = np.split(sums, self.pieces, axis=1)
        for other in others:
            best = np.maximum(best, other)
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best)[:, None] / np.float32(best.shape[1]) + _TINY
        best *= self.scale / np.sqrt(variance)
        best += self.shift
        return best


class _Table(NamedTuple):
    """Vectors of one attribute, four rows of `vectors` to a value."""

    vectors: Floats
    seed: int

    def __call__(self, values: np.ndarray) -> Floats:
        places = NumpyOps().hash(np.ascontiguousarray(values), self.seed) % len(self.vectors)
        first, *others = (self.vectors[column] for column in places.T)
        for other in others:
            first += other
        return first


class Vectors:
    """A vector for each levelled word of a text."""

    def __init__(self, model: Any, vocab: Vocab) -> None:
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        hashed = [node for node in embed.walk() if node.name == "hashembed"]
        self.vocab = vocab
        self.tables = [_Table(node.get_param("E"), node.attrs["seed"]) for node in hashed]
        self.mixed = _Layer.of(embed)
        self.margin = encode.attrs["pad"]
        self.layers = [_Layer.of(block) for block in encode.layers[0].layers]

    def __call__(self, words: list[str]) -> Floats:
        forms = {word: place for place, word in enumerate(dict.fromkeys(words))}
        alone = self._alone(list(forms))
        rows = np.zeros((len(words) + 2 * self.margin + 2, alone.shape[1]), dtype=np.float32)
        inner, text = rows[1:-1], slice(self.margin, self.margin + len(words))
        inner[text] = alone[[forms[word] for word in words]]
        for layer in self.layers:
            inner += layer(np.concatenate((rows[:-2], inner, rows[2:]), axis=1))
        return inner[text]

    def _alone(self, forms: list[str]) -> Floats:
        """What each form gives by itself: its letters, its shape and what the lexicon says of it."""
        strings = self.vocab.strings
        known = [(entry.norm, entry.prefix, entry.suffix, entry.shape) for entry in map(self.vocab.__getitem__, forms)]
        values = np.empty((len(self.tables), len(forms)), dtype=np.uint64)
        values[:-1] = np.array(known, dtype=np.uint64).T
        values[-1] = [strings.add(look_of(form)) for form in forms]
        return self.mixed(np.concatenate([table(row) for table, row in zip(self.tables, values, strict=True)], axis=1))
