"""The tone of a sentence from all that is known of it: the word list's charges and the encoder's vectors of its words.

A multinomial logistic regression, trained and calibrated by training/tone.py on sentences labelled by hand. It is
linear, so the mean of a sentence's vectors need not be kept: each word's vector is brought onto the three valences in
the encoder's own pass, and the mean is taken of these.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from ...french.encoder.labels import Floats
from ...model.analysis import VALENCES


class JudgingWeights(NamedTuple):
    """What was learnt: `features` (valences, features), `vectors` (valences, 384), `bias` (valences)."""

    features: Floats
    vectors: Floats
    bias: Floats


@cache
def weights() -> JudgingWeights:
    """The shipped weights."""
    stored = json.loads(files(__package__).joinpath("judging.json").read_text(encoding="utf-8"))
    return JudgingWeights(*(np.array(stored[name], dtype=np.float64) for name in JudgingWeights._fields))


def onto() -> Floats:
    """What a word's vector is multiplied by, (384, valences): see `french.encoder.article.read`."""
    return np.ascontiguousarray(weights().vectors.T)


def judged(features: Sequence[float], leanings: Floats) -> tuple[str, float]:
    """The likeliest valence, and how much likelier good is than bad, -1 to 1.

    `features`: of `features_of`. `leanings` (words, valences): the words' vectors brought onto the valences.
    """
    known = weights()
    sums = (known.features * np.array(features)).sum(axis=1) + leanings.mean(axis=0, dtype=np.float64) + known.bias
    shares = np.exp(sums - sums.max())
    shares /= shares.sum()
    return VALENCES[int(shares.argmax())], round(float(shares[2] - shares[0]), 3)
