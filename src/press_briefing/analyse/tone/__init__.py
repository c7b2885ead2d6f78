"""Tone: what happens, how it is judged, who is blamed."""
from __future__ import annotations

from ...analysis import Claim, Entity, Mention, Quote, Tone
from ..reading import Reading
from .scoring import document_tone, sentence_tone


def find_tone(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...], quotes: tuple[Quote, ...],
              claims: tuple[Claim, ...]) -> Tone:
    """The negative and positive charge of the words of an article, never the opinion of its paper."""
    sentences = tuple(sentence_tone(span, row.start, row.end)
                      for span, row in zip(reading.spans(), reading.sentences, strict=True))
    return Tone(document_tone(sentences, 0.0), sentences)
