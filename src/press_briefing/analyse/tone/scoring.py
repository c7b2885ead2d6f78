"""From charges to the tone of a sentence, and of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from math import tanh

from ...model.analysis import DocumentTone, SentenceTone
from .charges import Charge

POSITIVE_FROM = 1.4  # sum of charges from which a sentence is positive
NEGATIVE_FROM = -1.2  # to which it is negative
SCALE = 4.0  # sum of charges that brings the score to tanh(1) = 0.76
DOCUMENT_FROM = 0.1  # mean score from which a text leans to one side


def total_of(charges: Iterable[Charge]) -> float:
    """The sum of what the words add."""
    return sum(charge.score for charge in charges)


def valence_of(total: float) -> str:
    """negative, neutral or positive, from the sum of what the words add."""
    return "positive" if total >= POSITIVE_FROM else "negative" if total <= NEGATIVE_FROM else "neutral"


def score_of(total: float) -> float:
    """The sum of charges brought between -1 and 1."""
    return round(tanh(total / SCALE), 3)


def document_tone(sentences: tuple[SentenceTone, ...], coverage: float) -> DocumentTone:
    """The mean score of the sentences; a side is told when the mean stands clear of zero."""
    if not sentences:
        return DocumentTone(coverage=coverage)
    mean = sum(sentence.score for sentence in sentences) / len(sentences)
    valence = "positive" if mean >= DOCUMENT_FROM else "negative" if mean <= -DOCUMENT_FROM else "neutral"
    return DocumentTone(valence, round(mean, 3), coverage)
