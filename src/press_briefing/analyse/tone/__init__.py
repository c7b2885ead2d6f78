"""Tone: the gravity of what happens, the author's judgement and the judgements quoted, kept apart.

It is the charge of the words, never the opinion of a paper. Irony is not attempted: what is said in jest is read as
said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...model.analysis import Claim, Mention, Quote, Sentence, SentenceTone, Tone
from ..reading import Reading
from .charges import Charge, charges_of
from .coverage import coverage_of
from .features import features_of
from .judging import judged, onto
from .layers import layer_of, voiced
from .lines import ToneSentence, ToneText
from .names import names_of
from .scoring import document_tone, score_of, total_of, valence_of

if TYPE_CHECKING:
    from ...french.encoder.labels import Floats

__all__ = ["find_tone"]


def find_tone(
    reading: Reading, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], claims: tuple[Claim, ...]
) -> Tone:
    """The negative and positive charge of an article's words, by sentence and layer.

    1. the charge of each polar word, after negation, degree and what governs it; names carry none
    2. each sentence: valence and layer, by the charges and the encoder's vectors in the profile `precise`, by the sum
       of the charges in `fast`; doubtful where the two differ
    3. another classifier stands in for the valences when the settings name one
    4. the whole: mean score, and the share of content words the lexicon knows

    Scores go from -1 to 1. Raises `SettingsError` when the classifier set cannot be loaded.
    """
    voices, leanings = voiced(quotes, claims), _leanings(reading)
    told, read = [], []
    for row, line in _lines(reading):
        charges = tuple(
            charge
            for charge in charges_of(line, names_of(line, mentions))  # 1
            if reading.article.counts(line.page.tokens.starts[charge.first])
        )
        told.append(_sentence(row, line, charges, voices, leanings))  # 2
        read.append((line, charges))
    sentences = _classified(tuple(told), reading)  # 3
    return Tone(document_tone(sentences, coverage_of(read)), sentences)  # 4


def _leanings(reading: Reading) -> Floats | None:
    """How the encoder's vector of each token leans (tokens, valences); None in the profile `fast`."""
    names = reading.names
    return names.vectors @ onto() if names is not None and names.vectors is not None else None


def _lines(reading: Reading) -> list[tuple[Sentence, ToneSentence]]:
    """Each sentence with its tokens; one the tokens do not reach is left out."""
    page, found = ToneText.of(reading), []
    for row in reading.sentences:
        span = reading.doc.char_span(row.start, row.end, alignment_mode="expand")
        if span is not None and len(span):
            found.append((row, ToneSentence(page, span.start, span.end)))
    return found


def _sentence(
    row: Sentence,
    line: ToneSentence,
    charges: tuple[Charge, ...],
    voices: tuple[tuple[int, int], ...],
    leanings: Floats | None,
) -> SentenceTone:
    total = total_of(charges)
    listed = valence_of(total)
    valence, score = (
        (listed, score_of(total))
        if leanings is None or not line.words
        else judged(features_of(line, charges), leanings[line.words])
    )
    words = tuple(charge.word(line) for charge in charges)
    return SentenceTone(
        row.start, row.end, valence, score, layer_of(line, charges, valence, voices), words, valence != listed
    )


def _classified(sentences: tuple[SentenceTone, ...], reading: Reading) -> tuple[SentenceTone, ...]:
    """The sentences with a classifier's valences where the settings name one; layer and words stay the lexicon's."""
    if not reading.settings.tone_model or not sentences:
        return sentences
    from .classifier import load

    found = load(reading.settings.tone_model)([reading.article.text[row.start : row.end] for row in sentences])
    return tuple(
        replace(row, valence=valence, score=score, layer=_layer(row.layer, valence))
        for row, (valence, score) in zip(sentences, found, strict=True)
    )


def _layer(layer: str, valence: str) -> str:
    """A neutral sentence has no layer; one that only the classifier finds charged tells a happening."""
    return "none" if valence == "neutral" else layer if layer != "none" else "fact"
