"""Train the decoder that joins what is known of names: encoder, tagger, the rest of the article.

    python training/joint.py FILE.bio... [--check FILE.bio...] [--out FILE]

FILE.bio: articles led by « # id » that neither encoder nor tagger learnt from (README.md: part of WiNER). Needs torch,
and the encoder's weights in the package. Writes labels, the worth of each source, biases and moves as JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from press import articles
from press_briefing.analyse.entities import joint
from press_briefing.analyse.entities.page import Page
from press_briefing.analyse.language import read_language
from press_briefing.french.encoder.labels import forbidden
from press_briefing.french.tokens import Token
from press_briefing.model.article import Article
from press_briefing.model.settings import Settings

OUTPUT = Path(joint.__file__).with_name("joint.json")
WEIGHT_OF_SIZE = 0.5  # of the squares of what is learnt
STEPS = 60


class Row(NamedTuple):
    """A sentence: what the sources say, (sources, tokens, labels), and the right labels."""

    said: np.ndarray
    right: list[int]


def main() -> None:
    """Train, tell the loss on the articles learnt from and on others, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=OUTPUT)
    options = parser.parse_args()
    rows, labels = _read(options.files)
    learnt = _trained(rows, labels)
    options.out.write_text(json.dumps(_told(learnt, labels), indent=1), encoding="utf-8")
    print(len(rows), "sentences, loss", float(_loss(learnt, rows, labels)) / len(rows))
    for path in options.check:
        more, _ = _read([path])
        print(path.name, "loss", float(_loss(learnt, more, labels)) / len(more))


def _read(files: Iterable[Path]) -> tuple[list[Row], tuple[str, ...]]:
    rows: list[Row] = []
    labels: tuple[str, ...] = ()
    for path in files:
        for _, text, wanted in articles(path):
            reading = read_language(Article.from_text(text, verbatim=True), Settings(profile="precise"))
            assert reading.names is not None
            page, labels = Page(reading), reading.names.labels
            rows += _rows(page, joint.sources(page, reading.names), wanted, labels)
    return rows, labels


def _rows(page: Page, said: np.ndarray, wanted: list[tuple[int, int, str]], labels: tuple[str, ...]) -> Iterator[Row]:
    first = 0
    for tokens in page.sentences:
        if tokens:
            yield Row(said[:, first : first + len(tokens)], [labels.index(_label(token, wanted)) for token in tokens])
        first += len(tokens)


def _label(token: Token, wanted: list[tuple[int, int, str]]) -> str:
    for start, end, label in wanted:
        if start < token.end and token.start < end:
            return f"{'B' if token.start <= start else 'I'}-{label}"
    return "O"


Learnt = dict[str, Tensor]


def _trained(rows: list[Row], labels: tuple[str, ...]) -> Learnt:
    sources, count = rows[0].said.shape[0], len(labels)
    shapes = {"mixed": (sources, count), "bias": (count,), "moves": (count, count)}
    learnt = {name: torch.zeros(shape, dtype=torch.float64) for name, shape in shapes.items()}
    learnt["mixed"][0] = 1.0
    for value in learnt.values():
        value.requires_grad = True
    optimizer = torch.optim.LBFGS(learnt.values(), max_iter=STEPS, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        found = _loss(learnt, rows, labels) + WEIGHT_OF_SIZE * sum((value**2).sum() for value in learnt.values())
        found.backward()
        return found

    optimizer.step(closure)
    return {name: value.detach() for name, value in learnt.items()}


def _loss(learnt: Learnt, rows: list[Row], labels: tuple[str, ...]) -> Tensor:
    """The negative logarithm of how likely the right labels are, over all sentences, batch by batch of like lengths."""
    moves = learnt["moves"] + torch.tensor(forbidden(labels))
    ordered = sorted(rows, key=lambda row: len(row.right))
    return sum(
        (_batch_loss(learnt, moves, ordered[at : at + 64]) for at in range(0, len(ordered), 64)), torch.zeros(())
    )


def _batch_loss(learnt: Learnt, moves: Tensor, rows: list[Row]) -> Tensor:
    longest, shape = max(len(row.right) for row in rows), rows[0].said.shape
    said = torch.zeros(len(rows), shape[0], longest, shape[2], dtype=torch.float64)
    right = torch.zeros(len(rows), longest, dtype=torch.long)
    there = torch.zeros(len(rows), longest, dtype=torch.bool)
    for place, row in enumerate(rows):
        length = len(row.right)
        said[place, :, :length] = torch.tensor(row.said)
        right[place, :length], there[place, :length] = torch.tensor(row.right), True
    scores = torch.einsum("bstl,sl->btl", said, learnt["mixed"]) + learnt["bias"]
    told = scores.gather(2, right[:, :, None])[:, :, 0] * there
    steps = moves[right[:, :-1], right[:, 1:]] * there[:, 1:]
    begins = moves[0].clamp(max=0.0) * (moves[0] < -100)
    ways = scores[:, 0] + begins
    for place in range(1, longest):
        further = (ways[:, :, None] + moves).logsumexp(1) + scores[:, place]
        ways = torch.where(there[:, place, None], further, ways)
    return (ways.logsumexp(1) - told.sum(1) - steps.sum(1)).sum()


def _told(learnt: Learnt, labels: tuple[str, ...]) -> dict[str, object]:
    return {"labels": labels, **{name: np.round(value.numpy(), 4).tolist() for name, value in learnt.items()}}


if __name__ == "__main__":
    main()
