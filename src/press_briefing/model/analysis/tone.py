"""Rows of tone: of the whole, of sentences and words."""

from __future__ import annotations

from dataclasses import dataclass, field

VALENCES = ("negative", "neutral", "positive")


@dataclass(frozen=True)
class ScoredWord:
    """A word that bears on a sentence's score, after negation and degree: `score` is what it adds."""

    start: int
    end: int
    lemma: str
    polarity: float
    score: float
    kind: str = ""


@dataclass(frozen=True)
class SentenceTone:
    """The tone of one sentence: `score` from -1 to 1; `layer`: fact, judgement, quoted or none.

    `doubtful`: the word list alone would have told another valence.
    """

    start: int
    end: int
    valence: str
    score: float
    layer: str = "none"
    words: tuple[ScoredWord, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True)
class DocumentTone:
    """The tone of the whole; `coverage` is the share of content words the lexicon knows (0 to 1)."""

    valence: str = "neutral"
    score: float = 0.0
    coverage: float = 0.0


@dataclass(frozen=True)
class Tone:
    """The two views of tone: the document and its sentences."""

    document: DocumentTone = field(default_factory=DocumentTone)
    sentences: tuple[SentenceTone, ...] = ()
