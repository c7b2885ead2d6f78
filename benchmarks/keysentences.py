"""Key sentences against the lead-sentences baseline: which recall more of what the headline says?

    python benchmarks/keysentences.py ARTICLES.jsonl [--most 200]

Each line of the file is an object with `title` and `text`. A headline is written by the newsroom, not from our
sentences, so the share of its content lemmas that the chosen sentences hold is a fair, if rough, judge (ROUGE-1
recall on lemmas, names included). Rows: the first sentences; ours, without what else was
found in the article (events, tolls, stances).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from press_briefing import Article
from press_briefing.analyse import keysentences
from press_briefing.analyse.language import read_language
from press_briefing.analyse.words import find_words
from press_briefing.model.errors import BriefingError
from press_briefing.model.settings import Settings

SIZES = (1, 3, 5)


def content(text: str) -> set[str]:
    """The content lemmas of a text."""
    reading = read_language(Article.from_text(text, verbatim=True), Settings())
    return {word.lemma.lower() for word in find_words(reading) if word.pos in keysentences.CONTENT}


def chosen(text: str) -> dict[str, list[list[str]]]:
    """For each method, the lemmas of its five sentences, best first."""
    reading = read_language(Article.from_text(text), Settings())
    words = find_words(reading)
    lemmas = keysentences.lemmas_by_sentence(reading.sentences, words)
    fit = [lemmas[i] for i in range(len(lemmas)) if keysentences.fit(reading, i, lemmas[i])]
    return {"lead": fit[:5], "ours": [lemmas[i] for i in keysentences.find_key_sentences(reading, words)]}


def main() -> None:
    """Print a table: the mean share of headline lemmas found in one, three and five sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--most", type=int, default=200)
    told = parser.parse_args()
    sums: dict[str, list[float]] = {}
    count = 0
    for line in told.articles.read_text(encoding="utf-8").splitlines()[: told.most]:
        row = json.loads(line)
        try:
            wanted, found = content(row["title"]), chosen(row["text"])
        except BriefingError:
            continue
        if not wanted or len(found["lead"]) < 5:
            continue
        count += 1
        for name, sentences in found.items():
            shares = [len(wanted & {x for s in sentences[:size] for x in s}) / len(wanted) for size in SIZES]
            sums[name] = [a + b for a, b in zip(sums.get(name, [0.0] * len(SIZES)), shares, strict=True)]
    print(f"{count} articles; share of the headline's content lemmas in the first {SIZES} sentences chosen")
    for name, totals in sums.items():
        print(f"{name:20}", *(f"{total / count:.3f}" for total in totals))


if __name__ == "__main__":
    main()
