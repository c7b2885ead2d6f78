"""What the classifier of tone costs a precise analysis: the same articles with it and without, by turns.

    python benchmarks/tone_cost.py ARTICLES.jsonl [--articles 40]

Without: the word list alone judges; the vectors come from the encoder's pass, which others need too. Processor time of
one process, the least of three rounds, so that a busy machine tells little.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from press_briefing import Article
from press_briefing.model.settings import Settings

ROUNDS = 3


@contextmanager
def without() -> Iterator[None]:
    """A block in which the word list alone judges."""
    tone = importlib.import_module("press_briefing.analyse.tone")
    leanings = tone._leanings
    tone._leanings = lambda reading: None
    try:
        yield
    finally:
        tone._leanings = leanings


def spent(articles: list[Article]) -> float:
    """Seconds of processor for all of them."""
    analysing = importlib.import_module("press_briefing.analyse")
    start = time.process_time()
    for article in articles:
        analysing._analyse(article, Settings(profile="precise"))
    return time.process_time() - start


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    chosen = parser.parse_args()
    rows = [json.loads(line) for line in chosen.file.read_text(encoding="utf-8").splitlines()[: chosen.articles]]
    articles = [Article.from_text(row["text"], published="2023-01-01", verbatim=True) for row in rows]
    spent(articles[:2])
    with_it, less = [], []
    for _ in range(ROUNDS):
        with_it.append(spent(articles))
        with without():
            less.append(spent(articles))
    print(
        f"{len(articles)} articles: {min(with_it):.2f} s with, {min(less):.2f} s without, "
        f"{100 * (min(with_it) / min(less) - 1):+.1f} %"
    )


if __name__ == "__main__":
    main()
