"""Training of the network: all heads at once, each on the sentences that are annotated for it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from encoder_batches import Batch, Item, batches, tensors
from encoder_data import NAMES, OPEN
from encoder_network import Reader
from press_briefing.french.encoder.reader import SentenceReading
from press_briefing.french.encoder.trees import heads

RATE, HEAD_RATE = 1e-4, 1e-3
WARM, AVERAGED_FROM, AVERAGED_EVERY = 0.08, 0.55, 8  # shares of the steps; steps
STEEPEST = 1.0
READ_AT_ONCE = 2000  # padded pieces
MISC = tuple(place for place, name in enumerate(NAMES) if name == "O" or name.endswith("MISC"))


@dataclass
class Plan:
    """How to train: padded pieces of a batch; weights of names, tags, arcs, relations in the loss."""

    epochs: int
    seed: int = 1
    rate: float = RATE
    head_rate: float = HEAD_RATE
    pieces: int = 700
    parts: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)


@dataclass
class Mean:
    """The running mean of weights."""

    count: int = 0
    weights: dict[str, Tensor] = field(default_factory=dict)

    def add(self, network: nn.Module) -> None:
        """Count in the weights that are learnt, as they are now."""
        self.count += 1
        for name, value in network.named_parameters():
            if value.requires_grad:
                last = self.weights.get(name, torch.zeros_like(value))
                self.weights[name] = last + (value.detach() - last) / self.count

    def into(self, network: nn.Module) -> None:
        """Let the network have the mean."""
        network.load_state_dict(self.weights, strict=False)


def loss(network: Reader, batch: Batch, parts: Sequence[float]) -> Tensor:
    """The weighted sum of the heads' losses; what nobody annotated counts nothing."""
    vectors = network.drop(network.vectors(batch.pieces, batch.mask, batch.firsts))
    words = vectors[:, 1:]
    found = _names_loss(network.names(words).float(), batch) * parts[0]
    if parts[1] and (batch.tags != OPEN).any():
        found = found + _open_loss(network.tags(words).float(), batch.tags) * parts[1]
    if any(parts[2:]) and (batch.heads != OPEN).any():
        arcs, relations = network.head_scores(vectors)
        found = found + _arcs_loss(arcs.float(), batch) * parts[2]
        found = found + _relations_loss(relations.float(), batch) * parts[3]
    return found


def _names_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Where MISC is not annotated, « O » means O or MISC."""
    shares = scores.log_softmax(-1)
    known = batch.names != OPEN
    told = shares.gather(2, batch.names.clamp(min=0)[:, :, None])[:, :, 0]
    either = shares[:, :, list(MISC)].logsumexp(-1)
    told = torch.where((batch.names == 0) & ~batch.misc[:, None], either, told)
    weights = known * batch.weights[:, None]
    return -(told * weights).sum() / weights.sum().clamp(min=1.0)


def _open_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=OPEN)


def _arcs_loss(arcs: Tensor, batch: Batch) -> Tensor:
    """A word hangs on a word of its sentence: the padding is no candidate."""
    there = functional.pad(batch.firsts[:, 1:] > 0, (1, 0), value=True)
    return _open_loss(arcs.masked_fill(~there[:, None, :], -1e4), batch.heads)


def _relations_loss(relations: Tensor, batch: Batch) -> Tensor:
    """Relations are scored at the right heads."""
    rows, count, words, _ = relations.shape
    at = batch.heads.clamp(min=0)[:, None, :, None].expand(rows, count, words, 1)
    chosen = relations.gather(3, at)[:, :, :, 0].transpose(1, 2)
    return _open_loss(chosen, torch.where(batch.heads == OPEN, OPEN, batch.relations))


def _groups(network: Reader, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their rates: the encoder's slowly, the heads' fast. The vectors of pieces stay."""
    network.encoder.words.weight.requires_grad = False
    learnt = [(name, value) for name, value in network.named_parameters() if value.requires_grad]
    inner = [(name, value) for name, value in learnt if name.startswith("encoder.")]
    return [
        {"params": [value for _, value in inner if value.ndim > 1], "lr": plan.rate, "weight_decay": 0.01},
        {"params": [value for _, value in inner if value.ndim < 2], "lr": plan.rate, "weight_decay": 0.0},
        {
            "params": [value for name, value in learnt if not name.startswith("encoder.")],
            "lr": plan.head_rate,
            "weight_decay": 0.0,
        },
    ]


class Run:
    """A training in progress: network, optimizer and its course, mean of weights; it may stop and go on after an epoch.

    Every epoch draws from generators seeded by its number, so that a training that was stopped ends as any other.
    """

    def __init__(self, network: Reader, plan: Plan) -> None:
        self.network, self.plan, self.mean = network, plan, Mean()
        self.optimizer = torch.optim.AdamW(_groups(network, plan), betas=(0.9, 0.98), fused=True)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.learnt = [value for value in network.parameters() if value.requires_grad]
        self.epoch = self.done = self.total = 0

    def save(self, path: Path) -> None:
        """Write what a later process needs to go on."""
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "mean": (self.mean.count, self.mean.weights),
                "place": (self.epoch, self.done, self.total),
            },
            path,
        )

    def load(self, path: Path) -> None:
        """The inverse of `save`."""
        saved = torch.load(path, weights_only=True)
        self.network.load_state_dict(saved["network"])
        self.optimizer.load_state_dict(saved["optimizer"])
        self.mean = Mean(*saved["mean"])
        self.epoch, self.done, self.total = saved["place"]

    def train(self, items: Callable[[random.Random], list[Item]]) -> float:
        """One epoch over the items made for it; the mean loss."""
        self.epoch += 1
        rng = random.Random(1000 * self.plan.seed + self.epoch)
        torch.manual_seed(1000 * self.plan.seed + self.epoch)
        rows = list(batches(items(rng), self.plan.pieces, rng))
        self.total = self.total or len(rows) * self.plan.epochs
        self.network.train()
        losses = [self._step(tensors(row)) for row in rows]
        return sum(losses) / len(losses)

    def _step(self, batch: Batch) -> float:
        self.done += 1
        self._set_rates()
        self.optimizer.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16):
            found = loss(self.network, batch, self.plan.parts)
        found.backward()
        nn.utils.clip_grad_norm_(self.learnt, STEEPEST)
        self.optimizer.step()
        if self.done > AVERAGED_FROM * self.total and self.done % AVERAGED_EVERY == 0:
            self.mean.add(self.network)
        return found.item()

    def _set_rates(self) -> None:
        """Up, then down to nothing."""
        warm = max(10, int(WARM * self.total))
        share = min(1.0, self.done / warm, max(0.0, (self.total - self.done) / (self.total - warm)))
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * share


def reader_of(
    network: Reader, items: Callable[[list[str]], Item]
) -> Callable[[Sequence[list[str]]], list[SentenceReading]]:
    """The network as `encoder_scores` asks it; `items` makes an item of bare words."""

    def read(sentences: Sequence[list[str]]) -> list[SentenceReading]:
        network.eval()
        made = [items(words) for words in sentences]
        place = {id(item): number for number, item in enumerate(made)}
        found: dict[int, SentenceReading] = {}
        with torch.no_grad():
            for group in batches(made, READ_AT_ONCE):
                found.update(zip((place[id(item)] for item in group), _readings(network, group), strict=True))
        return [found[number] for number in range(len(made))]

    return read


def _readings(network: Reader, group: list[Item]) -> Iterator[SentenceReading]:
    batch = tensors(group)
    vectors = network.vectors(batch.pieces, batch.mask, batch.firsts)
    names, tags = network.names(vectors[:, 1:]).numpy(), network.tags(vectors[:, 1:]).numpy()
    arcs, relations = (scores.numpy() for scores in network.head_scores(vectors))
    for row, count in enumerate(len(item.cut) for item in group):
        head = heads(arcs[row, :count, : count + 1])
        yield SentenceReading(
            names[row, :count], tags[row, :count], head, relations[row][:, range(count), head].argmax(axis=0), None, 1
        )
