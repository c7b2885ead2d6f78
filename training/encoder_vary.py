"""Variations of sentences that print makes, and names put in the place of names; all drawn by one generator."""

from __future__ import annotations

import random
from dataclasses import replace

import bio
import names_augment
from augment import Augmenter, Sample, mentions
from encoder_data import Sentence
from press_briefing.model.typography import unaccented
from reported import Reporter

SHOUTED, SHOUTED_NAME, BARE_CAPITALS, PARTED, OTHER_MARKS, NO_STOP = 0.03, 0.10, 0.2, 0.15, 0.3, 0.05
REPORTED = 0.12  # share of trees that are quoted and reported once more
MADE_UP = 0.5  # weight of a filled template
_MARKS = {"«": '"', "»": '"', "“": "«", "”": "»"}
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


class Varied:
    """Makes an epoch out of the sentences read. `exchanged`: share given once more with other names; `templates`: how
    many filled ones an epoch has."""

    def __init__(self, rng: random.Random, *, exchanged: float, templates: int) -> None:
        self.rng, self.exchanged, self.wanted = rng, exchanged, templates
        random.seed(rng.random())  # names_augment draws from the module's generator
        augment = Augmenter(rng)
        self.reporter = Reporter(rng, augment.places, augment.first_names, augment.surnames)
        self.made = [Sentence(_named(text, spans), weight=MADE_UP) for text, spans in names_augment.templates(6)]

    def __call__(self, sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
        """One epoch, in no order, drawn by `rng`."""
        self.rng = self.reporter.rng = rng
        random.seed(rng.random())
        more = [again for sentence in sentences for again in self._more(sentence)]
        made = self.rng.sample(self.made, min(self.wanted, len(self.made)))
        return [replace(each, sample=self.varied(each.sample)) for each in (*sentences, *more, *made)]

    def _more(self, sentence: Sentence) -> list[Sentence]:
        """The sentence with other names, without its tree; the sentence as reported speech."""
        found: list[Sentence] = []
        sample = sentence.sample
        named = sentence.again and any(tag != "O" for tag in sample.tags or ())
        if named and self.rng.random() < self.exchanged:
            found.append(replace(sentence, sample=_exchanged(sample)))
        told = self.reporter(sample) if sample.heads and self.rng.random() < REPORTED else None
        return [*found, replace(sentence, sample=told)] if told else found

    def varied(self, sample: Sample) -> Sample:
        """The sample as another hand would have set it; as many words, but for a full stop left out."""
        if sample.heads:
            sample = self.reporter.nationality(sample)
        words = self._shouted(sample)
        if self.rng.random() < BARE_CAPITALS:
            words = [unaccented(word[0]) + word[1:] if word[0].isupper() else word for word in words]
        if self.rng.random() < PARTED:
            words = [word.translate(_LIGATURES) for word in words]
        if self.rng.random() < OTHER_MARKS:
            words = [_MARKS.get(word, word) for word in words]
        sample = replace(sample, words=words)
        return without_stop(sample) if self.rng.random() < NO_STOP else sample

    def _shouted(self, sample: Sample) -> list[str]:
        """Headlines in capitals, surnames in capitals."""
        words = list(sample.words)
        if self.rng.random() < SHOUTED:
            return [word.upper() for word in words]
        for first, last, label in mentions(sample.tags or []):
            if self.rng.random() < SHOUTED_NAME:
                first = first + 1 if label == "PER" and last - first > 1 else first
                words[first:last] = [word.upper() for word in words[first:last]]
        return words


def without_stop(sample: Sample) -> Sample:
    """The sample without its final full stop, where nothing hangs on it."""
    end = len(sample.words) - 1
    if end < 2 or sample.words[end] != "." or (sample.heads and end in sample.heads):
        return sample
    cut = {name: value[:-1] for name, value in sample.__dict__.items() if isinstance(value, list)}
    return replace(sample, **cut)


def _exchanged(sample: Sample) -> Sample:
    text, bounds = "", []
    for word, space in zip(sample.words, sample.spaces, strict=True):
        bounds.append((len(text), len(text) + len(word)))
        text += word + " " * space
    spans = [(bounds[first][0], bounds[last - 1][1], label) for first, last, label in mentions(sample.tags or [])]
    return _named(*names_augment.exchanged(text, spans))


def _named(text: str, spans: list[tuple[int, int, str]]) -> Sample:
    return bio.sample_of(bio.Named(text, spans))
