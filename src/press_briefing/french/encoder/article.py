"""A document read by the encoder: what its heads say of each token, in spaCy's terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..components import Syntax
from ..levelling import level
from ..sentences import sentence_bounds
from .labels import log_shares
from .reader import Classes, Encoder, SentenceReading
from .trees import Floats

_ROOT = "root"
WIDTH = 384  # numbers of a token's vector
_OUTSIDE = 0  # the column of « O »


@dataclass(frozen=True)
class Names:
    """How likely each label is for each token: `scores` (tokens, labels), natural logarithms; `labels` in BIO.

    White space is outside every name. `parted`: how many sentences were too long to be read in one. `vectors`
    (tokens, 384): what the encoder makes of each token in its sentence, zeros for white space.
    """

    scores: Floats
    labels: tuple[str, ...]
    parted: int = 0
    vectors: Floats | None = None

    @classmethod
    def joined(cls, parts: Sequence[Names]) -> Names:
        """The names of pieces of a text, one after the other."""
        inner = [part.vectors for part in parts if part.vectors is not None]
        return cls(
            np.concatenate([part.scores for part in parts]),
            parts[0].labels,
            sum(part.parted for part in parts),
            np.concatenate(inner) if len(inner) == len(parts) else None,
        )


def read(encoder: Encoder, doc: Doc) -> tuple[Names, Syntax]:
    """Names over all tokens, and parts of speech, morphology and tree over those that are no white space.

    Sentences are those that print makes clear, and those set on `doc` before; words are read in one look for all
    typography, as the pipeline reads them.
    """
    rows = list(_rows(doc))
    readings = encoder([[level(doc[place].text) for place in row] for row in rows], vectors=True)
    return _names(doc, rows, readings, encoder.classes), _syntax(doc.vocab, readings, encoder.classes)


def _rows(doc: Doc) -> Iterator[list[int]]:
    """The places of the words of each sentence that has any."""
    starts = np.flatnonzero(sentence_bounds(doc).to_array([SENT_START]).reshape(-1) == 1).tolist()
    for first, end in pairwise([0, *(start for start in starts if start), len(doc)]):
        if row := [place for place in range(first, end) if not doc[place].is_space]:
            yield row


def _names(doc: Doc, rows: list[list[int]], readings: list[SentenceReading], classes: Classes) -> Names:
    scores = np.full((len(doc), len(classes.names)), np.log(1e-6), dtype=np.float32)
    scores[:, _OUTSIDE] = 0
    vectors = np.zeros((len(doc), WIDTH), dtype=np.float32)
    for row, reading in zip(rows, readings, strict=True):
        scores[row] = log_shares(reading.names)
        vectors[row] = reading.vectors
    return Names(scores, classes.names, sum(reading.windows > 1 for reading in readings), vectors)


def _syntax(vocab: Vocab, readings: list[SentenceReading], classes: Classes) -> Syntax:
    pos, morphs, relations = numbers(vocab, classes)
    tags = _together([reading.tags.argmax(axis=1) for reading in readings])
    return Syntax(
        pos[tags],
        morphs[tags],
        _together([_relative(reading.heads) for reading in readings]),
        relations[_together([reading.relations for reading in readings])],
    )


def _together(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _relative(heads: np.ndarray) -> np.ndarray:
    """Heads as steps from each word, 0 for the root."""
    return np.where(heads == 0, 0, heads - 1 - np.arange(len(heads))).astype(np.int64)


@lru_cache(maxsize=2)
def numbers(vocab: Vocab, classes: Classes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """spaCy's numbers for the part of speech and morphology of each tag, and for each relation.

    To be asked for once outside any block in which `vocab` forgets what is added to it.
    """
    parted = [tag.partition("|") for tag in classes.tags]
    told = ["ROOT" if name == _ROOT else name for name in classes.relations]
    columns = (
        [vocab.strings.add(pos) for pos, _, _ in parted],
        [vocab.morphology.add(morph) for _, _, morph in parted],
        [vocab.strings.add(name) for name in told],
    )
    pos, morphs, relations = (np.array(column, dtype=np.uint64) for column in columns)
    return pos, morphs, relations
