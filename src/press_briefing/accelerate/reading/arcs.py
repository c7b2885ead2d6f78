"""The dependency parser's moves for all the sentences of a text at once, instead of word after word.

spaCy parses a text as one row of moves, and takes the interpreter's lock sixty times a move. Where a sentence surely
begins, the stack is empty and nothing before is looked at again: so the stretches between such places are parsed side
by side, each with the first word behind it, which the parser looks ahead to. The moves are the same.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ...french.levelling import set_columns
from .vectors import Floats

_LIFTED = "||"  # in labels of words whose head stands higher: spaCy's pseudo-projective parsing
_WORD = "x"  # the moves depend on vectors and sentence starts, never on the words
_BARE = Vocab()  # outlives every article, and holds one word


def parse(parser: DependencyParser, vectors: Floats, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads, relative to each word, and relations; `starts` as in spaCy: 1 where a sentence begins, -1 where none."""
    cuts = _cuts(starts)
    stretches = [slice(first, end + 1) for first, end in pairwise(cuts)]
    narrow = _narrowed(parser, vectors)
    read = np.concatenate([narrow[stretch] for stretch in stretches])
    states = _finished(parser, read, [_unread(starts[stretch].tobytes()) for stretch in stretches])
    heads = np.zeros(len(starts), dtype=np.int64)
    relations = np.full(len(starts), parser.moves.root_label, dtype=np.uint64)
    for first, state in zip(cuts[:-1], states, strict=True):
        for arc in state.arcs:
            child = arc["child"]
            heads[first + child] = arc["head"] - child
            relations[first + child] = arc["label"]
    return _lowered(parser, heads, relations)


def _cuts(starts: np.ndarray) -> list[int]:
    """Where stretches begin, and the end. A start before a word that may be one too is none: they may be told apart."""
    told = (starts == 1) & np.append(starts[1:] != 0, True)
    return [0, *(int(place) for place in np.flatnonzero(told) if place), len(starts)]


@lru_cache(maxsize=2_000)
def _unread(starts: bytes) -> Doc:
    """A doc with sentence starts and nothing else; most stretches of one length share it."""
    values = np.frombuffer(starts, dtype=np.int64)
    doc = Doc(_BARE, words=[_WORD] * len(values))
    set_columns(doc, [SENT_START], values)
    return doc


def _finished(parser: DependencyParser, vectors: Floats, docs: list[Doc]) -> list[Any]:
    """The last state of each stretch; `vectors` has those of all stretches one after the other."""
    _, lower, upper = parser.model.layers
    network = ParserStepModel(docs, [lambda *_, **__: (vectors, None), lower, upper], has_upper=True, train=False)
    weights, bias = upper.get_param("W").T, upper.get_param("b")
    states = parser.moves.init_batch(docs)
    going = states
    while going:
        looked_at = network.get_token_ids(going)
        going = parser.transition_states(going, network.state2vec.predict(looked_at) @ weights + bias)
    return states


def _narrowed(parser: DependencyParser, vectors: Floats) -> Floats:
    linear = next(node for node in parser.model.get_ref("tok2vec").walk() if node.name == "linear")
    return vectors @ linear.get_param("W").T + linear.get_param("b")


def _lowered(parser: DependencyParser, heads: np.ndarray, relations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Words whose relation tells that they were lifted, back below their head."""
    strings = parser.vocab.strings
    if not any(_LIFTED in strings[int(relation)] for relation in set(relations.tolist())):
        return heads, relations
    doc = Doc(parser.vocab, words=[_WORD] * len(heads))
    set_columns(doc, [HEAD, DEP], np.stack([heads, relations.astype(np.int64)], axis=1))
    for step in parser.postprocesses:
        step(doc)
    found = doc.to_array([HEAD, DEP])
    return found[:, 0].astype(np.int64), found[:, 1]
