"""Key sentences: those most like all the others, extracted and never rewritten.

Continuous LexRank (Erkan & Radev 2004, JAIR 22): sentences are nodes, the cosine of their tf-idf vectors weighs the
edges, and eigenvector centrality ranks them. News tells what matters first, so the rank is weighed by position, by what
the sentence shares with the title, and by how well it stands alone; `benchmarks/keysentences.py` compares the first two
with the lead-sentences baseline.
"""
from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from itertools import combinations
from math import ceil

from ..analysis import Sentence, Word
from ..lexicons import members
from ..typography import plain
from .reading import Reading

# Sentences outside these lengths (in content words) are scraps or lists; ten thousand words are read in part, since
# the graph grows with the square of the sentences. Numbers say little of what a sentence is about.
SHORTEST, LONGEST, MOST_SENTENCES = 7, 45, 400
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
# Two key sentences that share this much say the same thing twice.
TOO_ALIKE = 0.4
# A short article gives this share of its sentences, and not fewer than these.
SHARE, FEWEST = 0.8, 3
# What a sentence gains that holds all words of the title; what it loses that opens with another's words, with a pronoun
# that only the sentence before explains, or that speaks of « je » and « nous ».
TITLE, OPENS_QUOTED, OPENS_WITH_PRONOUN, FIRST_PERSON = 0.5, -0.3, -0.3, -0.3
OPENING = 4                     # tokens in which a subject opens a sentence
# How fast being late in the article lowers a sentence: the nth keeps 1 / (1 + n * DECAY) of its rank.
DECAY = 0.3
# Ranks have settled when they move by less than this, each on average; they do within a hundred rounds.
SETTLED, MOST_ROUNDS = 1e-6, 1000

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
    title = _title(reading, lemmas)
    weighed = [rank * _position(place) * _worth(reading, kept[place], lemmas, title)
               for place, rank in enumerate(ranks)]
    order = sorted(range(len(kept)), key=lambda place: (-weighed[place], place))
    return tuple(kept[place] for place in _unalike(order, vectors, min(most, max(FEWEST, ceil(SHARE * len(kept))))))


def _title(reading: Reading, lemmas: list[list[str]]) -> dict[str, float]:
    """The lemmas of the title, each with its share of what the title says."""
    paragraphs = reading.article.paragraphs
    told = {lemma for row, found in zip(reading.sentences, lemmas, strict=True)
            if paragraphs[row.paragraph].kind == "title" for lemma in found}
    seen = Counter(lemma for sentence in lemmas for lemma in set(sentence) & told)
    weights = {lemma: math.log(1 + len(lemmas) / seen[lemma]) for lemma in told}
    return {lemma: weight / sum(weights.values()) for lemma, weight in sorted(weights.items())}


def _worth(reading: Reading, index: int, lemmas: list[list[str]], title: dict[str, float]) -> float:
    """What the rank of a sentence is multiplied by, for its news and for how well it stands without the ones before."""
    row = reading.sentences[index]
    tokens = reading.tokens
    first, last = bisect_left(tokens.starts, row.start), bisect_left(tokens.starts, row.end)
    opening = range(first, min(first + OPENING, last))
    is_pronoun = any(tokens.pos[at] == "PRON" and tokens.relations[at].startswith("nsubj") for at in opening)
    is_own = any(plain(tokens.texts[at]).lower() in members("words/first_person.txt") for at in range(first, last))
    shared = sum(share for lemma, share in title.items() if lemma in lemmas[index])
    return 1 + TITLE * shared + OPENS_QUOTED * (reading.article.text[row.start] in "«\"“") \
        + OPENS_WITH_PRONOUN * is_pronoun + FIRST_PERSON * is_own


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
        weights[a][b] = weights[b][a] = _cosine(vectors[a], vectors[b])
    return weights


def _position(place: int) -> float:
    return 1.0 / (1.0 + DECAY * place)


def _unalike(order: list[int], vectors: list[Vector], most: int) -> list[int]:
    """The first of `order`, leaving out what repeats one already chosen."""
    chosen: list[int] = []
    for place in order:
        if len(chosen) < most and all(_cosine(vectors[place], vectors[other]) < TOO_ALIKE for other in chosen):
            chosen.append(place)
    return chosen
