"""Key sentences: those that say most of the news, extracted and never rewritten.

Continuous LexRank (Erkan & Radev 2004, JAIR 22): sentences are nodes, the cosine of their tf-idf vectors weighs the
edges, and eigenvector centrality ranks them. The rank is one feature among those of `newsworth`: position, words of the
title, what happened, who says it. They are chosen one after the other, each counted down by what it repeats of those
before it (maximal marginal relevance, Carbonell & Goldstein 1998). `benchmarks/keysentences.py` compares with the
lead-sentences baseline.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from math import ceil

from ..model.analysis import Sentence, Word
from .newsworth import AGAIN, News, Worth, weighed
from .reading import Reading

# Sentences outside these lengths (in content words) are scraps or lists; ten thousand words are read in part, since
# the graph grows with the square of the sentences. Numbers say little of what a sentence is about.
SHORTEST, LONGEST, MOST_SENTENCES = 7, 45, 400
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# Two key sentences that share this much say the same thing twice.
TOO_ALIKE = 0.5
# A short article gives this share of its sentences, and not fewer than these.
SHARE, FEWEST = 0.8, 3
# Ranks have settled when they move by less than this, each on average; they do within a hundred rounds.
SETTLED, MOST_ROUNDS = 1e-6, 1000

Vector = dict[str, float]


def find_key_sentences(
    reading: Reading, words: tuple[Word, ...], news: News | None = None, most: int = 5
) -> tuple[int, ...]:
    """Indices into `reading.sentences`, the most telling first; at most `most`, fewer in a short article."""
    lemmas, worth = lemmas_by_sentence(reading.sentences, words), Worth(reading, news or News())
    kept = candidates(reading, lemmas, worth)
    if len(kept) < 2:
        return tuple(kept)
    vectors = vectors_of([lemmas[i] for i in kept])
    told = [weighed(row) for row in features(reading, lemmas, kept, vectors, worth)]
    return tuple(kept[place] for place in choose(told, vectors, size_of(len(kept), most)))


def candidates(reading: Reading, lemmas: list[list[str]], worth: Worth) -> list[int]:
    """The sentences that may be chosen, in the article's order."""
    kept = [i for i in range(len(lemmas)) if fit(reading, i, lemmas[i]) and worth.stands_alone(i)][:MOST_SENTENCES]
    return [i for i in kept if len(lemmas[i]) >= SHORTEST] or kept


def size_of(count: int, most: int = 5) -> int:
    """How many of `count` sentences are given."""
    return min(most, max(FEWEST, ceil(SHARE * count)))


def features(
    reading: Reading, lemmas: list[list[str]], kept: list[int], vectors: list[Vector], worth: Worth
) -> list[dict[str, float]]:
    """The features of every sentence that may be chosen, by the names of `newsworth.WEIGHTS`."""
    title, size = _title(reading, lemmas), math.sqrt(len(kept))
    return [
        worth.features(index, place, rank * size, lemmas[index], title)
        for place, (index, rank) in enumerate(zip(kept, _centrality(vectors), strict=True))
    ]


def _title(reading: Reading, lemmas: list[list[str]]) -> dict[str, float]:
    """The lemmas of the title, each with its share of what the title says."""
    paragraphs = reading.article.paragraphs
    told = {
        lemma
        for row, found in zip(reading.sentences, lemmas, strict=True)
        if paragraphs[row.paragraph].kind == "title"
        for lemma in found
    }
    seen = Counter(lemma for sentence in lemmas for lemma in set(sentence) & told)
    weights = {lemma: math.log(1 + len(lemmas) / seen[lemma]) for lemma in told}
    return {lemma: weight / sum(weights.values()) for lemma, weight in sorted(weights.items())}


def lemmas_by_sentence(sentences: tuple[Sentence, ...], words: tuple[Word, ...]) -> list[list[str]]:
    """The lemmas of the content words of each sentence; one pass over both."""
    found: list[list[str]] = [[] for _ in sentences]
    at = 0
    for word in words:
        while at < len(sentences) and sentences[at].end <= word.start:
            at += 1
        if at < len(sentences) and sentences[at].start <= word.start and word.pos in CONTENT:
            found[at].append(word.lemma.lower())
    return found


def fit(reading: Reading, index: int, lemmas: list[str]) -> bool:
    """A sentence of the body, not too long, that asserts: no heading, no question, no scrap of a list."""
    sentence = reading.sentences[index]
    kind = reading.article.paragraphs[sentence.paragraph].kind
    text = reading.article.text[sentence.start : sentence.end].rstrip()
    asserts = text.endswith((".", "»", "!", "…", "”", '"')) and not text.endswith("? »")
    return (
        kind in ("lead", "body") and 3 <= len(lemmas) <= LONGEST and asserts and reading.article.counts(sentence.start)
    )


def vectors_of(lemmas: list[list[str]]) -> list[Vector]:
    """Tf-idf vectors of length one."""
    seen = Counter(lemma for sentence in lemmas for lemma in set(sentence))
    vectors = []
    for sentence in lemmas:
        raw = {lemma: count * math.log(1 + len(lemmas) / seen[lemma]) for lemma, count in Counter(sentence).items()}
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({lemma: weight / norm for lemma, weight in raw.items()})
    return vectors


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length one."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[lemma] for lemma, weight in small.items() if lemma in large)


def _centrality(vectors: list[Vector]) -> list[float]:
    """Eigenvector centrality by power iteration on A + I; the sum of each sentence's edges should it not settle.

    The sums are taken sentence after sentence, so that ranks are the same to the last bit on every machine.
    """
    import numpy as np

    weights = np.array(_likeness(vectors))
    ranks = np.full(len(vectors), 1 / len(vectors))
    for _ in range(MOST_ROUNDS):
        last = ranks
        ranks = np.vstack((last, last[:, None] * weights)).sum(axis=0)
        ranks = ranks / (math.hypot(*ranks.tolist()) or 1)
        if sum(np.abs(ranks - last).tolist()) < len(vectors) * SETTLED:
            return list(ranks.tolist())
    return list(weights.sum(axis=0).tolist())


def _likeness(vectors: list[Vector]) -> list[list[float]]:
    """The cosine of every two sentences, 0 of one with itself; the lemmas they share are met, not looked for."""
    holders: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for lemma in vector:
            holders.setdefault(lemma, []).append(place)
    weights = [[0.0] * len(vectors) for _ in vectors]
    for a, b in {pair for places in holders.values() for pair in combinations(places, 2)}:
        weights[a][b] = weights[b][a] = cosine(vectors[a], vectors[b])
    return weights


def choose(told: list[float], vectors: list[Vector], most: int, again: float = AGAIN) -> list[int]:
    """The best by `told`, one after the other: what repeats one already chosen is counted down, or left out."""
    chosen: list[int] = []
    nearest = dict.fromkeys(range(len(told)), 0.0)
    while nearest and len(chosen) < most:
        best = max(nearest, key=lambda place: told[place] + again * nearest[place])
        chosen.append(best)
        alike = {place: max(near, cosine(vectors[place], vectors[best])) for place, near in nearest.items()}
        nearest = {place: near for place, near in alike.items() if place != best and near < TOO_ALIKE}
    return chosen
