"""Which nouns are people, told by the encoder's vectors: a logistic regression of 385 weights.

    python training/persons.py DEMOCRAT.conll [...]      # beside press/train.bio (Wikinews, CC BY 2.5)

The labels are the package's own lists of nouns for persons and `persons_nouns.txt`. It is measured on words whose
like (first five letters) it never saw; `models/actors/persons.npz` holds what all of them together give.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from conll_coref import documents
from press_briefing import Article
from press_briefing.analyse.language import read_language
from press_briefing.french.grammar.verbs import nouns
from press_briefing.lexicons import members
from press_briefing.model.settings import Settings

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "press_briefing" / "models" / "actors" / "persons.npz"
FOLDS, ROUNDS, PENALTY = 5, 12, 30.0
Matrix = np.ndarray


def main(paths: Iterable[Path]) -> None:
    """Measure on unseen words, then fit on all and write the weights."""
    words, vectors = gathered([*wikinews(HERE / "press" / "train.bio"), *texts(paths)])
    people = known_people()
    told = np.array([float(word in people) for word in words])
    fold = np.array([zlib.crc32(word[:5].encode()) % FOLDS for word in words])
    shares = np.zeros(len(words))
    for number in range(FOLDS):
        seen = fold != number
        shares[~seen] = likely(vectors[~seen], *fitted(vectors[seen], told[seen]))
    for least in (0.5, 0.7, 0.9):
        found = shares > least
        print(f"{least}: precision {told[found].mean():.3f}, recall {found[told > 0].mean():.3f}")
    weights, bias = fitted(vectors, told)
    OUT.parent.mkdir(exist_ok=True)
    np.savez(OUT, weights=weights.astype(np.float32), bias=np.float32(bias))


def known_people() -> frozenset[str]:
    """Every noun for people in the lists, singular and plural."""
    lines = (HERE / "persons_nouns.txt").read_text(encoding="utf-8").splitlines()
    return nouns("persons") | members("actors/person_nouns.txt") | {line for line in lines if line[:1] != "#"}


def wikinews(path: Path) -> Iterator[str]:
    """The articles of a BIO file as texts."""
    for article in re.split(r"^# .*\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        sentences = [[row.split("\t")[0] for row in part.split("\n")] for part in article.strip().split("\n\n")]
        joined = (" ".join(words) for words in sentences)
        yield "\n\n".join(re.sub(r"(['’(]) ", r"\1", re.sub(r" ([,.)])", r"\1", text)) for text in joined)


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of DEMOCRAT."""
    for path in paths:
        yield from (document.text for document in documents(path))


def gathered(articles: Iterable[str]) -> tuple[list[str], Matrix]:
    """Every noun with its vector; nouns of groups and bodies are left out, being neither."""
    words, vectors, neither = [], [], nouns("groups") | nouns("institutions")
    for text in articles:
        reading = read_language(Article.from_text(text, verbatim=True), Settings())
        assert reading.names is not None
        assert reading.names.vectors is not None
        for unit in reading.units:
            if unit.pos == "NOUN" and unit.low.replace("-", "").isalpha() and unit.low not in neither:
                words.append(unit.low)
                vectors.append(reading.names.vectors[unit.place])
    return words, np.array(vectors, dtype=np.float64)


def fitted(vectors: Matrix, told: Matrix, penalty: float = PENALTY) -> tuple[Matrix, float]:
    """Weights and bias of a logistic regression by Newton's steps, with an even penalty on scaled columns."""
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-6
    rows = np.c_[(vectors - mean) / spread, np.ones(len(vectors))]
    even = np.r_[np.full(vectors.shape[1], penalty), 0.0]
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - told) + even * weights
        bend = (rows * (share * (1 - share))[:, None]).T @ rows + np.diag(even)
        weights -= np.linalg.solve(bend, slope)
    inner = weights[:-1] / spread
    return inner, float(weights[-1] - mean @ inner)


def likely(vectors: Matrix, weights: Matrix, bias: float) -> Matrix:
    """How likely each row is a person."""
    return np.asarray(1 / (1 + np.exp(-(vectors @ weights + bias))))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
