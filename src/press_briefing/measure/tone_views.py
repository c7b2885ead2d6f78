"""Honest views of tone: plain frozen rows for tables and figures, each with its counts.

What is shown is the tone of sentences, never the opinion of a paper. Scores go from -1 to 1. The mean of an article is
never told without its spread and the sentences that carry no tone.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from statistics import pstdev

from ..model.analysis import Analysis, SentenceTone
from ..model.article import HEADS

LAYERS = ("fact", "judgement", "quoted")
LEAST = 20  # sentences of an article below which no view of tone is shown
FLOOR = 5  # sentences of an entity below which its tone is not shown: a mean of four says nothing
RESAMPLES = 1000  # of the bootstrap; the interval's ends are steady to about 0.02
SEED = 7  # the same interval for the same article
NARROWEST = 1.5  # sentences: the least the curve is smoothed by
SHARE = 0.03  # of the article's sentences: what a long one is smoothed by


@dataclass(frozen=True)
class CurvePoint:
    """One sentence on the curve: its number in the article, from 1, as everywhere, its section, its score, and the score smoothed over neighbours."""

    number: int
    start: int
    end: int
    section: int
    score: float
    smooth: float
    valence: str
    layer: str


@dataclass(frozen=True)
class WholeTone:
    """The sentences of the body: how many lean to a side, to none, are `doubtful`; their mean, its 95 % interval by
    bootstrap (`low`, `high`), and the standard deviation of the scores."""

    sentences: int
    negative: int
    neutral: int
    positive: int
    doubtful: int
    mean: float
    low: float
    high: float
    deviation: float


@dataclass(frozen=True)
class SectionTone:
    """A section: from its heading to the next. `title` is empty for what stands before the first heading."""

    section: int
    title: str
    start: int
    sentences: int
    negative: int
    neutral: int
    positive: int
    abstained: int
    mean: float


@dataclass(frozen=True)
class EntityTone:
    """The sentences that name an entity. `low` and `high`: 95 % interval of the mean, by bootstrap over sentences.

    It is the tone around a name, not towards it.
    """

    entity: str
    label: str
    name: str
    sentences: int
    negative: int
    neutral: int
    positive: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class LayerTone:
    """One layer: how many charged sentences tell a happening, a judgement, or somebody else's words."""

    layer: str
    sentences: int
    negative: int
    positive: int
    mean: float


def body(analysis: Analysis) -> tuple[SentenceTone, ...]:
    """The sentences that count: no headings, no byline."""
    heads = [(row.start, row.end) for row in analysis.article.paragraphs if row.kind in HEADS]
    return tuple(
        row
        for row in analysis.tone.sentences
        if analysis.article.counts(row.start) and not any(start <= row.start < end for start, end in heads)
    )


def headings(analysis: Analysis) -> tuple[tuple[int, str], ...]:
    """Where each section begins, and its title; the first is what stands before any heading."""
    found = [
        (row.start, analysis.text_of(row).strip().rstrip(":").rstrip())
        for row in analysis.article.paragraphs
        if row.kind == "heading"
    ]
    return ((0, ""), *found)


def whole(analysis: Analysis) -> WholeTone:
    """The article in one row."""
    rows = body(analysis)
    told, scores = Counter(row.valence for row in rows), [row.score for row in rows]
    low, high = interval(scores)
    return WholeTone(
        len(rows),
        told["negative"],
        told["neutral"],
        told["positive"],
        sum(row.doubtful for row in rows),
        _mean(scores),
        low,
        high,
        round(pstdev(scores), 3) if scores else 0.0,
    )


def tone_along(analysis: Analysis) -> tuple[CurvePoint, ...]:
    """The curve: one point a sentence of the body, in order."""
    rows, starts = body(analysis), [start for start, _ in headings(analysis)]
    smooth = smoothed([row.score for row in rows])
    return tuple(
        CurvePoint(
            (analysis.sentence_at(row.start) or 0) + 1,
            row.start,
            row.end,
            bisect_right(starts, row.start) - 1,
            row.score,
            value,
            row.valence,
            row.layer,
        )
        for row, value in zip(rows, smooth, strict=True)
    )


def smoothed(scores: Sequence[float]) -> tuple[float, ...]:
    """A Gaussian mean over neighbours; its width grows with the article. Never outside the scores' own range."""
    width = max(NARROWEST, SHARE * len(scores))
    reach = int(3 * width) + 1
    values = []
    for at in range(len(scores)):
        near = range(max(0, at - reach), min(len(scores), at + reach + 1))
        weights = [exp(-(((other - at) / width) ** 2) / 2) for other in near]
        total = sum(weight * scores[other] for weight, other in zip(weights, near, strict=True))
        values.append(round(total / sum(weights), 3))
    return tuple(values)


def tone_by_section(analysis: Analysis) -> tuple[SectionTone, ...]:
    """One row a section that has sentences, in order."""
    heads = headings(analysis)
    starts = [start for start, _ in heads]
    groups: dict[int, list[SentenceTone]] = {}
    for row in body(analysis):
        groups.setdefault(bisect_right(starts, row.start) - 1, []).append(row)
    return tuple(_section(number, heads[number], rows) for number, rows in sorted(groups.items()))


def _section(number: int, head: tuple[int, str], rows: list[SentenceTone]) -> SectionTone:
    told = Counter(row.valence for row in rows)
    return SectionTone(
        number,
        head[1],
        head[0],
        len(rows),
        told["negative"],
        told["neutral"],
        told["positive"],
        sum(not row.words for row in rows),
        _mean(row.score for row in rows),
    )


def tone_by_layer(analysis: Analysis) -> tuple[LayerTone, ...]:
    """Three rows, always: fact, judgement, quoted."""
    rows = body(analysis)
    groups = {layer: [row for row in rows if row.layer == layer] for layer in LAYERS}
    return tuple(
        LayerTone(
            layer,
            len(found),
            sum(row.valence == "negative" for row in found),
            sum(row.valence == "positive" for row in found),
            _mean(row.score for row in found),
        )
        for layer, found in groups.items()
    )


def tone_by_entity(analysis: Analysis, *, floor: int = FLOOR) -> tuple[EntityTone, ...]:
    """One row an entity named in at least `floor` sentences, the most negative first."""
    rows = body(analysis)
    starts = [row.start for row in rows]
    places: dict[str, set[int]] = {}
    for mention in analysis.entities:
        at = bisect_right(starts, mention.start) - 1
        if at >= 0 and mention.start < rows[at].end:
            places.setdefault(mention.id, set()).add(at)
    told = [
        _entity(analysis, entity, [rows[at] for at in sorted(places[entity])])
        for entity in places
        if len(places[entity]) >= floor
    ]
    return tuple(sorted((row for row in told if row), key=lambda row: (row.mean, row.name)))


def _entity(analysis: Analysis, identifier: str, rows: list[SentenceTone]) -> EntityTone | None:
    entity = next((row for row in analysis.entity_index if row.id == identifier), None)
    if entity is None:
        return None
    told = Counter(row.valence for row in rows)
    scores = [row.score for row in rows]
    low, high = interval(scores)
    return EntityTone(
        identifier,
        entity.label,
        entity.name,
        len(rows),
        told["negative"],
        told["neutral"],
        told["positive"],
        _mean(scores),
        low,
        high,
    )


def interval(scores: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of the mean; the same scores give the same interval."""
    if not scores:
        return 0.0, 0.0
    count, last = len(scores), RESAMPLES - 1
    drawn = random.Random(SEED).choices(scores, k=count * RESAMPLES)
    sums = sorted(sum(drawn[start : start + count]) for start in range(0, len(drawn), count))
    return round(sums[int(0.025 * last)] / count, 3), round(sums[int(0.975 * last)] / count, 3)


def abstained(analysis: Analysis) -> int:
    """How many sentences of the body hold no word the lexicon knows: their 0 is no finding."""
    return sum(not row.words for row in body(analysis))


def _mean(scores: Iterable[float]) -> float:
    values = list(scores)
    return round(sum(values) / len(values), 3) if values else 0.0
