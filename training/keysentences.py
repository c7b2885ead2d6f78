"""Learn what speaks for a key sentence from sheets of careful readers, and print the weights.

    python training/keysentences.py FOLDER...     # FOLDER/NAME.txt with NAME.yaml, as benchmarks/sheets.py unpacks them

A logistic regression over the features of `analyse.newsworth` tells the sentences that a reader would let stand in a
summary; the three that must stand count twice, and every article weighs the same. Printed: the weight of each feature,
and, article after article left out, the share of right ones among the five chosen and of the musts found. Read `write`,
`write2` and the shared sheets; never the ones kept as a score.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from press_briefing import Article, analyse
from press_briefing.analyse import keysentences, newsworth
from press_briefing.analyse.language import read_language, vocabulary
from press_briefing.analyse.words import find_words
from press_briefing.model.settings import Settings

NAMES = tuple(newsworth.WEIGHTS)
MUST, RIDGE, ROUNDS = 2.0, 5.0, 30
TYPICAL = 30  # sentences by which an article's weight is reckoned


def main() -> None:
    """Read the sheets, fit, print."""
    rows = [row for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*.yaml")) if (row := read(path))]
    for name, weight in zip(NAMES, fitted(rows), strict=True):
        print(f"{name:10} {weight:.2f}")
    found = [chosen(one, fitted([row for row in rows if row is not one])) for one in rows]
    right, told, musts, wanted = (sum(column) for column in zip(*found, strict=True))
    print(f"five {right / told:.3f}  musts {musts / wanted:.3f}  ({len(rows)} articles, each left out in turn)")


def read(path: Path) -> tuple[Any, ...] | None:
    """(features, labels, weights, vectors, sentence numbers, good ones) of one sheet."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").open(encoding="utf-8", newline="").read()
    published = sheet.get("published")
    article = Article.from_text(text, published=str(published) if published else None, verbatim=True)
    found, settings = analyse(article), Settings.current()
    with vocabulary(settings.model):
        reading = read_language(article, settings)
    news = newsworth.News(found.actors, found.events, found.quantities, found.claims, found.stances)
    worth = newsworth.Worth(reading, news)
    lemmas = keysentences.lemmas_by_sentence(reading.sentences, find_words(reading))
    kept = keysentences.candidates(reading, lemmas, worth)
    if len(kept) < 2:
        return None
    vectors = keysentences.vectors_of([lemmas[i] for i in kept])
    told = keysentences.features(reading, lemmas, kept, vectors, worth)
    good = [found.sentence_at(place) for place in places(sheet, text)]
    features = np.array([[row[name] for name in NAMES] for row in told], dtype=float)
    labels = np.array([i in good for i in kept], dtype=float)
    weights = np.array([MUST if i in good[:3] else 1.0 for i in kept]) * TYPICAL / len(kept)
    return features, labels, weights, vectors, kept, good


def places(sheet: dict[str, Any], text: str) -> Iterator[int]:
    """Where the sentences begin that the reader chose."""
    for row in sheet.get("summary") or []:
        start = -1
        for _ in range(row.get("nth") or 1):
            start = text.find(row["at"], start + 1)
        yield start


def fitted(rows: list[tuple[Any, ...]]) -> Any:
    """The weights of the features, by Newton's method with a ridge on standardised features."""
    features, labels, weights = (np.concatenate([row[i] for row in rows]) for i in range(3))
    spread = features.std(axis=0) + 1e-9
    scaled = np.column_stack([(features - features.mean(axis=0)) / spread, np.ones(len(features))])
    ridge, beta = np.diag([RIDGE] * len(NAMES) + [1e-6]), np.zeros(len(NAMES) + 1)
    for _ in range(ROUNDS):
        shares = 1 / (1 + np.exp(-scaled @ beta))
        slope = scaled.T @ (weights * (shares - labels)) + ridge @ beta
        beta -= np.linalg.solve((scaled.T * (weights * shares * (1 - shares))) @ scaled + ridge, slope)
    return beta[:-1] / spread


def chosen(row: tuple[Any, ...], weights: Any) -> tuple[int, int, int, int]:
    """Right ones, chosen ones, musts found and musts of one article by these weights."""
    features, _, _, vectors, kept, good = row
    order = sorted(range(len(kept)), key=lambda place: (-float(features[place] @ weights), place))
    picked = [kept[place] for place in keysentences.unalike(order, vectors, keysentences.size_of(len(kept)))]
    return sum(i in good for i in picked), len(picked), sum(i in picked for i in good[:3]), len(good[:3])


if __name__ == "__main__":
    main()
