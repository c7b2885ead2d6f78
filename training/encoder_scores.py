"""Scores of the encoder alone, before any gazetteer or rule: names with exact bounds, parts of speech, trees.

`read` is whatever gives readings of sentences: a network in PyTorch or the exported files. Names are counted as the
scorer of the package counts them (a determiner at the beginning left out, MISC apart); trees over printed tokens as
`scores.py` does.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np

import bio
import conllu
from encoder_data import Classes, tag
from press_briefing.french.encoder.labels import best_labels, spans
from press_briefing.french.encoder.reader import SentenceReading
from press_briefing.french.tokenizer import token_ends

_DETERMINER = re.compile(r"(?:l['’]\s?|d['’]\s?|le |la |les |un |une |des |du |de |au |aux )+", re.I)


Read = Callable[[Sequence[list[str]]], list[SentenceReading]]
Span = tuple[int, int, str]


class Tally:
    """Hits, found and wanted, by label."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def add(self, found: set[Span], wanted: set[Span]) -> None:
        """Count the names of one sentence."""
        for place, group in enumerate((found & wanted, found, wanted)):
            for *_, label in group:
                self.rows.setdefault(label, [0, 0, 0])[place] += 1

    def f1(self, *labels: str) -> float:
        """F1 in percent over these labels."""
        hit, found, wanted = (sum(self.rows.get(label, [0, 0, 0])[place] for label in labels) for place in range(3))
        return round(200 * hit / max(1, found + wanted), 2)


def name_scores(read: Read, classes: Classes, sentences: Iterable[bio.Named]) -> dict[str, float]:
    """F1 of PER, LOC, ORG, MISC, and `f1` of the first three together."""
    sentences = list(sentences)
    bounds = [[(a, b) for a, b, is_space in token_ends(one.text) if not is_space] for one in sentences]
    read_of = read([[one.text[a:b] for a, b in words] for one, words in zip(sentences, bounds, strict=True)])
    tally = Tally()
    for one, words, reading in zip(sentences, bounds, read_of, strict=True):
        labels = [classes.names[place] for place in best_labels(reading.names, classes.names)]
        found = [(words[first][0], words[last - 1][1], label) for first, last, label in spans(labels)]
        tally.add({_bare(one.text, span) for span in found}, {_bare(one.text, span) for span in one.names})
    return {"f1": tally.f1("PER", "LOC", "ORG"), **{label: tally.f1(label) for label in bio.LABELS}}


def _bare(text: str, span: Span) -> Span:
    start, end, label = span
    lead = _DETERMINER.match(text, start, end)
    return (lead.end() if lead and lead.end() < end else start, end, label)


def parse_scores(read: Read, classes: Classes, trees: Iterable[conllu.Tree]) -> dict[str, float]:
    """Percentages of printed tokens: part of speech, with features in use, heads, heads with relation."""
    trees = list(trees)
    bounds = [[(a, b) for a, b, is_space in token_ends(tree.text) if not is_space] for tree in trees]
    read_of = read([[tree.text[a:b] for a, b in words] for tree, words in zip(trees, bounds, strict=True)])
    right, total = np.zeros(4), 0
    for tree, words, reading in zip(trees, bounds, read_of, strict=True):
        gold = conllu.gold_rows(tree)
        total += len(gold)
        right += _right(gold, words, reading, classes)
    return dict(zip(("upos", "tags", "uas", "las"), (round(100 * float(n) / total, 2) for n in right), strict=True))


def _right(
    gold: list[conllu.Row], words: list[tuple[int, int]], reading: SentenceReading, classes: Classes
) -> np.ndarray:
    head, places = reading.heads, {bounds: place for place, bounds in enumerate(words)}
    right = np.zeros(4)
    for row in gold:
        place = places.get((row.start, row.end))
        if place is None:
            continue
        told = classes.tags[reading.tags[place].argmax()]
        above = words[head[place] - 1] if head[place] else words[place]
        attached = above == (gold[row.head].start, gold[row.head].end)
        right += (
            told.split("|")[0] == row.pos,
            told == tag(row.pos, row.morph),
            attached,
            attached and classes.relations[reading.relations[place]] == row.dep,
        )
    return right


def agreement(one: Read, other: Read, sentences: Sequence[list[str]]) -> dict[str, float]:
    """Percentage of words of which two readers say the same: name label, tag, head, relation."""
    same, total = np.zeros(4), 0
    for left, right in zip(one(sentences), other(sentences), strict=True):
        total += len(left.heads)
        columns = (
            (reading.names.argmax(1), reading.tags.argmax(1), reading.heads, reading.relations)
            for reading in (left, right)
        )
        same += [float((ours == theirs).sum()) for ours, theirs in zip(*columns, strict=True)]
    return dict(zip(("names", "tags", "heads", "relations"), (round(100 * n / total, 2) for n in same), strict=True))


def seconds(read: Read, sentences: Sequence[list[str]], times: int = 9) -> tuple[float, float]:
    """Least and median processor time of reading these sentences, in seconds."""
    read(sentences)
    spent = []
    for _ in range(times):
        begin = time.process_time()
        read(sentences)
        spent.append(time.process_time() - begin)
    return min(spent), sorted(spent)[times // 2]
