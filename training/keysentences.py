"""Learn what speaks for a key sentence from sheets of careful readers, and print the weights.

    python training/keysentences.py FOLDER... [--test FOLDER...]    # as benchmarks/sheets.py unpacks them

A reader picks one sentence after the other: at the first and the second, a conditional logit (McFadden 1974) over the
features of `analyse.newsworth`, and over how much a sentence repeats of those picked before, tells the ones that the
reader would still let stand; the three that must stand count twice, and every article weighs the same. Printed: the
weights, and, article after article left out, the share of right ones among the five chosen and of the musts found, beside
the first five sentences. With `--test`, the same for sheets of which the fit knows nothing. Fit on `write`, `write2`,
`write3`, `points` and the shared sheets; `hold` and `hold2` were tried on when features were chosen; the others are scores.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
PICKS, MUST, RIDGE, ROUNDS = 2, 2.0, 3.0, 10
Step = tuple[Any, Any]  # features of the sentences left, the share each has of what the reader would pick


@dataclass(frozen=True)
class Row:
    """One sheet: the features of the sentences that may be chosen, how alike these are, their numbers, the right ones."""

    features: Any
    vectors: list[keysentences.Vector]
    kept: list[int]
    good: list[int]
    lead: list[int]


def main() -> None:
    """Read the sheets, fit, print."""
    at = sys.argv.index("--test") if "--test" in sys.argv else len(sys.argv)
    rows, others = list(sheets(sys.argv[1:at])), list(sheets(sys.argv[at + 1 :]))
    picked = [list(steps(row)) for row in rows]
    weights = fitted(picked)
    for name, weight in zip((*NAMES, "again"), weights, strict=True):
        print(f"{name:10} {weight:.3f}")
    apart = [fitted([*picked[:i], *picked[i + 1 :]]) for i in range(len(rows))]
    report(f"{len(rows)} articles, each left out in turn", rows, apart)
    if others:
        report(f"{len(others)} others", others, [weights] * len(others))


def sheets(folders: list[str]) -> Iterator[Row]:
    """The sheets of these folders with two sentences or more that may be chosen."""
    for path in (path for folder in folders for path in sorted(Path(folder).glob("*.yaml"))):
        row = read(path)
        if len(row.kept) > 1:
            yield row


def read(path: Path) -> Row:
    """One sheet, and what the program finds in its article."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").open(encoding="utf-8", newline="").read()
    published = sheet.get("published")
    article = Article.from_text(text, published=str(published) if published else None, verbatim=True)
    found, settings = analyse(article), Settings.current()
    good = [found.sentence_at(place) for place in places(sheet, text)]
    with vocabulary(settings.model):
        reading = read_language(article, settings)
        worth = newsworth.Worth(reading, newsworth.News(found.actors, found.events, found.quotes, found.claims))
        lemmas = keysentences.lemmas_by_sentence(reading.sentences, find_words(reading))
        kept = keysentences.candidates(reading, lemmas, worth)
        vectors = keysentences.vectors_of([lemmas[i] for i in kept])
        told = keysentences.features(reading, lemmas, kept, vectors, worth) if len(kept) > 1 else []
        lead = [i for i in range(len(lemmas)) if keysentences.fit(reading, i, lemmas[i])]
    features = np.array([[row[name] for name in NAMES] for row in told], dtype=float)
    return Row(features, vectors, kept, good, lead[: keysentences.size_of(len(kept))])


def places(sheet: dict[str, Any], text: str) -> Iterator[int]:
    """Where the sentences begin that the reader chose."""
    for row in sheet.get("summary") or []:
        start = -1
        for _ in range(row.get("nth") or 1):
            start = text.find(row["at"], start + 1)
        yield start


def steps(row: Row) -> Iterator[Step]:
    """What the reader had before them at each of the first picks, and what they would have picked."""
    good = [row.kept.index(i) for i in dict.fromkeys(row.good) if i in row.kept]
    worth = {place: MUST if row.kept[place] in row.good[:3] else 1.0 for place in good}
    for count in range(min(PICKS, len(good))):
        before = good[:count]
        left = [place for place in range(len(row.kept)) if place not in before]
        wanted = np.array([worth.get(place, 0.0) for place in left])
        again = [max((likeness(row, place, other) for other in before), default=0.0) for place in left]
        yield np.column_stack([row.features[left], again]), wanted / wanted.sum()


def likeness(row: Row, place: int, other: int) -> float:
    """How alike two sentences are."""
    return keysentences.cosine(row.vectors[place], row.vectors[other])


def fitted(articles: list[list[Step]]) -> Any:
    """The weights of the features and of repetition, by Newton's method with a ridge on features of spread one."""
    spread = np.concatenate([features for article in articles for features, _ in article]).std(axis=0) + 1e-9
    beta = np.zeros(len(spread))
    for _ in range(ROUNDS):
        slope, bend = RIDGE * beta, RIDGE * np.eye(len(beta))
        for article in articles:
            for features, wanted in article:
                scaled = features / spread
                shares = np.exp(scaled @ beta - (scaled @ beta).max())
                shares /= shares.sum()
                mean, weight = scaled.T @ shares, PICKS / len(article)
                slope -= weight * (scaled.T @ wanted - mean)
                bend += weight * ((scaled.T * shares) @ scaled - np.outer(mean, mean))
        beta -= np.linalg.solve(bend, slope)
    return beta / spread


def report(label: str, rows: list[Row], weights: list[Any]) -> None:
    """Print how many of those chosen are right and how many of the musts are found, and the same of the first five."""
    ours = [chosen(row, one) for row, one in zip(rows, weights, strict=True)]
    for name, picks in (("ours", ours), ("lead", [row.lead for row in rows])):
        right = sum(i in row.good for row, pick in zip(rows, picks, strict=True) for i in pick)
        musts = sum(i in pick for row, pick in zip(rows, picks, strict=True) for i in row.good[:3])
        wanted = sum(len(row.good[:3]) for row in rows)
        print(f"{name}: five {right / sum(map(len, picks)):.3f}  musts {musts / wanted:.3f}  ({label})")


def chosen(row: Row, weights: Any) -> list[int]:
    """The sentences chosen by these weights."""
    told = (row.features @ weights[:-1]).tolist()
    picks = keysentences.choose(told, row.vectors, keysentences.size_of(len(row.kept)), float(weights[-1]))
    return [row.kept[place] for place in picks]


if __name__ == "__main__":
    main()
