"""The network: the pretrained encoder and small heads that read its vector of each word.

One pass serves all: names (BIO), part of speech with features (one class a combination), dependencies (biaffine: who
hangs on whom, then by what relation). A word is read at its first piece; the sentence's first one stands for the root.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from encoder_source import Floats, Shape, Source

ARC_WIDTH, RELATION_WIDTH = 192, 64
DROPOUT = 0.1
MASKED = -1e4
FIRST_WEIGHTS = 0.01  # of pairs: from nothing at all they grow slowly


class Sizes(NamedTuple):
    """Numbers of classes of the heads."""

    names: int
    tags: int
    relations: int


class Layer(nn.Module):
    """Attention and feed-forward, each added to what it read and normed after, as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, self.heads = shape.width, shape.heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm, self.last_norm = nn.LayerNorm(width, shape.epsilon), nn.LayerNorm(width, shape.epsilon)
        self.wide, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        parts = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        likes = parts[0] @ parts[1].transpose(2, 3) * (width // self.heads) ** -0.5 + mask
        read = likes.softmax(-1) @ parts[2]  # the fused way is slower backwards, on a CPU
        x = self.norm(x + self.drop(self.out(read.transpose(1, 2).reshape(rows, length, width))))
        return self.last_norm(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Pieces to vectors: `(rows, length)` piece numbers and a mask to `(rows, length, width)`."""

    def __init__(self, shape: Shape, words: int, layers: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(words, shape.width), nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(layers))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        x = self.drop(self.norm(x))
        seen = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, MASKED)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x


class Biaffine(nn.Module):
    """Scores of pairs: `(rows, words, width)` twice to `(rows, classes, words, heads)`; each side gets a constant 1."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, width + 1, width + 1) * FIRST_WEIGHTS)

    def forward(self, below: Tensor, above: Tensor) -> Tensor:
        below, above = (functional.pad(side, (0, 1), value=1.0) for side in (below, above))
        return torch.einsum("bwi,cij,bhj->bcwh", below, self.weight, above)


class Reader(nn.Module):
    """The encoder with its heads. Head columns: 0 is the root, word i is column i + 1."""

    def __init__(self, encoder: Encoder, sizes: Sizes) -> None:
        super().__init__()
        width = encoder.norm.normalized_shape[0]
        self.encoder, self.drop = encoder, nn.Dropout(DROPOUT)
        self.names, self.tags = nn.Linear(width, sizes.names), nn.Linear(width, sizes.tags)
        self.arc_below, self.arc_above = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.relation_below, self.relation_above = nn.Linear(width, RELATION_WIDTH), nn.Linear(width, RELATION_WIDTH)
        self.arcs, self.relations = Biaffine(ARC_WIDTH, 1), Biaffine(RELATION_WIDTH, sizes.relations)

    def vectors(self, pieces: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Vectors of the words whose first pieces stand at `firsts` (rows, words); padding reads place 0."""
        read = self.encoder(pieces, mask)
        return torch.gather(read, 1, firsts[:, :, None].expand(-1, -1, read.shape[2]))

    def head_scores(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Of words with the root before them: arcs `(rows, words, 1 + words)` and relations, classes in front."""
        below, above = (self._narrow(side, words) for side in (self.arc_below, self.arc_above))
        lower, upper = (self._narrow(side, words) for side in (self.relation_below, self.relation_above))
        return self.arcs(below[:, 1:], above)[:, 0], self.relations(lower[:, 1:], upper)

    def _narrow(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return self.drop(functional.gelu(layer(words)))


def build(source: Source, kept: list[int], sizes: Sizes, layers: list[int] | None = None) -> Reader:
    """A reader with pretrained weights: the vectors of the pieces `kept`; all the encoder's layers, or those given."""
    chosen = list(range(source.shape.layers)) if layers is None else layers
    encoder = Encoder(source.shape, len(kept), len(chosen))
    width, inner = source.shape.width, source.shape.inner
    state = {
        "words.weight": source.tensor("emb.word", source.shape.words, width)[kept],
        "places.weight": source.tensor("emb.pos", source.shape.positions, width)
        + source.tensor("emb.type", source.shape.types, width)[0],  # there is one type: added once for all
        "norm.weight": source.tensor("emb.ln.w", width),
        "norm.bias": source.tensor("emb.ln.b", width),
    }
    for place, number in enumerate(chosen):
        state.update({f"layers.{place}.{name}": value for name, value in _layer(source, number, width, inner).items()})
    encoder.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
    return Reader(encoder, sizes)


def _layer(source: Source, number: int, width: int, inner: int) -> dict[str, Floats]:
    """The tensors of one layer under this module's names; queries, keys and values in one matrix."""

    def named(ours: str, theirs: str, *shape: int) -> dict[str, Floats]:
        return {
            f"{ours}.weight": source.tensor(f"l{number}.{theirs}.w", *shape),
            f"{ours}.bias": source.tensor(f"l{number}.{theirs}.b", shape[0]),
        }

    joined = {
        f"qkv.{end}": np.concatenate([source.tensor(f"l{number}.{part}.{letter}", *shape) for part in "qkv"])
        for end, letter, shape in (("weight", "w", (width, width)), ("bias", "b", (width,)))
    }
    return {
        **joined,
        **named("out", "ao", width, width),
        **named("norm", "aln", width),
        **named("last_norm", "oln", width),
        **named("wide", "fi", inner, width),
        **named("narrow", "fo", width, inner),
    }
