"""From words to the tone of a sentence, and of the whole."""
from __future__ import annotations

from math import tanh
from typing import TYPE_CHECKING

from ...analysis import DocumentTone, ScoredWord, SentenceTone
from .composition import context_of, degree
from .directions import directions
from .lexicon import Entry, fold, lexicon
from .matching import Match, match

if TYPE_CHECKING:
    from spacy.tokens import Span

POSITIVE_FROM = 1.4             # sum of polarities from which a sentence is positive
NEGATIVE_FROM = -1.2
ACRONYM = 5                     # letters: a word in capitals up to here is an acronym, above it is a shout
SCALE = 4.0                     # polarities that bring the score to tanh(1)

# What a polarity weighs: a weak word (1) leans, it does not decide. A good word denied is a reproach however weak.
WEIGHTS = {-3.0: -3.0, -2.0: -1.8, -1.0: -0.8, 1.0: 0.4, 2.0: 1.6, 3.0: 2.5}
DENIED = {1.0: 1.2, 2.0: 1.6, 3.0: 2.0}


def scored_words(span: Span) -> tuple[ScoredWord, ...]:
    """The polar words of a sentence with what each adds to its score after composition."""
    context = context_of(span)
    turned = directions(span, context)
    found = []
    for one in match(lexicon(), span):
        if one.first not in turned and one.entry.polarity and not _is_name(span, one):
            factor = context.factor(one.first, one.entry.polarity)
            found.append(_scored(span, one.first, one.last, one.entry, factor * degree(span, one)))
    for index, polarity in turned.items():
        entry = Entry(fold(span.doc[index].lemma_ or span.doc[index].text), "", polarity, "happening")
        found.append(_scored(span, index, index, entry, 1.0))
    return tuple(sorted(found, key=lambda word: word.start))


def _scored(span: Span, first: int, last: int, entry: Entry, factor: float) -> ScoredWord:
    polarity = entry.polarity
    weight = DENIED[polarity] if polarity > 0 > factor else WEIGHTS[polarity]
    start, end = span.doc[first].idx, span.doc[last].idx + len(span.doc[last])
    return ScoredWord(start, end, entry.lemma, polarity, round(weight * factor, 3), entry.kind)


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
    if found.last > found.first or not token.text[:1].isupper():
        return False
    if token.text.isupper():
        return len(token) <= ACRONYM and not span.text.isupper()
    before = span.doc[found.first - 1] if found.first > span.start else None
    return before is not None and not before.is_punct
