"""From words to the tone of a sentence, and of the whole."""
from __future__ import annotations

from math import tanh
from typing import TYPE_CHECKING

from ...analysis import DocumentTone, ScoredWord, SentenceTone
from .composition import context_of, degree
from .lexicon import lexicon
from .matching import Match, match

if TYPE_CHECKING:
    from spacy.tokens import Span

POSITIVE_FROM = 1.6             # sum of polarities from which a sentence is positive
NEGATIVE_FROM = -1.6
SCALE = 4.0                     # polarities that bring the score to tanh(1)

# What a polarity weighs: a weak word (1) leans, it does not decide.
WEIGHTS = {-3.0: -3.0, -2.0: -1.7, -1.0: -0.6, 1.0: 0.5, 2.0: 1.6, 3.0: 2.5}


def scored_words(span: Span) -> tuple[ScoredWord, ...]:
    """The polar words of a sentence with what each adds to its score after composition."""
    context = context_of(span)
    found = []
    for one in match(lexicon(), span):
        first, last = span.doc[one.first], span.doc[one.last]
        polarity = one.entry.polarity
        if _is_name(span, one):
            continue
        score = WEIGHTS[polarity] * degree(span, one) * context.factor(one.first, polarity)
        found.append(ScoredWord(first.idx, last.idx + len(last), one.entry.lemma, polarity, round(score, 3),
                                one.entry.kind))
    return tuple(found)


def valence_of(total: float) -> str:
    """negative, neutral or positive, from the sum of what the words add."""
    return "positive" if total >= POSITIVE_FROM else "negative" if total <= NEGATIVE_FROM else "neutral"


def sentence_tone(span: Span, start: int, end: int) -> SentenceTone:
    """The tone of one sentence, without its layer."""
    words = scored_words(span)
    total = sum(word.score for word in words)
    return SentenceTone(start, end, valence_of(total), round(tanh(total / SCALE), 3), words=words)


def document_tone(sentences: tuple[SentenceTone, ...], coverage: float) -> DocumentTone:
    """The mean score of the sentences; its sign is told when it stands clear of zero."""
    if not sentences:
        return DocumentTone(coverage=coverage)
    mean = sum(sentence.score for sentence in sentences) / len(sentences)
    valence = "positive" if mean >= 0.1 else "negative" if mean <= -0.1 else "neutral"
    return DocumentTone(valence, round(mean, 3), coverage)


def _is_name(span: Span, found: Match) -> bool:
    """Whether a match is part of a name: a capital inside a sentence that is not all in capitals."""
    token = span.doc[found.first]
    if found.last > found.first or not token.text[:1].isupper() or token.text.isupper():
        return False
    before = span.doc[found.first - 1] if found.first > span.start else None
    return before is not None and not before.is_punct
