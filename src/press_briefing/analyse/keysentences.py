"""Key sentences: those most like all the others, extracted and never rewritten.

Continuous LexRank (Erkan & Radev 2004, JAIR 22): sentences are nodes, the cosine of their tf-idf vectors weighs the
edges, and eigenvector centrality (networkx) ranks them. News tells what matters first, so the rank is weighed by
position; `benchmarks/keysentences.py` compares both with the lead-sentences baseline.
"""
from __future__ import annotations

import math
from collections import Counter

from ..analysis import Sentence, Word
from .reading import Reading

# Sentences outside these lengths (in content words) are scraps or lists; ten thousand words are read in part, since
# the graph grows with the square of the sentences. Numbers say little of what a sentence is about.
SHORTEST, LONGEST, MOST_SENTENCES = 8, 45, 400
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# Two key sentences that share this much say the same thing twice.
TOO_ALIKE = 0.5
# How fast being late in the article lowers a sentence: the nth keeps 1 / (1 + n * DECAY) of its rank.
DECAY = 0.3

Vector = dict[str, float]


def find_key_sentences(reading: Reading, words: tuple[Word, ...], most: int = 5) -> tuple[int, ...]:
    """Indices into `reading.sentences`, the most central first; at most `most`, fewer in a short article."""
    lemmas = lemmas_by_sentence(reading.sentences, words)
    kept = [i for i in range(len(lemmas)) if fit(reading, i, lemmas[i])][:MOST_SENTENCES]
    kept = [i for i in kept if len(lemmas[i]) >= SHORTEST] or kept
    if len(kept) < 2:
        return tuple(kept)
    vectors = _vectors([lemmas[i] for i in kept])
    ranks = _centrality(vectors)
    weighed = [rank * _position(place) for place, rank in enumerate(ranks)]
    order = sorted(range(len(kept)), key=lambda place: (-weighed[place], place))
    return tuple(kept[place] for place in _unalike(order, vectors, min(most, max(1, len(kept) // 2))))


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
    text = reading.article.text[sentence.start:sentence.end].rstrip()
    asserts = text.endswith((".", "»", "!", "…", "”", '"')) and not text.endswith("? »")
    return kind in ("lead", "body") and 3 <= len(lemmas) <= LONGEST and asserts and \
        reading.article.counts(sentence.start)


def _vectors(lemmas: list[list[str]]) -> list[Vector]:
    """Tf-idf vectors of length one."""
    seen = Counter(lemma for sentence in lemmas for lemma in set(sentence))
    vectors = []
    for sentence in lemmas:
        raw = {lemma: count * math.log(1 + len(lemmas) / seen[lemma]) for lemma, count in Counter(sentence).items()}
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({lemma: weight / norm for lemma, weight in raw.items()})
    return vectors


def _cosine(a: Vector, b: Vector) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[lemma] for lemma, weight in small.items() if lemma in large)


def _centrality(vectors: list[Vector]) -> list[float]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(len(vectors)))
    holders: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for lemma in vector:
            holders.setdefault(lemma, []).append(place)
    pairs = {(a, b) for places in holders.values() for n, a in enumerate(places) for b in places[n + 1:]}
    graph.add_weighted_edges_from((a, b, _cosine(vectors[a], vectors[b])) for a, b in sorted(pairs))
    try:
        ranks = nx.eigenvector_centrality(graph, max_iter=1000, tol=1e-6, weight="weight")
    except nx.PowerIterationFailedConvergence:
        ranks = dict(graph.degree(weight="weight"))
    return [float(ranks[place]) for place in range(len(vectors))]


def _position(place: int) -> float:
    return 1.0 / (1.0 + DECAY * place)


def _unalike(order: list[int], vectors: list[Vector], most: int) -> list[int]:
    """The first of `order`, leaving out what repeats one already chosen."""
    chosen: list[int] = []
    for place in order:
        if len(chosen) < most and all(_cosine(vectors[place], vectors[other]) < TOO_ALIKE for other in chosen):
            chosen.append(place)
    return chosen
