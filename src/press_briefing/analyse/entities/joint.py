"""Names from all that is known of them, in one decoder: the encoder's scores, the tagger's (words, shapes, lists,
gazetteer), and what the encoder says of the same word elsewhere in the article.

A linear-chain CRF over these, trained by training/joint.py on articles that neither of the two learnt from, so that
each counts for what it is worth and a name's probability can be believed. `I-X` follows `B-X` or `I-X` only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...french.encoder.labels import Chain, Floats, Ways, forbidden, inside, spans
from . import tagger
from .page import Name, Page

if TYPE_CHECKING:
    from ...french.encoder.article import Names
    from ...french.tokens import Token

KINDS = ("O", "PER", "LOC", "ORG", "MISC")
LEAST = 1e-4  # of a share, so that its logarithm stays within reason
LEAST_LIKELY = {"PER": 0.4, "LOC": 0.3, "ORG": 0.5, "MISC": 0.3}  # probability below which a name is none
NAMED = 0.75  # but for people: that of its bounds, from which it is one although two labels share its probability


class Weights(NamedTuple):
    """What was learnt. `labels` (n); `mixed` (sources, n): the worth of each source for each label; `bias` (n);
    `moves` (n, n): label before, label."""

    labels: tuple[str, ...]
    mixed: Floats
    bias: Floats
    moves: Floats


@cache
def weights() -> Weights:
    """The shipped weights."""
    stored = json.loads(files(__package__).joinpath("joint.json").read_text(encoding="utf-8"))
    labels = tuple(stored["labels"])
    mixed, bias, moves = (np.array(stored[name], dtype=np.float64) for name in ("mixed", "bias", "moves"))
    return Weights(labels, mixed, bias, moves + forbidden(labels))


def sources(page: Page, names: Names) -> Floats:
    """What each source says of each label of each token, sentence after sentence: (sources, tokens, labels).

    1. the encoder, 2. the tagger, 3. the encoder on the word's other places in the article, zero where it has none,
    4. one for every label of a name where it has, else zero
    """
    tokens = [token for sentence in page.sentences for token in sentence]
    known = tagger.weights(tagger.APART)
    column = [known.labels.index(label) if label in known.labels else known.labels.index("O") for label in names.labels]
    told = names.scores[[token.place for token in tokens]].astype(np.float64)
    written = [sentence for sentence in page.sentences if sentence]
    learnt = tagger.scores(written, page.document, tagger.APART)[:, column]
    elsewhere, has = _elsewhere(tokens, told, names.labels)
    return np.stack([told, learnt.astype(np.float64), elsewhere, has])


def _elsewhere(tokens: list[Token], told: Floats, labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    kind = np.array([KINDS.index(label.rpartition("-")[2]) for label in labels])
    shares = np.stack([np.exp(told)[:, kind == number].sum(axis=1) for number in range(len(KINDS))], axis=1)
    places: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        if token.capital and token.text[0].isalpha():
            places[token.key].append(place)
    means, has = np.ones(shares.shape), np.zeros(told.shape)
    for where in places.values():
        if len(where) > 1:
            means[where] = (shares[where].sum(axis=0) - shares[where]) / (len(where) - 1)
            has[where] = kind > 0
    return np.log(np.maximum(means, LEAST))[:, kind], has


def tag(page: Page, names: Names) -> list[Name]:
    """The names of the article, each with its probability."""
    if not any(page.sentences):
        return []
    known = weights()
    scores = np.einsum("stl,sl->tl", sources(page, names), known.mixed) + known.bias
    found: list[Name] = []
    chain, first = Chain(known.moves), 0
    for number, sentence in enumerate(page.sentences):
        rows = scores[first : first + len(sentence)]
        if len(rows) and rows.argmax(axis=1).any():
            found += _in_sentence(chain, rows, known.labels, number)
        first += len(sentence)
    return found


def _in_sentence(chain: Chain, rows: Floats, labels: tuple[str, ...], number: int) -> list[Name]:
    found = spans([labels[place] for place in chain.best(rows)])
    ways = chain.ways(rows) if found else None
    return [_weighed(ways, number, name, labels) for name in found] if ways else []


def _weighed(ways: Ways, number: int, name: tuple[int, int, str], labels: tuple[str, ...]) -> Name:
    first, last, label = name
    shares = {kind: ways.share(first, last, *inside(labels, kind)) for kind in KINDS[1:]}
    return Name(number, first, last, label, confidence=shares[label], named=sum(shares.values()))


def likely(page: Page, names: list[Name]) -> list[Name]:
    """The names that are likely enough, and those whose label the words around them tell."""
    return [name for name in names if name.fixed or _likely(name)]


def _likely(name: Name) -> bool:
    if name.confidence is None or name.confidence >= LEAST_LIKELY[name.label]:
        return True
    return name.label != "PER" and (name.named or 0) >= NAMED
